"""What is told of a comparison."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.comparing import Plan, compare
from analysis.words.i18n import LANGUAGES, speak
from fabrique import FABRIQUE
from samples import dataset_of


def test_the_warnings_name_what_weakens_the_comparison(data):
    told = " ".join(compare(data, FABRIQUE).warnings)
    assert "The lines explain 70% of the total; €90k are of unknown nature." in told
    assert "with and without VAT" in told


def test_peers_without_a_year_are_counted(data, plans):
    without = int(plans.loc[plans["place_type"] == "third_place", "year"].isna().sum())
    assert f"amounts stay nominal: {without} peers." in " ".join(compare(data, FABRIQUE).warnings)


def test_it_is_said_how_complete_plans_close(data):
    lines = [(at, "region", "public", 100.0) for at in range(6)]
    made = dataset_of(data, [100.0] * 6, lines, total_basis=["stated"] * 4 + ["computed"] * 2)
    bases = ["stated", "stated", "remainder", "stated", "stated", "stated"]
    made = replace(made, funding=made.funding.assign(amount_basis=bases))
    told = " ".join(compare(made, Plan(100), like=()).warnings)
    # the third closes by a remainder, the last two by their total
    assert "Of 6 complete plans among the peers, 3 are stated line by line" in told
    all_stated = replace(made, places=made.places.head(2), funding=made.funding.head(2))
    assert "line by line" not in " ".join(compare(all_stated, Plan(100), like=()).warnings)
    unknown = replace(made, places=made.places.assign(total_basis=None))  # a file that does not say it
    assert "line by line" not in " ".join(compare(unknown, Plan(100), like=()).warnings)


def test_five_computed_sentences(data):
    usual, place, public, funders, near = compare(data, FABRIQUE).sentences
    assert usual.startswith("This plan costs what places of this kind usually cost. €300k beside an expected €")
    assert "euros of 2024, as which those of the plan are taken" in usual
    assert "no judgement on need" in usual
    assert place.startswith("It costs more than ")
    assert place.count("95% interval") == 2
    assert public.startswith("Public money pays 40% to 70% of it.")
    assert "region 40% beside " in funders
    assert near.startswith("Nearest places: ")


def test_a_funder_whose_part_differs_from_most_is_named_and_one_within_chance_is_not(data):
    lines = [(at, "region", "public", 10.0 + at) for at in range(30)]
    made = dataset_of(data, [100.0] * 30, lines, source_kind="web_page")

    def told(part):
        return compare(made, Plan(100, {"region": part}), like=()).sentences[3]

    assert told(99).startswith("Larger part here than of most peers that it gives to: region.")
    assert told(1).startswith("Smaller part here than of most peers that it gives to: region.")
    assert told(25).startswith("No funder's part clearly differs")
    assert "region 25% beside 24% (" in told(25)
    assert "n = 30" in told(25)
    assert compare(made, Plan(100, {"eu": 5}), like=()).sentences[3].startswith("What its funders pay elsewhere cannot")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("euros", [10_000, 300_000, 90_000_000])
def test_the_plain_answer_is_short_in_both_languages(data, lang, euros):
    with speak(lang):
        sentences = compare(data, replace(FABRIQUE, investment_eur=euros, funding={})).sentences
        plain = sentences[0].split(". ")[0]
    assert len(plain.split()) <= 25
    assert not any(mark in plain for mark in ("%", "€", "{", "interv"))


@pytest.mark.parametrize(
    ("euros", "standing", "told"),
    [(10_000, "below", "costs less than"), (300_000, "within", "costs what"), (90_000_000, "above", "costs more than")],
)
def test_below_within_and_above_are_told(data, euros, standing, told):
    found = compare(data, replace(FABRIQUE, investment_eur=euros, funding={}))
    assert found.standing == standing
    assert told in found.sentences[0]


def test_too_few_plans_of_any_kind_are_told(data):
    made = dataset_of(data, [100.0, 200.0], [(0, "region", "public", 10.0)])
    found = compare(made, replace(FABRIQUE, region=None), like=())
    assert "plans are too few to say what such a place should cost (n = 2 plans)" in found.sentences[0]
    assert "too few" in found.sentences[1]
    assert found.standing == "not_known"
    assert "nan" not in " ".join([*found.sentences, *found.warnings])


def test_without_an_index_all_stays_nominal_and_is_said_to(data):
    found = compare(replace(data, prices=data.prices.head(0)), FABRIQUE)
    assert found.money.year is None
    assert "nominal euros, since there is no price index" in found.sentences[0]
    assert "amounts stay nominal" not in " ".join(found.warnings)
