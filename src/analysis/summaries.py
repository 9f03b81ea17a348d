"""Numbers by group: what the plans cost and who pays, as tidy tables without any test or picture."""

from __future__ import annotations

from itertools import permutations

import narwhals as nw
import numpy as np
import pandas as pd
from narwhals.typing import FrameT

from analysis import vocabulary
from analysis.grouping import grouped

__all__ = [
    "BASIS",
    "REGIONS",
    "UNEXPLAINED",
    "by_group",
    "carriers",
    "cofunding",
    "concentration",
    "counts",
    "funder_mix",
    "gini",
    "mixed",
    "public_share",
    "regions",
    "top_share",
]

#: What every figure and sentence about euros rests on.
BASIS = "nominal euros, VAT basis mixed; a published sample, not a census"
#: The row of `funder_mix` for what no line explains.
UNEXPLAINED = "unexplained"
#: The regions of France, official geography of 2026: 13 metropolitan, 5 overseas.
REGIONS = (
    "Auvergne-Rhône-Alpes",
    "Bourgogne-Franche-Comté",
    "Bretagne",
    "Centre-Val de Loire",
    "Corse",
    "Grand Est",
    "Hauts-de-France",
    "Île-de-France",
    "Normandie",
    "Nouvelle-Aquitaine",
    "Occitanie",
    "Pays de la Loire",
    "Provence-Alpes-Côte d'Azur",
    "Guadeloupe",
    "Guyane",
    "La Réunion",
    "Martinique",
    "Mayotte",
)


@nw.narwhalify
def by_group(plans: FrameT, by: str) -> FrameT:
    """Places, euros, median and pooled public share of each group, on any kind of frame.

    Parameters
    ----------
    plans : frame
        One row per place with ``investment_eur``, ``public_eur`` and ``unknown_eur`` (EUR, nominal): pandas, Polars,
        DuckDB, PyArrow or Spark.
    by : str
        Column of groups; rows without a group are left out.

    Returns
    -------
    frame of the same kind
        by, n, investment_eur (sum), median_eur, public_share_low, public_share_high (pooled).

    Examples
    --------
    >>> plans = pd.DataFrame(
    ...     {"region": ["Corse"], "investment_eur": [100.0], "public_eur": [60.0], "unknown_eur": [10.0]}
    ... )
    >>> by_group(plans, "region").values.tolist()
    [['Corse', 1, 100.0, 100.0, 0.6, 0.7]]
    """
    total = nw.col("investment_eur")
    return (
        plans.filter(~nw.col(by).is_null())
        .group_by(by)
        .agg(
            n=total.count(),
            investment_sum=total.sum(),
            median_eur=total.median(),
            public_sum=nw.col("public_eur").sum(),
            unknown_sum=nw.col("unknown_eur").sum(),
        )
        .with_columns(
            public_share_low=nw.col("public_sum") / nw.col("investment_sum"),
            public_share_high=(nw.col("public_sum") + nw.col("unknown_sum")) / nw.col("investment_sum"),
        )
        .select(
            by,
            "n",
            nw.col("investment_sum").alias("investment_eur"),
            "median_eur",
            "public_share_low",
            "public_share_high",
        )
        .sort(by)
    )


def public_share(plans: pd.DataFrame, *, by: str | None = None) -> pd.DataFrame:
    """Public share of each group: pooled bounds, the median of its complete plans, and how many are complete.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns.
    by : str, optional
        Column of groups; without it one group named "all".

    Returns
    -------
    DataFrame
        group, n, complete (plans), investment_eur (sum, nominal euros), low, high (pooled, shares), median_low,
        median_high (medians of the places' bounds).

    Examples
    --------
    >>> from analysis import load, shares
    >>> bool((public_share(shares.plans(load())).eval("low <= high")).all())
    True
    """
    rows = []
    for group, part in grouped(plans, by):
        total = part["investment_eur"].sum()
        known, unknown = part["public_eur"].sum(), part["unknown_eur"].sum()
        rows.append(
            {
                "group": group,
                "n": len(part),
                "complete": int(part["complete"].sum()),
                "investment_eur": total,
                "low": known / total if total else np.nan,
                "high": (known + unknown) / total if total else np.nan,
                "median_low": part["public_share_low"].median(),
                "median_high": part["public_share_high"].median(),
            }
        )
    names = ["group", "n", "complete", "investment_eur", "low", "high", "median_low", "median_high"]
    return pd.DataFrame(rows, columns=names)


