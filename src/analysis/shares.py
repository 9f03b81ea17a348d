"""Public, private and unknown euros of each financing plan, and the bounds of its public share."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd

from analysis import vocabulary

if TYPE_CHECKING:
    from narwhals.typing import FrameT

    from analysis.dataset import Dataset

__all__ = ["financing", "plans"]

RURAL = ("rural_town", "dispersed_rural", "very_dispersed_rural")
NEW_KINDS = ("third_place", "fab_lab", "coworking", "makerspace", "living_lab", "cultural_brownfield")
OLDER_KINDS = ("incubator", "business_centre", "cluster_house", "innovation_platform")


def _known_euros(funding: Any) -> Any:
    amount = nw.col("amount_eur").fill_null(0)
    sectors = vocabulary.labels("sector")
    parts = {f"{s}_lines": nw.when(nw.col("sector") == s).then(amount).otherwise(0.0) for s in sectors}
    named = {f"{s}_named": (nw.col("sector") == s).cast(nw.Int64) for s in sectors}
    return (
        funding.with_columns(**parts, **named)
        .group_by("place_id")
        .agg(
            *(nw.col(name).sum() for name in (*parts, *named)),
            nw.col("line").count().alias("funders"),
        )
    )


@nw.narwhalify
def financing(places: FrameT, funding: FrameT) -> FrameT:
    """Euros by sector, bounds of the public share and mixed funding of each plan.

    The lines of a complete plan are scaled to the investment (a change of at most 2%), so that
    ``public_eur + private_eur + unknown_eur`` is the investment of every place and a complete plan whose lines all
    have a known sector has one public share.

    Parameters
    ----------
    places : frame
        ``place_id`` and ``investment_eur`` (EUR, above 0), with any other columns: a pandas, Polars, DuckDB, PyArrow
        or Spark frame.
    funding : frame of the same kind
        ``place_id``, ``line``, ``sector`` and ``amount_eur`` (EUR; empty where not known).

    Returns
    -------
    frame of the same kind
        One row per place: its columns and public_eur, private_eur, unknown_eur, public_share_low, public_share_high,
        complete, mix, leverage and funders, as `vocabulary.DERIVED` defines them.

    Examples
    --------
    >>> places = pd.DataFrame({"place_id": ["a"], "investment_eur": [100_000.0]})
    >>> funding = pd.DataFrame(
    ...     {"place_id": ["a", "a"], "line": [1, 2], "sector": ["public", "private"], "amount_eur": [60_000.0, 10_000.0]}
    ... )
    >>> financing(places, funding)[["public_share_low", "public_share_high", "mix"]].values.tolist()
    [[0.6, 0.9, 'mixed']]
    """
    total, col = nw.col("investment_eur"), nw.col
    lines = [f"{s}_{what}" for s in vocabulary.labels("sector") for what in ("lines", "named")]
    known = col("public_lines") + col("private_lines") + col("unknown_lines")
    scale = nw.when(col("complete")).then(total / col("known")).otherwise(1.0)
    one_sector = col("complete") & (col("unknown_lines") == 0) & (col("unknown_named") == 0)
    return (
        places.join(_known_euros(funding), on="place_id", how="left")
        .with_columns(*(col(name).fill_null(0) for name in lines), funders=col("funders").fill_null(0).cast(nw.Int64))
        .with_columns(known=known)
        .with_columns(complete=col("known") >= vocabulary.COMPLETE_FROM * total)
        .with_columns(public_eur=col("public_lines") * scale, private_eur=col("private_lines") * scale)
        .with_columns(
            unknown_eur=nw.when(col("complete"))
            .then(col("unknown_lines") * scale)
            .otherwise(total - col("public_eur") - col("private_eur")),
        )
        .with_columns(
            public_share_low=col("public_eur") / total,
            public_share_high=(col("public_eur") + col("unknown_eur")) / total,
            mix=nw.when((col("public_named") > 0) & (col("private_named") > 0))
            .then(nw.lit("mixed"))
            .otherwise(nw.when(one_sector).then(nw.lit("one_sector")).otherwise(nw.lit("unknown"))),
            leverage=nw.when(col("complete") & (col("unknown_eur") == 0) & (col("public_eur") > 0)).then(
                col("private_eur") / col("public_eur")
            ),
        )
        .drop(*lines, "known")
    )


def _plain(name: str) -> str:
    """A name without brackets, accents, case and punctuation, to see that two spellings are one stakeholder."""
    text = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", " ", name)).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _names(partners: object) -> list[str]:
    return [name for name in str(partners).split("; ") if name.strip()] if isinstance(partners, str) else []


def _stakeholders(places: pd.DataFrame, funding: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    partners = places["partners"].map(_names) if "partners" in places else pd.Series([[]] * len(places), places.index)
    funders = funding.groupby("place_id")["funder"].agg(list).reindex(places["place_id"])
    both = [
        {_plain(name) for name in [*named, *(lines if isinstance(lines, list) else [])]} - {""}
        for named, lines in zip(partners, funders, strict=True)
    ]
    return partners.map(len), pd.Series([len(names) for names in both], index=places.index)


def _generation(kind: str) -> str | None:
    return "new" if kind in NEW_KINDS else "older" if kind in OLDER_KINDS else None


def plans(data: Dataset) -> pd.DataFrame:
    """The financing plans of a dataset: its places with every column of `vocabulary.DERIVED`.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.

    Returns
    -------
    DataFrame
        One row per place, sorted by ``place_id``; euros nominal, VAT basis mixed.

    Examples
    --------
    >>> from analysis import load
    >>> found = plans(load())
    >>> bool((found["public_share_low"] <= found["public_share_high"]).all())
    True
    """
    table = financing(data.places, data.funding).sort_values("place_id", ignore_index=True)
    partners, stakeholders = _stakeholders(table, data.funding)
    density = table["density"]
    return table.assign(
        settlement=density.isin(RURAL).map({True: "rural", False: "urban"}).where(density.notna()),
        generation=table["place_type"].map(_generation),
        partners_named=partners,
        stakeholders=stakeholders,
        eur_per_m2=table["investment_eur"] / table["surface_m2"],
        eur_per_workstation=table["investment_eur"] / table["workstations"],
    )
