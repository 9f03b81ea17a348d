"""The map of missing data, cell by cell."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import charts, provenance
from analysis.charts._describing import find_text
from figures import artists


def test_each_cell_says_what_part_knows_the_field(plans):
    frame = provenance.map_missing(plans)
    ax = charts.plot_missing(frame)
    (cells,) = artists(ax, "cells")
    assert sorted(cells.get_array().compressed()) == pytest.approx(sorted(frame["share"]))
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    row = frame.iloc[0]
    shown = {text.get_position(): text.get_text() for text in ax.texts}
    assert labels[:2] == ["web pages", f"third place ({row['n']})"]
    assert shown[(0, 1)] == f"{row['share']:.0%}"


def test_the_text_tells_what_a_draw_knows_best_and_least():
    table = pd.DataFrame({"draw": "web", "place_type": "fab_lab", "field": ["year", "vat"], "n": 4, "known": [4, 1]})
    text = find_text(charts.plot_missing(table.assign(share=table["known"] / 4)))
    assert "web pages, n = 4: best known year 100% and VAT basis 25%; least known VAT basis 25% and year 100%" in text
