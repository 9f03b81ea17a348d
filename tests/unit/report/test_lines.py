"""The plan of each place in words, against its lines; no private person beside a sum."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import pytest

from analysis import load, shares
from analysis.report._lines import MOST_SOURCES, ToldPlan, name_payer, tell_plans
from analysis.words.i18n import speak
from editions import SECOND


@pytest.fixture(scope="module")
def second():
    data = load(SECOND)
    return data, shares.plans(data)


def told(data, plans, *places: str) -> ToldPlan:
    return tell_plans(plans[plans["place_id"].isin(places)], data.funding)[0]


def test_a_plan_tells_its_lines_what_they_leave_its_total_and_how_each_is_known(second):
    plan = told(*second, "a-vela-bastia")
    assert [str(line) for line in plan.lines] == [
        "State (Etat (PTIC)): €2.82M, 60% (computed from a percentage)",
        "European Union (Collectivité de Corse via fonds européens): amount not known",
        "origin not known: €1.88M, 40%",
    ]
    facts = dict(plan.facts)
    assert facts["total"] == "€4.7M, stated by the source, VAT basis not known, investment"
    assert facts["year"] == "2021, decision"
    assert facts["surface"] == "2,000 m²"
    assert plan.sources[0][0] == "Corse Net Infos"
    assert all(url.startswith("https://") for _name, url in plan.sources)


def test_a_complete_plan_tells_how_it_closes_and_what_the_law_would_let_one_not_expect(second):
    facts = dict(told(*second, "shadok-strasbourg").facts)
    assert facts["how the plan closes"] == "closed by computation: a line is what the others leave of the total"
    assert facts["remark"] == "the carrier pays less than a fifth of the public money"
    with speak("fr"):
        assert dict(told(*second, "shadok-strasbourg").facts)["remarque"].startswith("le porteur paie moins d’un")


def test_phases_of_a_site_know_each_other(second):
    data, plans = second
    later = plans.dropna(subset=["same_site_as"]).iloc[0]
    both = dict(zip(plans["place_id"], tell_plans(plans, data.funding), strict=True))
    assert (later["same_site_as"], plans.set_index("place_id")["name"][later["same_site_as"]]) in both[
        later["place_id"]
    ].phases
    assert later["place_id"] in dict(both[later["same_site_as"]].phases)


def test_every_line_of_every_plan_is_there_and_the_parts_are_those_of_its_euros(second):
    data, plans = second
    counts = data.funding.groupby("place_id").size()
    for row, plan in zip(plans.itertuples(), tell_plans(plans, data.funding), strict=True):
        assert len(plan.lines) - counts.get(row.place_id, 0) in (0, 1)  # what no line explains
        parts = [line.part for line in plan.lines if line.part is not None]
        assert 0.97 < sum(parts) < 1 + 1e-9
        public = sum(line.part or 0 for line in plan.lines if line.sector == "public")
        assert public == pytest.approx(row.public_share_low, abs=0.021)
        assert "nan" not in str(asdict(plan)).replace("nance", "").replace("nanterre", "").lower().split()


def test_no_private_person_stands_beside_a_sum(second):
    data, plans = second
    raw = data.funding[data.funding["sector"] != "public"]
    names = {name_payer(line) for line in raw.itertuples()}
    assert "Startup Palace" in names  # where the source names its two founders
    assert not any("fondateur" in name or "Le Gac" in name for name in names)
    shown = " ".join(str(line) for plan in tell_plans(plans, data.funding) for line in plan.lines)
    assert "Le Gac" not in shown
    assert "Citoyens" not in names  # the type says it


def test_a_file_of_ones_own_names_no_private_carrier_and_no_private_payer(second):
    data, plans = second
    one = plans[plans["place_id"] == "le-palace-nantes"].assign(source_kind="own_file", carrier_name="A. B.")
    lines = data.funding.drop(columns=["amount_basis", "funder_name", "named"])
    (plan,) = tell_plans(one.drop(columns=["total_basis", "other_sources", "same_site_as"]), lines)
    assert "A. B." not in str(plan)
    assert "Le Gac" not in str(plan)
    assert plan.lines[0].basis == ""


def test_a_plan_without_a_total_tells_its_amounts_alone(second):
    data, plans = second
    one = plans[plans["place_id"] == "a-vela-bastia"].assign(investment_eur=float("nan"))
    (plan,) = tell_plans(one, data.funding)
    assert [line.part for line in plan.lines] == [None, None]
    assert "total" not in dict(plan.facts)
    assert tell_plans(plans.head(0), data.funding) == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a.example b", "", None])
def test_what_is_no_address_leads_nowhere(second, address):
    data, plans = second
    one = plans.head(1).assign(source_url=address, source_publisher="Somebody", other_sources="javascript:b() x")
    assert tell_plans(one, data.funding)[0].sources == [("Somebody", "")]


def test_further_sources_come_to_an_end(second):
    data, plans = second
    many = " ".join(f"https://{number}.example/" for number in range(100))
    assert len(tell_plans(plans.head(1).assign(other_sources=many), data.funding)[0].sources) == MOST_SOURCES + 1
    assert isinstance(plans, pd.DataFrame)
