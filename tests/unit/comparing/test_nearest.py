"""The places nearest to a plan."""

from __future__ import annotations

import pytest

from analysis.comparing import Plan, compare


def test_the_nearest_place_of_a_real_plan_is_itself(data, plans):
    row = plans[plans["complete"] & plans["settlement"].notna() & plans["surface_m2"].notna()].iloc[0]
    lines = data.funding[data.funding["place_id"] == row["place_id"]]
    plan = Plan(
        row["investment_eur"], lines.groupby("funder_type")["amount_eur"].sum().to_dict(), place_type=row["place_type"],
        region=row["region"], settlement=row["settlement"], carrier_type=row["carrier_type"], surface_m2=row["surface_m2"],
        year=int(row["year"]),
    )  # fmt: skip
    nearest = compare(data, plan).nearest
    assert nearest["place_id"].iloc[0] == row["place_id"]
    assert nearest["distance"].iloc[0] == pytest.approx(0, abs=0.01)
    assert nearest["distance"].is_monotonic_increasing
    assert len(nearest) == 5
    assert nearest["source_url"].notna().all()
    assert "investment_eur" in nearest["near_in"].iloc[0]
