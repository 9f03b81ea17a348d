"""Several files, sheets and archives are one dataset; what is no part of it is named."""

from __future__ import annotations

import io
import zipfile

import pytest

from analysis import load
from analysis.dataset._checking import DataError, Rule
from analysis.dataset._reading.parts import find_tables
from files import as_xlsx, table, written

HEAD = "Lieu;Coût total;Région\n"
PLAN = "Financeur;Montant\nRégion;{region}\nCommune de Vauclair;20000\nTotal;{total}\n"


@pytest.fixture
def folder(tmp_path):
    """Two plans, one of them in a folder of its own, a table and files that hold none."""
    plans = tmp_path / "plans"
    (plans / "2022").mkdir(parents=True)
    written(plans / "la-nef.csv", PLAN.format(region=30_000, total=50_000))
    written(plans / "2022" / "le-sas.csv", PLAN.format(region=10_000, total=30_000))
    (plans / "others.xlsx").write_bytes(as_xlsx(table()))
    (plans / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    written(plans / "LISEZMOI.txt", "Ces plans sont publics.\n")
    written(plans / ".~lock.la-nef.csv#", "me")
    return plans


def zipped(folder) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
    return made.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_the_files_of_a_folder_or_an_archive_are_one_dataset(folder, packed, tmp_path):
    where = folder
    if packed:
        where = tmp_path / "plans.zip"
        where.write_bytes(zipped(folder))
    data = load(where)
    assert data.places.set_index("name")["investment_eur"].to_dict() == {
        "le sas": 30_000,
        "la nef": 50_000,
        "A": 150_000,
        "B": 200_000.5,
    }
    assert data.funding.groupby("funder_type")["amount_eur"].sum().to_dict() == {
        "region": 40_000,
        "municipality": 40_000,
    }
    assert (data.problems, data.kind.shape) == ((), "several")
    assert {note.partition(":")[0] for note in data.left_out} == {"photo.jpg", "LISEZMOI.txt"}
    assert set(data.understood["sheet"]) == {"la-nef.csv", "2022/le-sas.csv", "others.xlsx, Sheet1"}
    assert sum(rows.accepted for rows in data.rows) == 4 + 4


def test_one_table_in_an_archive_is_that_table(folder, tmp_path):
    for file in ("la-nef.csv", "2022/le-sas.csv"):
        (folder / file).unlink()
    where = tmp_path / "a.zip"
    where.write_bytes(zipped(folder))
    assert load(where).places["name"].tolist() == ["A", "B"]


def test_a_file_that_cannot_be_read_is_told_and_the_others_stay(folder):
    written(folder / "broken.json", '{"a": ')
    written(folder / "odd.csv", "Lieu;Avis\nA;bon\n")
    data = load(folder)
    assert len(data.places) == 4
    assert {(problem.file, problem.code) for problem in data.problems} >= {
        ("broken.json", Rule.NOT_JSON),
        ("odd.csv", Rule.NO_MONEY),
    }
    with pytest.raises(DataError, match=r"broken\.json"):
        load(folder, strict=True)


def test_where_nothing_can_be_read_each_file_is_named(tmp_path):
    for name in ("a.csv", "b.csv"):
        written(tmp_path / name, "Lieu;Avis\nA;bon\n")
    with pytest.raises(DataError) as found:
        load(tmp_path)
    assert {problem.file for problem in found.value.problems} == {"a.csv", "b.csv"}


def test_a_place_of_two_files_is_told_and_keeps_its_own_lines(tmp_path):
    for name in ("a.csv", "b.csv"):
        written(tmp_path / name, f"{HEAD}La Nef;50000;30000\n")
    data = load(tmp_path)
    assert data.places["place_id"].tolist() == data.funding["place_id"].tolist() == ["la-nef", "la-nef-2"]
    assert [(problem.code, problem.file) for problem in data.problems] == [(Rule.PLACE_IN_TWO_FILES, "b.csv")]


def test_a_file_has_its_own_mapping_beside_it(tmp_path):
    written(tmp_path / "a.csv", "Endroit;Prix;Don\nLa Nef;50000;30000\n")
    written(tmp_path / "a.toml", '[columns]\nEndroit = "name"\nPrix = "investment_eur"\nDon = "funder:region"\n')
    written(tmp_path / "b.csv", f"{HEAD}Le Sas;40000;1000\n")
    data = load(tmp_path)
    assert data.places["investment_eur"].tolist() == [50_000, 40_000]
    assert load(tmp_path, mapping=data.mapping).places.equals(data.places)


def test_a_folder_that_holds_a_package_stays_one(package):
    written(package / "more.csv", f"{HEAD}La Nef;50000;30000\n")
    assert len(load(package).places) == 238


def test_hidden_files_and_mappings_are_no_tables(folder):
    written(folder / "la-nef.toml", "")
    tables, others = find_tables(folder)
    assert [path.name for path in tables] == ["LISEZMOI.txt", "la-nef.csv", "others.xlsx", "le-sas.csv"]
    assert [path.name for path in others] == ["photo.jpg"]


def test_what_may_not_be_looked_at_is_no_table(tmp_path):
    (tmp_path / "plans.csv").write_text("Lieu;Coût total\nA;90000\n", encoding="utf-8")
    for name, leads in (("link.csv", "/proc/1/cwd/nothing"), ("loop.csv", "loop.csv"), ("long.csv", "x" * 4_000)):
        (tmp_path / name).symlink_to(leads)
    assert load(tmp_path).places["investment_eur"].tolist() == [90_000]
