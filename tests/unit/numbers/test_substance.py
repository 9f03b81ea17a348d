"""What tells the kinds of place apart, against hand-computed cases, scipy and scikit-bio."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from scipy.spatial.distance import pdist, squareform

from analysis import substance


def test_permanova_agrees_with_scikit_bio_on_the_real_plans(plans):
    from skbio.stats.distance import DistanceMatrix, permanova

    pages = substance.comparable(plans)
    table = substance.features(pages)
    standard = (table - table.mean()) / table.std(ddof=0)
    theirs = permanova(
        DistanceMatrix(squareform(pdist(standard))), pages["generation"].tolist(), permutations=999, seed=1
    )
    ours = substance.permanova(table, pages["generation"])
    assert ours.f == pytest.approx(theirs["test statistic"])
    assert ours.r2 == pytest.approx(1 / (1 + (ours.n - 2) / ours.f))
    assert ours.p <= 0.001
    assert theirs["p-value"] <= 0.001


def test_permutations_inside_strata_find_nothing_that_only_the_strata_hold():
    rng = np.random.default_rng(5)
    strata = pd.Series(["list"] * 60 + ["page"] * 60)
    labels = pd.Series(["a"] * 50 + ["b"] * 10 + ["a"] * 10 + ["b"] * 50)
    table = pd.DataFrame({"x": rng.normal(size=120) + 5 * (strata == "page")})
    assert substance.permanova(table, labels).p < 0.001
    assert substance.permanova(table, labels, strata=strata).p > 0.05


def test_drivers_and_effects_point_the_same_way(plans):
    pages = substance.comparable(plans)
    table = substance.features(pages)
    drivers = substance.drivers(table, pages["generation"]).set_index("feature")
    effects = substance.effects(table, pages["generation"]).set_index("feature")
    assert drivers.index[0] == "investment"
    assert effects.loc["investment", "high"] < 0  # new kinds cost less
    assert effects.loc["private_carrier", "low"] > 0
    new, older = (table.loc[pages["generation"] == g, "investment"].to_numpy() for g in ("new", "older"))
    u = stats.mannwhitneyu(new, older).statistic  # delta = 2U / (mn) - 1
    assert effects.loc["investment", "effect"] == pytest.approx(2 * u / (len(new) * len(older)) - 1)


def test_effects_refuse_three_groups_and_pass_over_small_ones():
    table, by = pd.DataFrame({"x": range(6)}), pd.Series(list("aabbcc"), name="g")
    with pytest.raises(ValueError, match="has 3 groups"):
        substance.effects(table, by)
    assert substance.effects(table, pd.Series(list("aaaabb"), name="g")).empty
    assert np.isnan(substance.permanova(table, by).p)
    assert np.isnan(substance.r2_interval(table, by).value)


def test_kinds_are_means_of_standard_scores(plans):
    pages = substance.comparable(plans)
    row = substance.kinds(pages).query("kind == 'fab_lab' and feature == 'investment'").iloc[0]
    logs = np.log10(pages["investment_eur"])
    by_hand = ((logs - logs.mean()) / logs.std(ddof=0))[pages["place_type"] == "fab_lab"].mean()
    assert row["value"] == pytest.approx(by_hand)


def test_surface_is_a_feature_where_it_is_known(plans):
    pages = substance.comparable(plans)
    table = substance.features(pages, surface=True)
    assert "surface" in table
    assert len(table) == pages["surface_m2"].notna().sum()


def test_a_dataset_of_state_lists_only_is_compared_among_itself(plans):
    lists = plans[plans["source_kind"] == "state_list"]
    assert len(substance.comparable(lists)) == lists["generation"].notna().sum()


def test_the_interval_of_r2_is_moved_down_by_what_resampling_adds():
    table, by = pd.DataFrame({"x": np.arange(30.0) % 7, "y": np.arange(30.0)}), pd.Series(["a"] * 15 + ["b"] * 15)
    before, after = substance.r2_interval(table, by), substance.estimate_r2(table, by)
    down = 2 * (1 - before.value) / 29
    assert after.value == before.value
    assert (after.low, after.high) == pytest.approx((max(0, before.low - down), before.high - down))


def test_the_interval_of_delta_is_that_of_all_pairs_one_by_one():
    rng = np.random.default_rng(5)
    a, b = rng.integers(0, 9, 16).astype(float), rng.integers(2, 12, 21).astype(float)
    found, signs = substance.estimate_delta(a, b), np.sign(a[:, None] - b[None, :])
    delta, (m, n) = signs.mean(), signs.shape
    rows, columns = signs.mean(axis=1) - delta, signs.mean(axis=0) - delta
    pairs = ((signs - delta) ** 2).sum()
    variance = (n**2 * (rows**2).sum() + m**2 * (columns**2).sum() - pairs) / (m * n * (m - 1) * (n - 1))
    z2 = 1.959964**2
    reach = np.sqrt(variance * z2) * np.sqrt((1 - delta**2) ** 2 + z2 * variance)
    ends = [(delta - delta**3 + sign * reach) / (1 - delta**2 + z2 * variance) for sign in (-1, 1)]
    assert (found.value, found.n) == (pytest.approx(delta), 37)
    assert (found.low, found.high) == pytest.approx(tuple(ends))


def test_delta_of_few_values_or_of_groups_that_do_not_overlap_has_no_interval():
    assert np.isnan(substance.estimate_delta(np.arange(14.0), np.arange(40.0)).low)
    apart = substance.estimate_delta(np.arange(20.0), np.arange(20.0) + 50)
    assert (apart.value, np.isnan(apart.low)) == (-1, True)


def test_spread_is_compared_as_scikit_bio_does_with_centroids(plans):
    from skbio.stats.distance import DistanceMatrix, permdisp

    pages = substance.comparable(plans)
    table = substance.features(pages)
    standard = (table - table.mean()) / table.std(ddof=0)
    matrix = DistanceMatrix(squareform(pdist(standard)))
    theirs = permdisp(matrix, pages["generation"].tolist(), test="centroid", permutations=99, seed=1)
    assert substance.compare_spread(table, pages["generation"]).f == pytest.approx(theirs["test statistic"], rel=0.02)
