"""Tables of numbers by group: medians, public share, funders, regions, features, claims."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.findings import Claim, ClaimPart
from analysis.numbers import summaries
from analysis.numbers.substance import Permanova
from analysis.tables._table import Table
from analysis.words import vocabulary
from analysis.words._codes import label_feature
from analysis.words._columns import need_columns
from analysis.words._formatting import (
    format_bounds,
    format_euros,
    format_interval,
    format_number,
    format_p_value,
    format_share,
    format_whole,
)
from analysis.words.i18n import _

__all__ = ["claims", "features", "funder_mix", "medians", "permanova", "regions"]


def _named(by: str | None, codes: pd.Series) -> pd.Series:
    try:
        return codes.replace(vocabulary.labels(by)) if by else codes
    except KeyError:
        return codes


def medians(frame: pd.DataFrame, *, by: str | None, form: Callable[[float], str] = format_euros, caption: str) -> Table:
    """Median, interval and quartiles of each group.

    Parameters
    ----------
    frame : DataFrame
        What `inference.medians` returns.
    by : str or None
        The field of the groups, for their names.
    form : callable
        How a value is written.
    caption : str
        What the table shows, with its unit.

    Examples
    --------
    >>> from analysis import inference
    >>> plans = pd.DataFrame({"investment_eur": [10_000, 20_000, 30_000, 40_000, 50_000], "place_type": "fab_lab"})
    >>> medians(inference.medians(plans, "investment_eur", by="place_type"), by="place_type", caption="Cost")
    Cost
      group n median         95% interval  middle half
    fab lab 5   €30k €10k to €50k (rough) €20k to €40k
    """
    need_columns(frame, ["group", "n", "median", "low", "high", "q1", "q3", "rough"])
    known = np.isfinite(frame["median"])
    shown = pd.DataFrame(
        {
            _("group"): _named(by, frame["group"]),
            "n": frame["n"].map(format_whole),
            _("median"): [form(value) if k else _("too few") for value, k in zip(frame["median"], known, strict=True)],
            _("95% interval"): [
                (_("{interval} (rough)") if row.rough else "{interval}").format(
                    interval=format_interval(row.low, row.high, form)
                )
                if k
                else ""
                for row, k in zip(frame.itertuples(), known, strict=True)
            ],
            _("middle half"): [
                format_bounds(row.q1, row.q3, form) if k else ""
                for row, k in zip(frame.itertuples(), known, strict=True)
            ],
        }
    )
    return Table(shown, _(caption))


def funder_mix(frame: pd.DataFrame, *, caption: str) -> Table:
    """Who pays, by funder type and sector: what `summaries.funder_mix` returns.

    Examples
    --------
    >>> from analysis import load, shares
    >>> data = load()
    >>> funder_mix(summaries.funder_mix(shares.plans(data), data.funding), caption="Who pays").frame["funder type"].iloc[-1]
    'no line explains'
    """
    need_columns(frame, ["funder_type", "sector", "plans", "eur", "share", "median_share"])
    names = {**vocabulary.labels("funder_type"), summaries.UNEXPLAINED: _("no line explains")}
    shown = pd.DataFrame(
        {
            vocabulary.label("funder_type"): frame["funder_type"].map(names),
            vocabulary.label("sector"): frame["sector"].map(vocabulary.labels("sector")),
            _("plans"): frame["plans"].map(format_whole),
            "euros": frame["eur"].map(format_euros),
            _("part of all euros"): frame["share"].map(format_share),
            _("median in complete plans"): frame["median_share"].map(
                lambda value: format_share(value) if value == value else ""
            ),
        }
    )
    return Table(shown, _(caption))


def regions(frame: pd.DataFrame, *, caption: str) -> Table:
    """Places and euros of each region: what `summaries.regions` returns; medians from 5 places on.

    Examples
    --------
    >>> frame = summaries.regions(pd.DataFrame({"region": ["Corse"], "investment_eur": [100_000.0]}))
    >>> regions(frame, caption="Regions")
    Regions
    region n investment, all plans median plan
     Corse 1                 €100k     too few
    """
    need_columns(frame, ["region", "n", "median"])
    some = frame[frame["n"] > 0].sort_values(["n", "region"], ascending=[False, True])
    shown = pd.DataFrame(
        {
            vocabulary.label("region"): some["region"],
            "n": some["n"].map(format_whole),
            _("investment, all plans"): some["investment_eur"].map(format_euros),
            _("median plan"): [format_euros(row.median) if row.n >= 5 else _("too few") for row in some.itertuples()],
        }
    )
    return Table(shown, _(caption))


def features(frame: pd.DataFrame, *, caption: str) -> Table:
    """R² and adjusted p-value of each feature: what `substance.drivers` returns.

    Examples
    --------
    >>> from analysis import substance
    >>> table = pd.DataFrame({"funders": [1.0, 2, 1, 2, 1, 8, 9, 8, 9, 8]})
    >>> features(substance.drivers(table, pd.Series(["new"] * 5 + ["older"] * 5)), caption="Each feature alone")
    Each feature alone
          feature  n  R² p, Holm-adjusted
    funders named 10 98%        p = 0.007
    """
    need_columns(frame, ["feature", "n", "r2", "p"])
    shown = pd.DataFrame(
        {
            _("feature"): frame["feature"].map(label_feature),
            "n": frame["n"].map(format_whole),
            "R²": frame["r2"].map(format_share),
            _("p, Holm-adjusted"): frame["p"].map(format_p_value),
        }
    )
    return Table(shown, _(caption))


def permanova(found: Permanova, *, caption: str) -> Table:
    """The result of `substance.permanova`, rounded for people.

    Examples
    --------
    >>> permanova(Permanova(f=4.5, r2=0.3, p=0.012, n=12), caption="New against older kinds")
    New against older kinds
     n pseudo-F  R²         p
    12      4.5 30% p = 0.012
    """
    shown = {
        "n": [str(found.n)],
        "pseudo-F": [format_number(found.f)],
        "R²": [format_share(found.r2)],
        "p": [format_p_value(found.p)],
    }
    return Table(pd.DataFrame(shown), _(caption))


def _name_part(claim: Claim, part: ClaimPart) -> str:
    return str(claim.claim) if len(claim.parts) == 1 else _("{claim} {part}").format(claim=claim.claim, part=part.about)


def _tell_verdict(part: ClaimPart) -> str:
    if part.under is None:
        return str(part.verdict.label)
    return _("{verdict}: {assumption}").format(verdict=part.verdict.label, assumption=part.under.label)


def _tell_rule(claim: Claim) -> str:
    if not claim.turns:
        return str(claim.rule)
    return _("{why} Verdict {turns}.").format(why=claim.rule, turns=claim.where_it_turns)


def claims(found: list[Claim]) -> Table:
    """The conference's claims, part by part: verdict and rule; behind them the plain answer and what would settle it.

    Parameters
    ----------
    found : list of Claim
        What `findings.claims` returns.

    Examples
    --------
    >>> from analysis import findings, load
    >>> len(claims(findings.claims(load(), [1, 6])).frame)
    3
    """
    parts = [(claim, part) for claim in found for part in claim.parts]
    shown = pd.DataFrame(
        {
            "": [format_number(claim.number) for claim, _part in parts],
            _("claim"): [_name_part(*pair) for pair in parts],
            _("verdict"): [_tell_verdict(part) for _claim, part in parts],
            _("rule, and where it turns"): [
                _tell_rule(claim) if part is claim.parts[0] else "" for claim, part in parts
            ],
        }
    )
    behind = tuple(_take_behind(*pair) for pair in parts)
    return Table(shown, _("The conference's eight claims of January 2017, put to the data"), behind)


def _take_behind(claim: Claim, part: ClaimPart) -> dict[str, str]:
    """The code of a verdict, and the texts that the table joins to one cell."""
    return {
        "verdict": part.verdict.value,
        "claim": str(claim.claim),
        "about": str(part.about) if len(claim.parts) > 1 else "",
        "label": str(part.verdict.label),
        "under": str(part.under.label) if part.under else "",
        "plain": str(part.plain),
        "settles": str(claim.settles),
    }
