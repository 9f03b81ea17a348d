"""Datasets of a few places with everything that a test does not ask for left as the first places of the data have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis import Dataset

#: Place (from 0), funder type, sector and euros of a funding line.
Line = tuple[int, str, str, float | None]


def dataset_of(data: Dataset, investments: Sequence[float], lines: Sequence[Line] = (), **columns: Any) -> Dataset:
    """Places ``p00``, ``p01``, ... with these investments, funding lines and columns."""
    places = data.places.iloc[[0] * len(investments)].reset_index(drop=True)
    names = [f"p{number:02}" for number in range(len(places))]
    places = places.assign(place_id=names, name=names, investment_eur=list(map(float, investments)), **columns)
    rows = [
        (f"p{place:02}", number, kind, kind, sector, amount)
        for number, (place, kind, sector, amount) in enumerate(lines, 1)
    ]
    funding = pd.DataFrame(rows, columns=["place_id", "line", "funder", "funder_type", "sector", "amount_eur"])
    return replace(data, places=places, funding=funding.astype({"amount_eur": "float64"}), problems=())
