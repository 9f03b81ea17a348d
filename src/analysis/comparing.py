"""One financing plan among its peers: where it stands, which places are nearest, and what the choice of peers changes."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analysis import inference, vocabulary
from analysis.checking.tables import MOST_OF_TOTAL
from analysis.dataset import Dataset
from analysis.findings.finding import Findings
from analysis.formatting import count, euros, interval, share
from analysis.shares import plans as plans_of

__all__ = ["FEW_PEERS", "Comparison", "Plan", "compare", "what_if"]

#: Under this number of peers a position says little.
FEW_PEERS = 20
NEAREST = 5
#: What peers may be asked to share with the plan.
LIKE = ("place_type", "region", "settlement", "carrier_sector", "vat")
#: How the choices of peers are compared: each is tried beside the one that was asked for.
CHOICES: tuple[tuple[str, ...], ...] = (
    (),
    ("place_type",),
    ("region",),
    ("settlement",),
    ("carrier_sector",),
    ("place_type", "settlement"),
)


@dataclass(frozen=True)
class Plan:
    """A financing plan to set beside the places.

    Attributes
    ----------
    investment_eur : float
        Total cost, EUR, above 0.
    funding : dict
        Funder type to EUR; what the lines do not explain is of unknown nature.
    place_type, region, settlement, carrier_type, vat : str, optional
        Codes of the vocabulary; None where it is not known.
    surface_m2, workstations : float, optional
        Above 0.
    name : str
        What the plan is called.
    """

    investment_eur: float
    funding: Mapping[str, float] = field(default_factory=dict)
    place_type: str | None = None
    region: str | None = None
    settlement: str | None = None
    carrier_type: str | None = None
    vat: str | None = None
    surface_m2: float | None = None
    workstations: float | None = None
    name: str = "this plan"

    def __post_init__(self) -> None:
        _above_zero("investment_eur", self.investment_eur)
        for name in ("surface_m2", "workstations"):
            if getattr(self, name) is not None:
                _above_zero(name, getattr(self, name))
        for kind, amount in self.funding.items():
            _one_of("funding", kind, list(vocabulary.labels("funder_type")))
            if not _is_number(amount) or amount < 0:
                raise ValueError(f"funding[{kind!r}] must be a number of euros from 0, not {amount!r}")
        for name in ("place_type", "settlement", "carrier_type", "vat"):
            if getattr(self, name) is not None:
                _one_of(name, getattr(self, name), list(vocabulary.labels(name)))
        known = sum(self.funding.values())
        if known > MOST_OF_TOTAL * self.investment_eur:
            raise ValueError(f"investment_eur ({self.investment_eur:,.0f}) is below the sum of funding ({known:,.0f})")

    @property
    def carrier_sector(self) -> str | None:
        """The sector that follows from the carrier."""
        return vocabulary.CARRIER_SECTOR_OF[self.carrier_type] if self.carrier_type else None

    def euros(self, sector: str) -> float:
        """Euros of a sector: public, private, or unknown (with what no line explains)."""
        follows = self.carrier_sector if self.carrier_sector in ("public", "private") else "unknown"
        own = {kind: vocabulary.FUNDER_SECTORS.get(kind, follows) for kind in self.funding}
        known = sum(amount for kind, amount in self.funding.items() if own[kind] == sector)
        rest = max(self.investment_eur - sum(self.funding.values()), 0.0) if sector == "unknown" else 0.0
        return float(known + rest)

    @property
    def public_share(self) -> tuple[float, float]:
        """Low and high bound of the public share."""
        return self.euros("public") / self.investment_eur, 1 - self.euros("private") / self.investment_eur


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _above_zero(name: str, value: object) -> None:
    if not _is_number(value) or value <= 0:  # type: ignore[operator]
        raise ValueError(f"{name} must be a number above 0, not {value!r}")


def _one_of(name: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        near = difflib.get_close_matches(str(value), allowed, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; it is one of {', '.join(allowed)}"
        raise ValueError(f"{name}: {value!r} is not known{hint}")


@dataclass(frozen=True)
class Comparison:
    """Where a plan stands.

    Attributes
    ----------
    plan : Plan
        The plan.
    peers : DataFrame
        The comparable places, as `shares.plans` returns them.
    positions : DataFrame
        measure, value, n, below (share of the peers below the plan, ties count half), with ``value_high`` and
        ``below_high`` where only bounds are known; median, low, high (95% interval of the median), NaN under five peers.
    nearest : DataFrame
        place_id, name, distance, why, investment_eur, source_url: the five nearest of all places.
    choices : DataFrame
        like, n, below: the position of the investment for each choice of peers.
    warnings : Findings
        What weakens the comparison.
    sentences : Findings
        Three computed sentences.
    """

    plan: Plan
    peers: pd.DataFrame
    positions: pd.DataFrame
    nearest: pd.DataFrame
    choices: pd.DataFrame
    warnings: Findings
    sentences: Findings


def _like(plan: Plan, plans: pd.DataFrame, like: Sequence[str]) -> pd.DataFrame:
    kept = plans
    for name in like:
        kept = kept[kept[name] == getattr(plan, name)]
    return kept


def _below(value: float, others: pd.Series) -> float:
    """Share of the others below a value; ties count half (mid-rank)."""
    return float((others < value).mean() + (others == value).mean() / 2) if len(others) else math.nan


def _position(measure: str, value: float, others: pd.Series, high: float = math.nan) -> tuple[object, ...]:
    known = others.dropna()
    found = inference.median(known)
    up_to = _below(high, known) if high == high else math.nan
    return (measure, value, high, len(known), _below(value, known), up_to, found.value, found.low, found.high)


def _positions(plan: Plan, peers: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """The position of each number that the plan has; shares stand beside complete plans only."""
    rows = [_position("investment", plan.investment_eur, peers["investment_eur"])]
    for name, column in (("surface_m2", "eur_per_m2"), ("workstations", "eur_per_workstation")):
        size = getattr(plan, name)
        if size is not None:
            rows.append(_position(vocabulary.label(column), plan.investment_eur / size, peers[column]))
    complete = peers[peers["complete"]]
    low, high = plan.public_share
    one = complete[complete["public_share_low"] == complete["public_share_high"]]["public_share_low"]
    rows.append(_position("public share", low, one, high))
    lines = funding[funding["place_id"].isin(complete["place_id"])]
    sums = lines.groupby(["place_id", "funder_type"])["amount_eur"].sum().unstack(fill_value=0.0)
    sums = sums.reindex(complete["place_id"]).fillna(0.0)
    for kind, amount in plan.funding.items():
        given = sums[kind].to_numpy() if kind in sums else np.zeros(len(complete))
        shares = pd.Series(given / complete["investment_eur"].to_numpy())
        rows.append(
            _position(f"share of {vocabulary.labels('funder_type')[kind]}", amount / plan.investment_eur, shares)
        )
    return pd.DataFrame(
        rows, columns=["measure", "value", "value_high", "n", "below", "below_high", "median", "low", "high"]
    )


def _differences(plan: Plan, plans: pd.DataFrame) -> pd.DataFrame:
    """How far each place is from the plan in each feature, 0 to 1; missing where either is not known."""
    known = plans["investment_eur"].where(plans["investment_eur"] > 0)
    parts = {"investment": _log_gap(plan.investment_eur, known)}
    if plan.surface_m2 is not None:
        parts["surface"] = _log_gap(plan.surface_m2, plans["surface_m2"])
    low, high = plan.public_share
    # bounds that overlap are no difference that is known
    gap = np.maximum(plans["public_share_low"] - high, low - plans["public_share_high"]).clip(lower=0)
    parts["public share"] = gap.where((plans["public_eur"] + plans["private_eur"]) > 0)
    for name in ("place_type", "settlement", "carrier_sector", "region"):
        value = getattr(plan, name)
        if value is not None:
            parts[vocabulary.label(name)] = (plans[name] != value).astype("float64").where(plans[name].notna())
    return pd.DataFrame(parts, index=plans.index)


def _log_gap(value: float, others: pd.Series) -> pd.Series:
    """Difference of log10 over two powers of ten: a hundred times as much is as far as can be."""
    return (np.log10(others.astype("float64")) - math.log10(value)).abs().div(2).clip(upper=1)


def _nearest(plan: Plan, plans: pd.DataFrame) -> pd.DataFrame:
    gaps = _differences(plan, plans)
    distance = gaps.mean(axis=1).where(gaps["investment"].notna() & (gaps.notna().sum(axis=1) >= min(3, gaps.shape[1])))
    table = plans.assign(distance=distance).dropna(subset=["distance"])
    table = table.sort_values(["distance", "place_id"], kind="stable").head(NEAREST)
    why = [
        ", ".join(name for name, gap in gaps.loc[row].items() if gap < 0.1) or "nearest of all" for row in table.index
    ]
    columns = ["place_id", "name", "distance", "why", "investment_eur", "source_url"]
    return table.assign(why=why)[columns].reset_index(drop=True)


def _choices(plan: Plan, plans: pd.DataFrame, like: Sequence[str]) -> pd.DataFrame:
    tried = [
        choice
        for choice in dict.fromkeys([tuple(like), *CHOICES])
        if all(getattr(plan, name) is not None for name in choice)
    ]
    rows = []
    for choice in tried:
        peers = _like(plan, plans, choice)["investment_eur"].dropna()
        names = " and ".join(vocabulary.label(name) for name in choice)
        rows.append((f"same {names}" if names else "all places", len(peers), _below(plan.investment_eur, peers)))
    return pd.DataFrame(rows, columns=["like", "n", "below"])


def _warnings(plan: Plan, peers: pd.DataFrame) -> Findings:
    told = []
    if len(peers) < FEW_PEERS:
        told.append(f"Only {count(len(peers), 'peer')}: a position among so few says little.")
    known = sum(plan.funding.values())
    if not vocabulary.COMPLETE_FROM * plan.investment_eur <= known:
        rest = euros(plan.investment_eur - known)
        told.append(
            f"The lines explain {share(known / plan.investment_eur)} of the total; {rest} are of unknown nature."
        )
    if plan.vat is None or not (peers["vat"] == plan.vat).all():
        told.append("Peers count with and without VAT: a difference of up to a fifth may be the tax.")
    return Findings(tuple(told) or ("Nothing that is known of.",))


def _sentences(plan: Plan, positions: pd.DataFrame, choices: pd.DataFrame, nearest: pd.DataFrame) -> Findings:
    first = positions.iloc[0]
    if first["n"] < inference.LEAST_FOR_SUMMARY:
        cost = f"{plan.name} costs {euros(plan.investment_eur)}; {count(first['n'], 'peer')} are too few to say more."
    else:
        cost = (
            f"{plan.name} costs {euros(plan.investment_eur)}: more than {share(first['below'])} of its {first['n']} peers, whose "
            f"median is {euros(first['median'])} (95% interval {interval(first['low'], first['high'], euros)}); "
            f"with other choices of peers, more than {share(choices['below'].min())} to {share(choices['below'].max())}."
        )
    public = positions[positions["measure"] == "public share"].iloc[0]
    own = share(public["value"]) if np.isclose(public["value"], public["value_high"]) else (
        f"{share(public['value'])} to {share(public['value_high'])}"
    )  # fmt: skip
    beside = (
        f"the median of the {public['n']} complete peers is {share(public['median'])}"
        if public["n"] >= inference.LEAST_FOR_SUMMARY
        else f"{count(public['n'], 'peer')} with a complete plan are too few to compare"
    )
    near = "; ".join(f"{row.name} ({euros(row.investment_eur)})" for row in nearest.head(3).itertuples(index=False))
    texts = (cost, f"Public money is {own} of it; {beside}.", f"Nearest places: {near or 'none'}.")
    return Findings(tuple(text[:1].upper() + text[1:] for text in texts))


def what_if(data: Dataset, plan: Plan, *, like: Sequence[str] = ("place_type",)) -> pd.DataFrame:
    """How the position of a plan moves when its largest funder withdraws, or its total grows by a fifth.

    Returns
    -------
    DataFrame
        scenario, investment_eur, below (of the investment), public_low, public_high (bounds of the public share).

    Examples
    --------
    >>> from analysis import load
    >>> found = what_if(load(), Plan(300_000, {"region": 120_000, "own_funds": 180_000}, place_type="third_place"))
    >>> found["scenario"].tolist()
    ['as planned', "without carrier's own funds", 'a fifth dearer']
    """
    scenarios = {"as planned": plan}
    if plan.funding:
        largest = max(plan.funding, key=lambda kind: plan.funding[kind])
        name = f"without {vocabulary.labels('funder_type')[largest]}"
        scenarios[name] = replace(plan, funding={kind: eur for kind, eur in plan.funding.items() if kind != largest})
    scenarios["a fifth dearer"] = replace(plan, investment_eur=1.2 * plan.investment_eur)
    rows = []
    for name, changed in scenarios.items():
        found = compare(data, changed, like=like).positions.set_index("measure")
        public = found.loc["public share"]
        rows.append(
            (name, changed.investment_eur, found.loc["investment", "below"], public["value"], public["value_high"])
        )
    return pd.DataFrame(rows, columns=["scenario", "investment_eur", "below", "public_low", "public_high"])


def compare(data: Dataset, plan: Plan, *, like: Sequence[str] = ("place_type",)) -> Comparison:
    """Where a financing plan stands among comparable places.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.
    plan : Plan
        The plan, nominal EUR.
    like : sequence of str
        What peers share with the plan: some of place_type, region, settlement, carrier_sector, vat; none for all places.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        If ``like`` names a field that cannot be used, or one that the plan does not know; the message names it.

    Notes
    -----
    A position is the share of the peers below the plan, ties counting half. The distance of the nearest places is Gower's
    (Biometrics 27, 1971): the mean over the features that both know, each from 0 to 1: the logs of investment and surface
    over two powers of ten, the gap between the bounds of the public share, and 0 or 1 for kind, settlement, sector of the
    carrier and region.

    Examples
    --------
    >>> from analysis import load
    >>> plan = Plan(300_000, {"region": 120_000, "own_funds": 180_000}, place_type="third_place", carrier_type="association")
    >>> found = compare(load(), plan)
    >>> found.positions["measure"].tolist()
    ['investment', 'public share', 'share of region', "share of carrier's own funds"]
    """
    for name in like:
        _one_of("like", name, LIKE)
        if getattr(plan, name) is None:
            raise ValueError(f"like: the plan does not say its {vocabulary.label(name)} ({name})")
    plans = plans_of(data)
    plans = plans[plans["investment_eur"].notna()]
    peers = _like(plan, plans, like)
    positions = _positions(plan, peers, data.funding)
    nearest = _nearest(plan, plans)
    choices = _choices(plan, plans, like)
    sentences = _sentences(plan, positions, choices, nearest)
    return Comparison(plan, peers, positions, nearest, choices, _warnings(plan, peers), sentences)
