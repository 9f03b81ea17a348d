"""Her own file by clicking, without a browser."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from analysis import load, mine
from analysis.exploring import your_file
from messy import WRONG, write_messy
from panels import EVIL, displayed


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv(mine.MINE_VARIABLE, raising=False)
    return tmp_path / "mine"


def put(panel, name: str, content: bytes) -> None:
    panel.upload.value = (
        {"name": name, "type": "", "size": len(content), "content": memoryview(content),
         "last_modified": dt.datetime(2024, 1, 1, tzinfo=dt.UTC)},
    )  # fmt: skip


@pytest.fixture
def panel(folder, tmp_path):
    made = your_file(folder)
    put(made, "Suivi (v3).xlsx", write_messy(tmp_path / "messy.xlsx").read_bytes())
    return made


def test_it_begins_with_the_worked_example(folder):
    panel = your_file(folder)
    assert panel.files.value == str(mine.example())
    assert len(panel.data.places) == 13
    assert "13 accepted" in panel._line.value


def test_an_upload_is_kept_read_and_found_by_the_cells_below(panel, folder):
    assert [path.name for path in mine.list_own(folder)] == ["Suivi (v3).xlsx"]
    assert mine.find(folder).path == folder / "Suivi (v3).xlsx"
    assert "Suivi (v3).xlsx" in panel._line.value
    assert "To look at twice" in panel._problems.value


def test_a_drop_down_reads_the_file_anew_and_its_mapping_is_what_check_takes(panel, folder):
    before = len(panel.data.funding)
    panel.columns.fields["Budget voté", False].value = "funder:region"
    panel.columns.fields["Fonds du GAL", False].value = "funder:eu"
    assert len(panel.data.funding) > before
    assert panel.own.given.columns == {"Budget voté": "funder:region", "Fonds du GAL": "funder:eu"}
    assert "Budget voté: holds amounts" not in panel._problems.value
    panel.save.click()
    found = mine.find(folder)
    assert found.mapping == folder / "Suivi (v3).toml"
    assert load(found.path, mapping=found.mapping).funding.equals(panel.data.funding)
    again = your_file(folder)
    assert again.columns.fields["Fonds du GAL", False].value == "funder:eu"
    again.forget.click()
    assert again.own.given.columns == {}
    assert again.columns.fields["Fonds du GAL", False].value == ""


def test_the_header_and_the_unit_are_corrected(panel):
    panel.whole.header.control.value = "5"
    assert panel.own.given.file == {"header": "5"}
    assert "nothing can be used yet" in panel._line.value
    panel.whole.header.control.value = ""
    assert panel.data is not None
    total = panel.data.places["investment_eur"].sum()
    panel.columns.units["État", False].value = 1000.0
    assert panel.own.given.unit == {"État": 1000.0}
    assert panel.data.places["investment_eur"].sum() == total


def test_a_row_is_corrected_tried_and_saved_as_a_copy_and_the_file_is_as_it_was(panel, folder):
    path = folder / "Suivi (v3).xlsx"
    before = path.read_bytes()
    panel.columns.fields["Budget voté", False].value = "funder:region"
    panel.copy.click()
    assert "No cell was corrected yet" in panel._copied.value
    panel.rows.fields["Suivi", WRONG, "Coût total HT"].control.value = "185 000"
    assert "not saved yet" in panel._line.value
    assert "0 set aside" in panel._line.value
    assert [file.name for file in mine.list_own(folder)] == [path.name]  # tried, not written
    panel.copy.click()
    copy = folder / "Suivi (v3)-corrected.xlsx"
    assert path.read_bytes() == before
    assert panel.files.value == str(copy)
    assert panel.own.rows == ()
    assert panel._mending.layout.display == "none"
    assert panel.own.given.columns["Budget voté"] == "funder:region"
    found = mine.find(folder)
    assert found.path == copy
    assert load(found.path, mapping=found.mapping).rows[0].set_aside == 0


def test_a_correction_stays_when_a_column_is_said_and_is_gone_with_the_file(panel, folder):
    field = panel.rows.fields["Suivi", WRONG, "Coût total HT"]
    field.control.value = "185 000"
    panel.columns.fields["Budget voté", False].value = "funder:region"
    assert panel.rows.fields["Suivi", WRONG, "Coût total HT"] is field
    assert "not saved yet" in panel._line.value
    assert panel.tried.rows == ()
    assert len(panel.rows.find_repairs()) == 1
    field.control.value = "-185000"  # as it was
    assert "not saved yet" not in panel._line.value
    field.control.value = "185 000"
    panel.files.value = str(mine.example())
    panel.files.value = str(folder / "Suivi (v3).xlsx")
    assert panel.rows.find_repairs() == ()


def test_the_report_is_on_the_file_with_what_was_said(panel, folder):
    panel.columns.fields["Budget voté", False].value = "funder:region"
    file = panel._find_file()
    assert file == mine.Mine(folder / "Suivi (v3).xlsx", folder / "Suivi (v3).toml")
    assert panel._find_file() == file  # nothing is written twice
    assert panel._copied.value == ""
    panel.rows.fields["Suivi", WRONG, "Coût total HT"].control.value = "185 000"
    assert panel._find_file() == file
    assert "save the corrected copy" in panel._copied.value
    assert len(list(folder.glob("*.toml"))) == 1


def test_what_is_said_of_the_worked_example_is_kept_beside_a_copy(folder):
    shipped = sorted(mine.example().parent.iterdir())
    panel = your_file(folder)
    panel.columns.fields["Année", False].value = ""
    written = panel.save_mapping()
    assert written is not None
    assert written.parent == folder
    assert mine.find(folder) == mine.Mine(folder / "plans-exemple.csv", written)
    assert sorted(mine.example().parent.iterdir()) == shipped


def test_several_files_are_read_together_and_have_no_mapping_of_their_own(folder):
    folder.mkdir()
    for name in ("a.csv", "b.csv"):
        (folder / name).write_text(f"Lieu;Coût total\n{name};90000\n", encoding="utf-8")
    panel = your_file(folder)
    assert len(panel.data.places) == 2
    assert panel.save.disabled
    panel.files.value = str(folder / "b.csv")
    assert len(panel.data.places) == 1


def test_another_file_is_chosen_and_the_example_again(panel, folder):
    put(panel, "b.csv", "Lieu;Coût total\nA;90000\n".encode())
    assert len(panel.data.places) == 1
    panel.files.value = str(folder / "Suivi (v3).xlsx")
    assert len(panel.data.places) > 1
    assert mine.find(folder).path.name == "Suivi (v3).xlsx"
    panel.files.value = str(mine.example())
    assert mine.find(folder).path == mine.example()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.png", b"\x89PNG\r\n", "a picture"),
        ("a.csv", b"", "empty"),
        ("a.xlsx", b"PK\x03\x04broken", "damaged"),
        ("a.csv", b"x;y\nu;v\n", "no column is understood"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_plainly(folder, name, content, told):
    panel = your_file(folder)
    put(panel, name, content)
    assert "nothing can be used yet" in panel._line.value
    assert told in panel._problems.value
    assert panel.save.disabled
    assert panel._find_file() is None


def test_a_broken_mapping_file_and_a_folder_that_cannot_be_written_are_told(folder, tmp_path):
    folder.mkdir()
    (folder / "a.csv").write_text("Lieu;Coût total\nA;90000\n", encoding="utf-8")
    (folder / "a.toml").write_text("[columns\n")
    panel = your_file(folder)
    assert "is not a mapping file" in panel._alert.value
    assert len(panel.data.places) == 1
    (tmp_path / "file").write_text("")
    other = your_file(tmp_path / "file")
    put(other, "a.csv", b"Lieu;Total\nA;9\n")
    assert "could not be kept" in other._alert.value


def test_hostile_cells_names_and_sheets_are_texts(folder):
    panel = your_file(folder)
    rows = "\n".join(f'"{text[:300]}";90000;"{text[:300]}"'.replace("'", "’") for text in EVIL if '"' not in text)
    put(
        panel,
        "<img src=x onerror=1>.csv",
        f'Lieu;Coût total;"<script>window.hit=1</script>"\nA;-5;x\n{rows}\n'.encode(),
    )
    shown = [
        panel._line.value,
        panel._problems.value,
        panel._places.value,
        panel._alert.value,
        panel.whole._preview.value,
    ]
    shown += [told.value for told in panel.columns._told.values()] + [head.value for head in panel.rows._heads.values()]
    assert panel.data is not None
    for text in shown:
        assert not re.search(r"<script>(window|\d)|<img src=x|href=.javascript", text)
    assert all(not control.description_allow_html for control in panel.columns.fields.values())


def test_where_nobody_clicks_the_rows_are_told(panel, monkeypatch):
    assert "application/vnd.jupyter.widget-view+json" in displayed(panel)
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert "text/html" in displayed(panel)
