"""The ladder of plans: hand-counted plans, and loops over resamples written without the package."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from analysis.numbers import ladder, shares
from analysis.numbers.ladder import Assumption, Lack
from climbing import CENSUS, LINES, NO_LINES, PLANS, A, made


def test_bounds_of_hand_counted_plans():
    table = ladder.climb_mixed(PLANS, LINES).set_index("assumption")
    # r is the upper Wilson end of 1 of 10: 0.404; ceil(0.404 * 18) = 8, but only 6 of the 18 are not in a list.
    assert proportion_confint(1, 10, method="wilson")[1] == pytest.approx(0.404, abs=1e-3)
    assert (table.loc[A, "low"] * 40).round(6).tolist() == [5, 5, 5, 7]
    assert (table.loc[A, "high"] * 40).round(6).tolist() == [29, 17, 17, 11]
    assert table.loc[A, "assumed"].tolist() == [0, 12, 18, 20]
    expected = 5 + 5 * 4.5 / 7 + 18 * 1.5 / 11 + 1 * 0.5
    assert table.loc[Assumption.A4, "low"] * 40 == pytest.approx(expected)
    assert table.loc[Assumption.A4, "lacks"] == Lack.SECTOR_UNDECIDED  # no decided plan of a mixed carrier
    assert table["basis"].tolist() == ["nothing", "state_lists", "decided_public", "carrier", "sector"]


def test_the_rate_of_public_carriers_is_that_of_all_kinds():
    undecided = made(("unknown", "public", "web_page", 10))
    decided = made(("one_sector", "public", "web_page", 38)).assign(place_id=[f"q{at}" for at in range(38)])
    found = ladder.climb_mixed(undecided, NO_LINES, reference=pd.concat([undecided, decided])).set_index("assumption")
    upper = proportion_confint(0, 38, method="wilson")[1]
    assert found.loc[Assumption.A2, "high"] == np.ceil(upper * 10) / 10
    assert found.loc[Assumption.A4, "low"] == pytest.approx(0.5 / 39)


def test_bounds_that_meet_at_an_end_have_the_wilson_interval():
    plans = made(("one_sector", "public", "web_page", 20))
    first = ladder.climb_mixed(plans, NO_LINES).iloc[0]
    assert (first["low"], first["high"], first["interval_low"]) == (0, 0, 0)
    assert first["interval_high"] == pytest.approx(proportion_confint(0, 20, method="wilson")[1])


def test_missing_at_random_as_a_loop_over_resamples():
    row = ladder.climb_mixed(PLANS, LINES).set_index("assumption").loc[Assumption.A4]
    rng, found = np.random.default_rng(5), []
    sector, mix = PLANS["carrier_sector"].to_numpy(), PLANS["mix"].to_numpy()
    for _ in range(800):
        drawn = rng.integers(0, 40, 40)
        mixed = 0
        for code in ("public", "private", "mixed"):
            of = mix[drawn][sector[drawn] == code]
            chance = ((of == "mixed").sum() + 0.5) / ((of != "unknown").sum() + 1)
            mixed += (of == "mixed").sum() + rng.binomial((of == "unknown").sum(), chance)
        found.append(mixed / 40)
    ends = np.quantile(found, [0.025, 0.975])
    assert (row["interval_low"], row["interval_high"]) == pytest.approx(ends, abs=0.04)


def test_weighted_to_the_census_under_missing_at_random(plans: pd.DataFrame):
    from analysis.numbers.population import rake

    table = ladder.climb_mixed(plans, NO_LINES, census=CENSUS).set_index("assumption")
    weights = rake(plans, CENSUS).values
    decided = plans[plans["mix"] != "unknown"]
    mixed = (decided["mix"] == "mixed").groupby(decided["carrier_sector"]).agg(["sum", "size"])
    chance = (mixed["sum"] + 0.5) / (mixed["size"] + 1)
    of = plans["mix"].map({"mixed": 1.0, "one_sector": 0.0}).astype(float)
    of = of.fillna(plans["carrier_sector"].map(chance)).fillna(0.5)
    row = table.loc[Assumption.A4_CENSUS]
    assert row["low"] == row["high"] == pytest.approx((weights * of).sum() / weights.sum())
    assert row["interval_low"] < row["low"] < row["interval_high"]
    assert row["effective_n"] < row["n"]


kinds = st.tuples(
    st.sampled_from(["mixed", "one_sector", "unknown", "unknown"]),
    st.sampled_from(["public", "private", "mixed", "unknown"]),
    st.sampled_from(["web_page", "state_list", "grant_list"]),
    st.integers(min_value=1, max_value=6),
)


@settings(max_examples=25)
@given(st.lists(kinds, min_size=1, max_size=8), st.integers(min_value=1, max_value=3))
def test_bounds_are_nested_along_the_ladder(rows: list[tuple[str, str, str, int]], step: int):
    plans = made(*rows)
    lines = pd.DataFrame({"place_id": plans["place_id"].iloc[::step], "sector": "public"})
    for by in (None, "carrier_sector"):
        for _, table in ladder.climb_mixed(plans, lines, by=by).groupby("group"):
            rungs = table.set_index("assumption").loc[A]
            assert (rungs["low"].diff().dropna() >= 0).all()
            assert (rungs["high"].diff().dropna() <= 0).all()
            assert (rungs["low"] <= rungs["high"]).all()
            at_random = table.set_index("assumption").loc[Assumption.A4]
            if not np.isnan(at_random["low"]):
                assert rungs["low"].iloc[0] - 1e-12 <= at_random["low"] <= rungs["high"].iloc[0] + 1e-12


def test_groups_add_up_to_all():
    whole = ladder.climb_mixed(PLANS, LINES).set_index("assumption")
    parts = ladder.climb_mixed(PLANS, LINES, by="carrier_sector")
    assert sorted(parts["group"].unique()) == ["mixed", "private", "public"]
    for assumption in (Assumption.A0, Assumption.A1, Assumption.A3, Assumption.A4):
        part = parts[parts["assumption"] == assumption]
        assert (part["high"] * part["n"]).sum() == pytest.approx(whole.loc[assumption, "high"] * 40)


def test_breakdown_says_how_many_plans_must_be_mixed():
    found = ladder.break_down_mixed(PLANS)
    assert (found.needed, found.undecided, found.undecided_off_lists, found.n) == (16, 24, 12, 40)
    assert ladder.break_down_mixed(made(("mixed", "public", "web_page", 3))).needed == 0


SMALL = {
    "no plan": PLANS.head(0),
    "one plan": PLANS.head(1),
    "no decided plan": PLANS[PLANS["mix"] == "unknown"],
    "all decided": PLANS[PLANS["mix"] != "unknown"],
    "only private carriers": PLANS[PLANS["carrier_sector"] == "private"],
    "only lists": PLANS[PLANS["source_kind"] == "state_list"],
    "no draw known": PLANS.drop(columns="source_kind"),
}


@pytest.mark.parametrize("plans", SMALL.values(), ids=SMALL)
def test_little_data_says_what_it_lacks_without_a_warning(plans: pd.DataFrame):
    euros = {"investment_eur": 100.0, "public_eur": 40.0, "private_eur": 0.0, "unknown_eur": 60.0, "complete": False}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for by in (None, "carrier_sector"):
            table = ladder.climb_mixed(plans, LINES, by=by, census=CENSUS)
            money = ladder.climb_euros(plans.assign(**euros), NO_LINES, by=by)
            for found in (table, money):
                missing = found[["low", "high", "interval_low", "interval_high"]].isna().any(axis=1)
                assert (found.loc[missing, "lacks"] != "").all()
                assert list(found.loc[~missing, "lacks"].unique()) in ([], [""], [Lack.SECTOR_UNDECIDED]) or census_row(
                    found
                )
        ladder.break_down_mixed(plans)
        ladder.break_down_euros(plans.assign(**euros))


def census_row(table: pd.DataFrame) -> bool:
    """Whether only the row that is weighted to the census lacks something beside a number: a margin that is not met."""
    others = table[table["assumption"] != Assumption.A4_CENSUS]
    return bool((others["lacks"].isin(["", *Lack]) | others["interval_low"].isna()).all())


def test_bounds_of_all_plans_are_those_of_the_shares(plans: pd.DataFrame, data):
    row = ladder.climb_mixed(plans, data.funding).iloc[0]
    assert row["low"] == (plans["mix"] == "mixed").mean()
    assert row["high"] == pytest.approx((plans["mix"] != "one_sector").mean())
    assert shares.plans(data).equals(plans)  # nothing is written into what is given
