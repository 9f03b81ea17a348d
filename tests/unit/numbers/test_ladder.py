"""The ladder of assumptions: hand-counted plans, the law by cases, and loops over resamples written without the package."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats
from statsmodels.stats.proportion import proportion_confint

from analysis.numbers import ladder, shares
from analysis.numbers.ladder import Assumption, Lack

A = [Assumption.A0, Assumption.A1, Assumption.A2, Assumption.A3]
CENSUS = pd.DataFrame(
    [
        ("settlement", "rural", 0.34),
        ("settlement", "towns", 0.66),
        ("legal_form", "association", 0.53),
        ("legal_form", "company", 0.19),
        ("legal_form", "cooperative", 0.09),
        ("legal_form", "school", 0.14),
    ],
    columns=["dimension", "category", "share"],
)
NO_LINES = pd.DataFrame({"place_id": [], "line": [], "funder_type": [], "sector": [], "amount_eur": []})


def made(*rows: tuple[str, str, str, int]) -> pd.DataFrame:
    """Plans by mix, sector of the carrier and kind of source."""
    spread = [row[:3] for row in rows for _ in range(row[3])]
    table = pd.DataFrame(spread, columns=["mix", "carrier_sector", "source_kind"]).astype("object")
    types = table["carrier_sector"].map({"public": "municipality", "private": "association"}).fillna("mixed")
    return table.assign(
        place_id=[f"p{at}" for at in range(len(table))],
        carrier_type=types,
        settlement=[("rural", "urban")[at % 2] for at in range(len(table))],
    )


PLANS = made(
    ("mixed", "private", "web_page", 4),
    ("mixed", "public", "web_page", 1),
    ("one_sector", "private", "web_page", 2),
    ("one_sector", "public", "web_page", 9),
    ("unknown", "private", "web_page", 5),
    ("unknown", "mixed", "web_page", 1),
    ("unknown", "public", "web_page", 6),
    ("unknown", "public", "state_list", 12),
)
#: Two of the undecided private plans have a public funder; so have a mixed one and an undecided public one.
LINES = pd.DataFrame({"place_id": ["p16", "p17", "p0", "p30"], "sector": "public"})


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


@pytest.mark.parametrize(("low", "high", "n"), [(0.12, 0.81, 269), (0.1, 0.12, 60), (0.3, 0.3, 40), (0.02, 0.95, 12)])
def test_intervals_are_those_of_imbens_and_manski(low: float, high: float, n: int):
    errors = np.sqrt(np.array([low * (1 - low), high * (1 - high)]) / n)

    def short(c: float) -> float:
        return stats.norm.cdf(c + (high - low) / errors.max()) - stats.norm.cdf(-c) - 0.95

    c = optimize.brentq(short, 1, 3)
    found = ladder.cover_value(*(np.array([value]) for value in (low, high, *errors)))
    expected = np.clip([low - c * errors[0], high + c * errors[1]], 0, 1)
    assert [float(end[0]) for end in found] == pytest.approx(expected, abs=1e-9)


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


def plan(**given_: object) -> pd.DataFrame:
    """One plan of 200 euros of which 80 are known to be public."""
    base = {
        "place_id": "a",
        "investment_eur": 200.0,
        "public_eur": 80.0,
        "private_eur": 0.0,
        "unknown_eur": 120.0,
        "complete": False,
        "carrier_type": "municipality",
        "carrier_sector": "public",
        "carrier_name": "Commune de Luzy",
        "region": "Bretagne",
        "year": 2019,
    }
    return pd.DataFrame([base | given_])


def lines(*rows: tuple[str, float, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["funder_type", "amount_eur", "funder_name"])
    return table.assign(place_id="a", line=range(1, len(rows) + 1), sector="public")


GRANT = lines(("state", 80.0, "État"))


@pytest.mark.parametrize(
    ("given_", "funding", "low"),
    [
        ({}, GRANT, 100.0),  # 80 granted and at least a quarter of it by the carrier
        ({"year": 2011}, GRANT, 80.0),
        ({"year": None}, GRANT, 80.0),
        ({"region": "Martinique"}, GRANT, 80.0),
        ({"region": "Wallonie"}, GRANT, 80.0),
        ({"region": "Corse"}, GRANT, 100.0),
        ({"carrier_type": "public_joint_carrier"}, GRANT, 80.0),
        ({"carrier_type": "association", "carrier_sector": "private"}, GRANT, 80.0),
        ({"private_eur": 110.0, "unknown_eur": 10.0}, GRANT, 90.0),  # no more than what is not private
        ({}, lines(("state", 70.0, "État"), ("own_funds", 10.0, None)), 87.5),
        ({}, lines(("state", 40.0, "État"), ("own_funds", 40.0, None)), 80.0),  # the carrier pays more than a fifth
        ({}, lines(("public_joint", 80.0, None)), 80.0),  # the carrier may be among them
        ({}, lines(("public_joint", 80.0, "État; Commune de Luzy")), 80.0),
        ({}, lines(("public_joint", 80.0, "État; Région Bretagne")), 100.0),
        ({"carrier_type": "intermunicipality"}, lines(("municipality", 80.0, "Commune de Nontron")), 80.0),
        ({"amount_scope": "operating"}, GRANT, 80.0),
    ],
)
def test_the_law_bounds_the_public_euros_of_whom_it_binds(given_: dict, funding: pd.DataFrame, low: float):
    table = ladder.climb_euros(plan(**given_), funding).set_index("assumption")
    assert table.loc[Assumption.B1, "low"] * 200 == pytest.approx(low)
    assert table.loc[Assumption.B0, ["low", "high"]].tolist() == pytest.approx(
        [0.4, (80 + plan(**given_)["unknown_eur"].iloc[0]) / 200]
    )


def test_what_the_carrier_pays_is_told_from_grants():
    funding = lines(
        ("state", 20.0, "État"),
        ("own_funds", 10.0, None),
        ("bank", 10.0, None),
        ("municipality", 15.0, "Commune de Luzy"),
        ("intermunicipality", 25.0, "Communauté de communes du Bazois"),
    )
    assert ladder.split_public(plan(), funding).to_numpy().tolist() == [["a", 35.0, 45.0]]
    scaled = ladder.split_public(plan(public_eur=160.0), funding)  # the lines of a complete plan were scaled
    assert scaled.to_numpy().tolist() == [["a", 70.0, 90.0]]


def test_the_rest_of_a_public_plan_is_public_but_for_a_part():
    table = ladder.climb_euros(plan(), GRANT, parts=(0.0, 0.5, 1.0))
    rest = table[table["assumption"] == Assumption.B2]
    assert (rest["low"] * 200).tolist() == pytest.approx([200, 140, 100])  # a = 1: what the law asks for remains
    assert (rest["high"] == 1).all()


def euro_plans(plans: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    known = plans.dropna(subset=["investment_eur"])
    return known, known[known["complete"] & (known["unknown_eur"] <= 1e-9 * known["investment_eur"])]


def test_pooled_errors_are_those_of_a_loop_over_resamples(plans: pd.DataFrame, data):
    known, _ = euro_plans(plans)
    row = ladder.climb_euros(plans, data.funding).iloc[0]
    rng = np.random.default_rng(11)
    public, unknown, total = (known[f"{name}_eur"].to_numpy() for name in ("public", "unknown", "investment"))
    drawn = rng.integers(0, len(known), (2000, len(known)))
    low, high = public[drawn].sum(1) / total[drawn].sum(1), (public + unknown)[drawn].sum(1) / total[drawn].sum(1)
    assert row["low"] == pytest.approx(public.sum() / total.sum())
    assert row["high"] == pytest.approx((public + unknown).sum() / total.sum())
    # The bounds lie so far apart that each end is one-sided: 1.645 standard errors.
    assert row["interval_low"] == pytest.approx(row["low"] - 1.645 * low.std(ddof=1), abs=0.01)
    assert row["interval_high"] == pytest.approx(min(1, row["high"] + 1.645 * high.std(ddof=1)), abs=0.01)


def test_a_plan_takes_the_share_of_a_complete_plan_within_its_bounds(plans: pd.DataFrame, data):
    known, giving = euro_plans(plans)
    share = (giving["public_eur"] / giving["investment_eur"]).to_numpy()
    sector = giving["carrier_sector"].to_numpy()
    expected = 0.0
    for row in known.itertuples():
        low, high = row.public_share_low, row.public_share_high
        if high - low <= 1e-9:
            expected += row.investment_eur * low
            continue
        inside = (share >= low - 1e-9) & (share <= high + 1e-9)
        own = share[inside & (sector == row.carrier_sector)]
        pool = own if len(own) else share[inside]
        expected += row.investment_eur * (pool.mean() if len(pool) else (low + high) / 2)
    table = ladder.climb_euros(plans, data.funding).set_index("assumption")
    found = table.loc[Assumption.B3]
    assert found["low"] == pytest.approx(expected / known["investment_eur"].sum())
    assert found["interval_low"] < found["low"] < found["interval_high"]
    assert table.loc[Assumption.B0, "low"] <= found["low"] <= table.loc[Assumption.B0, "high"]


def euro_plan(place: str, sector: str, public: float, private: float, *, complete: bool) -> pd.DataFrame:
    return plan(
        place_id=place,
        carrier_sector=sector,
        public_eur=public,
        private_eur=private,
        unknown_eur=200.0 - public - private,
        complete=complete,
    )


def test_donors_come_from_the_sector_then_from_any_and_else_the_bounds_are_used():
    donors = [
        euro_plan("d1", "public", 200.0, 0.0, complete=True),
        euro_plan("d2", "private", 20.0, 180.0, complete=True),
    ]
    cases = {
        ("public", 80.0, 0.0): 200.0,  # the public donor
        ("private", 0.0, 0.0): 20.0,
        ("mixed", 100.0, 0.0): 200.0,  # no donor of its sector; of all, one within its bounds
        ("mixed", 40.0, 100.0): 70.0,  # none within its bounds: their middle
    }
    for (sector, public, private), expected in cases.items():
        table = pd.concat([euro_plan("u", sector, public, private, complete=False), *donors], ignore_index=True)
        row = ladder.climb_euros(table, NO_LINES).set_index("assumption").loc[Assumption.B3]
        assert row["low"] * 600 == pytest.approx(expected + 220)


def test_donors_of_other_kinds_come_from_the_reference():
    subject = pd.concat([euro_plan(f"u{at}", "public", 20.0 * at, 0.0, complete=False) for at in range(6)])
    alone = ladder.climb_euros(subject, NO_LINES).iloc[-1]
    reference = pd.concat([subject, euro_plan("d", "public", 180.0, 20.0, complete=True)])
    helped = ladder.climb_euros(subject, NO_LINES, reference=reference).iloc[-1]
    assert np.isnan(alone["low"])
    assert alone["lacks"] == Lack.NO_COMPLETE
    assert helped["low"] == pytest.approx(0.9)
    assert helped["n"] == 6
    # In a resample without the donor the shares lie between the bounds.
    assert helped["interval_low"] <= 0.9 <= helped["interval_high"] + 1e-9


def test_bounds_of_euros_are_nested_and_the_order_of_rows_does_not_matter(plans: pd.DataFrame, data):
    parts = tuple(np.linspace(1, 0, 11))
    turned = plans.sample(frac=1, random_state=2)
    for by in (None, "carrier_sector", "settlement", "place_type"):
        table = ladder.climb_euros(plans, data.funding, by=by, parts=parts)
        other = ladder.climb_euros(turned, data.funding, by=by, parts=parts)
        pd.testing.assert_frame_equal(table, other)
        for _, rungs in table[table["assumption"] != Assumption.B3].groupby("group"):
            assert (rungs["low"].diff().dropna() >= -1e-12).all()
            assert rungs["high"].nunique() == 1
            assert (rungs["low"] <= rungs["high"] + 1e-12).all()


def test_breakdown_of_euros():
    found = ladder.break_down_euros(plan())
    assert (found.needed_eur, found.unexplained_eur, found.part) == (20.0, 120.0, pytest.approx(1 / 6))
    assert ladder.break_down_euros(plan(public_eur=150.0, unknown_eur=50.0)).part == 0
    assert ladder.break_down_euros(plan(public_eur=0.0, unknown_eur=50.0)).part == 2  # cannot hold


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


def test_places_without_euros_have_no_share():
    table = ladder.climb_euros(plan(investment_eur=np.nan), GRANT)
    assert table["n"].unique().tolist() == [0]
    assert table["low"].isna().all()
    assert ladder.break_down_euros(plan(investment_eur=np.nan)).lacks == (Lack.NO_PLANS,)


def test_bounds_of_all_plans_are_those_of_the_shares(plans: pd.DataFrame, data):
    row = ladder.climb_mixed(plans, data.funding).iloc[0]
    assert row["low"] == (plans["mix"] == "mixed").mean()
    assert row["high"] == pytest.approx((plans["mix"] != "one_sector").mean())
    assert shares.plans(data).equals(plans)  # nothing is written into what is given
