"""The plan of each place in words, against its lines."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import load, shares
from analysis.report._lines import tell_plans
from analysis.words.i18n import speak
from editions import REAL


@pytest.fixture(scope="module")
def second():
    data = load(REAL)
    return data, shares.plans(data)


def told(data, plans, place: str) -> tuple[str, ...]:
    return tell_plans(plans[plans["place_id"] == place], data.funding)[0]


def test_a_plan_tells_its_lines_its_total_and_how_each_is_known(second):
    assert told(*second, "a-vela-bastia") == (
        "Etat (PTIC): €2.82M (computed from a percentage)",
        "Collectivité de Corse via fonds européens: amount not known",
        "no line explains: €1.88M",
        "total: €4.7M (stated by the source)",
    )


def test_a_complete_plan_tells_how_it_closes_and_what_the_law_would_let_one_not_expect(second):
    lines = told(*second, "shadok-strasbourg")
    assert lines[-2:] == (
        "closed by computation: a line is what the others leave of the total",
        "the carrier pays less than a fifth of the public money",
    )
    with speak("fr"):
        assert told(*second, "shadok-strasbourg")[-1] == "le porteur paie moins d’un cinquième de l’argent public"


def test_every_line_of_every_plan_is_there(second):
    data, plans = second
    counts = data.funding.groupby("place_id").size()
    for place, lines in zip(plans["place_id"], tell_plans(plans, data.funding), strict=True):
        assert len(lines) > counts.get(place, 0)
        assert not any(line.endswith((": nan", "nan)")) for line in lines)


def test_a_file_that_does_not_say_how_amounts_are_known(second):
    data, plans = second
    bare = data.funding.drop(columns=["amount_basis", "funder_name", "named"])
    lines = tell_plans(plans.drop(columns="total_basis").head(1), bare)[0]
    assert lines[-1] == "total: €4.7M"
    assert tell_plans(plans.head(0), bare) == []
    assert isinstance(bare, pd.DataFrame)
