"""The same places as every kind of frame, made-up places with every edge, and what all kinds must agree on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa

from analysis import shares, summaries

COLUMNS = ["place_id", "place_type", "region", "density", "carrier_type", "carrier_sector", "year", "investment_eur"]
LINES = ["place_id", "line", "funder_type", "sector", "amount_eur"]

Frames = tuple[Any, Any]

#: Name of a kind of frame to what makes it of a table of pandas.
KINDS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "pandas on Arrow": lambda table: table.convert_dtypes(dtype_backend="pyarrow"),
    "pandas nullable": lambda table: table.convert_dtypes(dtype_backend="numpy_nullable"),
    "Polars": lambda table: pl.from_arrow(arrow(table)),
    "Polars lazy": lambda table: pl.from_arrow(arrow(table)).lazy(),
    "DuckDB": lambda table: duckdb.from_arrow(arrow(table)),
    "PyArrow": lambda table: arrow(table),
}

#: Each table of `summaries`, from plans and funding lines.
TABLES: dict[str, Callable[[Any, Any], Any]] = {
    "all places": lambda plans, _: summaries.by_group(plans),
    "by region": lambda plans, _: summaries.by_group(plans, "region"),
    "by region, sorted": lambda plans, _: summaries.by_group(plans, "region", sort=True),
    "all places, sorted": lambda plans, _: summaries.by_group(plans, sort=True),
    "by carrier": lambda plans, _: summaries.by_group(plans, "carrier_type"),
    "by year and settlement": lambda plans, _: summaries.by_group(plans, ["year", "settlement"]),
    "by completeness": lambda plans, _: summaries.by_group(plans, "complete"),
    "public share": lambda plans, _: summaries.public_share(plans, by="place_type"),
    "public share of all": lambda plans, _: summaries.public_share(plans),
    "mixed": lambda plans, _: summaries.mixed(plans, by="generation"),
    "funder mix": summaries.funder_mix,
    "cofunding": lambda _, funding: summaries.cofunding(funding),
    "counts": lambda plans, _: summaries.counts(plans, "funders"),
    "carriers": lambda plans, _: summaries.carriers(plans),
    "regions": lambda plans, _: summaries.regions(plans),
}


def arrow(table: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(table, preserve_index=False)


def plans_of(places: Any, funding: Any) -> Any:
    return shares.add_kinds(shares.financing(places, funding))


def shown(frame: Any) -> pd.DataFrame:
    """Any kind of frame as plain pandas: texts, numbers, and NaN where nothing is known."""
    if hasattr(frame, "collect") and hasattr(frame, "lazy"):
        frame = frame.lazy().collect()
    for way in ("toArrow", "to_arrow", "to_arrow_table"):
        if hasattr(frame, way):
            frame = getattr(frame, way)()
            break
    table = frame.to_pandas() if isinstance(frame, pa.Table) else frame
    if not isinstance(table, pd.DataFrame):
        table = table.read_all().to_pandas()
    numeric = (pd.api.types.is_numeric_dtype, pd.api.types.is_bool_dtype)
    texts = [name for name in table if not any(kind(table[name]) for kind in numeric)]
    return table.astype({name: "str" if name in texts else "float64" for name in table})


def agree(found: Any, expected: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(shown(found), shown(expected), rtol=1e-9, atol=1e-9)


def made_up(rows: int = 400) -> Frames:
    """Places with what real files have: nothing known, ties, groups of one, complete plans, lines above the total."""
    draw = np.random.default_rng(6)
    number = np.arange(rows)
    investment = np.where(number % 7 == 0, 100_000.0, np.round(np.exp(draw.normal(12, 1.5, rows)), 2))
    places = pd.DataFrame(
        {
            "place_id": [f"place-{n}" for n in number],
            "place_type": draw.choice(["third_place", "fab_lab", "incubator", "other", "castle"], rows),
            "region": np.where(number == 3, "Mayotte", draw.choice(["Corse", "Bretagne", "Île-de-France"], rows)),
            "density": draw.choice(["rural_town", "urban_belt"], rows),
            "carrier_type": draw.choice(["municipality", "association", "mixed", "unknown"], rows),
            "carrier_sector": "public",
            "year": draw.choice([2018.0, 2019.0, 2020.0], rows),
            "investment_eur": investment,
        }
    )
    for name in ("place_type", "region", "density", "carrier_type", "year", "investment_eur"):
        places[name] = places[name].mask(draw.random(rows) < 0.1)
    at = draw.integers(0, rows, 3 * rows)
    kinds = draw.choice(["state", "region", "own_funds", "unknown"], 3 * rows)
    sector = np.where(kinds == "unknown", "unknown", np.where(kinds == "own_funds", "private", "public"))
    part = draw.choice([0.0, 0.1, 0.3, 0.5, 1.0], 3 * rows)
    funding = pd.DataFrame(
        {
            "place_id": places["place_id"].to_numpy()[at],
            "line": np.arange(3 * rows),
            "funder_type": kinds,
            "sector": sector,
            "amount_eur": np.where(draw.random(3 * rows) < 0.2, np.nan, np.round(investment[at] * part, 2)),
        }
    )
    return places, funding
