"""What it costs to start a place, said."""

from __future__ import annotations

from analysis import findings


def test_the_median_says_where_it_turns(data):
    answer = findings.answer(findings.INVESTMENT, data)
    assert answer.short[0].startswith("The median plan costs €855k (95% interval €570k to €1M)")
    assert answer.short[0].endswith("This differs without the State's lists: €1.6M (n = 162).")
    assert answer.sensitivity.loc[0, "turns"] == "yes"
