"""Public, private and unknown euros of each financing plan, and the bounds of its public share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw
import pandas as pd

from analysis.dataset._checking.tables import MOST_OF_TOTAL
from analysis.numbers import prices
from analysis.numbers._frames import Frame, any_frame
from analysis.numbers._organisations import count_organisations
from analysis.numbers._organisations import plain_name as plain_name
from analysis.words import vocabulary
from analysis.words._columns import need_dataset
from analysis.words.vocabulary import COMPLETE_FROM, Generation, Mix, Sector, Settlement

if TYPE_CHECKING:
    from analysis.dataset import Dataset

__all__ = ["add_kinds", "financing", "plans"]


def __dir__() -> list[str]:
    return __all__


RURAL = ("rural_town", "dispersed_rural", "very_dispersed_rural")
NEW_KINDS = ("third_place", "fab_lab", "coworking", "makerspace", "living_lab", "cultural_brownfield")
OLDER_KINDS = ("incubator", "business_centre", "cluster_house", "innovation_platform")
#: Places up to which the plans that were computed last are kept: a notebook and its findings ask for the same ones.
FEW = 200_000
_kept: tuple[tuple[pd.DataFrame | None, ...], pd.DataFrame] | None = None


def _known_euros(funding: Frame) -> Frame:
    """Known euros and number of the lines of each place, by sector."""
    col = nw.col
    amount = col("amount_eur").fill_nan(None).fill_null(0.0)
    sectors = vocabulary.labels("sector")
    parts = {f"{s}_lines": nw.when(col("sector") == s).then(amount).otherwise(nw.lit(0.0)) for s in sectors}
    named = {
        f"{s}_named": (col("sector") == s).fill_null(False).cast(nw.Int64) for s in (Sector.PUBLIC, Sector.PRIVATE)
    }
    return (
        funding.select("place_id", "line", **parts, **named)
        .group_by("place_id")
        .agg(*(col(name).sum() for name in (*parts, *named)), funders=col("line").count())
    )


@any_frame
def financing(places: Frame, funding: Frame) -> Frame:
    """Euros by sector, bounds of the public share and mixed funding of each plan.

    The lines of a complete plan are scaled to the investment (a change of at most 2%), so that
    ``public_eur + private_eur + unknown_eur`` is the investment of every place and a complete plan whose lines all
    have a known sector has one public share. Lines that add up to more than that are not used: all is unknown.

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
        complete, mix, leverage and funders, as `vocabulary.DERIVED` defines them. Lazy frames stay lazy.

    Examples
    --------
    >>> places = pd.DataFrame({"place_id": ["a"], "investment_eur": [100_000.0]})
    >>> funding = pd.DataFrame(
    ...     {"place_id": ["a", "a"], "line": [1, 2], "sector": ["public", "private"], "amount_eur": [60_000.0, 10_000.0]}
    ... )
    >>> financing(places, funding)[["public_share_low", "public_share_high", "mix"]].values.tolist()
    [[0.6, 0.9, 'mixed']]
    """
    total, col, when, lit = nw.col("investment_eur"), nw.col, nw.when, nw.lit
    euros = [f"{s}_lines" for s in vocabulary.labels("sector")]
    numbers = ["public_named", "private_named", "funders"]
    one_sector = (
        col("complete") & (col("unknown_lines") == 0) & (col("funders") == col("public_named") + col("private_named"))
    )
    return (
        places.with_columns(total.cast(nw.Float64).fill_nan(None))
        .join(_known_euros(funding), on="place_id", how="left")
        .with_columns(*(col(name).fill_null(0.0) for name in euros), *(col(name).fill_null(0) for name in numbers))
        .with_columns(*(col(name).cast(nw.Int64) for name in numbers))
        .with_columns(known=col("public_lines") + col("private_lines") + col("unknown_lines"))
        .with_columns(
            complete=((col("known") >= COMPLETE_FROM * total) & (col("known") <= MOST_OF_TOTAL * total)).fill_null(
                False
            ),
        )
        .with_columns(
            scale=when(col("complete"))
            .then(total / col("known"))
            .otherwise(when(col("known") > MOST_OF_TOTAL * total).then(lit(0.0)).otherwise(lit(1.0)))
        )
        .with_columns(public_eur=col("public_lines") * col("scale"), private_eur=col("private_lines") * col("scale"))
        .with_columns(
            unknown_eur=when(col("complete"))
            .then(col("unknown_lines") * col("scale"))
            .otherwise(total - col("public_eur") - col("private_eur")),
        )
        .with_columns(
            public_share_low=col("public_eur") / total,
            public_share_high=(col("public_eur") + col("unknown_eur")) / total,
            mix=when((col("public_named") > 0) & (col("private_named") > 0))
            .then(lit(Mix.MIXED))
            .otherwise(when(one_sector).then(lit(Mix.ONE_SECTOR)).otherwise(lit(Mix.UNKNOWN))),
            leverage=when(col("complete") & (col("unknown_eur") == 0) & (col("public_eur") > 0)).then(
                col("private_eur") / col("public_eur")
            ),
        )
        .drop(*euros, "public_named", "private_named", "known", "scale")
    )


@any_frame
def add_kinds(places: Frame) -> Frame:
    """Settlement and generation of each place, where its density and its kind are known.

    Parameters
    ----------
    places : frame
        ``density`` or ``place_type`` or both, with any other columns: any kind of frame that `financing` takes.

    Returns
    -------
    frame of the same kind
        The same rows with ``settlement`` (from density) and ``generation`` (from place_type), as `vocabulary.DERIVED`
        defines them.

    Examples
    --------
    >>> add_kinds(pd.DataFrame({"density": ["rural_town", "urban_belt", None]}))["settlement"].tolist()
    ['rural', 'urban', nan]
    """
    col, when, lit = nw.col, nw.when, nw.lit
    found = {
        "settlement": (
            "density",
            when(col("density").is_in(RURAL))
            .then(lit(Settlement.RURAL))
            .otherwise(when(~col("density").is_null()).then(lit(Settlement.URBAN))),
        ),
        "generation": (
            "place_type",
            when(col("place_type").is_in(NEW_KINDS))
            .then(lit(Generation.NEW))
            .otherwise(when(col("place_type").is_in(OLDER_KINDS)).then(lit(Generation.OLDER))),
        ),
    }
    columns = places.collect_schema().names()
    present = {name: of for name, (source, of) in found.items() if source in columns}
    return places.with_columns(**present) if present else places


def plans(data: Dataset) -> pd.DataFrame:
    """The financing plans of a dataset: its places with every column of `vocabulary.DERIVED`.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.

    Returns
    -------
    DataFrame
        One row per place, sorted by ``place_id``; euros nominal but for ``constant_eur``, VAT basis mixed.

    Examples
    --------
    >>> from analysis import load
    >>> found = plans(load())
    >>> bool((found["public_share_low"] <= found["public_share_high"]).all())
    True
    """
    global _kept
    need_dataset(data)
    given = (data.places, data.funding, data.prices)
    if len(data.places) > FEW:
        return _plans(*given)
    if _kept is None or not all(map(_is_same, _kept[0], given)):
        _kept = tuple(None if table is None else table.copy(deep=False) for table in given), _plans(*given)
    return _kept[1].copy(deep=False)  # what is written into one of them is not seen in the other: pandas copies then


def _is_same(kept: pd.DataFrame | None, given: pd.DataFrame | None) -> bool:
    return kept is given if kept is None or given is None else kept.equals(given)


def _plans(places: pd.DataFrame, funding: pd.DataFrame, index: pd.DataFrame | None) -> pd.DataFrame:
    found: pd.DataFrame = add_kinds(financing(places, funding))
    table = found.sort_values("place_id", ignore_index=True)
    organisations = count_organisations(table, funding)
    constant = prices.constant(table["investment_eur"], table["year"], index)
    return table.assign(
        partners_named=organisations["partners"],
        stakeholders=organisations["taking_part"],
        constant_eur=constant.euros,
        price_year=constant.price_year,
        eur_per_m2=table["investment_eur"] / table["surface_m2"],
        eur_per_workstation=table["investment_eur"] / table["workstations"],
    )
