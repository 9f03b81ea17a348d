"""Organisations of a plan, each counted once however it is spelled: who funds, who takes part."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.numbers.shares import plain_name

__all__ = ["count_organisations"]


def _split(names: object) -> list[str]:
    return [name for name in names.split(";") if name.strip()] if isinstance(names, str) else []


def _count(parts: Iterable[Iterable[str]]) -> list[int]:
    return [len({plain_name(name) for name in names} - {""}) for names in parts]


def count_organisations(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """Organisations that fund each plan, and those that fund it or are its partners.

    Parameters
    ----------
    plans : DataFrame
        ``place_id`` and, where known, ``partners``: names with "; " between them.
    funding : DataFrame
        The lines: ``place_id`` and ``funder_name``, names with "; " between them, empty where nobody is named; a file
        without that column, or with nothing in it, is counted by ``funder``, as the source spells it.

    Returns
    -------
    DataFrame
        funding and taking_part (organisations), indexed like the plans. A line that names nobody is no organisation.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a"], "partners": ["Etat; Mairie"]})
    >>> lines = pd.DataFrame({"place_id": ["a", "a"], "funder_name": ["État; Région", None]})
    >>> count_organisations(plans, lines).values.tolist()
    [[2, 3]]
    """
    named = funding["funder_name" if _names_organisations(funding) else "funder"]
    lines = [[name for one in names for name in _split(one)] for names in _gather(named, funding, plans)]
    partners = [_split(one) for one in plans["partners"]] if "partners" in plans else [[] for _ in lines]
    both = ([*one, *other] for one, other in zip(lines, partners, strict=True))
    return pd.DataFrame({"funding": _count(lines), "taking_part": _count(both)}, index=plans.index)


def _names_organisations(funding: pd.DataFrame) -> bool:
    """Whether the lines have names of organisations: a file without that column is loaded with an empty one."""
    return "funder_name" in funding and ("funder" not in funding or bool(funding["funder_name"].notna().any()))


def _gather(named: pd.Series, funding: pd.DataFrame, plans: pd.DataFrame) -> list[list[object]]:
    """What the lines of each plan name, in the order of the plans."""
    of: dict[object, list[object]] = {place: [] for place in plans["place_id"]}
    for place, names in zip(funding["place_id"], named, strict=True):
        of.get(place, []).append(names)
    return [of[place] for place in plans["place_id"]]
