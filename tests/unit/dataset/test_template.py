"""The spreadsheet that people fill in, read back, with its lists and notes."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from analysis import load, shares
from analysis.__main__ import app
from analysis.dataset._template import make_workbook
from analysis.words.i18n import speak


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_template_filled_in_is_read_without_a_problem(lang, tmp_path):
    with speak(lang):
        (tmp_path / "t.xlsx").write_bytes(make_workbook())
    data = load(tmp_path / "t.xlsx")
    assert data.problems == ()
    assert data.places[["place_type", "carrier_type", "vat", "department_code", "investment_eur"]].values.tolist() == [
        ["third_place", "association", "excl", "46", 180_000]
    ]
    plan = shares.plans(data).iloc[0]
    assert (plan["public_eur"], plan["private_eur"], plan["complete"]) == (105_000, 75_000, True)
    unused = data.understood[data.understood["field"] == "not used"]
    assert set(unused["remark"]) == {"every cell is empty"}


def test_the_template_has_lists_to_choose_from_and_notes(tmp_path):
    import zipfile

    out = tmp_path / "t.xlsx"
    assert CliRunner().invoke(app, ["template", "--lang", "fr", "--out", str(out)]).exit_code == 0
    with zipfile.ZipFile(out) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        notes = archive.read("xl/comments1.xml").decode()
    assert sheet.count('<dataValidation type="list"') == 6  # kind, carrier, status, VAT, scope, citizens
    assert "Coût total du plan de financement, en euros." in notes
    again = CliRunner().invoke(app, ["template", "--out", str(out)])
    assert (again.exit_code, "exists" in again.output) == (2, True)
