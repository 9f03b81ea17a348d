"""Numbers by group: what the plans cost and who pays, as tidy tables without any test or picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import narwhals as nw
import numpy as np
import pandas as pd
from narwhals import col

from analysis.dataset._checking.tables import MOST_OF_TOTAL
from analysis.numbers._frames import Frame, any_frame, make_same_kind, sort_groups
from analysis.words import vocabulary
from analysis.words._columns import need_columns, need_numbers
from analysis.words.vocabulary import FunderType, Sector

__all__ = [
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


def __dir__() -> list[str]:
    return __all__


#: The row of `funder_mix` for what no line explains.
UNEXPLAINED = "unexplained"
#: The group, in `by_group`, of the places whose group is not known.
UNKNOWN = "unknown"
#: The tables whose columns may be groups.
GROUPED = (vocabulary.TABLES["places"], vocabulary.TABLES["funding"], vocabulary.DERIVED)
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


@dataclass(frozen=True)
class _Measures:
    """Numbers of a group: columns made of each place, aggregates of single columns, and what follows from them.

    ``quantiles`` are aggregates too: the name of each to its column and level, exact, linear between neighbours.
    """

    made: dict[str, nw.Expr]
    aggregates: dict[str, nw.Expr]
    results: dict[str, nw.Expr]
    quantiles: dict[str, tuple[str, float]] = field(default_factory=dict)

    def __or__(self, other: _Measures) -> _Measures:
        return _Measures(
            self.made | other.made,
            self.aggregates | other.aggregates,
            self.results | other.results,
            self.quantiles | other.quantiles,
        )


def _counts_where(**conditions: nw.Expr) -> _Measures:
    """How many places of a group meet each condition."""
    made = {f"is_{name}": condition.fill_null(False).cast(nw.Int64) for name, condition in conditions.items()}
    sums = {f"n_{name}": col(f"is_{name}").sum() for name in conditions}
    return _Measures(made, sums, {name: col(f"n_{name}").cast(nw.Int64) for name in conditions})


def _quantiles(value: str, **levels: float) -> _Measures:
    return _Measures(
        {}, {}, {name: col(name) for name in levels}, {name: (value, level) for name, level in levels.items()}
    )


def _held(plans: Frame, measures: _Measures) -> tuple[Frame, dict[str, nw.Expr]]:
    """Quantiles by the engine's own function, which holds all values of a group in memory."""
    return plans, {
        name: col(value).quantile(level, interpolation="linear") for name, (value, level) in measures.quantiles.items()
    }


def _sorted(plans: Frame, measures: _Measures, groups: Sequence[str]) -> tuple[Frame, dict[str, nw.Expr]]:
    """The same quantiles from ranks: a sort can leave memory. Each is the sum of its two neighbours by their weights."""
    values = {value for value, _ in measures.quantiles.values()}
    ranks = {f"rank_{value}": col(value).rank("ordinal").over(*groups) for value in values}
    known = {f"known_{value}": col(value).count().over(*groups) for value in values}
    weighed = {}
    for name, (value, level) in measures.quantiles.items():
        away = (col(f"rank_{value}") - 1 - (col(f"known_{value}") - 1) * level).abs()
        weighed[name] = nw.when(away < 1).then(col(value) * (1 - away))
    sums = {name: col(name).sum() for name in weighed} | {f"any_{name}": col(name).count() for name in weighed}
    return plans.with_columns(**ranks, **known).with_columns(**weighed), sums


def _pooled(low: str, high: str) -> _Measures:
    """Bounds of the public share of all euros: of the places whose investment is known."""
    known, total = nw.when(~col("investment_eur").is_null()), nw.when(col("euros") > 0).then(col("euros"))
    return _Measures(
        {"of_public": known.then(col("public_eur")), "of_unknown": known.then(col("unknown_eur"))},
        {"public": col("of_public").sum(), "open": col("of_unknown").sum()},
        {low: col("public") / total, high: (col("public") + col("open")) / total},
    )


def _mixes() -> _Measures:
    return _counts_where(**{code: col("mix") == code for code in vocabulary.labels("mix")})


