"""Organisations of a plan, each counted once however it is spelled: who funds, who is a partner, who takes part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

__all__ = ["count_organisations", "plain_name"]


#: Different names whose plain ones are kept: the same bodies fund place after place.
KEPT = 2**15


@lru_cache(KEPT)
def plain_name(name: str) -> str:
    """A name without brackets, accents, case and punctuation, to see that two spellings are one organisation.

    Examples
    --------
    >>> plain_name("L'État (DETR)")
    'l etat'
    """
    text = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", " ", name)).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _split(names: object) -> list[str]:
    return [name for name in names.split(";") if name.strip()] if isinstance(names, str) else []


def _count(parts: Iterable[Iterable[str]]) -> list[int]:
    return [len({plain_name(name) for name in names} - {""}) for names in parts]


def _list_payers(funding: pd.DataFrame) -> list[list[str]]:
    """Who pays each line.

    Under one name where the data has such names; a line without one is then nobody, unless it is said to name somebody: as
    the source spells it. Where no line has such a name, all are as their sources spell them. A line that is said to name
    nobody is nobody.
    """
    nothing = pd.Series(None, funding.index, dtype="object")
    one_names, named = funding.get("funder_name", nothing), funding.get("named", nothing).astype("object")
    told = bool(one_names.notna().any())
    silent, spoken = named.eq(False).fillna(False), named.eq(True).fillna(False)
    spelled = funding["funder"].where(~silent & (spoken | (not told))) if "funder" in funding else nothing
    return [_split(name) or _split(funder) for name, funder in zip(one_names.where(~silent), spelled, strict=True)]


def count_organisations(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """Organisations that fund each plan, its partners, and those that do either.

    Parameters
    ----------
    plans : DataFrame
        ``place_id`` and, where known, ``partners``: names with "; " between them.
    funding : DataFrame
        The lines of the whole data set: ``place_id``, ``funder`` and, where known, ``funder_name`` (one name for each
        organisation, "; " between several) and ``named`` (whether the line names an organisation at all).

    Returns
    -------
    DataFrame
        funding, partners (as the source lists them) and taking_part (organisations that fund or are partners), indexed like
        the plans. A line without a name is no organisation; where no line of the data has one under one name, what its source
        calls the funder counts.

    Examples
    --------
    >>> plans = pd.DataFrame({"place_id": ["a"], "partners": ["Etat; Mairie"]})
    >>> lines = pd.DataFrame({"place_id": ["a", "a"], "funder": "?", "funder_name": ["État; Région", None]})
    >>> count_organisations(plans, lines).values.tolist()
    [[2, 2, 3]]
    """
    of: dict[object, list[str]] = {place: [] for place in plans["place_id"]}
    for place, names in zip(funding["place_id"], _list_payers(funding), strict=True):
        of.get(place, []).extend(names)
    payers = [of[place] for place in plans["place_id"]]
    partners = [_split(one) for one in plans["partners"]] if "partners" in plans else [[] for _ in payers]
    both = ([*one, *other] for one, other in zip(payers, partners, strict=True))
    counts = {"funding": _count(payers), "partners": list(map(len, partners)), "taking_part": _count(both)}
    return pd.DataFrame(counts, index=plans.index)
