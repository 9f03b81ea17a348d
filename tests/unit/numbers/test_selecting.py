"""Filters: what is left, what is told of it, and the lines of code that make the same choice."""

from __future__ import annotations

import pytest

import analysis
from analysis import inference, selecting
from analysis.numbers._filters import find_texts
from analysis.words._formatting import format_euros


def test_every_filter_leaves_what_plain_pandas_leaves(plans):
    found = selecting.select(
        plans,
        place_type=("third_place", "fab_lab"),
        region="Occitanie",
        year=(2018, 2020),
        investment_eur=(50_000, 1e6),
    )
    expected = plans.query(
        "place_type in ['third_place', 'fab_lab'] and region == 'Occitanie' and 2018 <= year <= 2020 "
        "and 50_000 <= investment_eur <= 1e6"
    )
    assert len(found) > 3
    assert found["place_id"].tolist() == expected["place_id"].tolist()
    assert selecting.select(plans, complete=True)["complete"].all()
    assert len(selecting.select(plans)) == len(plans)


@pytest.mark.parametrize("text", ["BRETAGNE", "bretagne ", "Brétagne"])
def test_a_text_is_found_without_case_and_accents_in_several_columns(plans, text):
    found = selecting.select(plans, text=text)
    assert set(plans.loc[plans["region"] == "Bretagne", "place_id"]) <= set(found["place_id"])
    assert selecting.select(plans, text=text, texts=find_texts(plans)).equals(found)


def test_every_word_must_be_there_and_a_pattern_is_a_text(plans):
    assert len(selecting.select(plans, text="commun bretagne")) < len(selecting.select(plans, text="bretagne"))
    assert not len(selecting.select(plans, text=".*"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"place_type": "fablab"}, "place_type: 'fablab' is not known; did you mean 'fab_lab'"),
        ({"region": ["Bretange"]}, "region: 'Bretange' is not known; did you mean 'Bretagne'"),
        ({"settlement": "sea"}, "settlement: 'sea' is not known; there are 'rural', 'urban'"),
        ({"year": (2020, 2018)}, r"year: a range is two numbers, the lower one first, not \(2020, 2018\)"),
        ({"investment_eur": 5}, "investment_eur: a range is two numbers"),
        ({"investment_eur": ("a", "b")}, "investment_eur: a range is two numbers"),
    ],
)
def test_what_is_not_known_is_told_by_its_field(plans, given, told):
    with pytest.raises(ValueError, match=told):
        selecting.select(plans, **given)


def test_the_line_tells_n_the_median_with_its_interval_and_the_bounds(plans):
    found = selecting.select(plans, place_type="third_place")
    told = str(selecting.tell_selection(found, plans, {"place_type": "third_place"}))
    middle = inference.estimate_median(found["investment_eur"])
    assert told.startswith(
        f"{len(found)} of {len(plans)} places: median investment {format_euros(middle.value)} (95% interval "
    )
    assert "public share of all euros " in told
    assert f"{found['complete'].sum()} complete plans" in told


def test_too_few_places_say_what_to_relax_and_by_how_many(plans):
    filters = {"region": "Corse", "place_type": "incubator"}
    none = str(selecting.tell_selection(selecting.select(plans, **filters), plans, filters))
    incubators = (plans["place_type"] == "incubator").sum()
    assert "no place meets all of this. To see more, relax: region (then " + f"{incubators} places)" in none
    few = str(selecting.tell_selection(selecting.select(plans, region="Corse"), plans, {"region": "Corse"}))
    assert "too few for a summary" in few
    assert f"relax: region (then {len(plans)} places)" in few


def test_the_code_that_is_copied_makes_the_same_choice(plans):
    filters = {"place_type": "third_place", "investment_eur": (50_000.0, 1e6), "complete": True, "text": "l'"}
    names = {"analysis": analysis}
    exec(selecting.write_code(filters), names)
    assert names["plans"].equals(selecting.select(plans, **filters))
    assert len(selecting.write_code(filters).splitlines()) == 2


def test_data_without_regions_years_or_amounts_selects(plans):
    bare = plans.assign(region=None, year=float("nan"), investment_eur=float("nan"), carrier_name=None)
    assert len(selecting.select(bare, text="a")) > 0
    assert not len(selecting.select(bare, year=(2000, 2030)))
    assert "too few with a known investment for a median" in str(selecting.tell_selection(bare, bare, {}))
    with pytest.raises(ValueError, match="region: 'Bretagne' is not known"):
        selecting.select(bare, region="Bretagne")
