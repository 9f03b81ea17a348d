"""Least squares against statsmodels, and leaving one out against fitting anew."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from analysis.numbers._least_squares import fit_least_squares, make_dummies, merge_rare


def made(n: int = 60) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    design = np.column_stack([np.ones(n), rng.normal(size=n), rng.random(n) < 0.3])
    return design, design @ [1, 2, -1] + rng.normal(0, 1 + np.abs(design[:, 1]))


def test_coefficients_errors_and_intervals_are_those_of_statsmodels():
    design, outcome = made()
    fit, theirs = fit_least_squares(design, outcome), sm.OLS(outcome, design).fit(cov_type="HC3", use_t=True)
    assert fit.values == pytest.approx(theirs.params)
    assert fit.errors == pytest.approx(theirs.bse)
    assert fit.find_interval(1) == pytest.approx(theirs.conf_int()[1])
    assert fit.find_p(2) == pytest.approx(theirs.pvalues[2])
    assert fit.freedom == theirs.df_resid


def test_what_a_row_is_off_the_others_is_that_of_a_line_fitted_without_it():
    design, outcome = made(20)
    off = fit_least_squares(design, outcome).leave_one_out()
    for at in range(20):
        others = np.arange(20) != at
        told = design[at] @ np.linalg.lstsq(design[others], outcome[others])[0]
        assert off[at] == pytest.approx(outcome[at] - told)


def test_columns_that_say_the_same_share_their_coefficient_and_a_row_alone_has_no_residual():
    design, outcome = made(20)
    alone = (np.arange(20) == 3).astype(float)
    fit = fit_least_squares(np.column_stack([design, design[:, 1], alone]), outcome)
    assert fit.values[1] == pytest.approx(fit.values[3])
    assert fit.freedom == 16
    assert len(fit.leave_one_out()) == 19
    assert np.isfinite(fit.errors).all()


def test_rare_levels_are_one_and_the_most_frequent_is_what_others_are_set_to():
    values = pd.Series(["a"] * 5 + ["b"] * 6 + ["c", None, None])
    merged = merge_rare(values)
    assert merged.value_counts().to_dict() == {"b": 6, "a": 5, "other": 3}
    assert list(make_dummies(merged)) == ["a", "other"]
