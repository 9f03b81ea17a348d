"""DuckDB within 1 GiB on data that takes more than five times as much in memory."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from made_up import BY, LINES, write
from measuring import BIN, Found, peak_memory, tell

PLACES = 30 * 10**6
MEMORY = "1GiB"


def in_memory(folder: Path) -> float:
    """GiB of all columns as Arrow holds them."""
    size = 0
    for file in folder.glob("*.parquet"):
        for batch in pq.ParquetFile(file).iter_batches():
            size += batch.nbytes
    return size / 2**30


def measure(places: int = PLACES) -> Found:
    """Whether it finishes, in what time, and with what memory."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as made:
        folder = write(Path(made) / "data", places)
        size = in_memory(folder)
        assert size > 5, size
        out = Path(made) / "table.csv"
        command = [str(BIN / "cluster-funding"), "summarise", str(folder), "--by", BY, "--engine", "duckdb"]
        own = {"TMPDIR": made}  # what goes to the disk goes there
        taken: list[float] = []
        peak = peak_memory([*command, "--memory", MEMORY, "--out", str(out)], seconds=taken, **own)
        assert out.read_text(encoding="utf-8-sig").count("\n") > 18
    told = (
        f"`summarise --engine duckdb --memory {MEMORY}`: {places:,} places and {LINES * places:,} lines ({size:.1f} GiB as Arrow) in "
        f"{taken[0]:.0f} s; the whole process took {peak / 1024:.2f} GiB at most."
    )
    return Found(remarks=[told])


if __name__ == "__main__":
    tell(measure)
