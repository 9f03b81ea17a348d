"""Who is counted: draws, ways to take the sample, and raking against hand cases and a loop over the plans."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.numbers import population
from analysis.numbers.population import Draw, Lack, Sampling

CENSUS = pd.DataFrame(
    [
        ("settlement", "dense", 0.38),
        ("settlement", "medium towns", 0.28),
        ("settlement", "rural", 0.34),
        ("legal_form", "association", 0.51),
        ("legal_form", "company (SARL, SA, SAS)", 0.19),
        ("legal_form", "local authority", 0.11),
        ("legal_form", "cooperative of collective interest (SCIC)", 0.07),
        ("legal_form", "worker cooperative (SCOP)", 0.02),
        ("legal_form", "university", 0.02),
        ("legal_form", "citizens' collective", 0.02),
        ("legal_form", "school", 0.01),
        ("region", "Bretagne", 0.4),
        ("region", "Corse", 0.4),
    ],
    columns=["dimension", "category", "share"],
)
TYPES = {
    "association": "association",
    "company": "company",
    "cooperative": "cooperative",
    "public": "region",
    "other": "mixed",
}


def made(cells: dict[tuple[str, str | None], int]) -> pd.DataFrame:
    """Plans by carrier group and settlement."""
    rows = [(TYPES[group], settlement) for (group, settlement), n in cells.items() for _ in range(n)]
    table = pd.DataFrame(rows, columns=["carrier_type", "settlement"]).astype("object")
    return table.assign(
        place_id=[f"p{at}" for at in range(len(table))], carrier_sector="public", source_kind="web_page"
    )


def raked_by_hand(plans: pd.DataFrame) -> pd.Series:
    """Raking as a loop over groups of plans: no code of the package but the groups' names."""
    form = {"association": 0.53, "company": 0.19, "cooperative": 0.09, "public": 0.14, "other": 0.05}
    public = {"municipality", "intermunicipality", "department", "region", "state_body", "university"}
    group = plans["carrier_type"].map(lambda kind: "public" if kind in public else kind if kind in form else "other")
    forms = [((group == code).to_numpy(), share) for code, share in form.items() if (group == code).any()]
    settled = [((plans["settlement"] == code).to_numpy(), share) for code, share in (("rural", 0.34), ("urban", 0.66))]

    def fit(weights: np.ndarray) -> np.ndarray:
        for _ in range(200):
            before = weights.copy()
            for margin in (forms, settled):
                among = weights[np.any([of for of, _ in margin], axis=0)].sum()
                weights = weights * np.prod(
                    [np.where(of, share * among / weights[of].sum(), 1.0) for of, share in margin], axis=0
                )
            if np.abs(weights - before).max() <= 1e-8:
                break
        return weights

    weights = fit(np.ones(len(plans)))
    if weights.max() > 5 * weights.mean():
        weights = fit(np.minimum(weights, 5 * weights.mean()))
    return pd.Series(weights * len(plans) / weights.sum(), plans.index)


def test_carriers_are_grouped_as_the_census_can_tell_them():
    types = [
        "public_joint_carrier",
        "public_company",
        "university",
        "association",
        "semi_public_company",
        "unknown",
        None,
    ]
    groups = population.group_carriers(pd.DataFrame({"carrier_type": types}))
    assert groups.tolist() == ["public", "public", "public", "association", "other", "other", "other"]


def test_margins_add_up_and_what_the_legal_forms_leave_open_is_other():
    found = population.read_margins(CENSUS)
    assert found.legal_form is not None
    assert found.settlement is not None
    assert found.legal_form == pytest.approx([0.53, 0.19, 0.09, 0.14, 0.05])
    assert found.settlement == pytest.approx([0.34, 0.66])
    assert found.region == pytest.approx({"Bretagne": 0.5, "Corse": 0.5})


def test_one_margin_is_met_by_division():
    plans = made({("company", "rural"): 2, ("company", "urban"): 6})
    found = population.rake(plans, CENSUS[CENSUS["dimension"] == "settlement"])
    assert found.values.to_numpy() == pytest.approx([0.34 * 8 / 2] * 2 + [0.66 * 8 / 6] * 6)
    assert found.lacks == (Lack.LEGAL_FORM_OPEN,)


def test_weights_are_those_of_a_loop_over_the_plans(plans: pd.DataFrame):
    new = population.select_new(plans)
    found, by_hand = population.rake(new, CENSUS), raked_by_hand(new)
    assert found.lacks == ()
    assert found.values.to_numpy() == pytest.approx(by_hand.to_numpy(), abs=1e-6)
    assert found.effective_n == pytest.approx(by_hand.sum() ** 2 / (by_hand**2).sum(), abs=1e-4)


