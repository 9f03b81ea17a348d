"""Cells that hold several funders with their amounts: "Région : 120 000 €; Commune 70 000 €"."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.words import is_missing

__all__ = ["holds_funders", "read_cells", "split_cell"]

#: What parts the funders of a cell; a comma only where a name follows.
PARTED = re.compile(r"\s*(?:\n|;|\|+|•|\s\+\s|,\s*(?=[^\W\d_])|\s/\s|(?<=[\d%€)])\s[–—-]\s(?=[^\W\d_]))\s*")
#: "Région : 120 000 €", "Région 120 000 €", "Région (120 000 €)"; and "120 000 € (Région)", "120 k€ de la Région".
_UNIT = r"(?:[kKmM]?\s?[€£$]|[kKM]?[eE](?:ur\w*)?|[A-Z]{3}|millions?.*|%|)?"
NAME_FIRST = (
    re.compile(r"(?P<name>.*[^\W\d_].*?)\s*[:=]\s*(?P<amount>\D{0,4}\d.*)"),
    re.compile(rf"(?P<name>.*?[^\W\d_][).]?)[\s–—-]*\(?\s*(?P<amount>(?:[€£$]\s*)?\d[\d\s.,'’]*\s*{_UNIT})\s*\)?"),
)
AMOUNT_FIRST = re.compile(
    r"(?P<amount>\d[\d\s.,'’]*\s*(?:[kKmM]?\s?[€£$]|[kKmM]?euros?|[A-Z]{3})?)\s*(?:[(:–—-]|de\s+la|de\s+l['’]|du|des|from)?\s*"
    r"(?P<name>[^\W\d_][^()]*)\)?"
)
#: A share behind an amount says the same again: "120 000 € (30 %)".
SHARE_TOO = re.compile(r"(?<=\S)\s*(?:[(,–—-]\s*)?\d{1,3}(?:[.,]\d+)?\s?%\s*\)?\s*$")
SHARE = re.compile(r"\d{1,3}(?:[.,]\d+)?\s*%", re.ASCII)
#: A column is one of funders in cells where so many of its cells are.
MOST = 0.6
SAMPLE = 200
#: A cell of funders, and one of its parts, are no longer: patterns of blanks and names take time with the square of a text.
LONGEST, LONGEST_PART = 5_000, 300
RUNS = re.compile(r"[^\S\n]+")


@lru_cache(maxsize=20_000)
def split_cell(text: str) -> tuple[tuple[str, str], ...]:
    """The funders of a cell with their amounts as written; empty where a part of it is something else.

    Examples
    --------
    >>> split_cell("Région 30 000 € ; Commune : 70 000 €")
    (('Région', '30 000 €'), ('Commune', '70 000 €'))
    >>> split_cell("à définir, 2021")
    ()
    """
    pairs: list[tuple[str, str]] = []
    text = RUNS.sub(" ", text).strip(" ;|\n")
    if len(text) > LONGEST:
        return ()
    for part in PARTED.split(text):
        if not part:
            continue
        if len(part) > LONGEST_PART:
            return ()
        alone = SHARE_TOO.sub("", part)
        part = alone if any(c.isdigit() for c in alone) else part
        spelled = (pattern.fullmatch(part) for pattern in (*NAME_FIRST, AMOUNT_FIRST))
        pair = next((found for found in spelled if found and _is_amount(found["amount"])), None)
        if pair is None:
            return ()
        pairs.append((" ".join(pair["name"].split()).strip(" :-–"), pair["amount"].strip()))
    return tuple(pairs)


def _is_amount(text: str) -> bool:
    """Whether a text is an amount or a share of the total, and no year."""
    text = text.strip()
    if SHARE.fullmatch(text):
        return True
    if "%" in text or re.fullmatch(r"(?:19|20)\d\d", text):
        return False
    return not bool(read_amounts(pd.Series([text])).wrong.any())


def holds_funders(cells: pd.Series) -> bool:
    """Whether most cells of a column name funders with amounts, and one of them several.

    Examples
    --------
    >>> holds_funders(pd.Series(["Région : 10 000 €; État : 5 000 €", None, "Région : 3 000 €"]))
    True
    """
    known = [cell for cell in cells.dropna().unique()[:SAMPLE] if not (isinstance(cell, str) and is_missing(cell))]
    if not known or not all(isinstance(cell, str) for cell in known):
        return False
    split = [split_cell(cell) for cell in known if any(c.isdigit() for c in cell)]
    read = [pairs for pairs in split if pairs]
    return len(read) >= MOST * len(known) and any(len(pairs) > 1 for pairs in read)


def read_cells(cells: pd.Series) -> tuple[pd.DataFrame, pd.Series]:
    """The funders of a column of cells, one a row (funder and amount as written, by the row of the cell), and the cells
    that could not be read.

    Examples
    --------
    >>> lines, wrong = read_cells(pd.Series(["Région : 10 €; État : 5 €", "see annex"], index=[2, 3]))
    >>> lines.reset_index().values.tolist(), wrong.tolist()
    ([[2, 'Région', '10 €'], [2, 'État', '5 €']], [False, True])
    """
    split = {row: split_cell(cell) for row, cell in cells.items() if isinstance(cell, str) and not is_missing(cell)}
    pairs = [(row, *pair) for row, found in split.items() for pair in found]
    lines = pd.DataFrame(pairs, columns=["row", "funder", "amount"]).set_index("row")
    wrong = pd.Series([row in split and not split[row] for row in cells.index], index=cells.index, dtype=bool)
    return lines, wrong
