"""Ordinary least squares on arrays, with errors that do not assume one spread for all: HC3."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.numbers._statistics import LEAST_FOR_SUMMARY, Array

__all__ = ["REST", "Fit", "fit_least_squares", "make_dummies", "merge_rare"]

#: The level that holds those with too few plans, and that of plans of which the level is not known.
REST, NOT_KNOWN = "other", "unknown"
#: A row whose leverage is nearer to 1 decides its own fitted value: it has no residual of its own.
ALONE = 1e-9


@dataclass(frozen=True, eq=False)
class Fit:
    """A line of least squares.

    Attributes
    ----------
    values, errors : array
        Coefficients, one for each column of the design, and their standard errors (HC3).
    residuals, leverages : array
        One for each row.
    freedom : int
        Rows less independent columns.
    """

    values: Array
    errors: Array
    residuals: Array
    leverages: Array
    freedom: int

    def find_interval(self, at: int) -> tuple[float, float]:
        """The 95% interval of one coefficient, by Student's t."""
        from scipy.special import stdtrit

        spread = stdtrit(self.freedom, 0.975) * self.errors[at] if self.freedom > 0 else np.nan
        return float(self.values[at] - spread), float(self.values[at] + spread)

    def find_p(self, at: int) -> float:
        """The two-sided p-value of one coefficient, by Student's t."""
        from scipy.special import stdtr

        known = self.freedom > 0 and self.errors[at] > 0
        return float(2 * stdtr(self.freedom, -abs(self.values[at] / self.errors[at]))) if known else np.nan

    def leave_one_out(self) -> Array:
        """What each row is off when the line is fitted to the others; rows that decide their own value are left out."""
        told = self.leverages < 1 - ALONE
        return np.asarray(self.residuals[told] / (1 - self.leverages[told]))


def fit_least_squares(design: Array, outcome: Array) -> Fit:
    """Fit a line of ordinary least squares.

    Parameters
    ----------
    design : array of (rows, columns)
        With a column of ones where the line has a constant; columns that say the same share their coefficient.
    outcome : array
        One number a row.

    Notes
    -----
    HC3: MacKinnon and White, Journal of Econometrics 29 (1985).

    Examples
    --------
    >>> x = np.array([0.0, 1.0, 2.0, 3.0])
    >>> fit_least_squares(np.column_stack([np.ones(4), x]), 1 + 2 * x).values.round(6).tolist()
    [1.0, 2.0]
    """
    left, sizes, right = np.linalg.svd(design, full_matrices=False)
    kept = sizes > sizes.max(initial=0.0) * max(design.shape) * np.finfo(float).eps
    left, inverse = left[:, kept], (right[kept].T / sizes[kept]) @ left[:, kept].T
    residuals, leverages = outcome - left @ (left.T @ outcome), (left**2).sum(axis=1)
    free = 1 - leverages
    weights = np.divide(residuals, free, out=np.zeros_like(residuals), where=free > ALONE)
    errors = np.sqrt(((inverse * weights) ** 2).sum(axis=1))
    return Fit(inverse @ outcome, errors, residuals, leverages, len(outcome) - int(kept.sum()))


def merge_rare(values: pd.Series, least: int = LEAST_FOR_SUMMARY) -> pd.Series:
    """Levels with too few rows as one level "other"; a value that is missing is the level "unknown" before.

    Examples
    --------
    >>> merge_rare(pd.Series(["a", "a", "b", None]), least=2).tolist()
    ['a', 'a', 'other', 'other']
    """
    known = values.astype("object").where(values.notna(), NOT_KNOWN)
    sizes = known.value_counts()
    return known.where(known.map(sizes).to_numpy() >= least, REST)


def make_dummies(values: pd.Series) -> pd.DataFrame:
    """A column of 0 and 1 for each level but the most frequent one, to which the others are set.

    Examples
    --------
    >>> make_dummies(pd.Series(["a", "b", "a"])).to_dict("list")
    {'b': [0.0, 1.0, 0.0]}
    """
    sizes = values.value_counts()
    levels = sorted(sizes.index, key=lambda level: (-sizes[level], level))[1:]
    return pd.DataFrame({level: (values == level).astype(float) for level in levels}, index=values.index)
