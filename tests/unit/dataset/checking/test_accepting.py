"""Rows that are set aside, and what goes with them."""

from __future__ import annotations

import pandas as pd

from analysis import load
from analysis.dataset._reading import find_shipped_data, read_package


def test_a_place_that_is_set_aside_takes_its_lines_along(package):
    places = pd.read_csv(package / "places.csv", dtype="str", keep_default_na=False)
    places.loc[0, "place_type"] = "castle"
    places.to_csv(package / "places.csv", index=False)
    data = load(package)
    gone = data.rejected[data.rejected["file"] == "funding.csv"]
    assert gone["reason"].unique().tolist() == ["place_id: its place is set aside"]
    assert len(gone) == (read_package(find_shipped_data()).texts["funding"]["place_id"] == "a-vela-bastia").sum()
    assert all(rows.read == rows.accepted + rows.set_aside for rows in data.rows)
