"""What must hold before numbers of files are right, as expressions that every engine can count."""

from __future__ import annotations

from difflib import get_close_matches

import narwhals as nw
from narwhals import col

from analysis.numbers._engines.problem import EngineError
from analysis.numbers._frames import Frame
from analysis.words import vocabulary
from analysis.words.i18n import _

__all__ = ["find_broken", "find_columns"]

NEEDED = {"places": ("place_id", "investment_eur"), "funding": ("place_id", "line", "sector", "amount_eur")}
#: Groups that are computed, and the column of the places that each needs.
COMPUTED = {"settlement": "density", "generation": "place_type", "complete": "", "mix": "", "funders": ""}
#: What is measured is no group.
MEASURES = ("place_id", "investment_eur")


def find_columns(by: tuple[str, ...], places: list[str], funding: list[str]) -> dict[str, list[str]]:
    """The columns to read of each table.

    Raises
    ------
    EngineError
        If a table lacks one, or a group is none.

    Examples
    --------
    >>> find_columns(("settlement",), ["place_id", "investment_eur", "density"], list(NEEDED["funding"]))["places"]
    ['place_id', 'investment_eur', 'density']
    """
    for table, found in (("places", places), ("funding", funding)):
        if lacking := [name for name in NEEDED[table] if name not in found]:
            raise EngineError(_("{table}: column {column} is missing").format(table=table, column=lacking[0]))
    known = [name for name in vocabulary.TABLES["places"].names if name not in MEASURES]
    extra = []
    for name in by:
        if name not in (*known, *COMPUTED):
            near = get_close_matches(name, [*known, *COMPUTED], 1)
            told = (
                _("--by {column}: no such column; did you mean {near}?") if near else _("--by {column}: no such column")
            )
            raise EngineError(told.format(column=name, near="".join(near)))
        source = COMPUTED.get(name, name)
        if source and source not in places:
            raise EngineError(_("--by {by}: places: column {column} is missing").format(by=name, column=source))
        extra += [source] if source else []
    return {"places": list(dict.fromkeys((*NEEDED["places"], *extra))), "funding": list(NEEDED["funding"])}


def _times(condition: nw.Expr) -> nw.Expr:
    return condition.fill_null(False).cast(nw.Int64).sum().cast(nw.Int64)


def find_broken(places: Frame, funding: Frame) -> dict[str, Frame]:
    """For each table, a frame of one row: how often each rule is broken.

    The rules are those whose breach makes a table wrong and that `cluster-funding check` counts as errors.
    """
    sectors = list(vocabulary.labels("sector"))
    repeated = places.group_by("place_id").agg(times=nw.len()).filter(col("times") > 1)
    return {
        "places": places.select(
            _times(col("place_id").is_null()).alias("place_id is empty"),
            _times(col("investment_eur") <= 0).alias("investment_eur must be above 0"),
        ),
        "places again": repeated.select(nw.len().cast(nw.Int64).alias("place_id stands twice")),
        "funding": funding.select(
            _times(col("place_id").is_null()).alias("place_id is empty"),
            _times(col("amount_eur") < 0).alias("amount_eur must be at least 0"),
            _times(col("sector").is_null() | ~col("sector").is_in(sectors)).alias("sector is none of the vocabulary"),
        ),
    }
