"""The table of `summaries.by_group` by region as one would write it for one engine alone: what ours is measured against."""

from __future__ import annotations

from pathlib import Path
from typing import Any

COLUMNS = ["place_id", "region", "investment_eur"]
LINES = ["place_id", "line", "sector", "amount_eur"]
QUARTILES = (0.25, 0.5, 0.75)

SQL = """
with lines as (
    select place_id,
        sum(case when sector = 'public' then coalesce(amount_eur, 0) else 0 end) as public_lines,
        sum(case when sector = 'private' then coalesce(amount_eur, 0) else 0 end) as private_lines,
        sum(case when sector = 'unknown' then coalesce(amount_eur, 0) else 0 end) as unknown_lines,
        count(*) filter (sector = 'public') as public_named,
        count(*) filter (sector = 'private') as private_named,
        count(*) as funders
    from read_parquet('{folder}/funding.parquet') group by place_id
), known as (
    select coalesce(region, 'unknown') as region, investment_eur, coalesce(public_lines, 0) as public_lines,
        coalesce(private_lines, 0) as private_lines, coalesce(unknown_lines, 0) as unknown_lines,
        coalesce(public_named, 0) as public_named, coalesce(private_named, 0) as private_named,
        coalesce(funders, 0) as funders,
        coalesce(public_lines + private_lines + unknown_lines, 0) as known
    from read_parquet('{folder}/places.parquet') left join lines using (place_id)
), whole as (
    select *, known between 0.98 * investment_eur and 1.02 * investment_eur as complete from known
), euros as (
    select *, public_lines * scale as public_eur,
        case when complete then unknown_lines * scale
             else investment_eur - public_lines * scale - private_lines * scale end as unknown_eur
    from (select *, case when complete then investment_eur / known
                         when known > 1.02 * investment_eur then 0 else 1 end as scale from whole)
), plans as (
    select region, investment_eur, public_eur, unknown_eur, complete, public_eur / investment_eur as low,
        (public_eur + unknown_eur) / investment_eur as high,
        case when public_named > 0 and private_named > 0 then 'mixed'
             when complete and unknown_lines = 0 and funders = public_named + private_named then 'one_sector'
             else 'unknown' end as mix
    from euros
)
select region, count(*) as n, count(*) filter (complete), sum(investment_eur),
    quantile_cont(investment_eur, [0.25, 0.5, 0.75]),
    sum(public_eur) / sum(investment_eur), (sum(public_eur) + sum(unknown_eur)) / sum(investment_eur),
    quantile_cont(low, [0.25, 0.5, 0.75]), quantile_cont(high, [0.25, 0.5, 0.75]),
    count(*) filter (mix = 'mixed'), count(*) filter (mix = 'one_sector'), count(*) filter (mix = 'unknown')
from plans group by region order by region
"""


def in_duckdb(folder: Path) -> Any:
    """One statement of SQL on the files."""
    import duckdb

    return duckdb.sql(SQL.format(folder=folder)).fetchall()


