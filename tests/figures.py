"""Every figure, drawn from a dataset and its plans, and its artists by name."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes

from analysis import (
    Dataset,
    charts,
    findings,
    inference,
    ladder,
    population,
    provenance,
    specification,
    substance,
    summaries,
)
from analysis.findings._stakeholders import local_authorities

Draw = Callable[[Dataset, pd.DataFrame], Axes]

#: A census as the data package has one, small.
CENSUS = pd.DataFrame(
    [
        ("settlement", "rural", 0.34), ("settlement", "towns", 0.66), ("legal_form", "association", 0.53),
        ("legal_form", "company", 0.19), ("legal_form", "cooperative", 0.09), ("legal_form", "school", 0.14),
        ("region", "Occitanie", 0.3), ("region", "Bretagne", 0.7),
    ],
    columns=["dimension", "category", "share"],
)  # fmt: skip

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
    "cofunding": lambda d, p: charts.plot_cofunding(summaries.cofunding(d.funding)),
    "funders": lambda d, p: charts.plot_counts(summaries.counts(p, "funders"), label="funders"),
    "carriers": lambda d, p: charts.plot_counts(summaries.carriers(p), by="carrier_type"),
    "quality": lambda d, p: charts.plot_counts(summaries.counts(p, "plan_quality"), label="plan_quality"),
    "map": lambda d, p: charts.plot_map(_put_somewhere(p)),
    "tiles": lambda d, p: charts.plot_tilemap(summaries.regions(p)),
    "local": lambda d, p: charts.plot_proportions(local_authorities(findings.sample_of(d)), label="carrier_type"),
    "at least": lambda d, p: charts.plot_proportions(
        local_authorities(findings.sample_of(d)), label="carrier_type", at_least=True, total=True
    ),
    "rural": lambda d, p: charts.plot_proportions(
        inference.proportions(p.assign(rural=p["settlement"] == "rural"), "rural", by="source_kind"),
        label="source_kind",
        reference=0.32,
        reference_label="rural share of the population",
    ),
    "timeline": lambda d, p: charts.plot_timeline(d.concepts, plans=p),
    "features": lambda d, p: charts.plot_features(substance.kinds(p)),
    "effects": lambda d, p: charts.plot_effects(
        substance.effects(substance.features(_both(p)), _both(p)["generation"])
    ),
    "ladder": lambda d, p: charts.plot_ladder(ladder.climb_mixed(p, d.funding, census=CENSUS)),
    "ladder by carrier": lambda d, p: charts.plot_ladder(
        ladder.climb_mixed(p, d.funding, by="carrier_sector"), by="carrier_sector"
    ),
    "ladder of euros": lambda d, p: charts.plot_ladder(ladder.climb_euros(p, d.funding)),
    "readings": lambda d, p: charts.plot_readings(population.list_readings(p, p["investment_eur"] < 1e6, CENSUS)),
    "margins": lambda d, p: charts.plot_margins(population.compare_margins(p, CENSUS)),
    "missing": lambda d, p: charts.plot_missing(provenance.map_missing(p)),
    "choices": lambda d, p: charts.plot_specification(specification.curve_cost(p, None)),
    "choices of features": lambda d, p: charts.plot_specification(
        specification.curve_leap(p, d.funding), against=specification.LARGE
    ),
}


def _put_somewhere(plans: pd.DataFrame) -> pd.DataFrame:
    """The plans with coordinates, which the frozen edition does not hold."""
    at = range(len(plans))
    return plans.assign(latitude=[43.5 + one % 6 for one in at], longitude=[float(one % 5) for one in at])


def _both(plans: pd.DataFrame) -> pd.DataFrame:
    return plans.dropna(subset=["generation"])


def artists(ax: Axes, gid: str) -> list:
    return [artist for artist in ax.get_children() if artist.get_gid() == gid]