PLACES_OF = _Measures({}, {"places": nw.len()}, {"n": col("places").cast(nw.Int64)})
EUROS_OF = _Measures({}, {"euros": col("investment_eur").sum()}, {"investment_eur": col("euros")})


def _codes(name: str) -> tuple[str, ...]:
    """The allowed values of a column; none where the vocabulary has none, or does not know it."""
    return next((table[name].codes for table in GROUPED if name in table.names), ())


def _key(name: str, kind: nw.dtypes.DType, *, unknown: bool) -> nw.Expr:
    """A column as groups: what is not known is empty, or the vocabulary's own code for it."""
    if kind in (nw.Categorical, nw.Enum):
        return _key(name, nw.String(), unknown=unknown).cast(nw.String)
    if kind.is_float():
        return col(name).fill_nan(None)
    return col(name).fill_null(UNKNOWN) if unknown and UNKNOWN in _codes(name) else col(name)


def _text(name: str, kind: nw.dtypes.DType) -> nw.Expr:
    if kind == nw.Boolean:
        return nw.when(col(name)).then(nw.lit("true")).otherwise(nw.when(~col(name)).then(nw.lit("false")))
    text = col(name).cast(nw.String)
    return text.str.replace_all(r"\.0$", "") if kind.is_float() else text  # a year is a whole number


def _grouped(
    plans: Frame, keys: Mapping[str, str], measures: _Measures, *, unknown: bool = False, sort: bool = False
) -> Frame:
    """One row per group in the order of the vocabulary, the groups as text; one row where there is no key.

    ``keys`` maps the name of each column of groups in the result to the column of the plans.
    """
    schema = plans.collect_schema()
    need_columns(schema, list(keys.values()))
    groups = {f"group_{name}": _key(source, schema[source], unknown=unknown) for name, source in keys.items()}
    if sort and not keys:
        groups = {"group_": nw.lit(0)}
    made = plans.with_columns(**measures.made, **groups)
    made, quantiles = _sorted(made, measures, list(groups)) if sort else _held(made, measures)
    aggregates = measures.aggregates | quantiles
    table = made.group_by(*groups, drop_null_keys=not unknown).agg(**aggregates) if keys else made.select(**aggregates)
    if sort:  # the sum of nothing is 0, the quantile of nothing is not known
        table = table.with_columns(
            **{name: nw.when(col(f"any_{name}") > 0).then(col(name)) for name in measures.quantiles}
        )
    if not keys:
        return table.select(**measures.results)
    ordered = sort_groups(table, **{f"group_{name}": _codes(source) for name, source in keys.items()})
    texts = {name: _text(f"group_{name}", schema[source]) for name, source in keys.items()}
    if unknown:
        texts = {name: text.fill_null(UNKNOWN) for name, text in texts.items()}
    return ordered.select(**texts, **measures.results)


def _named(plans: Frame, by: str | None, measures: _Measures) -> Frame:
    """A table whose first column is ``group``: one row per group, or one that is called all."""
    if by is None:
        return _grouped(plans, {}, measures).select(nw.lit("all").alias("group"), nw.all())
    return _grouped(plans, {"group": by}, measures)


@any_frame
def by_group(plans: Frame, by: str | Sequence[str] = (), *, sort: bool = False) -> Frame:
    """All numbers of each group at once: `vocabulary.GROUPS` lists them.

    Parameters
    ----------
    plans : frame
        One row per place, as `shares.financing` returns it: pandas, Polars (eager or lazy), DuckDB, PyArrow or Spark.
    by : str or sequence of str
        Columns of groups (texts, whole numbers, truth values); without any, one row for all places.
    sort : bool
        Find quantiles by sorting, which DuckDB and Spark do on disk where memory does not suffice.

    Returns
    -------
    frame of the same kind
        One row per group: the columns of ``by`` as text, then those of `vocabulary.GROUPS`. Groups follow the
        vocabulary; places whose group is not known are the last row, "unknown": no place is left out.

    Examples
    --------
    >>> from analysis import load, shares
    >>> table = by_group(shares.plans(load()), "settlement")
    >>> table[["settlement", "n"]].values.tolist()
    [['rural', 87], ['urban', 127], ['unknown', 24]]
    """
    keys = [by] if isinstance(by, str) else list(by)
    measures = (
        PLACES_OF
        | _counts_where(complete_plans=col("complete"))
        | EUROS_OF
        | _quantiles("investment_eur", investment_q1=0.25, investment_median=0.5, investment_q3=0.75)
        | _pooled("public_share_low", "public_share_high")
        | _quantiles("public_share_low", low_q1=0.25, low_median=0.5, low_q3=0.75)
        | _quantiles("public_share_high", high_q1=0.25, high_median=0.5, high_q3=0.75)
        | _mixes()
    )
    return _grouped(plans, {key: key for key in keys}, measures, unknown=True, sort=sort)


