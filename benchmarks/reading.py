"""Ratios of reading: large tables and spreadsheets beside the libraries that read them alone: `make bench`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
from measuring import Found, Line, by_turns, tell

from analysis import load

PLACES, LINES, ROWS = 1_000_000, 3, 26_000

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


def write_package(folder: Path, number: int = PLACES) -> None:
    """A data package of so many places, drawn from the real ones, with three lines each."""
    rng = np.random.default_rng(1)
    places = load().places
    places = places.iloc[rng.integers(0, len(places), number)].reset_index(drop=True)
    places["place_id"] = [f"place-{at}" for at in range(number)]
    places["plan_quality"] = "partial"
    places = places.astype({"population": "Int64", "year": "Int64"})
    ids = np.repeat(places["place_id"].to_numpy(), LINES)
    parts = np.tile([0.2, 0.3, 0.1], number)
    funding = pd.DataFrame({"place_id": ids, "line": np.tile([1, 2, 3], number)})
    funding["funder"] = np.tile(["Région", "État", "Commune"], number)
    funding["funder_type"] = np.tile(["region", "state", "municipality"], number)
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


def measure() -> Found:
    """One line per ratio."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_package(work / "package")
        files = write_sheets(work)
        peaks: list[float] = []

        def ours() -> float:
            seconds, peak, size = measured(OURS, work / "package")
            peaks.append(peak / size)
            return seconds

        times = by_turns(ours=ours, theirs=lambda: measured(PANDAS, work / "package")[0])
        what = f"load + check + shares of {PLACES:,} places / pandas `read_csv(engine='pyarrow')` + groupby"
        lines = [Line(what, times["ours"], times["theirs"], 2.0)]
        for kind, path in files.items():
            of = by_turns(
                ours=lambda path=path: measured(SHEET, path)[0], theirs=lambda path=path: measured(CALAMINE, path)[0]
            )
            lines.append(Line(f"load {kind} of {ROWS:,} rows / python-calamine alone", of["ours"], of["theirs"], 1.5))
    memory = (
        f"Peak memory of reading a million places over the tables' size: {statistics.median(peaks):.2f} (at most 2.5)."
    )
    return Found(lines, remarks=[memory])


if __name__ == "__main__":
    tell(measure)
