"""One plan to set beside the places."""

from __future__ import annotations

from analysis.comparing import Plan

FABRIQUE = Plan(
    300_000,
    {"region": 120_000, "own_funds": 90_000},
    place_type="third_place",
    carrier_type="association",
    region="Bretagne",
    settlement="rural",
    surface_m2=400,
    workstations=20,
    vat="excl",
)
