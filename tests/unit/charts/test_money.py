"""Figures of who pays: artists against hand-computed numbers."""

from __future__ import annotations

import numpy as np
import pytest

from analysis import charts, summaries
from figures import artists


def test_funder_mix_bars_are_the_pooled_shares(plans, data):
    table = summaries.funder_mix(plans, data.funding)
    ax = charts.plot_funder_mix(table)
    widths = [patch.get_width() for patch in ax.patches]
    assert widths == pytest.approx(table["share"].tolist())
    hatched = [
        patch.get_hatch() for patch, sector in zip(ax.patches, table["sector"], strict=True) if sector == "unknown"
    ]
    assert set(hatched) == {"////"}


def test_complete_plans_stack_to_one(plans):
    ax = charts.plot_complete_plans(plans)
    n = int(plans["complete"].sum())
    heights = np.array([patch.get_height() for patch in ax.patches[: 3 * n]]).reshape(3, n).sum(axis=0)
    assert heights == pytest.approx(np.ones(n))
    (pooled,) = artists(ax, "pooled")
    known = plans[plans["complete"]]
    assert pooled.get_ydata()[0] == pytest.approx(known["public_eur"].sum() / known["investment_eur"].sum())


def test_public_share_draws_a_dot_where_it_is_known(plans):
    (dots,) = artists(charts.plot_public_share(plans), "known")
    width = plans["public_share_high"] - plans["public_share_low"]
    assert len(dots.get_xdata()) == (width < 0.005).sum()


def test_leverage_counts_the_plans_without_private_money(plans):
    ax = charts.plot_leverage(plans)
    known = plans["leverage"].dropna()
    assert ax.get_yticklabels()[0].get_text() == f"no private euro: {(known == 0).sum()} plans"
    assert sorted(patch.get_width() for patch in ax.patches) == pytest.approx(sorted(known[known > 0]))
