"""Places and funding lines in any number, as Parquet files: three lines a place, drawn by DuckDB, the same every time."""

from __future__ import annotations

from pathlib import Path

import duckdb

__all__ = ["BY", "LINES", "write"]

#: Funding lines of each place.
LINES = 3
#: The column of groups: the regions of France and what is not known.
BY = "region"

#: A number from 0 to 1 that a row always gets again.
DRAWN = "(hash({row} * 16 + {salt}) % 1000003) / 1000003.0"
PLACES = """
copy (
    select 'place-' || i as place_id, {region} as region, 2015 + i % 10 as year,
        case when {a} < 0.02 then null else round(exp(9 + 6 * {b}), 2) end as investment_eur
    from range({places}) of(i)
) to '{folder}/places.parquet' (format parquet)
"""
FUNDING = """
copy (
    select 'place-' || i as place_id, j + 1 as line,
        ['state', 'region', 'municipality', 'foundation', 'unknown'][1 + (hash(i * 16 + j) % 5)::int] as funder_type,
        ['public', 'public', 'public', 'private', 'unknown'][1 + (hash(i * 16 + j) % 5)::int] as sector,
        case when {c} < 0.1 then null else round(exp(9 + 6 * {b}) * (0.1 + 0.25 * {c}), 2) end as amount_eur
    from range({places}) of(i), range({lines}) of_place(j)
) to '{folder}/funding.parquet' (format parquet)
"""


def write(folder: Path, places: int) -> Path:
    """Files of so many places, in a folder that is made."""
    from analysis.numbers.summaries import REGIONS

    folder.mkdir(parents=True)
    names = ", ".join("'" + name.replace("'", "''") + "'" for name in REGIONS)
    drawn = {
        name: DRAWN.format(row=row, salt=salt)
        for name, row, salt in (("a", "i", 11), ("b", "i", 12), ("c", "(i * 3 + j)", 13))
    }
    region = f"[{names}, null][1 + (hash(i) % {len(REGIONS) + 1})::int]"
    for text in (PLACES, FUNDING):
        duckdb.execute(text.format(folder=folder, places=places, lines=LINES, region=region, **drawn))
    return folder
