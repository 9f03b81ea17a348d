"""One part of the data by conditions, against plain pandas."""

from __future__ import annotations

import pytest

from analysis.numbers._parts import PartError, take_part
from analysis.words.i18n import speak


def test_values_of_one_field_are_alternatives_and_each_field_must_be_met(data, plans):
    found = take_part(data, ["region=Bretagne", "region=Occitanie", "settlement=rural"])
    expected = plans.query("region in ['Bretagne', 'Occitanie'] and settlement == 'rural'")["place_id"]
    assert found.data.places["place_id"].tolist() == expected.tolist()
    assert set(found.data.funding["place_id"]) <= set(expected)
    assert found.total == len(plans)


@pytest.mark.parametrize(
    "condition", ["place_type=fab_lab", "kind of place=fab lab", "type de lieu=fab lab", "PLACE-TYPE = Fab_Lab"]
)
def test_a_value_is_named_by_its_code_or_its_name_in_either_language(data, condition):
    assert take_part(data, [condition]).data.places["place_type"].unique().tolist() == ["fab_lab"]


@pytest.mark.parametrize(
    ("condition", "query"), [("year=2019", "year == 2019"), ("citizens_involved=oui", "citizens_involved")]
)
def test_numbers_and_yes_or_no_are_values_too(data, condition, query):
    assert (
        take_part(data, [condition]).data.places["place_id"].tolist() == data.places.query(query)["place_id"].tolist()
    )


def test_a_part_is_named_and_a_small_one_says_that_it_is(data):
    small = take_part(data, ["region=Martinique"])
    assert small.sentence().startswith("Martinique: 2 places of 238.")
    assert "too few for a summary" in small.sentence()
    with speak("fr"):
        assert take_part(data, ["settlement=rural"]).name() == "rural"
    assert "too few" not in take_part(data, ["settlement=rural"]).sentence()


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        (["regio=Corse"], "no field is called 'regio': did you mean region?"),
        (["region=Ocitanie"], "region: no place has 'Ocitanie': did you mean Occitanie"),
        (["region="], "'region=' is no condition"),
        (["region=Corse", "settlement=rural"], "no place meets all of: region=Corse, settlement=rural"),
    ],
)
def test_what_cannot_be_is_told_with_what_is_near(data, conditions, told):
    with pytest.raises(PartError, match=told):
        take_part(data, conditions)
