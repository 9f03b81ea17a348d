"""A drop-down for each column."""

from __future__ import annotations

import re

from analysis.dataset._reading import Mapping
from analysis.exploring._own_columns import MOST, ColumnsForm, tell_column
from analysis.exploring._own_mapping import OTHER, say_unit
from analysis.exploring._own_reading import Own, OwnColumn, read_own
from messy import write_messy


def make(own: Own) -> tuple[ColumnsForm, list[tuple[str, object]]]:
    said: list[tuple[str, object]] = []
    form = ColumnsForm(
        lambda column, code: said.append((column.name, code)), lambda column, worth: said.append((column.name, worth))
    )
    form.show(own)
    return form, said


def test_each_column_has_its_field_its_unit_and_its_doubts(tmp_path):
    form, said = make(read_own(write_messy(tmp_path / "a.xlsx")))
    assert said == []  # showing says nothing
    assert form.fields["Coût total HT", False].value == "investment_eur"
    assert form.units["Coût total HT", False].layout.visibility == "visible"
    assert form.units["Commune", False].layout.visibility == "hidden"
    assert 'class="cf-warn"' in form._told["Budget voté", False].value
    form.fields["Budget voté", False].value = "funder:region"
    form.units["Coût total HT", False].value = 1000.0
    assert said == [("Budget voté", "funder:region"), ("Coût total HT", 1000.0)]


def test_the_controls_stay_where_the_columns_are_the_same(tmp_path):
    path = write_messy(tmp_path / "a.xlsx")
    form, _said = make(read_own(path))
    before = form.fields["Type", False]
    form.show(read_own(path, Mapping(columns={"Type": "ignore"})))
    assert form.fields["Type", False] is before
    assert before.value == ""


def test_a_unit_that_the_mapping_file_has_is_shown(tmp_path):
    form, _said = make(read_own(write_messy(tmp_path / "a.xlsx"), Mapping(unit={"État": 1.15})))
    assert form.units["État", False].value == 1.15


def test_one_column_in_another_currency_asks_for_its_rate(tmp_path):
    form, said = make(read_own(write_messy(tmp_path / "a.xlsx")))
    unit, rate = form.units["Coût total HT", False], form.rates["Coût total HT", False]
    assert rate.layout.display == "none"
    unit.value = OTHER
    assert (rate.layout.display, said) == ("", [])  # nothing is said before the rate is known
    for wrong in ("x", "0", "-1,15"):
        rate.control.value = wrong
        assert wrong in rate.told
    rate.control.value = "1,15"
    assert (said, rate.told) == ([("Coût total HT", 1.15)], "")


def test_a_rate_of_one_column_leaves_the_others_in_euros(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Nom;Coût total;Subvention Région\nLe Moulin;200000;50000\n", encoding="utf-8")
    form = ColumnsForm(lambda *said: None, lambda column, worth: given.append(say_unit(Mapping(), column.name, worth)))
    given: list[Mapping] = []
    form.show(read_own(path))
    form.units["Coût total", False].value = OTHER
    form.rates["Coût total", False].control.value = "1.15"
    own = read_own(path, given[0])
    form.show(own)
    assert own.data is not None
    assert own.data.places["investment_eur"].tolist() == [230_000]
    assert own.data.funding["amount_eur"].tolist() == [50_000]
    assert form.units["Coût total", False].label == "× 1.15"
    assert form.rates["Coût total", False].layout.display == "none"


def test_many_columns_are_counted(tmp_path):
    columns = tuple(OwnColumn(f"c{n}") for n in range(MOST + 5))
    form, _said = make(Own(tmp_path, Mapping(), None, Mapping(), (), columns))
    assert len(form.fields) == MOST
    assert "5 more columns" in form.more.value


def test_hostile_cells_are_texts():
    told = tell_column(OwnColumn("<b>", examples=("<script>x</script>",), remark="<i>"), (), Mapping())
    assert not re.search("<script|<i>", told)
