"""Cells that are written once for several rows: the rows below that hold only their funder and amount belong to them."""

from __future__ import annotations

import pandas as pd

__all__ = ["fill_down"]

#: What each row of a project has for itself.
OF_ROWS = {"funder", "funder_type", "sector", "grant_eur", "grant_share", "amount_eur"}


def fill_down(frame: pd.DataFrame, fields: dict[str, str]) -> tuple[pd.DataFrame, list[int]]:
    """A table in which rows with a funder or an amount and nothing else have what the row above says of their project.

    Parameters
    ----------
    frame : DataFrame
        Cells as they came, missing where empty.
    fields : dict
        Column to field.

    Returns
    -------
    tuple of DataFrame and list of int
        The table, and the rows that were filled.

    Examples
    --------
    >>> columns = {"Lieu": ["A", None], "Coût": [9, None], "Financeur": ["Région", "État"], "Montant": [4, 5]}
    >>> table = pd.DataFrame(columns, dtype="object")
    >>> fields = {"Lieu": "name", "Coût": "investment_eur", "Financeur": "funder", "Montant": "grant_eur"}
    >>> found, rows = fill_down(table, fields)
    >>> found.values.tolist(), rows
    ([['A', 9, 'Région', 4], ['A', 9, 'État', 5]], [1])
    """
    own = [column for column, field in fields.items() if field in OF_ROWS and column in frame]
    shared = [column for column in frame if column not in own]
    says = {fields[column] for column in own}
    names = [column for column in shared if fields.get(column) in ("name", "carrier_name", "place_id")]
    if not (names and says & {"grant_eur", "amount_eur"} and says & {"funder", "funder_type"}) or len(frame) < 2:
        return frame, []
    below = frame[own].notna().any(axis=1) & frame[shared].isna().all(axis=1)
    below.iloc[0] = False
    if not below.any():
        return frame, []
    groups = (~below).cumsum()
    filled = frame[shared].groupby(groups.to_numpy()).transform("first").where(below, frame[shared])
    found = frame.copy()
    found[shared] = filled.astype("object").where(filled.notna(), None)
    return found, [int(row) for row in frame.index[below]]
