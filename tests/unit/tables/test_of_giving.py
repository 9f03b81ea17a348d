"""The table of what each funder pays where it gives."""

from __future__ import annotations

import pandas as pd

from analysis import giving, tables


def test_a_funder_has_a_row_per_draw_with_its_times_and_its_median_part():
    plans = pd.DataFrame({"place_id": list("abcdef"), "investment_eur": 100.0, "source_kind": "web_page"})
    funding = pd.DataFrame(
        {
            "place_id": [*"abcde", "a"],
            "funder_type": ["region"] * 5 + ["state"],
            "amount_eur": [10.0, 20.0, 30.0, 40.0, 50.0, 5.0],
        }
    )
    table = tables.giving(giving.list_giving(plans, funding), caption="Where they give").frame
    by_type = table.set_index("funder type")
    assert by_type.loc["region", "plans that name it"] == "5 of 6"
    assert by_type.loc["region", "median part of a plan"] == "30% (10% to 50%)"
    assert by_type.loc["State", "median part of a plan"] == "too few"
    assert (by_type["source"] == "web pages").all()