@any_frame
def public_share(plans: Frame, *, by: str | None = None) -> Frame:
    """Public share of each group: pooled bounds, the median of its complete plans, and how many are complete.

    Parameters
    ----------
    plans : frame
        What `shares.plans` or `shares.financing` returns, on any kind of frame.
    by : str, optional
        Column of groups, rows without a group are left out; without it one group named "all".

    Returns
    -------
    frame of the same kind
        group, n, complete (plans), investment_eur (sum, nominal euros), low, high (pooled, shares), median_low,
        median_high (medians of the places' bounds).

    Examples
    --------
    >>> from analysis import load, shares
    >>> bool((public_share(shares.plans(load())).eval("low <= high")).all())
    True
    """
    measures = (
        PLACES_OF
        | _counts_where(complete=col("complete"))
        | EUROS_OF
        | _pooled("low", "high")
        | _quantiles("public_share_low", median_low=0.5)
        | _quantiles("public_share_high", median_high=0.5)
    )
    return _named(plans, by, measures)


def _parts(plans: Frame, funding: Frame) -> Frame:
    """Lines and euros of each funder type in each plan; those of complete plans scaled as `shares.financing` does."""
    keys = ["place_id", "funder_type", "sector"]
    known = plans.select("place_id", total=col("investment_eur").cast(nw.Float64), whole=col("complete").cast(nw.Int64))
    parts = (
        funding.select(*keys, amount=col("amount_eur").fill_nan(None))
        .join(known, on="place_id", how="inner")
        .group_by(*keys)
        .agg(lines=nw.len(), known=col("amount").sum(), total=col("total").min(), whole=col("whole").min())
    )
    reached = parts.group_by("place_id").agg(reached=col("known").sum())
    unused = nw.when(col("reached") > MOST_OF_TOTAL * col("total")).then(nw.lit(0.0)).otherwise(nw.lit(1.0))
    scale = nw.when(col("whole") == 1).then(col("total") / col("reached")).otherwise(unused)
    return parts.join(reached, on="place_id", how="left").with_columns(eur=col("known") * scale)


def _median_with_zeros(parts: Frame, complete: Frame) -> Frame:
    """Median of each funder type's part of the complete plans, zero where a plan lacks the type.

    The zeros are not written out: they come first, so that the place of a part among all plans is its rank among the
    parts plus their number.
    """
    keys = ["funder_type", "sector"]
    place, plans = col("rank") + col("complete") - col("k"), col("complete")
    middle = (2 * place == plans).cast(nw.Int64) + (2 * place == plans + 2).cast(nw.Int64)
    weight = (middle + 2 * (2 * place == plans + 1).cast(nw.Int64)) / 2
    return (
        parts.filter(col("whole") == 1)
        .select(*keys, part=col("eur") / col("total"))
        .with_columns(
            rank=col("part").rank("ordinal").over(*keys).cast(nw.Int64), k=nw.len().over(*keys).cast(nw.Int64)
        )
        .join(complete, how="cross")
        .with_columns(weighed=col("part") * weight)
        .group_by(*keys)
        .agg(median_share=col("weighed").sum())
    )


