"""Ten kinds of little data, each made from the shipped data: what a file lacks that the questions ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from analysis import Dataset


def _keep(data: Dataset, rows: pd.Series) -> Dataset:
    places = data.places[rows].reset_index(drop=True)
    lines = data.funding[data.funding["place_id"].isin(places["place_id"])].reset_index(drop=True)
    return replace(data, places=places, funding=lines)


def _set(data: Dataset, **values: object) -> Dataset:
    places = data.places.copy()
    for name, value in values.items():
        places[name] = pd.Series([value] * len(places), places.index).astype(places[name].dtype)
    return replace(data, places=places)


def _pay_in_full(data: Dataset) -> Dataset:
    """One line a plan: its carrier's own funds, all of it."""
    sector = data.places["carrier_sector"].where(data.places["carrier_sector"] == "public", "private")
    lines = (
        data.funding.drop_duplicates("place_id").set_index("place_id").reindex(data.places["place_id"]).reset_index()
    )
    lines = lines.assign(
        line=1, funder="carrier", funder_type="own_funds", sector=sector.to_numpy(),
        amount_eur=data.places["investment_eur"].to_numpy(dtype=float),
    )  # fmt: skip
    return replace(data, funding=lines.astype({"line": data.funding["line"].dtype}))


OLDER = ("incubator", "business_centre", "cluster_house", "innovation_platform")

LITTLE: dict[str, Callable[[Dataset], Dataset]] = {
    "no new kinds": lambda data: _keep(data, data.places["place_type"].isin(OLDER)),
    "lists only": lambda data: _keep(data, data.places["source_kind"] == "state_list"),
    "web pages only": lambda data: _keep(data, data.places["source_kind"] == "web_page"),
    "no census": lambda data: replace(data, census=data.census.head(0)),
    "no margin met": lambda data: _set(data, carrier_type="mixed", density=None),
    "no year": lambda data: _set(data, year=None),
    "one plan": lambda data: _keep(data, data.places.index == data.places.index[0]),
    "all decided": _pay_in_full,
    "none decided": lambda data: replace(data, funding=data.funding.head(0)),
    "private carriers only": lambda data: _keep(data, data.places["carrier_sector"] == "private"),
    "another country": lambda data: _set(
        data, region=None, department=None, department_code=None, insee_code=None, density=None, population=None
    ),
    "six new plans": lambda data: _keep(
        data, data.places.index.isin(data.places.index[data.places["place_type"] == "fab_lab"][:6])
    ),
    "no investment": lambda data: _set(data, investment_eur=None),
    "no plan": lambda data: _keep(data, data.places.index < 0),
}