def test_a_weight_is_cut_at_five_times_the_mean_and_raked_once_more():
    plans = made({("association", "urban"): 1, ("public", "urban"): 40, ("public", "rural"): 20})
    census = pd.DataFrame({"dimension": "legal_form", "category": ["association", "school"], "share": [0.5, 0.5]})
    once = population.rake(plans, census)
    # One association stands for half of the census: 30.5 times the mean, cut to 5, and raised again by the second raking.
    assert once.values.iloc[0] == pytest.approx(30.5)
    assert once.rough


counts = st.integers(min_value=1, max_value=12)


@settings(max_examples=25)
@given(st.lists(counts, min_size=10, max_size=10), st.integers(min_value=0, max_value=5))
def test_weights_reproduce_the_margins_of_the_census(sizes: list[int], unsettled: int):
    names = [(group, settlement) for group in population.CARRIER_GROUPS for settlement in population.SETTLEMENTS]
    plans = made({**dict(zip(names, sizes, strict=True)), ("public", None): unsettled})
    found = population.rake(plans, CENSUS)
    shares = population.compare_margins(plans, CENSUS)
    raked = shares[shares["raked"]]
    assert found.values.sum() == pytest.approx(len(plans))
    assert (found.values > 0).all()
    assert found.effective_n <= len(plans) + 1e-9
    if not found.lacks:
        assert raked["weighted"].to_numpy() == pytest.approx(raked["census"].to_numpy(), abs=2e-6)


def test_a_group_that_no_plan_has_leaves_its_margin_open_and_the_rest_is_raked():
    plans = made({("public", "rural"): 5, ("public", "urban"): 5, ("company", "urban"): 5, ("company", "rural"): 5})
    found = population.rake(plans, CENSUS)
    assert found.lacks == (Lack.LEGAL_FORM_OPEN,)
    assert found.absent == ("association", "cooperative", "other")
    companies = found.values[plans["carrier_type"] == "company"].sum() / len(plans)
    assert companies == pytest.approx(0.19 / 0.33, abs=1e-6)


def test_margins_that_contradict_each_other_do_not_close_and_say_which():
    census = pd.DataFrame(
        {
            "dimension": ["legal_form"] * 2 + ["settlement"] * 2,
            "category": ["association", "school", "rural", "towns"],
            "share": [0.5, 0.5, 0.1, 0.9],
        }
    )
    plans = made({("association", "rural"): 5, ("public", "urban"): 5})  # all that is rural is an association
    found = population.rake(plans, census)
    assert found.lacks == (Lack.LEGAL_FORM_OPEN,)
    assert found.absent == ()


def test_without_any_margin_met_there_is_no_weight():
    plans = made({("public", "rural"): 6})
    found = population.rake(plans, CENSUS)
    assert found.lacks == (Lack.LEGAL_FORM_OPEN, Lack.SETTLEMENT_OPEN)
    assert found.values.isna().all()
    assert np.isnan(population.estimate_share(plans.assign(flag=True), "flag", CENSUS).value)


def test_the_share_and_its_interval_are_those_of_a_loop_over_resamples(plans: pd.DataFrame):
    new = population.select_new(plans).reset_index(drop=True)
    flag = new["investment_eur"] < 1_000_000
    found = population.estimate_share(new, flag, CENSUS)
    assert found.value == pytest.approx((raked_by_hand(new) * flag).sum() / len(new), abs=1e-6)
    rng, shares = np.random.default_rng(7), []
    for _ in range(120):
        part = new.iloc[rng.integers(0, len(new), len(new))].reset_index(drop=True)
        weights = raked_by_hand(part)
        shares.append((weights * (part["investment_eur"] < 1_000_000)).sum() / weights.sum())
    # 120 resamples: the ends of 95% move by about 0.02 between seeds.
    assert (found.low, found.high) == pytest.approx(np.quantile(shares, [0.025, 0.975]), abs=0.05)
    assert found.effective_n < found.n == len(new)


def test_the_order_of_the_plans_does_not_move_a_share(plans: pd.DataFrame):
    turned = plans.sample(frac=1, random_state=3)
    one, two = (population.estimate_share(table, "complete", CENSUS) for table in (plans, turned))
    assert (one.value, one.low, one.high) == pytest.approx((two.value, two.low, two.high))


def test_margins_before_and_after_stand_beside_the_census():
    plans = made({("public", "rural"): 6, ("company", "urban"): 6}).assign(region=["Bretagne"] * 9 + [None] * 3)
    table = population.compare_margins(plans, CENSUS).set_index(["margin", "category"])
    assert list(table.columns) == ["n", "sample", "weighted", "census", "raked"]
    assert table.loc[("region", "Bretagne"), ["n", "sample", "raked"]].tolist() == [9, 1.0, False]
    assert table.loc[("legal_form", "public"), "sample"] == 0.5
    assert table.groupby("margin")["census"].sum().tolist() == pytest.approx([1, 1, 1])


