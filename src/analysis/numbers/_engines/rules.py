"""What must hold before numbers of files are right, as expressions that every engine can count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import narwhals as nw
from narwhals import col

from analysis.numbers._engines.problem import EngineError
from analysis.numbers._frames import Frame
from analysis.words import vocabulary
from analysis.words._formatting import show_value
from analysis.words.i18n import _

__all__ = ["check_types", "find_broken", "find_columns", "find_numbers", "make_typed"]

NEEDED = {"places": ("place_id", "investment_eur"), "funding": ("place_id", "line", "sector", "amount_eur")}
#: Groups that are computed, and the column of the places that each needs.
COMPUTED = {"settlement": "density", "generation": "place_type", "complete": "", "mix": "", "funders": ""}
#: What is measured is no group.
MEASURES = ("place_id", "investment_eur")
#: More is infinity to one engine and a number to another.
LARGEST = 1e300


def find_numbers(table: str) -> frozenset[str]:
    """The columns of a table that are numbers; the line of a plan is only counted.

    Examples
    --------
    >>> sorted(find_numbers("funding"))
    ['amount_eur']
    """
    fields = vocabulary.TABLES[table].fields
    return frozenset(f.name for f in fields if f.type in ("integer", "number") and f.name != "line")


def find_columns(by: tuple[str, ...], places: Sequence[str], funding: Sequence[str]) -> dict[str, list[str]]:
    """The columns to read of each table.

    Raises
    ------
    EngineError
        If a table lacks one or has it twice, or a group is none.

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
            raise EngineError(told.format(column=show_value(name), near="".join(near)))
        source = COMPUTED.get(name, name)
        if source and source not in places:
            raise EngineError(_("--by {by}: places: column {column} is missing").format(by=name, column=source))
        extra += [source] if source else []
    wanted = {"places": list(dict.fromkeys((*NEEDED["places"], *extra))), "funding": list(NEEDED["funding"])}
    _refuse_twins("places", places, wanted["places"])
    _refuse_twins("funding", funding, wanted["funding"])
    return wanted


def _refuse_twins(table: str, found: Sequence[str], wanted: Sequence[str]) -> None:
    """Refuse a column whose name another one has, be it in other letters: engines do not choose the same of the two."""
    names = Counter(name.casefold() for name in found)
    for name in wanted:
        if names[name] > 1:
            raise EngineError(_("{table}: column {column} stands twice").format(table=table, column=name))


def check_types(table: str, types: Mapping[str, nw.dtypes.DType], wanted: Sequence[str]) -> None:
    """Refuse columns whose type is not that of the vocabulary: each engine would make something else of them.

    Raises
    ------
    EngineError
        If a number is none, or a text.

    Examples
    --------
    >>> check_types("places", {"year": nw.Int64()}, ["year"])
    """
    numbers = find_numbers(table)
    booleans = {f.name for f in vocabulary.TABLES[table].fields if f.type == "boolean"}
    for name in wanted:
        kind = types[name]
        text = kind in (nw.String, nw.Categorical, nw.Enum)
        number = kind.is_integer() or kind.is_float() or kind == nw.Decimal
        if name in numbers and not number:
            told = _("{table}: column {column} is {kind}: store it as a number")
        elif name not in numbers and not (
            text or (name == "line" and number) or (name in booleans and kind == nw.Boolean)
        ):
            told = _("{table}: column {column} is {kind}: store it as text")
        else:
            continue
        raise EngineError(told.format(table=table, column=name, kind=kind))


def make_typed(frame: Frame, table: str, columns: Sequence[str]) -> Frame:
    """Numbers as floats and the rest as text, whatever a file stores; what is not known is empty, as in CSV.

    Examples
    --------
    >>> import pandas as pd
    >>> made = make_typed(nw.from_native(pd.DataFrame({"year": [2019], "region": [""]})), "places", ["year", "region"])
    >>> made["year"].to_list(), made["region"].is_null().to_list()
    ([2019.0], [True])
    """
    numbers, kinds = find_numbers(table), frame.collect_schema()
    return frame.select(
        *(
            col(name).cast(nw.Float64).fill_nan(None).alias(name) if name in numbers else _text(name, kinds[name])
            for name in columns
        )
    )


def _text(name: str, kind: nw.dtypes.DType) -> nw.Expr:
    if kind == nw.Boolean:
        yes, no = nw.when(col(name)).then(nw.lit("true")), nw.when(~col(name)).then(nw.lit("false"))
        return yes.otherwise(no).alias(name)
    text = col(name) if kind == nw.String else col(name).cast(nw.String)
    return nw.when(text != "").then(text).alias(name)


def _times(condition: nw.Expr) -> nw.Expr:
    return condition.fill_null(False).cast(nw.Int64).sum().cast(nw.Int64)


def _finite(name: str) -> tuple[nw.Expr, str]:
    return (col(name) > LARGEST) | (col(name) < -LARGEST), f"{name} must be a finite number"


def _readable(name: str) -> tuple[nw.Expr, str]:
    """A number whose text is the same everywhere: engines write others with an exponent, or not."""
    size = col(name).abs()
    return (size >= 1e7) | ((size < 1e-3) & (size > 0)), f"{name} as a group must be from 0.001 to 10,000,000"


def find_broken(places: Frame, funding: Frame) -> dict[str, Frame]:
    """For each table, a frame of one row: how often each rule is broken.

    The rules are those whose breach makes a table wrong and that `cluster-funding check` counts as errors.
    """
    sectors = list(vocabulary.labels("sector"))
    repeated = places.group_by("place_id").agg(times=nw.len()).filter(col("times") > 1)
    orphans = funding.filter(~col("place_id").is_null()).join(places.select("place_id"), on="place_id", how="anti")
    grouped = [name for name in places.collect_schema().names() if name in find_numbers("places") - {"investment_eur"}]
    rules = {
        "places": [
            (col("place_id").is_null(), "place_id is empty"),
            (col("investment_eur") <= 0, "investment_eur must be above 0"),
            _finite("investment_eur"),
            *map(_readable, grouped),
        ],
        "funding": [
            (col("place_id").is_null(), "place_id is empty"),
            (col("amount_eur") < 0, "amount_eur must be at least 0"),
            _finite("amount_eur"),
            (col("sector").is_null() | ~col("sector").is_in(sectors), "sector is none of the vocabulary"),
        ],
    }
    return {
        "places": places.select(*(_times(broken).alias(rule) for broken, rule in rules["places"])),
        "places again": repeated.select(nw.len().cast(nw.Int64).alias("place_id stands twice")),
        "funding": funding.select(*(_times(broken).alias(rule) for broken, rule in rules["funding"])),
        "funding again": orphans.select(nw.len().cast(nw.Int64).alias("place_id is no place's")),
    }
