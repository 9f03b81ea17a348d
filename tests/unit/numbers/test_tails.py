"""Formulas for p-values beside permutations, where the two ways meet, and permutations that stop early beside all of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.numbers._by_size import MANY
from analysis.numbers._statistics import RESAMPLES
from analysis.numbers._tails import ENOUGH, find_between_p, find_tail, stop_early
from analysis.numbers.substance import find_set_p, permanova


@pytest.mark.parametrize("weights", [(1.0, 0.5), (3.0, 1.0, 0.2, 0.1), (1.0, 1.0, 1.0 + 1e-12)])
@pytest.mark.parametrize("freedom", [1, 4])
def test_the_tail_is_that_of_drawn_sums(weights, freedom):
    rng = np.random.default_rng(6)
    drawn = rng.chisquare(freedom, size=(400_000, len(weights))) @ np.array(weights)
    for level in (0.3, 0.5, 0.9, 0.99, 0.999):
        seen = np.quantile(drawn, level)
        assert find_tail(float(seen), np.array(weights), freedom) == pytest.approx(1 - level, rel=0.08)


def test_the_tail_falls_smoothly_through_the_mean():
    weights = np.array([2.0, 1.0, 0.3])
    found = [find_tail(3.3 * by, weights, 1) for by in (0.9, 0.998, 0.9995, 1.0, 1.0005, 1.002, 1.1, 30.0)]
    assert (np.diff(found) <= 1e-12).all()
    assert found[-1] < 1e-9


def test_nothing_between_the_groups_is_no_evidence():
    assert find_tail(0.0, np.array([1.0, 0.5]), 1) == 1.0
    assert find_tail(1.0, np.array([]), 1) == 1.0


def _draw_groups(n: int, shift: float, seed: int = 7) -> tuple[pd.DataFrame, pd.Series]:
    rng = np.random.default_rng(seed)
    by = pd.Series(rng.permutation(np.repeat(["a", "b", "c"], [n // 2, n // 3, n - n // 2 - n // 3])))
    euros = rng.lognormal(0, 1, n) + shift * (by == "a")
    table = pd.DataFrame({"euros": euros, "funders": rng.poisson(2, n), "public": rng.random(n) < 0.1})
    return table.assign(both=table["euros"] + table["funders"]).astype(float), by


@pytest.mark.parametrize("shift", [0.0, 0.1, 0.15, 0.2])
def test_the_formula_agrees_with_all_permutations_where_they_meet(shift):
    """At `MANY` places, within three standard errors of the permutations' own p-value and a hundredth."""
    table, by = _draw_groups(MANY, shift)
    counted = permanova(table, by)
    codes = pd.factorize(by, sort=True)[0]
    scaled = ((table - table.mean()) / table.std(ddof=0)).to_numpy()
    sums = [scaled[codes == code].sum(axis=0) for code in range(3)]
    seen = sum(float((one**2).sum()) / size for one, size in zip(sums, np.bincount(codes), strict=True))
    formula = find_between_p(seen, scaled.T @ scaled / MANY, 3, MANY)
    assert formula == pytest.approx(counted.p, abs=0.01 + 3 * np.sqrt(counted.p / RESAMPLES))


def test_one_place_more_takes_the_formula_and_says_the_same():
    table, by = _draw_groups(MANY + 1, 0.12)
    few, many = permanova(table[:MANY], by[:MANY]), permanova(table, by)
    assert many.n == MANY + 1
    assert many.p == pytest.approx(few.p, abs=0.03)
    sets = np.array([[1.0, 1, 1, 1], [0, 1, 0, 0]])
    assert find_set_p(table, by, sets)[0] == pytest.approx(many.p, rel=1e-9)
    assert find_set_p(table, by, sets)[1] == pytest.approx(permanova(table[["funders"]], by).p, rel=1e-9)


def test_p_values_of_chance_are_even():
    """Formulas on 120 samples without a difference: Kolmogorov and Smirnov find nothing."""
    found = [permanova(*_draw_groups(MANY + 200, 0.0, seed=at)).p for at in range(120)]
    assert stats.kstest(found, "uniform").pvalue > 0.01


def test_permutations_stop_when_enough_is_seen_and_say_what_all_of_them_say():
    rng = np.random.default_rng(8)
    for chance in (0.6, 0.2, 0.05, 0.001):
        flags = rng.random(RESAMPLES) < chance
        whole = (flags.sum() + 1) / (RESAMPLES + 1)
        asked = []

        def batches(flags=flags, asked=asked):
            for at in range(0, RESAMPLES, 60):
                asked.append(at)
                yield flags[at : at + 60]

        assert stop_early(batches(), RESAMPLES) == pytest.approx(whole, rel=0.35)
        assert len(asked) * 60 <= ENOUGH / chance * 1.5 + 60


def test_the_p_value_of_early_stops_is_enough_over_how_many():
    flags = np.zeros(1_000, dtype=bool)
    flags[: 2 * ENOUGH : 2] = True
    assert stop_early([flags[:150], flags[150:]], RESAMPLES) == pytest.approx(ENOUGH / (2 * ENOUGH - 1))


def test_a_small_group_among_many_places_is_compared_by_permutations():
    rng = np.random.default_rng(9)
    by = pd.Series(["rare"] * 8 + ["other"] * 4_000)
    same = pd.DataFrame({"x": rng.normal(size=4_008)})
    apart = same.assign(x=same["x"] + 3 * (by == "rare"))
    assert permanova(same, by).p > 0.05
    assert permanova(apart, by).p == pytest.approx(1 / (RESAMPLES + 1))
    assert permanova(apart, by).n == 4_008
