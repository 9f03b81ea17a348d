"""What is told beside a field."""

from __future__ import annotations

import html

import pytest

from analysis.exploring._fields import Whole


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("funding.region", "-5", "must be a number from 0, not -5"),
        ("funding.region", "abc", "'abc' is no number; write 150000, 150k or 1.2M"),
        ("funding.region", "£5,000", "'£5,000' is not in euros"),
        ("funding.region", "<b>", "'<b>' is no number"),
        ("investment_eur", "0", "must be a number above 0, not 0"),
        ("investment_eur", "", "the total is missing"),
        ("investment_eur", "200000", "200,000 is below the sum of the funding lines, 210,000"),
        ("surface_m2", "-3", "must be a number above 0, not -3"),
        ("surface_m2", "much", "'much' is no surface; write 350 or 350 m²"),
        ("surface_m2", "200 k€", "'200 k€' is no surface"),
        ("funding.state", "900000", "900,000 is more than the total, 300,000"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_the_last_view_stays(form, field, written, told):
    before, comparison = form._shown.value, form.comparison
    form._all_fields()[field].control.value = written
    assert html.escape(told) in form._all_fields()[field].told
    assert (form._shown.value, form.comparison) == (before, comparison)
    assert form._save.disabled
    others = [other for name, other in form._all_fields().items() if name != field]
    assert not any(other.told for other in others)


def test_a_year_is_whole_and_what_is_not_is_left_to_the_plan():
    field = Whole("year", value="2018")
    assert (field.value, type(field.value)) == (2018, int)
    field.control.value = "2018,5"
    assert field.value == 2018.5
    field.control.value = ""
    assert field.value is None
