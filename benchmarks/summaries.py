"""The table by region on ten million places and thirty million lines, beside what one would write for one engine alone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from made_up import BY, LINES, write
from measuring import Found, Line, by_turns, tell
from timed import timed

PLACES = 10**7
IMPORTS = "from analysis import shares, summaries\nimport by_hand\n"
READ = (
    "import pandas as pd\nplaces, funding = (pd.read_parquet(folder / f'{n}.parquet') for n in ('places', 'funding'))\n"
)
TABLE = f"summaries.by_group(shares.financing(places, funding), {BY!r})"
#: Engine: what is not timed, our code, the same by hand, and the most that the ratio should be.
ENGINES = {
    "DuckDB": (
        "import duckdb\n",
        f"places, funding = (duckdb.read_parquet(str(folder / f'{{n}}.parquet')) for n in ('places', 'funding'))\n{TABLE}.fetchall()",
        "by_hand.in_duckdb(folder)",
        1.3,
    ),
    "Polars": (
        "import polars as pl\n",
        f"places, funding = (pl.scan_parquet(folder / f'{{n}}.parquet') for n in ('places', 'funding'))\n{TABLE}.collect()",
        "by_hand.in_polars(folder)",
        1.3,
    ),
    "pandas": (READ, TABLE, "by_hand.in_pandas(places, funding)", 1.5),
}


def measure(places: int = PLACES) -> Found:
    """A ratio for each engine."""
    lines = []
    with tempfile.TemporaryDirectory(prefix="benchmark-") as made:
        folder = write(Path(made) / "data", places)
        for name, (before, ours, theirs, at_most) in ENGINES.items():
            given = {"folder": folder, "before": IMPORTS + before}
            times = by_turns(ours=timed(ours, **given), theirs=timed(theirs, **given))
            what = f"summary of {places:,} places and {LINES * places:,} lines, {name} / {name} by hand"
            lines.append(Line(what, times["ours"], times["theirs"], at_most))
    return Found(lines)


if __name__ == "__main__":
    tell(measure)
