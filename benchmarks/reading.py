"""Ratios of reading: large tables and spreadsheets beside the libraries that read them alone: `make bench`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import load

PLACES, LINES, ROWS, REPEATS = 1_000_000, 3, 26_000, 3

#: Each runs in a process of its own and prints seconds, peak memory (MiB) and the tables' size (MiB).
REPORT = """
import resource, sys, time
def told(started, *tables):
    size = sum(table.memory_usage(deep=True).sum() for table in tables) / 2**20
    print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10, size)
"""
OURS = """
from analysis import load, shares
started = time.perf_counter()
data = load(sys.argv[1])
plans = shares.financing(data.places, data.funding)
told(started, data.places, data.funding)
"""
PANDAS = """
import pandas as pd
started = time.perf_counter()
places = pd.read_csv(sys.argv[1] + "/places.csv", engine="pyarrow")
funding = pd.read_csv(sys.argv[1] + "/funding.csv", engine="pyarrow")
funding.groupby(["place_id", "sector"])["amount_eur"].sum()
told(started, places, funding)
"""
SHEET = """
from analysis import load
load()
started = time.perf_counter()
data = load(sys.argv[1])
told(started, data.places, data.funding)
"""
CALAMINE = """
import python_calamine
started = time.perf_counter()
python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
told(started)
"""


def write_package(folder: Path) -> None:
    """A data package of a million places, drawn from the real ones, with three lines each."""
    rng = np.random.default_rng(1)
    places = load().places
    places = places.iloc[rng.integers(0, len(places), PLACES)].reset_index(drop=True)
    places["place_id"] = [f"place-{number}" for number in range(PLACES)]
    places["plan_quality"] = "partial"
    places = places.astype({"population": "Int64", "year": "Int64"})
    ids = np.repeat(places["place_id"].to_numpy(), LINES)
    parts = np.tile([0.2, 0.3, 0.1], PLACES)
    funding = pd.DataFrame({"place_id": ids, "line": np.tile([1, 2, 3], PLACES)})
    funding["funder"] = np.tile(["Région", "État", "Commune"], PLACES)
    funding["funder_type"] = np.tile(["region", "state", "municipality"], PLACES)
    funding["sector"] = "public"
    funding["amount_eur"] = (np.repeat(places["investment_eur"].to_numpy(), LINES) * parts).round()
    folder.mkdir()
    places.to_csv(folder / "places.csv", index=False)
    funding.to_csv(folder / "funding.csv", index=False)


def write_sheets(folder: Path) -> dict[str, Path]:
    """A list of State grants of 26,000 rows as XLSX and as ODS."""
    places = load().places
    drawn = places.iloc[np.arange(ROWS) % len(places)].reset_index(drop=True)
    number = drawn.index.astype("str")
    table = pd.DataFrame(
        {
            "id_projet": "di19x" + number,
            "id_dep": drawn["department_code"],
            "nom_terr": drawn["municipality"].fillna("CC") + " " + number,
            "dotation": "DETR",
            "echelon": "commune",
            "description": drawn["name"] + " " + number,
            "cout_total": drawn["investment_eur"],
            "montant_sub": (drawn["investment_eur"] * 0.3).round(2),
            "pct_sub": 0.3,
        }
    )
    files = {"XLSX": folder / "grants.xlsx", "ODS": folder / "grants.ods"}
    table.to_excel(files["XLSX"], engine="xlsxwriter", index=False)
    table.to_excel(files["ODS"], engine="odf", index=False)
    return files


def measured(code: str, path: Path) -> tuple[float, float, float]:
    """Seconds, peak memory and size that a piece of code tells."""
    done = subprocess.run([sys.executable, "-c", REPORT + code, str(path)], check=True, capture_output=True, text=True)
    seconds, peak, size = map(float, done.stdout.split())
    return seconds, peak, size


def side_by_side(ours: str, theirs: str, path: Path) -> tuple[float, float, float, float]:
    """Median seconds of both, their ratio, and our peak memory over the size of the tables."""
    pairs = [(measured(ours, path), measured(theirs, path)) for _ in range(REPEATS)]
    one, two = (statistics.median(found[0] for found in side) for side in zip(*pairs, strict=True))
    memory = statistics.median(first[1] / first[2] for first, _ in pairs)
    return one, two, one / two, memory


def main() -> None:
    """Measure and print one line per ratio."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_package(work / "package")
        files = write_sheets(work)
        one, two, ratio, memory = side_by_side(OURS, PANDAS, work / "package")
        print("\n| what | ours, s | theirs, s | ratio | at most |\n|---|---|---|---|---|")
        what = f"load + check + shares of {PLACES:,} places / pandas `read_csv(engine='pyarrow')` + groupby"
        print(f"| {what} | {one:.2f} | {two:.2f} | {ratio:.2f} | 2.0 |")
        for kind, path in files.items():
            a, b, of, _ = side_by_side(SHEET, CALAMINE, path)
            print(f"| load {kind} of {ROWS:,} rows / python-calamine alone | {a:.2f} | {b:.2f} | {of:.2f} | 1.5 |")
        print(f"\nPeak memory of the first over the tables' size: {memory:.2f} (at most 2.5)")


if __name__ == "__main__":
    main()
