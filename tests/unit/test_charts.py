"""What the figures draw: artists against hand-computed numbers, and the text that says it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from analysis import Dataset, charts, findings, inference, load, shares, substance, summaries
from analysis.charts._describing import is_empty, text_of, title_of
from analysis.findings._stakeholders import local_authorities
from editions import keep

Draw = Callable[[Dataset, pd.DataFrame], Axes]

FIGURES: dict[str, Draw] = {
    "distribution": lambda d, p: charts.plot_distribution(p),
    "kinds": lambda d, p: charts.plot_groups(p, by="place_type"),
    "complete shares": lambda d, p: charts.plot_groups(p[p["complete"]], by="settlement", value="public_share_low"),
    "stakeholders": lambda d, p: charts.plot_groups(p, by="generation", value="stakeholders"),
    "years": lambda d, p: charts.plot_over_years(p),
    "stakeholder years": lambda d, p: charts.plot_over_years(p, value="stakeholders"),
    "association": lambda d, p: charts.plot_association(p, x="investment_eur", y="stakeholders"),
    "concentration": lambda d, p: charts.plot_concentration(summaries.concentration(p)),
    "funder mix": lambda d, p: charts.plot_funder_mix(summaries.funder_mix(p, d.funding)),
    "public share": lambda d, p: charts.plot_public_share(p),
    "complete plans": lambda d, p: charts.plot_complete_plans(p),
    "mixed": lambda d, p: charts.plot_mixed(summaries.mixed(p, by="place_type"), by="place_type"),
    "leverage": lambda d, p: charts.plot_leverage(p),
    "cofunding": lambda d, p: charts.plot_cofunding(summaries.cofunding(d.funding)),
    "funders": lambda d, p: charts.plot_counts(summaries.counts(p, "funders"), label="funders"),
    "carriers": lambda d, p: charts.plot_counts(summaries.carriers(p), by="carrier_type"),
    "tiles": lambda d, p: charts.plot_tilemap(summaries.regions(p)),
    "local": lambda d, p: charts.plot_proportions(local_authorities(findings.sample_of(d)), label="carrier_type"),
    "timeline": lambda d, p: charts.plot_timeline(d.concepts, plans=p),
    "features": lambda d, p: charts.plot_features(substance.kinds(p)),
    "effects": lambda d, p: charts.plot_effects(
        substance.effects(substance.features(_both(p)), _both(p)["generation"])
    ),
    "drivers": lambda d, p: charts.plot_drivers(
        substance.drivers(substance.features(_both(p)), _both(p)["generation"])
    ),
}


def _both(plans: pd.DataFrame) -> pd.DataFrame:
    return plans.dropna(subset=["generation"])


def artists(ax: Axes, gid: str) -> list:
    return [artist for artist in ax.get_children() if artist.get_gid() == gid]


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_draws_on_the_current_axes_and_says_what_it_shows(name, data, plans):
    expected = plt.gca()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = FIGURES[name](data, plans)
        ax.figure.canvas.draw()
    assert ax is expected
    assert len(plt.get_fignums()) == 1
    assert title_of(ax)
    assert len(text_of(ax)) > 80
    assert any(sign.isdigit() for sign in text_of(ax))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("reduced", [{"places": 1}, {"places": 3}, {"lines": False}], ids=str)
def test_each_figure_copes_with_little_data(name, reduced, package):
    data = load(keep(package, **reduced))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = FIGURES[name](data, shares.plans(data))
        ax.figure.canvas.draw()
    assert text_of(ax)
    assert not re.search(r"\bnan\b", text_of(ax))


@pytest.mark.parametrize(
    "name", [n for n in FIGURES if n not in ("timeline", "effects", "drivers", "local", "stakeholder years")]
)
def test_an_empty_table_gives_an_empty_figure_that_says_so(name, data, plans):
    from dataclasses import replace

    ax = FIGURES[name](replace(data, places=data.places.head(0), funding=data.funding.head(0)), plans.head(0))
    assert is_empty(ax)
    assert any(text.get_text().startswith("Not shown: ") for text in ax.texts)
    assert "Not shown: " in text_of(ax)


def test_an_empty_figure_names_the_columns_that_it_lacks(plans):
    ax = charts.plot_groups(plans.assign(density=None), by="density", title="Rural?")
    assert text_of(ax) == "Rural? Not shown: no place of this data has its investment and density of the municipality."


def test_missing_columns_are_named():
    with pytest.raises(charts.MissingColumnsError, match="needs the columns investment_eur"):
        charts.plot_distribution(pd.DataFrame({"name": []}))


def test_text_is_nine_points_or_more_and_inside_the_figure(data, plans):
    plt.rcParams.update({"figure.figsize": (7.2, 4.2), "figure.constrained_layout.use": True})
    for name, draw in FIGURES.items():
        plt.close("all")
        ax = draw(data, plans)
        ax.figure.canvas.draw()
        frame = ax.figure.bbox
        legend = ax.get_legend()
        drawn = [*ax.texts, *ax.get_yticklabels(), *(legend.get_texts() if legend else [])]
        for text in drawn:
            box = text.get_window_extent()
            if text.get_text().strip() and box.y0 < ax.bbox.y1 + 60 and box.y1 > ax.bbox.y0 - 60:
                assert text.get_fontsize() >= 9, (name, text.get_text())
                assert box.x0 >= frame.x0 - 1, (name, text.get_text())
                assert box.x1 <= frame.x1 + 1, (name, text.get_text())


def test_distribution_marks_the_quartiles_and_counts_every_place(plans):
    ax = charts.plot_distribution(plans)
    assert sum(patch.get_height() for patch in ax.patches if patch.get_height() > 1) + sum(
        patch.get_height() for patch in ax.patches if patch.get_height() == 1 and patch.get_y() == 0
    ) == pytest.approx(len(plans), abs=1)
    lines = sorted(line.get_xdata()[0] for line in ax.lines)
    assert lines == pytest.approx(plans["investment_eur"].quantile([0.25, 0.5, 0.75]).tolist())
    assert "median €855k" in text_of(ax)
    assert "lowest Lab'Haut Comtois €20k" in text_of(ax)


def test_groups_draw_each_place_and_the_median_of_large_enough_groups(plans):
    ax = charts.plot_groups(plans, by="place_type")
    points = sum(len(artist.get_offsets()) for artist in artists(ax, "points"))
    medians = [artist.get_xdata()[0] for artist in artists(ax, "median")]
    table = inference.medians(plans, "investment_eur", by="place_type")
    assert points == len(plans)
    assert medians == table["median"].dropna().tolist()
    assert ax.get_xscale() == "log"
    assert ax.get_yticklabels()[0].get_text() == "third place (89)"
    assert "makerspace, n = 3: €350k, €700k and €1M" in text_of(ax)


def test_the_trend_line_is_theil_sens(plans):
    ax = charts.plot_over_years(plans)
    (line,) = artists(ax, "trend")
    found = inference.trend(plans, "investment_eur")
    x, y = line.get_data()
    assert np.log10(y) == pytest.approx(found.intercept + found.slope * np.asarray(x))
    assert "31 more have no year" in text_of(ax)


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


def test_tiles_stand_for_all_regions(plans):
    ax = charts.plot_tilemap(summaries.regions(plans))
    assert len(ax.patches) == 18
    shades = {patch.get_gid(): sum(patch.get_facecolor()[:3]) for patch in ax.patches}
    assert shades["Occitanie"] < shades["Bretagne"] < shades["Mayotte"]  # more places, darker
    assert "no place in Guadeloupe, Guyane, Mayotte" in text_of(ax)


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


def test_leverage_counts_the_plans_without_private_money(plans):
    ax = charts.plot_leverage(plans)
    known = plans["leverage"].dropna()
    assert ax.get_yticklabels()[0].get_text() == f"no private euro: {(known == 0).sum()} plans"
    assert sorted(patch.get_width() for patch in ax.patches) == pytest.approx(sorted(known[known > 0]))


def test_a_figure_fits_into_an_axes_of_the_caller(plans):
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    charts.plot_groups(plans, by="settlement", ax=left)
    charts.plot_distribution(plans, ax=right)
    figure.canvas.draw()
    assert text_of(figure).count("n = ") >= 3
    assert left.get_window_extent().width > 150
