"""The figure of one plan among its peers."""

from __future__ import annotations

import numpy as np

from analysis.charts import plot_standing
from analysis.charts._describing import find_text, is_empty
from analysis.comparing import compare
from fabrique import FABRIQUE


def test_the_figure_shows_each_number_and_its_peers(data):
    found = compare(data, FABRIQUE)
    ax = plot_standing(found.positions)
    dots = [line for line in ax.lines if line.get_gid() == "plan"]
    assert [dot.get_xdata()[0] for dot in dots] == found.positions["below"].tolist()
    assert "public share 40% to 70%, above" in find_text(ax)
    ax.get_figure().clear()
    assert is_empty(plot_standing(found.positions.assign(below=np.nan)))
    ax.get_figure().clear()
