"""Several files of one form as one dataset: each place keeps its own identifier, and what is told names its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

import pandas as pd

from analysis.dataset._checking import Problem
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading import Kind, Mapping, Reading, Shape, Told
from analysis.words._formatting import join_pair
from analysis.words._messages import Spelled, spell

__all__ = ["find_again", "join_mappings", "join_tables", "name_kind", "name_notes"]


def name_notes(reading: Reading) -> tuple[Told, ...]:
    """What is left out of a file, with the file's name."""
    return tuple(_with_file(reading.origins["places"].file, note) for note in reading.left_out)


def _with_file(file: str, note: Told) -> Spelled:
    return spell(join_pair, file, note)


def name_kind(kinds: Sequence[Kind]) -> Kind:
    """The kind of several files: their own where it is one.

    Examples
    --------
    >>> name_kind([Kind(Shape.TOTALS), Kind(Shape.GRANTS)]).shape
    <Shape.SEVERAL: 'several'>
    """
    return kinds[0] if len(set(kinds)) == 1 else Kind(Shape.SEVERAL)


def join_tables(tables: Sequence[tuple[pd.DataFrame, pd.DataFrame]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Places and funding lines one below the other; an identifier that stands in two files gets a number in the second.

    Examples
    --------
    >>> places = pd.DataFrame({"place_id": ["a"], "name": ["A"]})
    >>> lines = pd.DataFrame({"place_id": ["a"], "line": [1]})
    >>> found = join_tables([(places, lines), (places, lines)])
    >>> found[0]["place_id"].tolist(), found[1]["place_id"].tolist()
    (['a', 'a-2'], ['a', 'a-2'])
    """
    taken: set[str] = set()
    last: dict[str, int] = {}
    kept: list[tuple[pd.DataFrame, pd.DataFrame]] = []
    for places, funding in tables:
        new = {old: name for old in places["place_id"] if (name := _free(str(old), taken, last)) != old}
        taken |= {new.get(old, old) for old in places["place_id"]}
        if new:
            places = places.assign(place_id=places["place_id"].replace(new))
            funding = funding.assign(place_id=funding["place_id"].replace(new))
        kept.append((places, funding))
    return _stack([places for places, _lines in kept]), _stack([lines for _places, lines in kept])


def _free(name: str, taken: set[str], last: dict[str, int]) -> str:
    """A name that is not taken: with the number after the last one that was given to it."""
    at, found = last.get(name, 1), name
    while found in taken:
        at += 1
        found = f"{name}-{at}"
    last[name] = at
    return found


def _stack(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    filled = [table for table in tables if len(table)] or list(tables[:1])
    return pd.concat(filled, ignore_index=True) if len(filled) > 1 else filled[0].reset_index(drop=True)


def find_again(tables: Sequence[tuple[str, str, pd.DataFrame]]) -> Iterator[Problem]:
    """A warning for each place that stands with the same name and total in two files or on two sheets."""
    seen: dict[tuple[str, float, str], tuple[str, str]] = {}
    for file, sheet, places in tables:
        here: dict[tuple[str, float, str], tuple[str, str]] = {}
        for name, total, town in zip(
            places["name"], places["investment_eur"], places["municipality"].fillna(""), strict=True
        ):
            key = (str(name).lower(), float(total), str(town))
            if total == total and key in seen:
                other, other_sheet = seen[key]
                where = other if other != file else other_sheet
                yield Problem(Rule.PLACE_IN_TWO_FILES, file, value=str(name), sheet=sheet, fields={"other": where})
            here.setdefault(key, (file, sheet))
        seen = {**here, **seen}


def join_mappings(mappings: Sequence[Mapping]) -> Mapping:
    """One mapping for several files: what no two of them say differently."""
    found = mappings[0]
    for other in mappings[1:]:
        parts = {}
        for part in fields(Mapping):
            ours, theirs = getattr(found, part.name), getattr(other, part.name)
            parts[part.name] = {
                key: value for key, value in {**theirs, **ours}.items() if theirs.get(key, value) == value
            }
        found = replace(found, **parts)
    return found
