"""What the numbers of a table say by themselves: which rows are sums of others, and which columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.dataset._reading.amounts import read_amounts

__all__ = ["RowIs", "SumOf", "are_sums", "find_sum_of_columns", "hear_rows"]

Numbers = npt.NDArray[np.float64]

#: How a row of sums is called in French and English files.
_SUM = (
    r"sous[- ]?tot\w*|sub[- ]?tot\w*|s/?\s?-?total|grand total|total\w*|totaux|ensemble|somme|moyenne|cumul\w*|report|"
    r"sum|average|mean|overall"
)
TOTAL = re.compile(rf"[\W\d_]*(?:{_SUM})\b", re.IGNORECASE)
#: Words that add nothing: a row called by these alone names no place.
PLAIN = re.compile(
    rf"(?:[\W\d_]|\b(?:{_SUM}|g[ée]n[ée]ra(?:l|ux|le)|[aà]|reporter|des?|du|les?|la|l|d|en|of|the|all|projets?|projects?|op[ée]rations?|plans?|"
    r"lignes?|dossiers?|ht|ttc|eur|euros?|k|montants?|amounts?|page|g[ée]n|final|annuel|an|ann[ée]e|year|cost|co[ûu]ts?|"
    r"d[ée]penses?|recettes?|arrondi)\b)+",
    re.IGNORECASE,
)
MEAN = re.compile(r"\W*(?:moyenne|average|mean)\b", re.IGNORECASE)
STRONG = re.compile(r"\W*(?:sous[- ]?tot|sub[- ]?tot|s/?\s?-?total)", re.IGNORECASE)
PART = re.compile(r"\s*[-–•→*]?\s*(?:dont|of which|including|y compris|thereof)\b", re.IGNORECASE)
#: A tax on the sum above, before a total with it: "TVA 20%", "VAT".
TAX = re.compile(r"\W*(?:montant\s+(?:de\s+la\s+)?)?(?:t\.?v\.?a\.?|vat|taxes?|mwst|iva|btw)\b", re.IGNORECASE)
#: No tax is more of what it is on.
MOST_TAX = 0.3
INDENTED = re.compile(r"(?:\s{2,}|\s*[-–•→]\s)\S")
LETTER = re.compile(r"[^\W\d_]")
SOME_AMOUNT = re.compile(r"\W*\d[\d\s.,'’]*\W*[^\W\d_]{0,5}\W*", re.IGNORECASE)
#: Sums may be rounded: by one euro (one in a hundred of small numbers), or by two in a thousand.
ROUNDED, LITTLE, NEAR = 1.0, 0.01, 0.002
#: Rows without any word of sums are tested against all above only in tables that people look through.
FEW = 5_000
#: So many columns are looked at, and so many of numbers.
WIDE, MOST_NUMBERS = 200, 40
#: More rows than that are no slips and no subtotals.
MOST_SUSPECTS = 2_000


class RowIs(Enum):
    """What a row is that its numbers or its name set apart."""

    SUBTOTAL = "the sum of other rows"
    SUM_IN_PART = "called a total, and the sum of other rows in some columns only"
    PART = "a part of the row above"
    SUM_WITHOUT_WORD = "equal to the sum of rows, with a name like a place"
    LIKE_SUM = "equal to the sum of the two rows above it, with a name like a place, once"
    TAX = "a tax on the rows above"
    CALLED_TOTAL = "called a total and nothing else, but no sum of rows"
    LIKE_TOTAL = "called like a total, but no sum of rows"


def are_sums(values: Numbers, sums: Numbers) -> npt.NDArray[np.bool_]:
    """Where values equal sums, but for rounding; nothing equals what is not known."""
    with np.errstate(invalid="ignore"):
        size = np.abs(values)
        return np.abs(values - sums) <= np.maximum(np.minimum(ROUNDED, LITTLE * size), NEAR * size) + 1e-9


def are_round(values: pd.Series) -> bool:
    """Whether numbers look like sums of money that somebody decided: hundreds at least, and most of them round.

    Examples
    --------
    >>> are_round(pd.Series([60000.0, 12500.0, None])), are_round(pd.Series([46112.0, 3207.0, 12500.0]))
    (True, False)
    """
    known = values[values > 0]
    return len(known) > 0 and float(known.median()) >= 500 and float((known % 50 == 0).mean()) >= 0.6


def _numbers(frame: pd.DataFrame) -> Numbers:
    """The columns of a table that hold numbers, as numbers; missing where a cell holds none."""
    found: list[Numbers] = []
    for at in range(min(frame.shape[1], WIDE)):
        cells = frame.iloc[:, at]
        known = cells.dropna()
        if (
            len(found) < MOST_NUMBERS
            and len(known)
            and float(read_amounts(known.head(50)).values.notna().mean()) >= 0.5
        ):
            found.append(read_amounts(cells).values.to_numpy())
    return np.column_stack(found) if found else np.empty((len(frame), 0))


def _agrees(row: Numbers, sums: Numbers, *, least: int = 1, most: bool = False, whole: bool = False) -> bool:
    """Whether the numbers of a row are these sums: in one column that is not nil, and in half, most or all of those."""
    known = ~np.isnan(row) & (row != 0)
    hits = are_sums(row, sums) & known
    n, of = int(hits.sum()), int(known.sum())
    return n >= least and (n == of if whole else 2 * n >= of + most)


@dataclass
class _Hearing:
    """The rows of a table while they are sorted: which are summed (leaves), which are sums."""

    numbers: Numbers
    filled: Numbers
    leaf: npt.NDArray[np.bool_]
    sums: npt.NDArray[np.bool_]

    def between(self, first: int, last: int, of: npt.NDArray[np.bool_] | None = None) -> Numbers:
        """The sums of the leaves from one row to before another."""
        chosen = (self.leaf if of is None else of)[first:last]
        found: Numbers = self.filled[first:last][chosen].sum(axis=0)
        return found

    def is_sum(self, at: int, strong: bool, *, most: bool = False, whole: bool = False) -> bool:
        """Whether a row is the sum of the block above or below it, of all rows, or of the sums above."""
        row = self.numbers[at]
        apart = np.flatnonzero(~self.leaf)
        above = int(apart[apart < at].max(initial=-1))
        below = int(apart[apart > at].min(initial=len(self.leaf)))
        blocks = [(above + 1, at), (0, at), (at + 1, below), (at + 1, len(self.leaf)), (0, len(self.leaf))]
        for first, last in blocks:
            n = int(self.leaf[first:last].sum())
            if n >= (1 if strong else 2) and _agrees(row, self.between(first, last), most=most, whole=whole):
                return True
        if int(self.sums[:at].sum()) >= 2 and _agrees(row, self.between(0, at, self.sums), most=most, whole=whole):
            return True
        return self._of_run(at, most, whole)

    def _of_run(self, at: int, most: bool, whole: bool) -> bool:
        """Whether the row is the sum of the leaves from some row on to itself, two or more."""
        start = max(0, at - FEW)
        body = np.where(self.leaf[start:at, None], self.filled[start:at], 0.0)
        tails = np.cumsum(body[::-1], axis=0)
        count = np.cumsum(self.leaf[start:at][::-1])
        row = self.numbers[at]
        known = ~np.isnan(row) & (row != 0)
        hits = (are_sums(row[None, :], tails) & known[None, :]).sum(axis=1)
        enough = hits == known.sum() if whole else 2 * hits >= known.sum() + most
        return bool(((hits >= 1) & enough & (count >= 2)).any())

    def has_gaps(self, at: int) -> bool:
        """Whether some cells are not known that a sum in this row would hold."""
        known = ~np.isnan(self.numbers[at])
        return bool(np.isnan(self.numbers[self.leaf][:, known]).any())

    def may_be_sum(self, at: int) -> bool:
        """Whether a row is at least the sum of all others, some of which are not known."""
        row, others = self.numbers[at], self.numbers[self.leaf]
        known = ~np.isnan(row)
        unknown = np.isnan(others).any(axis=0)
        more = row >= self.between(0, len(self.leaf)) - ROUNDED
        return bool(known.any() and (unknown & more)[known].all())

    def is_mean(self, at: int) -> bool:
        n = int(self.leaf.sum())
        return n > 0 and _agrees(self.numbers[at], self.between(0, len(self.leaf)) / n)


def _label(row: pd.Series) -> str:
    """The text by which a row is called a total; empty where it is called none."""
    return next((cell for cell in row if isinstance(cell, str) and TOTAL.match(cell)), "")


def _called_totals(frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Rows that a cell calls a total; a row with several other texts speaks of something else."""
    found = np.zeros(len(frame), dtype=bool)
    for at in range(min(frame.shape[1], WIDE)):
        cells = frame.iloc[:, at]
        words = [cell for cell in cells.unique() if isinstance(cell, str) and TOTAL.match(cell)]
        if words:
            found |= cells.isin(words).to_numpy()
    return found


