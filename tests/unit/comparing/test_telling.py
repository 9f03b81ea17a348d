"""What is told of a comparison."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis.comparing import Plan, compare
from analysis.comparing._texts import PLURALS
from analysis.findings import Layers
from analysis.words import vocabulary
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


def test_five_computed_sentences_plain_first_then_their_numbers(data):
    place, usual, public, funders, near = compare(data, FABRIQUE).sentences
    assert re.match(
        r"My project costs (less|more) than \d of 10 third places \(median €[\d,]+\)\. It costs more than ", place
    )
    assert place.count("95% interval") == 2
    assert usual.startswith("At 400 m², such a place costs about €")
    assert "My project is within that range. €300k beside an expected €" in usual
    assert "euros of 2024, as which those of the plan are taken" in usual
    assert "no judgement on need" in usual
    assert public.startswith("Public money pays 40% to 70% of it; the middle complete plan of its peers has ")
    assert "region 40% beside " in funders
    assert near.startswith("Nearest places: ")


@pytest.mark.parametrize(
    ("euros", "n", "told"),
    [
        (120.5, 100, "My project costs less than 8 of 10 innovation places (median €150)."),
        (149.5, 100, "My project stands in the middle of innovation places (median €150)."),
        (180.5, 100, "My project costs more than 8 of 10 innovation places"),
        (50, 100, "My project costs less than 100 of 100 innovation places"),  # nearly all: none of ten would be more
        (197.5, 100, "My project costs more than 98 of 100 innovation places"),
        (102.5, 7, "My project costs less than 4 of 7 innovation places"),  # few: counted
        (104, 9, "My project stands in the middle of innovation places"),
    ],
)
def test_where_it_stands_is_told_in_tenths_or_counted(data, euros, n, told):
    made = dataset_of(data, [100.0 + at for at in range(n)], year=2024)
    assert compare(made, Plan(euros), like=()).sentences[0].startswith(told)


def test_the_peers_are_named_by_their_kind_where_they_share_that_alone(data):
    assert "third places" in compare(data, FABRIQUE).sentences[0]
    assert "comparable places" in compare(data, FABRIQUE, like=("place_type", "settlement")).sentences[0]
    assert set(PLURALS) == set(vocabulary.labels("place_type"))


def test_a_funder_whose_part_differs_from_most_is_named_and_one_within_chance_is_not(data):
    lines = [(at, "region", "public", 10.0 + at) for at in range(30)]
    made = dataset_of(data, [100.0] * 30, lines, source_kind="web_page")

    def told(part):
        return compare(made, Plan(100, {"region": part}), like=()).sentences[3]

    assert told(99).startswith("Larger part here than of most peers that it gives to: region.")
    assert told(1).startswith("Smaller part here than of most peers that it gives to: region.")
    assert told(25).startswith("No funder’s part clearly differs")
    assert "region 25% beside 24% (" in told(25)
    assert "n = 30" in told(25)
    assert compare(made, Plan(100, {"eu": 5}), like=()).sentences[3].startswith("What its funders pay elsewhere cannot")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("euros", [10_000, 300_000, 90_000_000])
def test_the_plain_answer_is_short_in_both_languages(data, lang, euros):
    with speak(lang):
        messages = compare(data, replace(FABRIQUE, investment_eur=euros, funding={})).sentences.messages
        plain = [str(one.plain) for one in messages if isinstance(one, Layers)]
    assert len(plain) == 3
    assert all(len(sentence.split()) <= 25 for told in plain for sentence in re.split(r"(?<=[^0-9]\.) ", told))
    assert not any(mark in told for told in plain for mark in ("{", "interv", "n ="))


@pytest.mark.parametrize(
    ("euros", "standing", "told"),
    [(10_000, "below", "is below that"), (300_000, "within", "is within that"), (90_000_000, "above", "is above that")],
)
def test_below_within_and_above_are_told(data, euros, standing, told):
    found = compare(data, replace(FABRIQUE, investment_eur=euros, funding={}))
    assert found.standing == standing
    assert told in found.sentences[1]


def test_too_few_plans_of_any_kind_are_told(data):
    made = dataset_of(data, [100.0, 200.0], [(0, "region", "public", 10.0)])
    found = compare(made, replace(FABRIQUE, region=None), like=())
    assert found.sentences[0].startswith("Too few innovation places")
    assert "Plans are too few to say what such a place should cost (n = 2 plans)." in found.sentences[1]
    assert found.standing == "not_known"
    assert "nan" not in " ".join([*found.sentences, *found.warnings])


def test_without_an_index_all_stays_nominal_and_is_said_to(data):
    found = compare(replace(data, prices=data.prices.head(0)), FABRIQUE)
    assert found.money.year is None
    assert "nominal euros, since there is no price index" in found.sentences[1]
    assert "amounts stay nominal" not in " ".join(found.warnings)
