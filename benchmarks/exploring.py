"""From a control's change to the redrawn view of the explorer: median seconds on the shipped data and on 100,000 places."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

import analysis
from analysis.dataset import Dataset
from analysis.exploring import explorer
from analysis.exploring._explorer import Explorer

#: At most, seconds.
TARGETS = {238: 0.35, 100_000: 1.0}


def larger(data: Dataset, places: int) -> Dataset:
    """The places of a dataset again and again, with their funding lines, under new identifiers."""
    times = -(-places // len(data.places))
    parts = [
        (
            data.places.assign(place_id=data.places["place_id"] + f"-{number}"),
            data.funding.assign(place_id=data.funding["place_id"] + f"-{number}"),
        )
        for number in range(times)
    ]
    many, lines = (pd.concat(tables, ignore_index=True) for tables in zip(*parts, strict=True))
    kept = many.head(places)
    return replace(data, places=kept, funding=lines[lines["place_id"].isin(kept["place_id"])])


def changes(panel: Explorer) -> Iterator[tuple[str, float]]:
    """Each view, and how long one change of a control takes until it is redrawn; the widest selections among them."""
    controls = panel.controls
    for view in ("investment", "funding_mix", "territories", "table"):
        panel.views.value = view
        panel.reset()
        for name, value in (
            ("settlement", ["rural"]), ("settlement", []), ("region", ["Occitanie"]), ("region", []),
            ("place_type", ["third_place"]), ("place_type", []),
            ("complete", True), ("complete", False), ("text", "commun"), ("text", ""),
        ):  # fmt: skip
            started = time.perf_counter()
            controls[name].value = value
            yield view, time.perf_counter() - started
        started = time.perf_counter()
        controls["investment_eur"].low = 5
        yield view, time.perf_counter() - started


def main() -> None:
    """Measure and print one line per size, and one per view."""
    os.environ["JPY_SESSION_NAME"] = "benchmark"  # as where a person clicks
    print("| places | view | median, s | at most |\n|---|---|---|---|")
    for places, most in TARGETS.items():
        panel = explorer(larger(analysis.load(), places))
        found = list(changes(panel))
        for view in dict.fromkeys(view for view, _seconds in found):
            times = [seconds for other, seconds in found if other == view]
            print(f"| {places:,} | {view.replace('_', ' ')} | {statistics.median(times):.2f} | |")
        print(f"| {places:,} | all views | {statistics.median(s for _view, s in found):.2f} | {most} |")


if __name__ == "__main__":
    main()
