"""The numbers of the first screen."""

from __future__ import annotations

import pandas as pd

from analysis import giving, population
from analysis.report._first import draw_kinds, tell_few_new, tell_numbers, tell_sample
from analysis.words._formatting import format_euros, format_share
from analysis.words.i18n import speak


def test_the_numbers_are_those_of_new_kinds(data, plans):
    new = population.select_new(plans)
    cost, rural, give = tell_numbers(plans, data.funding)
    assert cost.numbers[0].value == format_euros(new["investment_eur"].median())
    assert f"{len(new)} plans" in cost.numbers[0].note
    countryside = new[new["settlement"] == "rural"]
    assert rural.numbers[0].value == format_euros(countryside["investment_eur"].median())
    assert len(rural.numbers[0].strip.dots) == len(countryside)
    table = giving.list_giving(new, data.funding).set_index(["funder_type", "draw"])
    assert give.numbers[0].name == "State"
    assert give.numbers[0].value == format_share(table.loc[("state", "web"), "median"])
    assert format_share(table.loc[("state", "lists"), "median"]) in give.note


def test_where_plans_are_too_few_there_is_no_number(data, plans):
    assert tell_numbers(plans.head(2), data.funding) == []
    assert tell_numbers(plans.head(0), data.funding) == []


def test_older_kinds_alone_are_told_as_they_are(data, plans):
    older = plans[plans["generation"] == "older"]
    cards = tell_numbers(older, data.funding)
    assert cards[0].numbers[0].value == format_euros(older["investment_eur"].median())
    assert "third places" not in tell_sample(older)


def test_plans_without_settlement_have_no_number_on_rural_ones(data, plans):
    cards = tell_numbers(plans.assign(settlement=pd.NA), data.funding)
    with speak("fr"):
        assert len(cards) == 2


def test_the_figure_shows_the_new_kinds(plans):
    figure = draw_kinds(plans)
    assert figure is not None
    assert "fab lab" in figure.alt
    assert draw_kinds(plans.head(0)) is None


def test_data_without_new_places_says_so_and_gives_no_verdict(plans):
    older = plans[plans["generation"] == "older"]
    assert tell_few_new(plans) == ""
    assert tell_few_new(older).startswith(f"Of {len(older)} rows 0 say that they are a new innovation place")
    grants = older.assign(investment_eur=None)
    assert tell_sample(grants).startswith(f"{len(older)} grants, none with the total of its plan")
