"""Cells that hold several funders with their amounts: "Région : 120 000 €; Commune 70 000 €"."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.words import is_missing

__all__ = ["holds_funders", "read_cells", "split_cell"]

#: What parts the funders of a cell; a comma only where a name follows.
PARTED = re.compile(r"\s*(?:\n|;|\|+|•|\s\+\s|,\s*(?=[^\W\d_])|\s/\s)\s*")
#: "Région : 120 000 €", "Région 120 000 €", "Région (120 000 €)"; and "120 000 € (Région)", "120 k€ de la Région".
NAME_FIRST = (re.compile(r"(?P<name>.*[^\W\d_].*?)\s*[:=]\s*(?P<amount>\D{0,4}\d.*)"),
              re.compile(r"(?P<name>.*?[^\W\d_][).]?)[\s–—-]*\(?\s*(?P<amount>(?:[€£$]\s*)?\d[\d\s.,'’]*\s*(?:[kKmM]?\s?[€£$]|[kKM]?[eE](?:ur\w*)?|[A-Z]{3}|millions?.*|)?)\s*\)?"))  # fmt: skip
AMOUNT_FIRST = re.compile(
    r"(?P<amount>\d[\d\s.,'’]*\s*(?:[kKmM]?\s?[€£$]|[kKmM]?euros?|[A-Z]{3})?)\s*(?:[(:–—-]|de\s+la|de\s+l['’]|du|des|from)?\s*"
    r"(?P<name>[^\W\d_][^()]*)\)?"
)
#: A column is one of funders in cells where so many of its cells are.
MOST = 0.6
SAMPLE = 200


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
    found = []
    for part in PARTED.split(text.strip(" ;|\n")):
        if not part:
            continue
        pair = next(
            (
                m
                for pattern in (*NAME_FIRST, AMOUNT_FIRST)
                if (m := pattern.fullmatch(part)) and _is_amount(m["amount"])
            ),
            None,
        )
        if pair is None:
            return ()
        found.append((" ".join(pair["name"].split()).strip(" :-–"), pair["amount"].strip()))
    return tuple(found)


def _is_amount(text: str) -> bool:
    return (
        "%" not in text
        and not bool(read_amounts(pd.Series([text.strip()])).wrong.any())
        and not re.fullmatch(r"(?:19|20)\d\d", text.strip())
    )


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
    known = (
        cells.map(lambda cell: isinstance(cell, str) and not is_missing(cell), na_action="ignore")
        .fillna(False)
        .astype(bool)
    )
    split = {row: split_cell(str(cells[row])) for row in cells.index[known]}
    pairs = [(row, *pair) for row, found in split.items() for pair in found]
    lines = pd.DataFrame(pairs, columns=["row", "funder", "amount"]).set_index("row")
    wrong = pd.Series([row in split and not split[row] for row in cells.index], index=cells.index, dtype=bool)
    return lines, wrong