def in_polars(folder: Path) -> Any:
    """One lazy expression of Polars on the files."""
    import polars as pl

    total, amount = pl.col("investment_eur"), pl.col("amount_eur").fill_null(0)
    named = {f"{sector}_named": (pl.col("sector") == sector).sum() for sector in ("public", "private")}
    sums = {f"{s}_lines": amount.filter(pl.col("sector") == s).sum() for s in ("public", "private", "unknown")}
    lines = pl.scan_parquet(folder / "funding.parquet").group_by("place_id").agg(**sums, **named, funders=pl.len())
    euros, low, high = pl.col("public_lines") * pl.col("scale"), pl.col("low"), pl.col("high")
    plans = (
        pl.scan_parquet(folder / "places.parquet")
        .select(*COLUMNS)
        .join(lines, on="place_id", how="left")
        .with_columns(pl.col(*sums, *named, "funders").fill_null(0), pl.col("region").fill_null("unknown"))
        .with_columns(known=pl.sum_horizontal(*sums))
        .with_columns(complete=pl.col("known").is_between(0.98 * total, 1.02 * total))
        .with_columns(
            scale=pl.when("complete")
            .then(total / pl.col("known"))
            .when(pl.col("known") > 1.02 * total)
            .then(0.0)
            .otherwise(1.0)
        )
        .with_columns(
            public_eur=euros,
            unknown_eur=pl.when("complete")
            .then(pl.col("unknown_lines") * pl.col("scale"))
            .otherwise(total - euros - pl.col("private_lines") * pl.col("scale")),
            mixed=(pl.col("public_named") > 0) & (pl.col("private_named") > 0),
        )
        .with_columns(
            low=pl.col("public_eur") / total,
            high=(pl.col("public_eur") + pl.col("unknown_eur")) / total,
            one_sector=~pl.col("mixed")
            & pl.col("complete")
            & (pl.col("unknown_lines") == 0)
            & (pl.col("funders") == pl.col("public_named") + pl.col("private_named")),
        )
    )
    quartiles = {
        f"{name}_{level}": of.quantile(level, interpolation="linear")
        for name, of in (("investment", total), ("low", low), ("high", high))
        for level in QUARTILES
    }
    pooled = pl.col("public_eur").sum() / total.sum()
    return (
        plans.group_by("region")
        .agg(
            n=pl.len(),
            complete=pl.col("complete").sum(),
            euros=total.sum(),
            pooled_low=pooled,
            pooled_high=pooled + pl.col("unknown_eur").sum() / total.sum(),
            mixed=pl.col("mixed").sum(),
            one_sector=pl.col("one_sector").sum(),
            **quartiles,
        )
        .sort("region")
        .collect()
    )


def in_pandas(places: Any, funding: Any) -> Any:
    """Plain pandas on frames in memory."""
    import numpy as np

    amount, sector = funding["amount_eur"].fillna(0), funding["sector"]
    parts = {"place_id": funding["place_id"]}
    for name in ("public", "private", "unknown"):
        parts[f"{name}_lines"] = amount.where(sector == name, 0.0)
    for name in ("public", "private"):
        parts[f"{name}_named"] = sector == name
    lines = type(funding)(parts).groupby("place_id", sort=False)
    sums = lines.sum().assign(funders=lines.size())
    plans = places[COLUMNS].merge(sums, on="place_id", how="left")
    plans[list(sums)] = plans[list(sums)].fillna(0)
    total, known = plans["investment_eur"], plans["public_lines"] + plans["private_lines"] + plans["unknown_lines"]
    complete = (known >= 0.98 * total) & (known <= 1.02 * total)
    scale = np.where(complete, total / known, np.where(known > 1.02 * total, 0.0, 1.0))
    public = plans["public_lines"] * scale
    unknown = np.where(complete, plans["unknown_lines"] * scale, total - public - plans["private_lines"] * scale)
    mixed = (plans["public_named"] > 0) & (plans["private_named"] > 0)
    no_unknown = (plans["unknown_lines"] == 0) & (plans["funders"] == plans["public_named"] + plans["private_named"])
    groups = plans.assign(
        region=plans["region"].fillna("unknown"),
        complete=complete,
        public_eur=public,
        unknown_eur=unknown,
        low=public / total,
        high=(public + unknown) / total,
        mixed=mixed,
        one_sector=~mixed & complete & no_unknown,
    ).groupby("region")
    table = groups[["complete", "investment_eur", "public_eur", "unknown_eur", "mixed", "one_sector"]].sum()
    quartiles = groups[["investment_eur", "low", "high"]].quantile(list(QUARTILES)).unstack()
    return table.assign(
        n=groups.size(),
        low=table["public_eur"] / table["investment_eur"],
        high=(table["public_eur"] + table["unknown_eur"]) / table["investment_eur"],
    ).join(quartiles.set_axis(["_".join(map(str, name)) for name in quartiles], axis="columns"))
