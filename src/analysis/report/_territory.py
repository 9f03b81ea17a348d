"""One part of the data beside all of it: each sentence, table and figure of the part with that of the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from analysis.report._outputs import Shown
from analysis.words.i18n import _

__all__ = ["put_sentences_beside", "put_table_beside"]


def _items(text: str) -> list[str]:
    return text.split("\n") if all(line.startswith("- ") for line in text.split("\n")) else []


def put_sentences_beside(part: str, whole: str) -> str:
    """A list of sentences with the sentence of the whole below each that differs.

    Examples
    --------
    >>> print(put_sentences_beside("- 3 plans.", "- 9 plans."))
    - 3 plans.
        - *All places:* 9 plans.
    """
    ours, theirs, label = _items(part), _items(whole), _("All places:")
    if ours and len(ours) == len(theirs):
        pairs = zip(ours, theirs, strict=True)
        return "\n".join(one if one == all_ else f"{one}\n    - *{label}* {all_[2:]}" for one, all_ in pairs)
    return part if part == whole else f"{part}\n\n*{label}*\n\n{whole}"


def _partner(whole: Shown, count: int) -> Callable[[int, tuple[str, ...]], tuple[str, ...] | None]:
    """The row of the whole that stands beside a row of the part: of the same name, or the same place in the table."""
    named = {row[0]: row for row in whole.rows}
    alone = count == len(whole.rows) == 1

    def find(place: int, row: tuple[str, ...]) -> tuple[str, ...] | None:
        return whole.rows[place] if alone else named.get(row[0])

    return find


def put_table_beside(part: Shown, whole: Shown, *, name: str) -> list[Shown]:
    """The table of the part with each row of the whole below that of the part.

    Parameters
    ----------
    part, whole : Shown
        The same table of both.
    name : str
        What the part is called.

    Returns
    -------
    list of Shown
        One table with a column that says where; both tables when they have no row in common; one when they are the same.

    Examples
    --------
    >>> part, whole = Shown("Plans", ("group", "n"), (("rural", "3"),)), Shown("Plans", ("group", "n"), (("rural", "9"),))
    >>> put_table_beside(part, whole, name="Corse")[0].rows
    (('rural', 'Corse', '3'), ('rural', 'all places', '9'))
    """
    if part == whole:
        return [part]
    if part.columns[0] != whole.columns[0]:
        return [part, whole]
    find = _partner(whole, len(part.rows))
    partners = [find(place, row) for place, row in enumerate(part.rows)]
    if not any(partners):
        return [part, replace(whole, caption=_("{caption}, all places").format(caption=whole.caption))]
    rows: list[tuple[str, ...]] = []
    for row, partner in zip(part.rows, partners, strict=True):
        rows.append((row[0], name, *row[1:]))
        if partner is not None and partner != row:
            cells = dict(zip(whole.columns, partner, strict=True))
            rows.append((row[0], _("all places"), *(cells.get(column, "") for column in part.columns[1:])))
    strong = None if part.strong is None else part.strong + 1
    return [Shown(part.caption, (part.columns[0], _("where"), *part.columns[1:]), tuple(rows), strong)]
