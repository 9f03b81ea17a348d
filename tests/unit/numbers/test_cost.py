"""What a place should cost: the line against statsmodels, means by hand, ranges against refits, little data."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from analysis.numbers import cost
from analysis.numbers.cost import CostBasis

PRICES = pd.DataFrame({"year": range(2005, 2026), "bt01": np.linspace(80, 132, 21)})
THIRD = {"place_type": "third_place", "surface_m2": 350.0, "settlement": "rural", "carrier_sector": "public"}


def by_formula(plans: pd.DataFrame) -> tuple[pd.DataFrame, object]:
    known = plans[plans["surface_m2"].notna()].copy()
    index = PRICES.set_index("year")["bt01"]
    factor = (index[2024] / known["year"].astype(float).clip(upper=2025).map(index)).fillna(1.0)
    known["log_euros"] = np.log(known["investment_eur"] * factor)
    known["log_surface"] = np.log(known["surface_m2"].astype(float))
    for name in ("place_type", "settlement", "carrier_sector"):
        level = known[name].astype(object).fillna("unknown")
        known[name] = level.where(level.map(level.value_counts()) >= 5, "other")
    return known, smf.ols("log_euros ~ log_surface + C(place_type) + C(settlement) + C(carrier_sector)", known)


def test_the_line_is_that_of_statsmodels_and_predicts_as_it_does(plans: pd.DataFrame):
    model = cost.fit_cost(plans, PRICES)
    known, theirs = by_formula(plans)
    fit = theirs.fit(cov_type="HC3", use_t=True)
    surface = model.terms[model.terms["term"] == "surface"].iloc[0]
    assert model.n == len(known)
    assert surface["value"] == pytest.approx(fit.params["log_surface"])
    assert surface[["low", "high"]].tolist() == pytest.approx(fit.conf_int().loc["log_surface"].tolist())
    asked = pd.DataFrame([THIRD]).assign(log_surface=np.log(350))
    assert np.log(cost.expect(model, **THIRD).middle) == pytest.approx(fit.predict(asked)[0])


def test_the_range_holds_four_fifths_of_what_refits_are_off(plans: pd.DataFrame):
    model = cost.fit_cost(plans, PRICES)
    known, theirs = by_formula(plans)
    fit = theirs.fit()
    off = fit.get_influence().resid_press
    found = cost.expect(model, **THIRD)
    assert np.log([found.low / found.middle, found.high / found.middle]) == pytest.approx(np.quantile(off, [0.1, 0.9]))
    assert model.error_factor == pytest.approx(np.exp(np.median(np.abs(off))))
    others = [
        row.log_euros
        - known[(known.index != row.Index) & (known["place_type"] == row.place_type)]["log_euros"].median()
        for row in known.assign(place_type=plans["place_type"]).itertuples()
        if row.place_type in ("third_place", "incubator")
    ]
    assert np.isfinite(others).all()
    assert model.kind_error_factor > 1


def made(sizes: dict[str, int], apart: float = 1.0, spread: float = 1.0) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    kinds = [kind for kind, n in sizes.items() for _ in range(n)]
    shift = {kind: apart * at for at, kind in enumerate(sizes)}
    euros = np.exp(12 + np.array([shift[kind] for kind in kinds]) + rng.normal(0, spread, len(kinds)))
    columns = {"place_type": kinds, "investment_eur": euros, "year": 2024, "surface_m2": np.nan, "settlement": "rural"}
    return pd.DataFrame(columns).assign(carrier_sector="public", source_kind="web_page")


def test_a_kind_is_drawn_towards_all_the_more_the_fewer_it_has():
    plans = made({"third_place": 30, "coworking": 20, "fab_lab": 3, "living_lab": 10})
    model = cost.fit_cost(plans, PRICES)
    values, n = np.log(plans["investment_eur"]), plans["place_type"].value_counts()
    own = values.groupby(plans["place_type"]).mean()
    within = ((values - plans["place_type"].map(own)) ** 2).sum() / (63 - 4)
    apart = (n * (own - values.mean()) ** 2).sum() / 3
    between = (apart - within) / ((63 - (n**2).sum() / 63) / 3)
    weights = 1 / (between + within / n)
    everywhere = (weights * own).sum() / weights.sum()
    pull = between / (between + within / n)
    for kind in n.index:
        expected = pull[kind] * own[kind] + (1 - pull[kind]) * everywhere
        found = cost.expect(model, place_type=kind)
        assert np.log(found.middle) == pytest.approx(expected)
        assert (found.n, found.basis) == (n[kind], CostBasis.KIND)
    assert pull["fab_lab"] < pull["third_place"]
    assert np.log(cost.expect(model, place_type="cluster_house").middle) == pytest.approx(everywhere)


def test_kinds_that_do_not_differ_have_the_mean_of_all():
    plans = made({"third_place": 30, "coworking": 30}, apart=0.0)
    plans.loc[:, "investment_eur"] = list(plans["investment_eur"].iloc[:30]) * 2
    model = cost.fit_cost(plans, PRICES)
    assert cost.expect(model, place_type="coworking").middle == pytest.approx(
        np.exp(np.log(plans["investment_eur"]).mean())
    )


def test_what_is_not_known_counts_as_the_plans_do_on_average(plans: pd.DataFrame):
    model = cost.fit_cost(plans, PRICES)
    rural, urban = (
        np.log(cost.expect(model, place_type="third_place", surface_m2=350, settlement=code).middle)
        for code in ("rural", "urban")
    )
    middle = np.log(cost.expect(model, place_type="third_place", surface_m2=350).middle)
    assert min(rural, urban) <= middle <= max(rural, urban)
    rare, other = (cost.expect(model, place_type=kind, surface_m2=350) for kind in ("living_lab", "other"))
    assert rare == other


def test_twice_the_euros_double_the_range(plans: pd.DataFrame):
    one = cost.expect(cost.fit_cost(plans, PRICES), **THIRD)
    two = cost.expect(cost.fit_cost(plans.assign(investment_eur=2 * plans["investment_eur"]), PRICES), **THIRD)
    assert (two.low, two.middle, two.high) == pytest.approx((2 * one.low, 2 * one.middle, 2 * one.high))


def test_running_costs_are_left_out(plans: pd.DataFrame):
    running = plans.assign(amount_scope=["operating"] * 10 + ["investment"] * (len(plans) - 10))
    assert cost.fit_cost(running, PRICES).n_of_all == cost.fit_cost(plans, PRICES).n_of_all - 10


@pytest.mark.parametrize("n", [0, 1, 9, 10, 30])
def test_little_data_has_no_range_or_that_of_the_kind_without_a_warning(n: int):
    plans = made({"third_place": 30}).head(n).assign(surface_m2=100.0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = cost.expect(cost.fit_cost(plans, None), place_type="third_place", surface_m2=100)
    expected = {0: "nothing", 1: "nothing", 9: "nothing", 10: "kind", 30: "surface"}[n]
    assert found.basis.value == expected
    assert np.isnan(found.middle) == (expected == "nothing")
