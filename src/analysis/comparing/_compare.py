"""Compare one plan with the places that share some fields with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.comparing._expecting import Standing, expect_plan, find_standing
from analysis.comparing._law import tell_law
from analysis.comparing._money import Money, price_plan
from analysis.comparing._nearest import find_nearest
from analysis.comparing._plan import LIKE, Plan, PlanError, check_choice
from analysis.comparing._positions import compare_choices, find_peers, place_among_peers
from analysis.comparing._telling import tell_comparison, tell_warnings
from analysis.dataset import Dataset
from analysis.findings._finding import Findings
from analysis.numbers import shares
from analysis.numbers.cost import Expected
from analysis.words import vocabulary
from analysis.words.i18n import _

__all__ = ["Comparison", "compare", "take_comparable"]


@dataclass(frozen=True)
class Comparison:
    """Where a plan stands.

    Attributes
    ----------
    plan : Plan
        The plan.
    like : tuple of str
        What the peers share with it.
    peers : DataFrame
        The comparable places, as `shares.plans` returns them.
    money : Money
        In which euros they are compared: those of one year, or nominal ones; what is assumed of the plan.
    expected : Expected
        The range in which four of five plans of this kind, surface, settlement and sector of the carrier lie.
    standing : Standing
        Whether the plan costs what it should: below, within or above that range; it says nothing of need.
    positions : DataFrame
        measure (investment_eur, expected_eur, eur_per_m2, eur_per_workstation, public_share, share_of_<funder type>), draw of
        the peers where a funder gives (web, lists), value, n, below (share of the peers below the plan, ties count half), with
        value_high and below_high where only bounds are known; interval_low, interval_high (Wilson 95% interval of below);
        median, low, high (95% interval of the median); n_plans, n_giving (of how many peers on web pages a funder gives in how
        many); quarter_low, quarter_high (ends of the middle half of the peers); among (the peers' own numbers, sorted). NaN
        under five peers. Of expected_eur, n is that of the model, median, low and high are its middle and ends,
        range_low and range_high the share of the peers below these ends. EUR of ``money``, or
        shares.
    nearest : DataFrame
        place_id, name, distance, near_in (tuple of features), investment_eur (nominal), source_url: the five nearest of all
        places.
    choices : DataFrame
        like (tuple), n, below, interval_low, interval_high: the position of the investment for each choice of peers.
    warnings : Findings
        What weakens the comparison.
    sentences : Findings
        Five computed sentences, plain first, then their numbers, and a remark for each rule of law that the lines do not seem
        to keep.
    """

    plan: Plan
    like: tuple[str, ...]
    peers: pd.DataFrame
    money: Money
    expected: Expected
    standing: Standing
    positions: pd.DataFrame
    nearest: pd.DataFrame
    choices: pd.DataFrame
    warnings: Findings
    sentences: Findings


def take_comparable(plan: Plan, plans: pd.DataFrame, like: Sequence[str]) -> pd.DataFrame:
    """The places with a known investment that share some fields with a plan; PlanError as `compare` raises it."""
    for name in like:
        check_choice("like", name, LIKE)
        if getattr(plan, name) is None:
            told = _("the plan does not say its {field} ({name})").format(field=vocabulary.label(name), name=name)
            raise PlanError("like", told)
    if plan.region is not None and plans["region"].notna().any():
        check_choice("region", plan.region, sorted(plans["region"].dropna().unique()))
    return find_peers(plan, plans[plans["investment_eur"] > 0], like)


def compare(
    data: Dataset, plan: Plan, *, like: Sequence[str] = ("place_type",), plans: pd.DataFrame | None = None
) -> Comparison:
    """Where a financing plan stands among comparable places.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.
    plan : Plan
        The plan, EUR of its year.
    like : sequence of str
        What peers share with the plan: some of place_type, region, settlement, carrier_sector, vat; none for all places.
    plans : DataFrame, optional
        What `shares.plans` returns of the same data, where it is there already.

    Returns
    -------
    Comparison

    Raises
    ------
    PlanError
        A ValueError that names the field: if ``like`` names one that cannot be used or that the plan does not know, or if
        no place is in the plan's region by that name.

    Notes
    -----
    A position is the share of the peers below the plan, ties counting half. Amounts are compared in constant euros
    (`prices.constant`); a funder's part is set beside the peers that this funder gives to (`giving.find_given`), the two draws
    apart; the expected range is that of `cost.expect`. The distance of the nearest places is Gower's (Biometrics 27, 1971): the
    mean over the features that both know, each from 0 to 1: the logs of investment and surface over two powers of ten, the
    gap between the bounds of the public share, and 0 or 1 for kind, settlement, sector of the carrier and region.

    Examples
    --------
    >>> from analysis import load
    >>> plan = Plan(300_000, {"region": 120_000, "own_funds": 180_000}, place_type="third_place", carrier_type="association")
    >>> found = compare(load(), plan)
    >>> found.positions["measure"].tolist()
    ['investment_eur', 'expected_eur', 'public_share', 'share_of_region', 'share_of_own_funds']
    """
    plans = shares.plans(data) if plans is None else plans
    peers = take_comparable(plan, plans, like)
    money = price_plan(plan, peers, data.prices)
    expected = expect_plan(plan, plans, data.prices)
    plans = plans[plans["investment_eur"] > 0]
    standing = find_standing(money.euros, expected.low, expected.high)
    positions = place_among_peers(plan, peers, data.funding, money, expected)
    nearest = find_nearest(plan, plans, money.euros)
    choices = compare_choices(plan, plans, like, money.euros)
    told = tell_comparison(plan, tuple(like), money, expected, positions, choices, nearest)
    return Comparison(
        plan,
        tuple(like),
        peers,
        money,
        expected,
        standing,
        positions,
        nearest,
        choices,
        warnings=tell_warnings(plan, peers, data.funding, money),
        sentences=Findings((*told.messages, *tell_law(plan))),
    )
