"""The financing plan of each place in words: its lines, how each is known, how it closes, its phases and its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.numbers import provenance
from analysis.report._prose import is_address
from analysis.words import vocabulary
from analysis.words._formatting import format_euros, format_share, format_whole, show_value
from analysis.words.i18n import _
from analysis.words.vocabulary import Sector, SourceKind

__all__ = ["ToldLine", "ToldPlan", "name_carrier", "name_payer", "tell_plans"]

#: Letters of a name; a longer one is cut.
LONGEST = 100
#: Further sources of a place; of more the data package has them.
MOST_SOURCES = 6
#: A part of the total that is smaller is rounding of the source.
ROUNDING = 0.02
#: The type of the funders who are persons.
CITIZENS = "citizens"
#: What is told of a plan beside its money, where the source says it.
SIZES = ("surface_m2", "workstations", "jobs_fte")


@dataclass(frozen=True)
class ToldLine:
    """One line of a plan: whose money, of what kind of funder, how much of the whole, and how that is known."""

    sector: str
    kind: str
    name: str
    amount: str
    share: str
    basis: str
    #: Part of the bar, from 0 to 1; nothing where the amount or the total is not known.
    part: float | None

    def __str__(self) -> str:
        who = f"{self.kind} ({self.name})" if self.name else self.kind
        told = f"{self.amount}, {self.share}" if self.share else self.amount
        said = _("{name}: {value}").format(name=who, value=told)
        return f"{said} ({self.basis})" if self.basis else said


@dataclass(frozen=True)
class ToldPlan:
    """All that is told of a plan; texts in the language that was spoken.

    Attributes
    ----------
    lines : list of ToldLine
        As the source has them, and last what no line explains.
    facts : list of (str, str)
        What is known besides, each under its name.
    phases : list of (str, str)
        Identifier and name of the other plans of the same site.
    sources : list of (str, str)
        Publisher and address.
    sectors : list of (str, str, str)
        Of each sector in the bar its code, its name and its part of the whole.
    """

    lines: list[ToldLine]
    facts: list[tuple[str, str]]
    phases: list[tuple[str, str]]
    sources: list[tuple[str, str]]
    sectors: list[tuple[str, str, str]]


def _label(column: str, code: object) -> str:
    return vocabulary.labels(column).get(str(code), "") if isinstance(code, str) else ""


def name_payer(line: Any) -> str:
    """The name that a line may bear beside its sum; no private person's.

    A public body goes by the name that the source gives it. Of any other payer only the organisation is named that the data
    names as one: a source may name founders and owners, and citizens are never named.

    Examples
    --------
    >>> line = {"sector": "private", "funder_type": "own_funds", "funder": "A. B. (founder)"}
    >>> name_payer(pd.Series({**line, "funder_name": "Workshop", "named": True})), name_payer(pd.Series(line))
    ('Workshop', '')
    """
    if line.sector == Sector.PUBLIC:
        return show_value(line.funder, longest=LONGEST)
    name, named = getattr(line, "funder_name", None), getattr(line, "named", None)
    told = isinstance(name, str) and not pd.isna(named) and named and line.funder_type != CITIZENS
    return show_value(name, longest=LONGEST) if told else ""


def name_carrier(plan: Any) -> str:
    """The name of a carrier that may stand beside a sum: in a file of one's own, a private one may be a person's.

    Examples
    --------
    >>> plan = pd.Series({"carrier_name": "A. B.", "carrier_sector": "private", "source_kind": "own_file"})
    >>> name_carrier(plan), name_carrier(plan.replace("own_file", "web_page"))
    ('', 'A. B.')
    """
    name = getattr(plan, "carrier_name", None)
    hidden = plan.carrier_sector != Sector.PUBLIC and plan.source_kind == SourceKind.OWN_FILE
    return "" if hidden or not isinstance(name, str) else show_value(name, longest=LONGEST)


def _tell_line(line: Any, whole: float) -> ToldLine:
    known = not pd.isna(line.amount_eur)
    part = line.amount_eur / whole if known and whole > 0 else None
    return ToldLine(
        str(line.sector),
        _label("funder_type", line.funder_type) or _("not known"),
        name_payer(line),
        format_euros(line.amount_eur) if known else _("amount not known"),
        "" if part is None else format_share(part),
        _label("amount_basis", getattr(line, "amount_basis", None)) if known else "",
        part,
    )


def _tell_rest(rest: float, whole: float) -> ToldLine:
    """What no line explains."""
    part = rest / whole
    told = format_euros(rest), format_share(part)
    return ToldLine(Sector.UNKNOWN.value, _("origin not known"), "", *told, "", part)


def _tell_lines(lines: list[Any], total: float) -> list[ToldLine]:
    """The lines, and what they leave of the total."""
    known = sum(line.amount_eur for line in lines if not pd.isna(line.amount_eur))
    if pd.isna(total):
        return [_tell_line(line, 0.0) for line in lines]
    whole, rest = max(total, known), total - known
    told = [_tell_line(line, whole) for line in lines]
    return [*told, _tell_rest(rest, whole)] if rest > ROUNDING * total else told


def _sum_sectors(lines: list[ToldLine]) -> list[tuple[str, str, str]]:
    """What part of the bar is of each sector; the colour alone says it to few."""
    found = []
    for code, name in vocabulary.labels("sector").items():
        part = sum(line.part or 0.0 for line in lines if line.sector == code)
        found += [(code, name, format_share(part))] if part > 0 else []
    return found


def _tell_facts(plan: Any, closure: object, remarks: str) -> list[tuple[str, str]]:
    """What is known of a plan beside its lines, each under its name."""
    total = "" if pd.isna(plan.investment_eur) else format_euros(plan.investment_eur)
    ways = (_label(name, getattr(plan, name, None)) for name in ("total_basis", "vat", "amount_scope"))
    year = "" if pd.isna(plan.year) else f"{plan.year:.0f}"
    carrier = filter(None, (_label("carrier_type", plan.carrier_type), name_carrier(plan)))
    sizes = {name: getattr(plan, name, None) for name in SIZES}
    told = [
        (_("total"), ", ".join(filter(None, (total, *ways))) if total else ""),
        (vocabulary.label("carrier_type"), ", ".join(carrier)),
        (
            vocabulary.label("year"),
            ", ".join(filter(None, (year, _label("year_basis", plan.year_basis) if year else ""))),
        ),
        (vocabulary.label("status"), _label("status", plan.status)),
        *((vocabulary.label(name), _tell_size(name, size)) for name, size in sizes.items()),
        (_("how the plan closes"), str(provenance.Closure(closure).label) if isinstance(closure, str) else ""),
        *((_("remark"), str(provenance.Remark(code).label)) for code in remarks.split("; ") if code),
    ]
    return [(name, text) for name, text in told if text]


def _tell_size(name: str, size: object) -> str:
    if size is None or pd.isna(size):
        return ""
    return format_whole(float(str(size))) + (" m²" if name == "surface_m2" else "")


def _tell_sources(plan: Any) -> list[tuple[str, str]]:
    """Publisher and address of the source, then the hosts of the others; what is no address is left out."""
    publisher, first = plan.source_publisher, str(plan.source_url)
    name = "" if pd.isna(publisher) else show_value(publisher, longest=LONGEST)
    found = [(name or _host(first), first)] if is_address(first) else [(name, "")] if name else []
    others = getattr(plan, "other_sources", None)
    further = [url for url in str(others).split() if is_address(url)] if isinstance(others, str) else []
    return found + [(_host(url), url) for url in further[:MOST_SOURCES]]


def _host(url: str) -> str:
    return show_value(url.split("/")[2].removeprefix("www."), longest=LONGEST) if is_address(url) else ""


def _find_phases(plans: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """Of each plan the others of its site: those before it, and those after it."""
    if "same_site_as" not in plans:
        return {}
    names = dict(zip(plans["place_id"], plans["name"], strict=True))
    found: dict[str, list[tuple[str, str]]] = {}
    for place, earlier in zip(plans["place_id"], plans["same_site_as"], strict=True):
        if earlier in names:
            found.setdefault(place, []).append((earlier, show_value(names[earlier], longest=LONGEST)))
            found.setdefault(earlier, []).append((place, show_value(names[place], longest=LONGEST)))
    return found


def tell_plans(plans: pd.DataFrame, funding: pd.DataFrame) -> list[ToldPlan]:
    """What each plan opens to.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns.
    funding : DataFrame
        The lines.

    Returns
    -------
    list of ToldPlan
        In the order of the plans.

    Examples
    --------
    >>> from analysis import load, shares
    >>> data = load()
    >>> plan = tell_plans(shares.plans(data), data.funding)[0]
    >>> str(plan.lines[-1]), plan.facts[0]
    ('origin not known: €1.88M, 40%', ('total', '€4.7M, VAT basis not known, investment'))
    """
    ordered = funding.sort_values(["place_id", "line"], kind="stable")
    lines: dict[str, list[Any]] = {}
    for line in ordered.itertuples():
        lines.setdefault(str(line.place_id), []).append(line)
    closures = provenance.find_closures(plans, funding)
    law = provenance.check_law(plans, funding).set_index("place_id")["remarks"]
    phases = _find_phases(plans)
    found = []
    for plan, closure in zip(plans.itertuples(), closures, strict=True):
        place = str(plan.place_id)
        told = _tell_lines(lines.get(place, []), plan.investment_eur)
        facts = _tell_facts(plan, closure, str(law.get(plan.place_id, "")))
        found.append(ToldPlan(told, facts, phases.get(place, []), _tell_sources(plan), _sum_sectors(told)))
    return found
