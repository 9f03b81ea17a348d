"""How well a logistic model tells two groups apart in plans that it has not seen: many models at once, on arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.numbers._statistics import SEED, Array

__all__ = ["cross_validate", "deal_folds", "fit_logistic", "measure_auc"]

#: Steps of Newton's method at most, and the largest gradient with which a model is done.
STEPS, DONE = 25, 1e-4
#: Multiplications of one matrix product at most: larger ones are shared among threads, which on a busy machine wait for
#: each other far longer than such a product takes.
AT_ONCE = 2**18
#: Pairs that are looked at one by one: of more, ranks tell the same.
PAIRS = 2**13

Flags = np.ndarray[Any, np.dtype[np.bool_]]
Folds = np.ndarray[Any, np.dtype[np.intp]]


def fit_logistic(designs: Array, outcome: Flags, rows: Array, columns: Array) -> Array:
    """Coefficients of many logistic models: each of several designs with each of several sets of columns.

    Parameters
    ----------
    designs : array of (designs, rows, columns)
        Standardised features, the first column a constant.
    outcome : array of (rows)
        The group of each row.
    rows : array of (designs, rows)
        1 for the rows that a design is fitted on, else 0.
    columns : array of (sets, columns)
        1 for the columns of a set, else 0.

    Returns
    -------
    array of (designs, sets, columns)
        0 for the columns that a set does not have.

    Notes
    -----
    Newton's method on the sum of losses plus half the squared coefficients, the constant left out (L2, C = 1).

    Examples
    --------
    >>> x = np.array([[-1.0, -1, 1, 1]])
    >>> design = np.stack([np.ones_like(x), x], axis=-1)
    >>> y = np.array([False, False, True, True])
    >>> fit_logistic(design, y, np.ones((1, 4)), np.ones((1, 2)))[0, 0, 1:].round(3).tolist()
    [1.043]
    """
    k = designs.shape[2]
    upper = np.triu_indices(k)
    products = designs[:, :, upper[0]] * designs[:, :, upper[1]]
    ridge = np.diag((np.arange(k) > 0).astype(float)) + (1 - columns)[:, :, None] * np.eye(k)
    found = np.zeros((len(designs), len(columns), k))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(found @ designs.transpose(0, 2, 1), -30, 30)))
        off = (outcome - chance) * rows[:, None]
        gradient = (off @ designs - found * (np.arange(k) > 0)) * columns
        if np.abs(gradient).max() < DONE:
            break
        curved = (chance * (1 - chance) * rows[:, None]) @ products
        hessian = np.empty((*found.shape, k))
        hessian[..., upper[0], upper[1]] = hessian[..., upper[1], upper[0]] = curved
        hessian = hessian * (columns[:, :, None] * columns[:, None, :]) + ridge
        found = found + np.linalg.solve(hessian, gradient[..., None])[..., 0]
    return found


def deal_folds(outcome: Flags, folds: int, repeats: int) -> Folds:
    """The fold of each row in each repeat: every fold has its part of each group.

    Examples
    --------
    >>> dealt = deal_folds(np.array([True] * 4 + [False] * 6), 2, 3)
    >>> dealt.shape, dealt[:, :4].sum(axis=1).tolist()
    ((3, 10), [2, 2, 2])
    """
    rng = np.random.default_rng(SEED)
    dealt = np.empty((repeats, len(outcome)), dtype=np.intp)
    begin = 0
    for group in (True, False):
        of = np.flatnonzero(outcome == group)
        turns = (begin + np.arange(len(of))) % folds
        dealt[:, of] = rng.permuted(np.tile(turns, (repeats, 1)), axis=1)
        begin += len(of)
    return dealt


def measure_auc(scores: Array, outcome: Flags) -> Array:
    """How often a row of the group scores above one that is not of it, ties counting half; over the last axis.

    Examples
    --------
    >>> float(measure_auc(np.array([1.0, 3.0, 3.0]), np.array([False, False, True])))
    0.75
    """
    from scipy.stats import rankdata

    of, others = scores[..., outcome], scores[..., ~outcome]
    k, m = of.shape[-1], others.shape[-1]
    if k * m > PAIRS:  # the same by ranks
        ranks = rankdata(scores, axis=-1)[..., outcome].sum(axis=-1)
        return np.asarray((ranks - k * (k + 1) / 2) / (k * m))
    difference = of[..., :, None] - others[..., None, :]
    return np.asarray(((difference > 0).mean(axis=(-1, -2)) + (difference >= 0).mean(axis=(-1, -2))) / 2)


def cross_validate(features: Array, outcome: Flags, sets: Array, *, folds: int = 5, repeats: int = 20) -> Array:
    """The mean area under the curve of each set of features, in rows that its models were not fitted on.

    Parameters
    ----------
    features : array of (rows, features)
        As they are; standardised on the rows that a model is fitted on.
    outcome : array of (rows)
        The group of each row; each group has a row for each fold.
    sets : array of (sets, features)
        1 for the features of a set, else 0.

    Examples
    --------
    >>> x = np.arange(20.0)[:, None]
    >>> cross_validate(x, x[:, 0] > 9, np.ones((1, 1))).tolist()
    [1.0]
    """
    columns = np.column_stack([np.ones(len(sets)), sets])
    # One repeat at a time: its arrays stay in the processor's cache.
    areas = [_tell_held_out(features, outcome, dealt, folds, columns) for dealt in deal_folds(outcome, folds, repeats)]
    return np.asarray(np.mean(areas, axis=0))


def _tell_held_out(features: Array, outcome: Flags, dealt: Folds, folds: int, columns: Array) -> Array:
    """The mean area of each set over the folds of one repeat."""
    held_out = dealt == np.arange(folds)[:, None]
    rows = (~held_out).astype(float)
    n = rows.sum(axis=1)[:, None]
    mean = rows @ features / n
    spread = np.sqrt(np.maximum(rows @ features**2 / n - mean**2, 0))
    scaled = (features - mean[:, None]) / np.where(spread > 1e-12, spread, 1.0)[:, None]
    designs = np.concatenate([np.ones((*scaled.shape[:2], 1)), scaled], axis=2)
    size = designs.shape[2]
    blocks = np.array_split(columns, max(1, int(np.ceil(len(columns) * len(outcome) * size * size / 2 / AT_ONCE))))
    found = np.concatenate([fit_logistic(designs, outcome, rows, block) for block in blocks], axis=1)
    areas = [measure_auc(found[at] @ designs[at, held].T, outcome[held]) for at, held in enumerate(held_out)]
    return np.asarray(np.mean(areas, axis=0))