def _is_word(cell: object) -> bool:
    return isinstance(cell, str) and bool(LETTER.search(cell)) and not SOME_AMOUNT.fullmatch(cell)


def _has_words(frame: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether a row holds a text that is no amount, per row."""
    found = np.zeros(len(frame), dtype=bool)
    for at in range(min(frame.shape[1], WIDE)):
        left = np.flatnonzero(~found)
        if not len(left):
            break
        cells = frame.iloc[left, at]
        words = [cell for cell in cells.unique() if _is_word(cell)]
        if words:
            found[left] = cells.isin(words).to_numpy()
    return found


def hear_rows(frame: pd.DataFrame) -> dict[int, RowIs]:
    """What rows are, by their numbers and then by their names: position to what it is; the others are rows of data.

    A row is a subtotal where its numbers are the sum of rows above or below it. One that is only called a total is told.

    Parameters
    ----------
    frame : DataFrame
        Cells as they came, missing where empty.

    Examples
    --------
    >>> table = pd.DataFrame({"Lieu": ["A", "Total Zen", "Total"], "Coût": [30, 20, 50], "Région": [10, 5, 15]}, dtype="object")
    >>> {at: found.name for at, found in sorted(hear_rows(table).items())}
    {1: 'LIKE_TOTAL', 2: 'SUBTOTAL'}
    """
    if not len(frame) or frame.shape[1] < 2:
        return {}
    called = _called_totals(frame)
    few = len(frame) <= FEW
    first = pd.Series([_first(row) for row in frame.to_numpy()] if few else [""] * len(frame), dtype="object")
    parts, taxes = (
        np.fromiter(map(test, first), dtype=bool, count=len(frame)) if few else np.zeros(len(frame), dtype=bool)
        for test in (_is_part, _is_tax)
    )
    nameless = ~_has_words(frame) & frame.notna().any(axis=1).to_numpy()
    if nameless.mean() > 0.5 or nameless.sum() > MOST_SUSPECTS // 4:  # a table without names
        nameless[:] = False
    if not (called.any() or parts.any() or nameless.any() or 4 <= len(frame) <= FEW):
        return {}
    numbers = _numbers(frame)
    if not numbers.shape[1]:
        return {}
    told = (~np.isnan(numbers)).any(axis=1)
    found: dict[int, RowIs] = {}
    if parts.any():
        found |= _hear_parts(first, numbers, parts & told)
    if taxes.any() and called.any():
        found |= _hear_taxes(numbers, taxes & told)
    gone = np.zeros(len(frame), dtype=bool)
    gone[list(found)] = True
    suspects = (called | nameless) & told & ~gone
    if suspects.sum() > MOST_SUSPECTS:
        return found
    hearing = _Hearing(numbers, np.nan_to_num(numbers), told & ~gone & ~suspects, np.zeros(len(frame), dtype=bool))
    labels = {at: _label(frame.iloc[at]) for at in np.flatnonzero(suspects).tolist()}
    found |= _hear_suspects(hearing, labels)
    if len(frame) <= FEW:
        found |= _hear_anchored(hearing, found)
    words = {at: int(frame.iloc[at].map(_is_word).sum()) for at in labels}
    # a place with its municipality and more is no total, whatever it is called
    return {at: what for at, what in found.items() if not (what is RowIs.LIKE_TOTAL and words.get(at, 0) > 1)}


def _is_part(cell: object) -> bool:
    return isinstance(cell, str) and bool(PART.match(cell) or INDENTED.match(cell))


def _is_tax(cell: object) -> bool:
    return isinstance(cell, str) and bool(TAX.match(cell))


def _hear_taxes(numbers: Numbers, taxes: npt.NDArray[np.bool_]) -> dict[int, RowIs]:
    """Rows called a tax that are a small part of what stands above them."""
    found = {}
    for at in np.flatnonzero(taxes).tolist():
        row, above = numbers[at], np.nansum(np.where(taxes[:at, None], 0.0, numbers[:at]), axis=0)
        known = ~np.isnan(row)
        if at and known.any() and bool((row[known] <= MOST_TAX * above[known]).all()):
            found[at] = RowIs.TAX
    return found


def _first(row: npt.NDArray[np.object_]) -> object:
    return next((cell for cell in row if cell is not None and cell == cell), None)


def _hear_suspects(hearing: _Hearing, labels: dict[int, str]) -> dict[int, RowIs]:
    """Those of the rows without a name or called a total that are sums; the others go back among the rows of data."""
    found: dict[int, RowIs] = {}
    left = dict(labels)
    for turn in range(3):
        for at, label in list(left.items()):
            strong = bool(STRONG.match(label) or (label and PLAIN.fullmatch(label)))
            was, hearing.leaf[at] = hearing.leaf[at], False  # a row is no part of itself
            if hearing.is_sum(at, strong, whole=True) or (MEAN.match(label) and hearing.is_mean(at)):
                found[at] = RowIs.SUBTOTAL
            elif hearing.is_sum(at, strong, most=not strong):
                found[at] = RowIs.SUM_IN_PART if label and not hearing.has_gaps(at) else RowIs.SUBTOTAL
            if at in found:
                hearing.sums[at] = True
                del left[at]
            else:
                hearing.leaf[at] = was
        # a row that bears a name of its own is summed by the totals below it
        named = [at for at, label in left.items() if label and not PLAIN.fullmatch(label) and not STRONG.match(label)]
        hearing.leaf[named] = True
        if turn:  # those without a name are rows of data that lack it
            hearing.leaf[[at for at, label in left.items() if not label]] = True
    for at, label in left.items():
        if label and PLAIN.fullmatch(label) and hearing.may_be_sum(at):
            found[at] = RowIs.SUBTOTAL
        elif label:
            plain = STRONG.match(label) or PLAIN.fullmatch(label)
            found[at] = RowIs.CALLED_TOTAL if plain else RowIs.LIKE_TOTAL
    return found


def _first_sum(hearing: _Hearing, first: int, last: int) -> int | None:
    """The first row that equals the two or more from ``first`` to itself, in two columns and in half of its numbers."""
    leaf = hearing.leaf[first:last]
    if last - first < 3:
        return None
    above = np.cumsum(np.where(leaf[:, None], hearing.filled[first:last], 0.0), axis=0)
    rows = hearing.numbers[first:last]
    known = ~np.isnan(rows[1:]) & (rows[1:] != 0)
    hits = (are_sums(rows[1:], above[:-1]) & known).sum(axis=1)
    sums = leaf[1:] & (hits >= 2) & (2 * hits >= known.sum(axis=1))
    sums[0] = False
    return first + 1 + int(sums.argmax()) if sums.any() else None


def _hear_anchored(hearing: _Hearing, found: dict[int, RowIs]) -> dict[int, RowIs]:
    """Named rows without a word of sums that equal the rows from the top or the last sum on, in two columns.

    Three rows or more are no chance. Two may be: where such rows part the whole table, they are its subtotals.
    """
    n = len(hearing.leaf)
    tops = [at + 1 for at, what in found.items() if what is RowIs.SUBTOTAL]
    more: dict[int, int] = {}  # position to the number of rows that it sums
    start = 0
    for first, last in pairwise([0, *sorted(tops), n]):
        start = first
        while (at := _first_sum(hearing, start, last)) is not None:
            more[at] = at - start
            start = at + 1
    leaf = hearing.leaf
    parted = len(more) >= 2 and (start == n or not leaf[start:].any())
    sure = {at for at, n in more.items() if n >= 3 or parted}
    hearing.leaf[list(sure)] = False
    return {at: RowIs.SUM_WITHOUT_WORD if at in sure else RowIs.LIKE_SUM for at in more}


def _hear_parts(first: pd.Series, numbers: Numbers, parts: npt.NDArray[np.bool_]) -> dict[int, RowIs]:
    """Rows that are parts of the row above: "dont ..." that is no more than it, or indented ones that add up to it."""
    found: dict[int, RowIs] = {}
    at = 0
    while at < len(parts):
        if not parts[at] or at == 0 or parts[at - 1]:
            at += 1
            continue
        last = at
        while last < len(parts) and parts[last]:
            last += 1
        parent, block = numbers[at - 1], numbers[at:last]
        said = np.array([bool(PART.match(str(cell))) for cell in first[at:last]])
        with np.errstate(invalid="ignore"):
            within = ~(block > parent[None, :] + ROUNDED).any(axis=1)
        # what the parts do not say they need not add up to
        of_parts = np.where(np.isnan(block).all(axis=0), np.nan, parent)
        adds_up = last - at >= 2 and _agrees(of_parts, np.nan_to_num(block).sum(axis=0), whole=True)
        for i in range(last - at):
            if adds_up or (said[i] and within[i] and not np.isnan(parent).all()):
                found[at + i] = RowIs.PART
        at = last
    return found


@dataclass(frozen=True)
class SumOf:
    """A column that is the sum of others, row for row: its name, those of its parts, and in how many rows."""

    total: str
    parts: tuple[str, ...]
    rows: int


def find_sum_of_columns(columns: dict[str, pd.Series], total: str, *, least: int = 2) -> SumOf | None:
    """Whether a column is the sum of the others, or of a run of them, in (nearly) every row where it is filled.

    Parameters
    ----------
    columns : dict of Series
        Numbers by name, in the order of the table.
    total : str
        The column that is tested.
    least : int
        Number of rows that must say so.

    Examples
    --------
    >>> table = {"A": pd.Series([1.0, 2]), "B": pd.Series([30.0, 5]), "Total": pd.Series([31.0, 7])}
    >>> find_sum_of_columns(table, "Total")
    SumOf(total='Total', parts=('A', 'B'), rows=2)
    """
    own = columns[total].to_numpy()
    others = [name for name in columns if name != total]
    if len(others) < 2:
        return None
    body = np.column_stack([np.nan_to_num(columns[name].to_numpy()) for name in others])
    known = ~np.isnan(own) & (own != 0)
    # a sum of one part proves nothing
    telling = known & ((body != 0).sum(axis=1) >= 2)
    names = list(columns)
    here = names.index(total)
    before = [i for i, name in enumerate(others) if names.index(name) < here]
    after = [i for i, name in enumerate(others) if names.index(name) > here]
    runs = [list(range(len(others))), before, after]
    runs += [before[-n:] for n in range(2, len(before))] + [after[:n] for n in range(2, len(after))]
    for run in runs:
        if len(run) < 2:
            continue
        hits = are_sums(own, body[:, run].sum(axis=1))
        told = telling & ((body[:, run] != 0).sum(axis=1) >= 2)
        if int((hits & told).sum()) >= least and float(hits[known].mean()) >= 0.9:
            return SumOf(total, tuple(others[i] for i in run), int((hits & told).sum()))
    return None