@any_frame
def funder_mix(plans: Frame, funding: Frame) -> Frame:
    """Who pays: the euros of each funder type, pooled and in the median complete plan.

    Parameters
    ----------
    plans : frame
        What `shares.plans` or `shares.financing` returns, or some of its rows, on any kind of frame.
    funding : frame of the same kind
        The funding lines; those of other places are left out.

    Returns
    -------
    frame of the same kind
        funder_type, sector, lines (with and without an amount), plans (that name the type), eur (nominal), share
        (of all investment), median_share (over the complete plans; 0 where a plan lacks the type). Own funds and bank
        loans appear once per sector. The last row, ``unexplained``, is what no line explains. Euros are those of plans
        whose investment is known, as the shares are; where it is known of none, all euros, and neither share nor rest.

    Examples
    --------
    >>> from analysis import load, shares
    >>> data = load()
    >>> round(float(funder_mix(shares.plans(data), data.funding)["share"].sum()), 6)
    1.0
    """
    keys, whole = ["funder_type", "sector"], nw.Int64
    totals = plans.select(totals=col("investment_eur").cast(nw.Float64).sum())
    parts = _parts(plans, funding).join(totals, how="cross")
    # lines of a plan without a total explain nothing of the totals of others
    counted = ~col("total").is_null() | ~(col("totals").fill_null(0.0) > 0)
    parts = parts.with_columns(eur=nw.when(counted).then(col("eur")).otherwise(nw.lit(0.0)))
    named = parts.group_by(*keys).agg(lines=col("lines").sum(), plans=nw.len(), eur=col("eur").sum())
    places = plans.select(n=nw.len(), complete=col("complete").cast(whole).sum(), euros=col("investment_eur").sum())
    places = places.select(col("n", "complete").cast(whole), col("euros").cast(nw.Float64))
    medians = _median_with_zeros(parts, places.select("complete"))
    types = (
        named.select(*keys, col("lines", "plans").cast(whole), "eur")
        .join(places, how="cross")
        .join(medians, on=keys, how="left")
        .with_columns(median_share=nw.when(col("complete") > 0).then(col("median_share").fill_null(0.0)))
    )
    explained = named.select(explained=col("eur").sum())
    rest = places.join(explained, how="cross").select(
        funder_type=nw.lit(UNEXPLAINED),
        sector=nw.lit(Sector.UNKNOWN),
        lines=nw.lit(0).cast(whole),
        plans=col("n") - col("complete"),
        eur=nw.when(col("euros") > 0).then(col("euros") - col("explained")),
        euros=col("euros"),
        median_share=nw.lit(None).cast(nw.Float64),
    )
    table = nw.concat([types.select(rest.collect_schema().names()), rest])
    table = table.with_columns(share=col("eur") / nw.when(col("euros") > 0).then(col("euros")))
    order = {"funder_type": [*vocabulary.labels("funder_type"), UNEXPLAINED], "sector": _codes("sector")}
    return sort_groups(table, **order).select(*keys, "lines", "plans", "eur", "share", "median_share")


@any_frame
def mixed(plans: Frame, *, by: str | None = None) -> Frame:
    """How many plans are mixed, have one sector, or cannot be told, in each group.

    Parameters
    ----------
    plans : frame
        One row per place with ``mix``, on any kind of frame.
    by : str, optional
        Column of groups, rows without a group are left out; without it one group named "all".

    Returns
    -------
    frame of the same kind
        group, n, mixed, one_sector, unknown (counts of places).

    Examples
    --------
    >>> mixed(pd.DataFrame({"mix": ["mixed", "unknown", "unknown"]})).values.tolist()
    [['all', 3, 1, 0, 2]]
    """
    return _named(plans, by, PLACES_OF | _mixes())


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
    need_numbers(plans, [value])
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
    need_numbers(plans, [value])
    numbers = np.sort(plans[value].dropna().to_numpy(dtype=float))[::-1]
    return float(numbers[: int(np.ceil(len(numbers) * top))].sum() / numbers.sum()) if len(numbers) else np.nan


