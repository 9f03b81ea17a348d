"""Sheets that belong together by a number, as forms and databases export them: files, and the lines of each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.columns import match_columns
from analysis.dataset._reading.layout import Grid, spell_rows
from analysis.dataset._reading.telling import Told
from analysis.dataset._reading.values import find_body
from analysis.dataset._reading.words import fold
from analysis.words._formatting import join_pair, show_value
from analysis.words._messages import say, spell

__all__ = ["Joint", "find_joint", "leave_out_refused", "without_lines_of"]

#: What a procedure says of a file, in the form of `words.fold`: those that were refused, and the other ones.
REFUSED = {
    "refuse", "refusee", "refus", "classe sans suite", "classee sans suite", "sans suite", "rejete", "rejetee", "non retenu",
    "non retenue",
    "refused", "rejected", "declined", "withdrawn", "abandonne par le demandeur", "irrecevable", "ineligible", "defavorable",
}  # fmt: skip
OTHERS = {
    "accepte", "acceptee", "accorde", "accordee", "en construction", "en instruction", "en cours d instruction", "en cours",
    "brouillon", "depose",
    "deposee", "retenu", "retenue", "favorable", "approuve", "approuvee", "valide", "validee", "accepted", "approved",
    "awarded", "pending",
    "submitted", "eligible", "complet", "instruit", "programme", "signe", "notifie", "paye", "solde",
}  # fmt: skip
MONEY = re.compile(r"\b(?:montants?|amount|eur|euros?|subvention|aide|financement|contribution|apport|k)\b")
AWARDED = re.compile(
    r"\b(?:acquis|acquise|obtenu|obtenue|accorde|accordee|attribue|attribuee|notifie|notifiee|vote|votee|awarded|granted)\b"
)
LEAST = 0.9
#: A column with more different cells holds no decisions.
MOST_DECISIONS = 20


class Joint(NamedTuple):
    """How a sheet of lines names the rows of another: columns to fields, in the sheet of places and in that of lines."""

    places: dict[str, str]
    lines: dict[str, str]


def _key(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return fold(str(cell)) or str(cell).strip()


def _keys(cells: pd.Series) -> pd.Series:
    return cells.dropna().map(_key)


def _alike(own: str, other: str) -> bool:
    """Whether a header speaks of what the other names: "Dossier ID" and "ID", "Projet" and "Nom du projet"."""
    ours, theirs = set(fold(own).split()), set(fold(other).split())
    return bool(ours & theirs)


def _telling(keys: pd.Series) -> bool:
    """Whether keys are no small numbers, which any count of lines would fit."""
    return bool((keys.str.contains("[a-z]", regex=True) | (keys.str.len() > 3)).mean() > 0.5)


def _link(lines: pd.DataFrame, places: pd.DataFrame) -> tuple[str, str] | None:
    """The column of lines that names rows of places, and the column there that it names."""
    best: tuple[float, tuple[str, str] | None] = (0.0, None)
    unique = {name: keys for name in places if len(keys := _keys(places[name])) > 0 and keys.is_unique}
    for own in lines:
        cells = _keys(lines[own])
        if len(cells) < max(1, LEAST * len(lines)):
            continue
        for other, keys in unique.items():
            share = float(cells.isin(set(keys)).mean())
            alike, telling = _alike(str(own), str(other)), _telling(cells)
            if share >= LEAST and (alike or telling):
                best = max(best, (share + alike + telling, (str(own), str(other))), key=lambda found: found[0])
    return best[1]


def _amounts(lines: pd.DataFrame, taken: set[str]) -> str | None:
    """The column of lines that holds what each gives: named so, and numbers; of two the one that was awarded."""
    found = []
    for column in lines:
        if column in taken or not MONEY.search(fold(str(column))):
            continue
        cells = lines[column].dropna().astype("object")
        amounts = read_amounts(cells)
        if len(cells) and float(amounts.wrong.mean()) < 0.2 and amounts.values.max() >= 50:
            found.append(str(column))
    awarded = [column for column in found if AWARDED.search(fold(column))]
    return found[0] if len(found) == 1 else awarded[0] if len(awarded) == 1 else None


def _are_funders(cells: pd.Series) -> bool:
    """Whether most different cells of a column are funders."""
    known = [cell for cell in cells.dropna().unique() if isinstance(cell, str)]
    return bool(known) and 2 * sum(find_body(cell) != "unknown" for cell in known) > len(known)


def find_joint(lines: pd.DataFrame, places: pd.DataFrame) -> Joint | None:
    """How a sheet of funding lines names its places; None if it holds no such lines.

    Parameters
    ----------
    lines, places : DataFrame
        Cells as they came.

    Examples
    --------
    >>> files = pd.DataFrame({"ID": [8123, 8124], "Nom du projet": ["A", "B"], "Coût total": [90_000, 50_000]})
    >>> lines = pd.DataFrame({"Dossier ID": [8123], "Financeur": ["Région"], "Montant demandé ou obtenu": [30_000]})
    >>> find_joint(lines, files).lines
    {'Dossier ID': 'place_id', 'Montant demandé ou obtenu': 'amount_eur', 'Financeur': 'funder'}
    """
    link = _link(lines, places)
    if link is None:
        return None
    own, other = link
    fields = match_columns(lines.drop(columns=own).astype("object"), {}, lines=True).fields
    given = {column: field for column, field in fields.items() if field in ("funder", "funder_type", "amount_eur")}
    if not any(field in ("funder", "funder_type") for field in given.values()):
        funder = next((str(column) for column in lines if column != own and _are_funders(lines[column])), None)
        if funder is None:
            return None
        given[funder] = "funder"
    if "amount_eur" not in given.values():
        amount = _amounts(lines, {own, *given})
        if amount is None:
            return None
        given = {amount: "amount_eur", **given}
    return Joint({other: "place_id"}, {own: "place_id", **given})


def leave_out_refused(grid: Grid) -> tuple[Grid, pd.DataFrame]:
    """A table without the files that a procedure refused, and those rows; the same table where no column says so.

    Only a column in which every cell is a decision counts.
    """
    for column in grid.frame:
        cells = grid.frame[column]
        known = cells.dropna()
        if not len(known) or not all(isinstance(cell, str) for cell in known.head(5)):
            continue
        spelled = known.unique()
        if len(spelled) > MOST_DECISIONS:
            continue
        words = {cell: fold(str(cell)) for cell in spelled}
        distinct = set(words.values())
        if not distinct <= REFUSED | OTHERS or not distinct & REFUSED or distinct <= REFUSED:
            continue
        gone = cells.isin([cell for cell, word in words.items() if word in REFUSED]).to_numpy()
        why = say("refused, as {column} says", column=show_value(str(column)))
        note: Told = spell(join_pair, spell_rows([int(row) for row in grid.frame.index[gone]]), why)
        return replace(grid, frame=grid.frame[~gone], left_out=(*grid.left_out, note)), grid.frame[gone]
    return grid, grid.frame.head(0)


def without_lines_of(lines: Grid, own: str, refused: pd.Series) -> Grid:
    """A table of lines without those of refused files."""
    gone = lines.frame[own].map(_key, na_action="ignore").isin(set(_keys(refused))).to_numpy()
    if not gone.any():
        return lines
    note: Told = spell(
        join_pair, spell_rows([int(row) for row in lines.frame.index[gone]]), say("lines of refused files")
    )
    return replace(lines, frame=lines.frame[~gone], left_out=(*lines.left_out, note))