def _scaled_lines(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """Known lines of the plans, those of complete plans scaled to the investment as `shares.financing` does."""
    known = funding.dropna(subset=["amount_eur"]).merge(
        plans[["place_id", "investment_eur", "complete"]], on="place_id", how="inner"
    )
    reached = known.groupby("place_id")["amount_eur"].transform("sum")
    factor = (known["investment_eur"] / reached).where(known["complete"], 1.0)
    return known.assign(eur=known["amount_eur"] * factor, part=known["amount_eur"] * factor / known["investment_eur"])


def funder_mix(plans: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """Who pays: the euros of each funder type, pooled and in the median complete plan.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    funding : DataFrame
        The funding lines; those of other places are left out.

    Returns
    -------
    DataFrame
        funder_type, sector, lines (with and without an amount), plans (that name the type), eur (nominal), share
        (of all investment), median_share (over the complete plans; 0 where a plan lacks the type). Own funds and bank
        loans appear once per sector. The last row, ``unexplained``, is what no line explains.

    Examples
    --------
    >>> from analysis import load, shares
    >>> data = load()
    >>> round(float(funder_mix(shares.plans(data), data.funding)["share"].sum()), 6)
    1.0
    """
    keys = ["funder_type", "sector"]
    named = funding[funding["place_id"].isin(plans["place_id"])]
    lines = _scaled_lines(plans, named)
    total, complete = plans["investment_eur"].sum(), plans.loc[plans["complete"], "place_id"]
    table = named.groupby(keys).agg(lines=("line", "size"), plans=("place_id", "nunique"))
    table["eur"] = lines.groupby(keys)["eur"].sum().reindex(table.index).fillna(0.0)
    parts = lines[lines["place_id"].isin(complete)].pivot_table(
        index="place_id", columns=keys, values="part", aggfunc="sum", fill_value=0.0
    )
    medians = parts.reindex(complete, fill_value=0.0).median() if len(complete) else pd.Series(dtype=float)
    table["median_share"] = [float(medians.get(key, 0.0)) if len(complete) else np.nan for key in table.index]
    table = table.reset_index()
    rest = {"funder_type": UNEXPLAINED, "sector": "unknown", "lines": 0, "eur": total - table["eur"].sum()}
    rest["plans"] = int((~plans["complete"]).sum())
    table.loc[len(table)] = rest
    order = [*vocabulary.labels("funder_type"), UNEXPLAINED]
    table["share"] = table["eur"] / total if total else np.nan
    rank = table["funder_type"].map(order.index) * 10 + table["sector"].map(list(vocabulary.labels("sector")).index)
    columns = [*keys, "lines", "plans", "eur", "share", "median_share"]
    return table.iloc[rank.argsort(kind="stable")][columns].reset_index(drop=True)


def mixed(plans: pd.DataFrame, *, by: str | None = None) -> pd.DataFrame:
    """How many plans are mixed, have one sector, or cannot be told, in each group.

    Returns
    -------
    DataFrame
        group, n, mixed, one_sector, unknown (counts of places).

    Examples
    --------
    >>> mixed(pd.DataFrame({"mix": ["mixed", "unknown", "unknown"]})).values.tolist()
    [['all', 3, 1, 0, 2]]
    """
    rows = [
        {
            "group": group,
            "n": len(part),
            **{code: int((part["mix"] == code).sum()) for code in vocabulary.labels("mix")},
        }
        for group, part in grouped(plans, by)
    ]
    return pd.DataFrame(rows, columns=["group", "n", *vocabulary.labels("mix")])


def concentration(plans: pd.DataFrame, value: str = "investment_eur") -> pd.DataFrame:
    """The Lorenz curve of a column: cumulative shares of places and of euros, smallest places first.

    Returns
    -------
    DataFrame
        places, euros: shares from (0, 0) to (1, 1); empty without any place.

    Notes
    -----
    Lorenz, Publications of the American Statistical Association 9 (1905).

    Examples
    --------
    >>> concentration(pd.DataFrame({"investment_eur": [1, 3]})).values.tolist()
    [[0.0, 0.0], [0.5, 0.25], [1.0, 1.0]]
    """
    numbers = np.sort(plans[value].dropna().to_numpy(dtype=float))
    if not len(numbers):
        return pd.DataFrame({"places": [], "euros": []}, dtype=float)
    euros = np.concatenate([[0.0], np.cumsum(numbers) / numbers.sum()])
    return pd.DataFrame({"places": np.linspace(0, 1, len(euros)), "euros": euros})


def gini(plans: pd.DataFrame, value: str = "investment_eur") -> float:
    """Gini coefficient of a column: 0 when all are equal; twice the area above the Lorenz curve.

    Examples
    --------
    >>> gini(pd.DataFrame({"investment_eur": [1, 3]}))
    0.25
    """
    curve = concentration(plans, value)
    return float(1 - 2 * np.trapezoid(curve["euros"], curve["places"])) if len(curve) else np.nan


def top_share(plans: pd.DataFrame, value: str = "investment_eur", *, top: float = 0.1) -> float:
    """Part of the euros that the largest tenth of the places (rounded up to whole places) takes.

    Examples
    --------
    >>> top_share(pd.DataFrame({"investment_eur": [1, 3]}), top=0.5)
    0.75
    """
    numbers = np.sort(plans[value].dropna().to_numpy(dtype=float))[::-1]
    return float(numbers[: int(np.ceil(len(numbers) * top))].sum() / numbers.sum()) if len(numbers) else np.nan


def cofunding(funding: pd.DataFrame) -> pd.DataFrame:
    """Which funder types stand in one plan: the plans that name both, with or without an amount.

    Returns
    -------
    DataFrame
        funder_type, with_type, plans: symmetric, the diagonal holds the plans that name the type; types that no plan
        names are absent, unknown funders are left out.

    Examples
    --------
    >>> lines = pd.DataFrame({"place_id": ["a", "a", "b"], "funder_type": ["state", "region", "state"]})
    >>> cofunding(lines).query("funder_type == 'state' and with_type == 'region'")["plans"].item()
    1
    """
    known = funding.loc[funding["funder_type"] != "unknown", ["place_id", "funder_type"]].drop_duplicates()
    pairs = known.merge(known.rename(columns={"funder_type": "with_type"}), on="place_id")
    found = pairs.groupby(["funder_type", "with_type"]).size()
    types = [code for code in vocabulary.labels("funder_type") if code in set(known["funder_type"])]
    keys = [*((code, code) for code in types), *permutations(types, 2)]
    keys.sort(key=lambda pair: (types.index(pair[0]), types.index(pair[1])))
    rows = [(a, b, int(found.get((a, b), 0))) for a, b in keys]
    return pd.DataFrame(rows, columns=["funder_type", "with_type", "plans"])


def counts(plans: pd.DataFrame, by: str) -> pd.DataFrame:
    """Places of each group and their share of the places whose group is known.

    Returns
    -------
    DataFrame
        group, n, share; numbers ascend, codes follow the vocabulary.

    Examples
    --------
    >>> counts(pd.DataFrame({"funders": [2, 1, 2]}), "funders").values.tolist()
    [['1', 1, 0.3333333333333333], ['2', 2, 0.6666666666666666]]
    """
    known = plans.dropna(subset=[by])
    if pd.api.types.is_numeric_dtype(known[by]):
        found = [(str(int(code)), int(n)) for code, n in known[by].value_counts().sort_index().items()]
    else:
        found = [(group, len(part)) for group, part in grouped(known, by)]
    table = pd.DataFrame(found, columns=["group", "n"])
    return table.assign(share=table["n"] / max(len(known), 1))


def carriers(plans: pd.DataFrame) -> pd.DataFrame:
    """Places by carrier, with the sector of the carrier.

    Returns
    -------
    DataFrame
        carrier_type, sector (public, private, unknown), n, share; mixed carriers count as unknown sector.

    Examples
    --------
    >>> plans = pd.DataFrame({"carrier_type": ["region"], "carrier_sector": ["public"]})
    >>> carriers(plans).values.tolist()
    [['region', 'public', 1, 1.0]]
    """
    table = counts(plans, "carrier_type").rename(columns={"group": "carrier_type"})
    sectors = plans.drop_duplicates("carrier_type").set_index("carrier_type")["carrier_sector"]
    sector = table["carrier_type"].map(sectors).replace("mixed", "unknown")
    table.insert(1, "sector", sector)
    return table


def regions(plans: pd.DataFrame) -> pd.DataFrame:
    """Places, euros and median investment of each of the 18 regions, those without a place too.

    Returns
    -------
    DataFrame
        region, n, investment_eur (sum), median (EUR; empty without a place).

    Examples
    --------
    >>> len(regions(pd.DataFrame({"region": ["Corse"], "investment_eur": [1.0]})))
    18
    """
    found = plans.groupby("region")["investment_eur"].agg(n="size", investment_eur="sum", median="median")
    others = sorted(set(found.index) - set(REGIONS))
    table = found.reindex([*REGIONS, *others]).rename_axis("region").reset_index()
    return table.assign(n=table["n"].fillna(0).astype(int), investment_eur=table["investment_eur"].fillna(0.0))
