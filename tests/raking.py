"""A census, plans by carrier and settlement, and raking as a loop over plans, for the tests of who is counted."""

from __future__ import annotations

import numpy as np
import pandas as pd

CENSUS = pd.DataFrame(
    [
        ("settlement", "dense", 0.38),
        ("settlement", "medium towns", 0.28),
        ("settlement", "rural", 0.34),
        ("legal_form", "association", 0.51),
        ("legal_form", "company (SARL, SA, SAS)", 0.19),
        ("legal_form", "local authority", 0.11),
        ("legal_form", "cooperative of collective interest (SCIC)", 0.07),
        ("legal_form", "worker cooperative (SCOP)", 0.02),
        ("legal_form", "university", 0.02),
        ("legal_form", "citizens' collective", 0.02),
        ("legal_form", "school", 0.01),
        ("region", "Bretagne", 0.4),
        ("region", "Corse", 0.4),
    ],
    columns=["dimension", "category", "share"],
)
TYPES = {
    "association": "association",
    "company": "company",
    "cooperative": "cooperative",
    "public": "region",
    "other": "mixed",
}


def made(cells: dict[tuple[str, str | None], int]) -> pd.DataFrame:
    """Plans by carrier group and settlement."""
    rows = [(TYPES[group], settlement) for (group, settlement), n in cells.items() for _ in range(n)]
    table = pd.DataFrame(rows, columns=["carrier_type", "settlement"]).astype("object")
    return table.assign(
        place_id=[f"p{at}" for at in range(len(table))], carrier_sector="public", source_kind="web_page"
    )


def raked_by_hand(plans: pd.DataFrame) -> pd.Series:
    """Raking as a loop over groups of plans: no code of the package but the groups' names."""
    form = {"association": 0.53, "company": 0.19, "cooperative": 0.09, "public": 0.14, "other": 0.05}
    public = {"municipality", "intermunicipality", "department", "region", "state_body", "university"}
    group = plans["carrier_type"].map(lambda kind: "public" if kind in public else kind if kind in form else "other")
    forms = [((group == code).to_numpy(), share) for code, share in form.items() if (group == code).any()]
    settled = [((plans["settlement"] == code).to_numpy(), share) for code, share in (("rural", 0.34), ("urban", 0.66))]

    def fit(weights: np.ndarray) -> np.ndarray:
        for _ in range(200):
            before = weights.copy()
            for margin in (forms, settled):
                among = weights[np.any([of for of, _ in margin], axis=0)].sum()
                weights = weights * np.prod(
                    [np.where(of, share * among / weights[of].sum(), 1.0) for of, share in margin], axis=0
                )
            if np.abs(weights - before).max() <= 1e-8:
                break
        return weights

    weights = fit(np.ones(len(plans)))
    if weights.max() > 5 * weights.mean():
        weights = fit(np.minimum(weights, 5 * weights.mean()))
    return pd.Series(weights * len(plans) / weights.sum(), plans.index)
