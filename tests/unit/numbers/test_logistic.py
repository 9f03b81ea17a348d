"""Logistic models against a general minimiser, the area under the curve against ranks."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, stats

from analysis.numbers._logistic import cross_validate, deal_folds, fit_logistic, measure_auc

RNG = np.random.default_rng(4)
Y = RNG.random(80) < 0.4
X = np.column_stack([RNG.normal(size=80) + Y, RNG.normal(size=80), RNG.random(80) < 0.5]).astype(float)


def minimised(design: np.ndarray, outcome: np.ndarray) -> np.ndarray:
    """Half the squared coefficients and the sum of losses: what scikit-learn calls L2 with C = 1."""
    signs = np.where(outcome, 1.0, -1.0)

    def loss(found: np.ndarray) -> float:
        return 0.5 * (found[1:] ** 2).sum() + np.logaddexp(0, -signs * (design @ found)).sum()

    return optimize.minimize(loss, np.zeros(design.shape[1]), tol=1e-10).x


def test_coefficients_are_those_of_a_general_minimiser_for_each_set_and_each_choice_of_rows():
    design = np.column_stack([np.ones(80), X])
    rows = np.stack([np.ones(80), np.arange(80) % 4 > 0]).astype(float)
    columns = np.array([[1, 1, 1, 1], [1, 0, 1, 0]], dtype=float)
    found = fit_logistic(np.stack([design, design]), Y, rows, columns)
    for at, of in enumerate(rows > 0):
        for one, held in enumerate(columns > 0):
            assert found[at, one, held] == pytest.approx(minimised(design[of][:, held], Y[of]), abs=1e-4)
            assert (found[at, one, ~held] == 0).all()


def test_groups_that_do_not_overlap_have_finite_coefficients():
    design = np.column_stack([np.ones(20), np.arange(20) - 9.5])[None]
    found = fit_logistic(design, np.arange(20) > 9, np.ones((1, 20)), np.ones((1, 2)))
    assert np.isfinite(found).all()


def test_each_fold_has_its_part_of_each_group():
    dealt = deal_folds(Y, 5, 7)
    for row in dealt:
        for group in (True, False):
            sizes = np.bincount(row[group == Y], minlength=5)
            assert sizes.max() - sizes.min() <= 1
        assert np.ptp(np.bincount(row)) <= 1


def test_the_area_is_that_of_ranks():
    scores = np.round(X[:, 0], 1)  # with ties
    expected = stats.mannwhitneyu(scores[Y], scores[~Y]).statistic / (Y.sum() * (~Y).sum())
    assert measure_auc(scores, Y) == pytest.approx(expected)


def test_rows_are_told_by_models_that_did_not_see_them():
    dealt = deal_folds(Y, 5, 2)
    areas = []
    for row in dealt:
        for fold in range(5):
            seen, held = row != fold, row == fold
            scaled = (X - X[seen].mean(axis=0)) / X[seen].std(axis=0)
            design = np.column_stack([np.ones(80), scaled])
            areas.append(measure_auc(design[held] @ minimised(design[seen], Y[seen]), Y[held]))
    assert cross_validate(X, Y, np.ones((1, 3)), repeats=2)[0] == pytest.approx(np.mean(areas), abs=1e-6)


def test_features_of_chance_tell_nothing():
    noise = np.random.default_rng(0).normal(size=(80, 2))
    assert cross_validate(noise, Y, np.ones((1, 2)))[0] == pytest.approx(0.5, abs=0.12)
