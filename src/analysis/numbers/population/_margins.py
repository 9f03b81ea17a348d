"""What the census says of places, in the groups that plans have too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.words import vocabulary
from analysis.words._codes import Code
from analysis.words._messages import say
from analysis.words.vocabulary import Sector

#: Groups in which carriers and the census' legal forms can be compared, with the carrier types in each.
CARRIERS_OF = {
    "association": ("association",),
    "company": ("company",),
    "cooperative": ("cooperative",),
    "public": tuple(code for code, sector in vocabulary.CARRIER_SECTOR_OF.items() if sector == Sector.PUBLIC),
    "other": ("mixed", "semi_public_company", "unknown"),
}
CARRIER_GROUPS = tuple(CARRIERS_OF)


class LegalForm(Code):
    """A group of legal forms: what `group_carriers` returns."""

    ASSOCIATION = "association", say("associations")
    COMPANY = "company", say("companies")
    COOPERATIVE = "cooperative", say("cooperatives")
    PUBLIC = "public", say("local authorities, universities, schools")
    OTHER = "other", say("others")


class Margin(Code):
    """In what the sample is set beside the census."""

    LEGAL_FORM = "legal_form", say("legal form of the carrier")
    SETTLEMENT = "settlement", say("rural or urban")
    REGION = "region", say("region of the place")


#: How the census names the legal forms of each group, by the beginning of the name; its other forms are "other".
FORMS_OF = {
    "association": ("association", "citizens"),
    "company": ("company",),
    "cooperative": ("cooperative", "worker cooperative"),
    "public": ("local authority", "university", "school"),
}
SETTLEMENTS = ("rural", "urban")
Array = np.ndarray[Any, np.dtype[np.float64]]
Positions = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, eq=False)
class Margins:
    """What the census says of places: shares by group of legal forms and by settlement, each adding up to 1.

    ``None`` where the census does not have the margin.
    """

    legal_form: Array | None
    settlement: Array | None
    region: Mapping[str, float]


def group_carriers(plans: pd.DataFrame) -> pd.Series:
    """The carrier of each plan as a group that the census knows too: a code of `CARRIER_GROUPS`.

    Examples
    --------
    >>> group_carriers(pd.DataFrame({"carrier_type": ["region", "cooperative", "semi_public_company", None]})).tolist()
    ['public', 'cooperative', 'other', 'other']
    """
    of = {carrier: group for group, carriers in CARRIERS_OF.items() for carrier in carriers}
    types = plans["carrier_type"] if "carrier_type" in plans else pd.Series(None, index=plans.index, dtype="object")
    groups: pd.Series = types.map(of).fillna("other")
    return groups


def _form_group(name: str) -> str:
    begins = name.casefold().replace("’", "'")
    return next((group for group, forms in FORMS_OF.items() if begins.startswith(forms)), "other")


def read_margins(census: pd.DataFrame | None) -> Margins:
    """The margins of the census, in the groups that plans have too.

    Parameters
    ----------
    census : DataFrame or None
        ``dimension`` (settlement, legal_form, region), ``category`` and ``share`` (0 to 1).

    Returns
    -------
    Margins
        Each margin adds up to 1. What the legal forms leave open, since the source rounds them or leaves forms out, is
        "other"; of settlement only rural and not rural, by the census' own word, which is not Insee's grid.

    Examples
    --------
    >>> census = pd.DataFrame({"dimension": ["settlement"] * 2, "category": ["rural", "towns"], "share": [0.3, 0.6]})
    >>> read_margins(census).settlement.round(3).tolist()
    [0.333, 0.667]
    """
    if census is None or not {"dimension", "category", "share"} <= set(census.columns):
        return Margins(None, None, {})
    parts: dict[str, dict[str, float]] = {"legal_form": {}, "settlement": {}, "region": {}}
    for dimension, category, value in zip(census["dimension"], census["category"], census["share"], strict=True):
        if dimension in parts and isinstance(category, str) and not pd.isna(value) and value > 0:
            parts[dimension][category] = float(value)
    forms, settled, regions = parts.values()
    legal_form = settlement = None
    if forms:
        of_group = dict.fromkeys(CARRIER_GROUPS, 0.0)
        for name, value in forms.items():
            of_group[_form_group(name)] += value
        of_group["other"] += max(0.0, 1 - sum(forms.values()))
        legal_form = np.array(list(of_group.values())) / sum(of_group.values())
    if settled:
        rural = settled.get("rural", 0.0) / sum(settled.values())
        settlement = np.array([rural, 1 - rural])
    return Margins(legal_form, settlement, {name: value / sum(regions.values()) for name, value in regions.items()})


def find_cells(plans: pd.DataFrame) -> Positions:
    """Carrier group and settlement of each plan as one number: 3 × group + (0 rural, 1 urban, 2 not known).

    Plans of one cell have one weight, so that raking works on 15 cells, however many plans there are.

    Examples
    --------
    >>> find_cells(pd.DataFrame({"carrier_type": ["association", "company"], "settlement": ["urban", None]})).tolist()
    [1, 5]
    """
    group = _find_codes(group_carriers(plans), CARRIER_GROUPS, unknown=len(CARRIER_GROUPS) - 1)
    settled = _find_codes(plans["settlement"], SETTLEMENTS, unknown=2) if "settlement" in plans else 2
    return np.asarray(3 * group + settled)


def _find_codes(values: pd.Series, codes: tuple[str, ...], *, unknown: int) -> Positions:
    at = {code: position for position, code in enumerate(codes)}
    found, different = pd.factorize(values)
    of_each = np.array([*(at.get(value, unknown) for value in different), unknown], dtype=np.intp)
    return np.asarray(of_each[found])  # what is not known is found at -1
