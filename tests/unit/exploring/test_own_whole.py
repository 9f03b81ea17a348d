"""What holds for a whole file."""

from __future__ import annotations

from analysis.dataset._reading import Mapping
from analysis.dataset._reading.sheet import Sheet
from analysis.exploring._own_reading import read_own
from analysis.exploring._own_repairs import open_sheets
from analysis.exploring._own_whole import WholeForm, preview
from messy import write_messy


def test_sheet_header_and_vat_become_a_mapping_and_a_wrong_row_is_told(tmp_path):
    path = write_messy(tmp_path / "a.xlsx")
    changes: list[int] = []
    form = WholeForm(lambda: changes.append(1))
    form.show(read_own(path), open_sheets(path))
    assert changes == []
    form.sheet.control.value = "Suivi"
    form.header.control.value = "4"
    form.vat.control.value = "incl"
    assert len(changes) == 3
    given = form.put_into(Mapping())
    assert (given.file, given.constants) == ({"sheet": "Suivi", "header": "4"}, {"vat": "incl"})
    form.header.control.value = "four"
    assert form.put_into(Mapping()).file == {"sheet": "Suivi"}
    assert "is no row" in form.header.told


def test_a_currency_without_a_rate_has_a_field(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Place;Total cost (GBP)\nA;100000\nB;200000\n", encoding="utf-8")
    form = WholeForm(lambda: None)
    form.show(read_own(path), open_sheets(path))
    assert list(form.rates) == ["GBP"]
    form.rates["GBP"].control.value = "1,15"
    given = form.put_into(Mapping())
    assert given.rates == {"GBP": 1.15}
    found = read_own(path, given)
    assert found.data is not None
    assert found.data.places["investment_eur"].round().tolist() == [115_000, 230_000]
    form.show(found, open_sheets(path))
    assert form.rates["GBP"].control.value in ("1,15", "1.15")


def test_a_currency_that_nothing_names_is_chosen_and_asks_for_its_rate(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Place;Total cost\nA;100000\nB;200000\n", encoding="utf-8")
    form = WholeForm(lambda: None)
    form.show(read_own(path), open_sheets(path))
    form.currency.control.value = "GBP"
    given = form.put_into(Mapping())
    assert given.constants == {"currency": "GBP"}
    form.show(read_own(path, given), open_sheets(path))
    assert (form.currency.control.value, list(form.rates)) == ("GBP", ["GBP"])
    rare = Mapping(constants={"currency": "SEK"})
    form.show(read_own(path, rare), open_sheets(path))
    assert form.put_into(rare).constants == {"currency": "SEK"}


def test_the_first_rows_are_shown_with_their_numbers_and_as_texts(tmp_path):
    path = write_messy(tmp_path / "a.xlsx")
    shown = preview(open_sheets(path)[0])
    assert '<th scope="row">4</th><td>N° dossier</td>' in shown
    assert "<script" not in preview(Sheet("a.csv", "", [["<script>"]], (1,)))
    assert preview(None) == ""
