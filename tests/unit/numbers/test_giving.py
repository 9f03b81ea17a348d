"""A funder when it gives: by hand, and against pandas written out on the real plans."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis import giving

PLANS = pd.DataFrame(
    {
        "place_id": ["a", "b", "c", "d", "e", "f", "g", "over", "silent"],
        "investment_eur": [100.0] * 8 + [None],
        "source_kind": ["web_page"] * 6 + ["state_list", "web_page", "web_page"],
    }
)
FUNDING = pd.DataFrame(
    [
        ("a", "state", 10.0),
        ("b", "state", 20.0),
        ("c", "state", 30.0),
        ("d", "state", 35.0),
        ("d", "state", 5.0),  # two lines of one funder are one part: 40%
        ("e", "state", 50.0),
        ("f", "state", None),  # named, its amount not known
        ("f", "region", 0.0),  # a line of nothing gives nothing
        ("g", "state", 30.0),
        ("over", "state", 90.0),  # lines of 150% of the total: their amounts are not used
        ("over", "own_funds", 60.0),
        ("silent", "state", 10.0),  # a part of what is not known
        ("elsewhere", "state", 10.0),
    ],
    columns=["place_id", "funder_type", "amount_eur"],
)


def test_by_hand():
    found = giving.list_giving(PLANS, FUNDING).set_index(["funder_type", "draw"])
    assert found.index.tolist() == [("state", "web"), ("state", "lists"), ("own_funds", "web")]
    web = found.loc[("state", "web")]
    assert (web["n_plans"], web["n_giving"], web["n"]) == (8, 8, 5)
    # of 10, 20, 30, 40 and 50%; of five values the interval is the smallest to the largest
    assert web[["median", "low", "high"]].tolist() == pytest.approx([0.3, 0.1, 0.5])
    assert found.loc[("state", "lists"), "n"] == 1
    assert found.loc[("state", "lists"), ["n_plans", "n_giving", "median"]].isna().all()  # a list names its own funder
    assert found.loc[("own_funds", "web"), "n"] == 0


def test_a_funder_of_whom_one_amount_is_not_known_has_no_part():
    lines = pd.DataFrame({"place_id": ["a", "a"], "funder_type": "region", "amount_eur": [10.0, None]})
    assert giving.find_given(PLANS, lines)["share"].isna().all()
    lines = lines.assign(amount_eur=[101.0, 0.0])  # 1% of rounding
    assert giving.find_given(PLANS, lines)["share"].tolist() == [1.0]


def test_on_the_real_plans_as_pandas_written_out_has_it(data, plans):
    found = giving.list_giving(plans, data.funding)
    kinds = dict(zip(plans["place_id"], plans["source_kind"] == "web_page", strict=True))
    total = dict(zip(plans["place_id"], plans["investment_eur"], strict=True))
    of_plan: dict[tuple[str, str, bool], float] = {}
    for line in data.funding.itertuples():
        key = (line.funder_type, line.place_id, kinds[line.place_id])
        of_plan[key] = of_plan.get(key, 0.0) + float(line.amount_eur)  # a sum with one that is not known is not known
    for row in found.itertuples():
        parts = np.array(
            [
                eur / total[place]
                for (kind, place, web), eur in of_plan.items()
                if (kind, web) == (row.funder_type, row.draw == "web")
            ]
        )
        known = parts[~np.isnan(parts)]
        assert row.n == len(known)
        if row.draw == "web":
            assert (row.n_giving, row.n_plans) == (len(parts), sum(kinds.values()))
        if len(known) >= 5:
            assert row.median == pytest.approx(np.median(known))
            assert row.low <= row.median <= row.high
    assert found["n"].max() > 30


@pytest.mark.parametrize("empty", [PLANS.head(0), PLANS])
def test_without_plans_or_lines_there_is_nothing_to_list(empty):
    assert giving.list_giving(empty, FUNDING.head(0)).empty
    assert giving.list_giving(PLANS.head(0), FUNDING).empty
