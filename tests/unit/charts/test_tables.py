"""Figures of a table of groups."""

from __future__ import annotations

import pandas as pd

from analysis import charts, inference
from figures import artists


def test_proportions_draw_share_interval_and_reference():
    frame = pd.DataFrame({"flag": [True] * 6 + [False] * 4})
    table = inference.proportions(frame, "flag")
    ax = charts.plot_proportions(table, reference=0.32, reference_label="population")
    (dot,) = artists(ax, "share")
    (line,) = artists(ax, "interval")
    (reference,) = artists(ax, "reference")
    assert dot.get_xdata()[0] == 0.6
    assert list(line.get_xdata()) == [table["low"].item(), table["high"].item()]
    assert reference.get_xdata()[0] == 0.32