@any_frame
def cofunding(funding: Frame) -> Frame:
    """Which funder types stand in one plan: the plans that name both, with or without an amount.

    Parameters
    ----------
    funding : frame
        Funding lines: ``place_id`` and ``funder_type``, on any kind of frame.

    Returns
    -------
    frame of the same kind
        funder_type, with_type, plans: symmetric, the diagonal holds the plans that name the type; types that no plan
        names are absent, unknown funders are left out.

    Examples
    --------
    >>> lines = pd.DataFrame({"place_id": ["a", "a", "b"], "funder_type": ["state", "region", "state"]})
    >>> cofunding(lines).query("funder_type == 'state' and with_type == 'region'")["plans"].item()
    1
    """
    keys, codes = ["funder_type", "with_type"], _codes("funder_type")
    known = funding.select("place_id", "funder_type").filter(col("funder_type") != FunderType.UNKNOWN).unique()
    other = known.rename({"funder_type": "with_type"})
    found = known.join(other, on="place_id").group_by(*keys).agg(plans=nw.len())
    types = known.select("funder_type").unique()
    pairs = types.join(types.rename({"funder_type": "with_type"}), how="cross").join(found, on=keys, how="left")
    table = pairs.with_columns(plans=col("plans").fill_null(0).cast(nw.Int64))
    return sort_groups(table, funder_type=codes, with_type=codes).select(*keys, "plans")


@any_frame
def counts(plans: Frame, by: str) -> Frame:
    """Places of each group and their share of the places whose group is known.

    Parameters
    ----------
    plans : frame
        One row per place, any kind of frame.
    by : str
        Column of groups.

    Returns
    -------
    frame of the same kind
        group, n, share; numbers ascend, codes follow the vocabulary.

    Examples
    --------
    >>> counts(pd.DataFrame({"funders": [2, 1, 2]}), "funders").values.tolist()
    [['1', 1, 0.3333333333333333], ['2', 2, 0.6666666666666666]]
    """
    return _named(plans, by, PLACES_OF).with_columns(share=col("n") / col("n").sum())


@any_frame
def carriers(plans: Frame) -> Frame:
    """Places by carrier, with the sector of the carrier.

    Parameters
    ----------
    plans : frame
        ``carrier_type`` and ``carrier_sector`` of each place, on any kind of frame.

    Returns
    -------
    frame of the same kind
        carrier_type, sector (public, private, unknown), n, share; mixed carriers count as unknown sector.

    Examples
    --------
    >>> plans = pd.DataFrame({"carrier_type": ["region"], "carrier_sector": ["public"]})
    >>> carriers(plans).values.tolist()
    [['region', 'public', 1, 1.0]]
    """
    sector = nw.when(col("of_sector") == Sector.MIXED).then(nw.lit(Sector.UNKNOWN)).otherwise(col("of_sector"))
    sectors = _Measures({}, {"of_sector": col("carrier_sector").max()}, {"sector": sector})
    table = _grouped(plans, {"carrier_type": "carrier_type"}, sectors | PLACES_OF)
    return table.with_columns(share=col("n") / col("n").sum())


@any_frame
def regions(plans: Frame) -> Frame:
    """Places, euros and median investment of each of the 18 regions, those without a place too.

    Parameters
    ----------
    plans : frame
        ``region`` and ``investment_eur`` of each place, on any kind of frame.

    Returns
    -------
    frame of the same kind
        region, n, investment_eur (sum), median (EUR; empty without a place).

    Examples
    --------
    >>> len(regions(pd.DataFrame({"region": ["Corse"], "investment_eur": [1.0]})))
    18
    """
    found = _grouped(plans, {"region": "region"}, PLACES_OF | EUROS_OF | _quantiles("investment_eur", median=0.5))
    all_regions = make_same_kind({"region": REGIONS}, plans)
    others = found.select("region").join(all_regions, on="region", how="anti")
    table = nw.concat([all_regions, others]).join(found, on="region", how="left")
    table = table.with_columns(
        n=col("n").fill_null(0).cast(nw.Int64), investment_eur=col("investment_eur").fill_null(0.0)
    )
    return sort_groups(table, region=REGIONS)
