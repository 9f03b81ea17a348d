"""Intervals and tests against hand-computed cases and against scipy."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from scipy import stats

from analysis import inference


def test_median_interval_is_made_of_order_statistics():
    values = np.arange(1, 21) * 10.0
    found = inference.estimate_median(values)
    # For n = 20 the 6th to the 15th value cover 95.9%, the 7th to the 14th 88.5%: the ends lie between, near the first.
    assert (found.value, found.n) == (105.0, 20)
    assert 60 < found.low < 65
    assert 145 < found.high < 150
    assert stats.binom.cdf(14, 20, 0.5) - stats.binom.cdf(5, 20, 0.5) > 0.95


def test_a_group_under_five_gets_no_summary_and_under_thirty_is_rough():
    frame = pd.DataFrame({"place_type": ["fab_lab"] * 4 + ["third_place"] * 6, "investment_eur": range(1, 11)})
    table = inference.medians(frame, "investment_eur", by="place_type").set_index("group")
    assert list(table.index) == ["third_place", "fab_lab"]  # order of the vocabulary
    assert np.isnan(table.loc["fab_lab", "median"])
    assert table.loc["third_place", "median"] == 7.5
    assert bool(table.loc["third_place", "rough"])


def test_wilson_interval_by_its_formula():
    count, n, z = 38, 238, stats.norm.ppf(0.975)
    p = count / n
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    found = inference.proportion(count, n)
    assert (found.low, found.high) == pytest.approx((centre - half, centre + half))


@pytest.mark.parametrize("count", [0, 1, 400, inference.MANY, inference.MANY + 1])
def test_the_interval_of_a_proportion_of_many_places_is_scipys(count: int):
    n = inference.MANY + 1
    ends = stats.binomtest(count, n).proportion_ci(method="wilson")
    found = inference.proportion(count, n)
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high), abs=1e-12)


def test_proportions_count_a_missing_flag_as_not_true_and_leave_small_groups_without_a_share():
    frame = pd.DataFrame({"flag": pd.array([True, None, True, None, None, None, True], dtype="boolean")})
    row = inference.proportions(frame.assign(g=["a"] * 6 + ["b"]), "flag", by="g")
    assert row[["group", "count", "n"]].values.tolist() == [["a", 2, 6], ["b", 1, 1]]
    assert row["share"].tolist()[0] == pytest.approx(1 / 3)
    assert np.isnan(row["share"].tolist()[1])


def test_pooled_ratio_does_not_depend_on_the_order_of_the_rows():
    rng = np.random.default_rng(1)
    top, bottom = rng.random(30), rng.random(30) + 1
    order = rng.permutation(30)
    one, two = inference.pooled_ratio(top, bottom), inference.pooled_ratio(top[order], bottom[order])
    assert one == two
    assert one.value == pytest.approx(top.sum() / bottom.sum())
    assert one.low < one.value < one.high


def test_pooled_ratio_of_equal_ratios_has_no_interval():
    found = inference.pooled_ratio([1, 2, 3, 4, 5], [2, 4, 6, 8, 10])
    assert found.value == 0.5
    assert np.isnan(found.low)


def test_holm_by_hand():
    assert inference.adjusted([0.02, 0.01, 0.5]).tolist() == [0.04, 0.03, 0.5]


def test_trend_finds_a_known_slope_and_agrees_with_scipy(plans):
    years = pd.DataFrame({"year": range(2010, 2020), "investment_eur": 1000 * 1.1 ** np.arange(10)})
    assert 10 ** inference.trend(years, "investment_eur").slope == pytest.approx(1.1)
    known = plans.dropna(subset=["year"])
    scipys = stats.theilslopes(np.log10(known["investment_eur"]), known["year"])
    found = inference.trend(plans, "investment_eur")
    assert (found.slope, found.low, found.high) == pytest.approx((scipys.slope, scipys.low_slope, scipys.high_slope))


def test_association_agrees_with_scipys_rho_in_either_order(plans):
    pages = plans[plans["source_kind"] == "web_page"]
    found = inference.association(pages, "stakeholders", "investment_eur")
    rho = stats.spearmanr(pages["stakeholders"], pages["investment_eur"]).statistic
    assert found.rho == pytest.approx(rho)
    assert found == inference.association(pages.sample(frac=1, random_state=3), "investment_eur", "stakeholders")


@pytest.mark.parametrize("column", ["year", "v"])
def test_too_few_or_constant_values_give_no_number(column):
    frame = pd.DataFrame({"year": [2019] * 6, "v": range(6)})
    assert np.isnan(inference.trend(frame, "v").slope) if column == "year" else True
    assert np.isnan(inference.association(frame, "year", "v").rho)


def test_many_places_are_looked_at_in_a_bounded_time_and_agree_with_the_bootstrap():
    rng = np.random.default_rng(1)
    total = rng.lognormal(12, 1, inference.MANY + 1_000)
    paid = total * rng.uniform(0.2, 0.8, len(total))
    found = inference.pooled_ratio(paid, total)
    by_resamples = stats.bootstrap(
        (paid, total), lambda a, b, axis: a.sum(axis) / b.sum(axis), paired=True, n_resamples=999, batch=100,
        method="percentile", rng=rng,
    ).confidence_interval  # fmt: skip
    assert found.n == len(total)
    assert (found.high - found.low) == pytest.approx(by_resamples.high - by_resamples.low, rel=0.15)
    years = pd.DataFrame({"year": rng.integers(2000, 2020, 20_000), "cost": rng.lognormal(12, 1, 20_000)})
    years["rising"] = years["cost"] * 1.1 ** (years["year"] - 2000)
    trend = inference.trend(years, "rising")
    assert trend.n == len(years)
    assert trend.low < np.log10(1.1) < trend.high
    assert inference.trend(years.sample(frac=1, random_state=2), "rising") == trend
    assert inference.association(years, "year", "rising").n == len(years)


@pytest.mark.parametrize(("n", "k"), [(5, 1), (6, 1), (9, 2), (20, 6), (39, 13)])
def test_an_interpolated_end_lies_between_the_order_statistics_that_enclose_the_level(n: int, k: int):
    values = np.arange(1.0, n + 1) ** 2
    found = inference.estimate_median(values)
    covers = [1 - 2 * stats.binom.cdf(at - 1, n, 0.5) for at in (k, k + 1)]
    assert covers[0] >= min(0.95, 1 - 2 * 0.5**n)
    assert covers[1] < 0.95
    assert values[k - 1] <= found.low <= values[k]
    assert values[n - 1 - k] <= found.high <= values[n - k]
    assert inference.find_median_level(n) == (0.9375 if n == 5 else 0.95)


def test_a_median_of_few_values_has_no_interval():
    assert np.isnan(inference.estimate_median([1, 2, 3, 4]).low)
    assert np.isnan(inference.find_median_level(4))


def test_a_slope_of_counts_is_that_of_statsmodels():
    rng = np.random.default_rng(2)
    frame = pd.DataFrame({"year": rng.integers(2010, 2025, 60), "count": rng.poisson(3, 60)})
    found = inference.fit_slope(frame, "count")
    theirs = sm.OLS(frame["count"], sm.add_constant(frame["year"])).fit(cov_type="HC3", use_t=True)
    assert found.slope == pytest.approx(theirs.params["year"])
    assert (found.low, found.high) == pytest.approx(tuple(theirs.conf_int().loc["year"]))
    assert found.p == pytest.approx(theirs.pvalues["year"])
    assert np.isnan(inference.fit_slope(frame.assign(count=1), "count").slope)
    assert np.isnan(inference.fit_slope(frame.head(4), "count").slope)


def test_a_ratio_of_geometric_means_raw_and_among_plans_that_are_alike(plans: pd.DataFrame):
    found = inference.compare_means(plans, "investment_eur", by="settlement", alike=("source_kind", "carrier_sector"))
    known = plans.dropna(subset=["settlement"]).astype({"settlement": object, "source_kind": object})
    logs = np.log(known["investment_eur"]).groupby(known["settlement"]).mean()
    assert found.groups == ("rural", "urban")
    assert found.raw.value == pytest.approx(np.exp(logs["rural"] - logs["urban"]))
    sector = known["carrier_sector"].astype(object)
    table = known.assign(
        y=np.log(known["investment_eur"]), sector=sector.where(sector.map(sector.value_counts()) >= 5, "other")
    )
    fit = smf.ols("y ~ C(settlement, Treatment('urban')) + C(source_kind) + C(sector)", table).fit(
        cov_type="HC3", use_t=True
    )
    name = "C(settlement, Treatment('urban'))[T.rural]"
    assert found.adjusted.value == pytest.approx(np.exp(fit.params[name]))
    assert (found.adjusted.low, found.adjusted.high) == pytest.approx(tuple(np.exp(fit.conf_int().loc[name])))
    assert found.p == pytest.approx(fit.pvalues[name])


def test_a_ratio_of_a_small_group_is_not_told():
    frame = pd.DataFrame({"v": [1.0] * 12, "g": ["a"] * 4 + ["b"] * 8})
    assert np.isnan(inference.compare_means(frame, "v", by="g").raw.value)
    with pytest.raises(ValueError, match="two are needed"):
        inference.compare_means(frame.head(4), "v", by="g")


@pytest.mark.parametrize(("k", "n", "other", "m"), [(56, 70, 48, 80), (0, 12, 3, 9), (42, 123, 10, 68)])
def test_a_difference_of_shares_has_the_interval_of_statsmodels(k, n, other, m):
    from statsmodels.stats.proportion import confint_proportions_2indep

    found = inference.compare_shares(k, n, other, m)
    expected = confint_proportions_2indep(k, n, other, m, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx(expected)
    assert found.value == pytest.approx(k / n - other / m)


def test_gini_and_the_part_of_the_largest_tenth_against_a_bootstrap_by_hand():
    rng = np.random.default_rng(6)
    euros = rng.lognormal(12, 1, 80)

    def gini(values):
        return np.abs(values[:, None] - values).mean() / (2 * values.mean())

    def top(values):
        return np.sort(values)[::-1][: int(np.ceil(len(values) / 10))].sum() / values.sum()

    for measure, found in ((gini, inference.estimate_gini(euros)), (top, inference.estimate_top_share(euros))):
        drawn = [measure(rng.choice(euros, len(euros))) for _ in range(1_000)]
        assert found.value == pytest.approx(measure(euros))
        assert (found.low, found.high) == pytest.approx(np.percentile(drawn, [2.5, 97.5]), abs=0.02)