def test_draws_part_the_sample():
    plans = pd.DataFrame({"source_kind": ["state_list", "grant_list", "web_page", None]})
    sizes = [len(population.select_draw(plans, draw)) for draw in (Draw.BOTH, Draw.LISTS, Draw.WEB)]
    assert sizes == [4, 2, 2]


PLANS = pd.DataFrame(
    {
        "place_id": ["a-2", "a", "a-3", "b", "c"],
        "same_site_as": ["a", None, "a-2", "elsewhere", None],
        "status": ["opened", "planned", "funded", "abandoned", None],
        "amount_scope": ["investment", "investment", "investment", "investment", "operating"],
        "total_basis": ["stated", "stated", "computed", "stated", "stated"],
        "investment_eur": [100.0, 100.0, 100.0, 100.0, 100.0],
        "public_eur": [100.0, 100.0, 100.0, 40.0, 0.0],
        "unknown_eur": [0.0, 0.0, 0.0, 60.0, 100.0],
        "complete": [True, True, True, False, False],
        "mix": ["one_sector", "one_sector", "one_sector", "unknown", "unknown"],
    }
)
LINES = pd.DataFrame(
    {
        "place_id": ["a-2", "a", "a", "a-3", "b"],
        "line": [1, 1, 2, 1, 1],
        "sector": ["public"] * 5,
        "amount_eur": [100.0, 60.0, 40.0, 100.0, 40.0],
        "amount_basis": ["stated", "stated", "remainder", "stated", "stated"],
    }
)


@pytest.mark.parametrize(
    ("sampling", "left"),
    [
        (Sampling(), ["a-2", "a", "a-3", "b", "c"]),
        (Sampling(one_per_site=True), ["a", "b", "c"]),
        (Sampling(carried_out=True), ["a-2", "a-3"]),
        (Sampling(carried_out=True, one_per_site=True), ["a-2"]),
        (Sampling(independent=True), ["a-2"]),
        (Sampling(stated=True), ["a-2", "a", "b", "c"]),
    ],
)
def test_each_way_to_take_the_sample_leaves_its_plans(sampling: Sampling, left: list[str]):
    assert population.take_sample(PLANS, LINES, sampling)["place_id"].tolist() == left


def test_an_amount_that_is_not_stated_is_not_known():
    kept = population.take_sample(PLANS, LINES, Sampling(stated=True)).set_index("place_id")
    assert kept.loc["a", ["public_eur", "unknown_eur", "complete", "mix"]].tolist() == [60.0, 40.0, False, "unknown"]
    assert kept.loc["a-2", ["public_eur", "complete", "mix"]].tolist() == [100.0, True, "one_sector"]
    assert list(kept.reset_index().columns) == list(PLANS.columns)


def test_a_file_without_the_columns_leaves_no_plan_and_says_which():
    lines = LINES.drop(columns="amount_basis")
    assert population.find_lacking_columns(PLANS, lines, Sampling(stated=True)) == ("funding.amount_basis",)
    assert population.take_sample(PLANS, lines, Sampling(stated=True)).empty
    assert len(population.take_sample(PLANS, lines, Sampling())) == 5


def test_readings_leave_out_the_lists_where_a_list_fixes_the_measure(plans: pd.DataFrame):
    flags = plans["citizens_involved"].eq(True)
    free = population.list_readings(plans, flags, CENSUS).set_index("reading")
    fixed = population.list_readings(plans, flags, CENSUS, fixed_by_lists=True).set_index("reading")
    assert list(free.index) == ["published", "web", "lists", "public", "private", "census"]
    assert list(fixed.index) == ["web", "public", "private", "census"]
    assert free.loc["published", "n"] == len(plans)
    assert fixed.loc["public", "n"] < free.loc["public", "n"]
    assert fixed.loc["web", "value"] == free.loc["web", "value"]


SMALL = {
    "no plan": made({}),
    "one plan": made({("public", "rural"): 1}),
    "one draw": made({("public", "rural"): 6, ("public", "urban"): 6}).assign(source_kind="state_list"),
    "only private": made({("company", "rural"): 6, ("association", "urban"): 6}).assign(carrier_sector="private"),
    "no settlement": made({("company", None): 6, ("public", None): 6}),
}


@pytest.mark.parametrize("census", [CENSUS, CENSUS.head(0), None, pd.DataFrame({"other": [1]})], ids=str)
@pytest.mark.parametrize("plans", SMALL.values(), ids=SMALL)
def test_little_data_says_what_it_lacks_without_a_warning(plans: pd.DataFrame, census: pd.DataFrame | None):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = population.estimate_share(plans, pd.Series(True, plans.index), census)
        table = population.list_readings(plans, pd.Series(True, plans.index), census)
        margins = population.compare_margins(plans, census)
    assert found.n == len(plans)
    assert found.lacks
    assert (table["value"].notna() | table["lacks"].ne("")).all()
    assert margins["census"].between(0, 1).all()
