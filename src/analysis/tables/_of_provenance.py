"""Tables of where each euro comes from: how complete plans close, and what the law would let one not expect."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.numbers.provenance import Closure, Remark
from analysis.tables._table import Table
from analysis.words import vocabulary
from analysis.words._columns import need_columns
from analysis.words._formatting import format_count, format_euros, format_share, format_whole, join_parts, show_value
from analysis.words.i18n import _, mark

__all__ = ["closure", "law_check"]


def closure(frame: pd.DataFrame, *, caption: str = mark("How the complete plans close")) -> Table:
    """How many complete plans close on what is stated, and how many by a computation.

    Parameters
    ----------
    frame : DataFrame
        What `provenance.count_closures` returns.
    caption : str
        What the table shows.

    Examples
    --------
    >>> from analysis.numbers.provenance import count_closures
    >>> plans = pd.DataFrame({"place_id": ["a"], "complete": True, "total_basis": "stated", "investment_eur": 9e4})
    >>> closure(count_closures(plans, pd.DataFrame({"place_id": ["a"], "amount_basis": "stated"}))).frame.values.tolist()
    [['independently complete: total and every line are stated', '1', '1', '100%', '€90k']]
    """
    need_columns(frame, ["closure", "n", "single_line", "share", "investment_eur"])
    known = frame[frame["n"] > 0]
    shown = {
        _("how it closes"): [str(Closure(code).label) for code in known["closure"]],
        _("plans"): known["n"].map(format_whole),
        _("of one line"): known["single_line"].map(format_whole),
        _("share"): known["share"].map(format_share),
        _("investment"): known["investment_eur"].map(format_euros),
    }
    n = format_count(int(frame["n"].sum()), "complete plan")
    return Table(pd.DataFrame(shown), f"{_(caption)} (n = {n})")


def _share(value: float) -> str:
    return format_share(value) if np.isfinite(value) else ""


def law_check(frame: pd.DataFrame, *, caption: str = mark("What the law would let one not expect")) -> Table:
    """Plans with a remark, each with its carrier, the shares, how it closes, and its source.

    Parameters
    ----------
    frame : DataFrame
        What `provenance.check_law` returns.
    caption : str
        What the table shows.

    Examples
    --------
    >>> row = {"name": "Fabrique", "year": 2020, "carrier_name": "Ville", "carrier_type": "municipality", "own_share": 0.1}
    >>> row |= {"state_share": None, "closure": "remainder", "remarks": "own_part_low", "source_url": "https://a.example"}
    >>> law_check(pd.DataFrame([row])).caption
    'What the law would let one not expect (1 of 1 plan that it binds)'
    """
    need_columns(frame, ["remarks", "closure", "carrier_type", "own_share", "state_share"])
    odd = frame[frame["remarks"] != ""]
    kinds = vocabulary.labels("carrier_type")
    carriers = [
        show_value(name) if isinstance(name, str) else kinds.get(code, "")
        for name, code in zip(odd["carrier_name"], odd["carrier_type"], strict=True)
    ]
    shown = {
        _("place"): [show_value(name) for name in odd["name"]],
        vocabulary.label("year"): [f"{year:.0f}" for year in odd["year"]],
        vocabulary.label("carrier_name"): carriers,
        _("own part of the public money"): odd["own_share"].astype(float).map(_share),
        _("part of the State's grants in the cost"): odd["state_share"].astype(float).map(_share),
        _("remark"): [join_parts([str(Remark(one).label) for one in codes.split("; ")]) for codes in odd["remarks"]],
        _("how it closes"): [str(Closure(code).label) if isinstance(code, str) else "" for code in odd["closure"]],
        _("source"): ["" if pd.isna(url) else str(url) for url in odd["source_url"]],
    }
    told = _("{n} of {plans} that it binds").format(n=format_whole(len(odd)), plans=format_count(len(frame), "plan"))
    return Table(pd.DataFrame(shown), f"{_(caption)} ({told})")
