"""The page of all places: a list to search, sort and filter without any network, where each place opens its plan.

Its address holds what is shown, so that it can be linked to, mailed and gone back to. After ``#`` stand parts, with ``&`` between:

- ``place-<place_id>`` opens the plan of that place (alone, it is the address of the place);
- ``<column>=<code>,<code>``: one of `_addresses.FACETS`, or ``place_id``, with the codes of the data, of which any is enough; ``none``
  is what is not known. Regions and departments go by their names;
- ``year=2015-2020``, ``year=2015-``, ``year=-2020``, both ends in it; ``q=<words>``: words that are searched for;
- ``sort=<column>``: name, place_type, year, investment_eur, public_share or source; ``sort=-<column>``: the last first.

`_addresses.address_of_places` and `address_of_place` write them: ``places.html#place_type=third_place&settlement=rural``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from analysis.numbers._frames import is_one_of
from analysis.numbers._statistics import LEAST_FOR_SUMMARY, make_generator
from analysis.report._addresses import FACETS, MISSING
from analysis.report._frame import Site, render
from analysis.report._lines import ToldPlan, name_carrier, tell_plans
from analysis.report._packing import pack_json
from analysis.words import vocabulary
from analysis.words._formatting import format_bounds, format_euros, shorten_name, show_value
from analysis.words._signature import get_signature
from analysis.words.i18n import _, mark, pgettext, speak

__all__ = ["render_places_page"]

#: Rows of the plain table, for readers without scripts; the CSV has all.
FIRST = 300
#: Places that the page can carry with their plans; of more it carries so many, drawn at random, and the downloads have all.
MOST = 2_000
#: Letters of a text; a longer one is cut.
LONGEST = 120
#: The filters that stand open; the others unfold.
OPEN = FACETS[:4]
#: Columns of the selection as CSV: those of a row, under the names of `vocabulary`.
TAKEN = (
    "name", "municipality", "department", "region", "place_type", "carrier_type", "settlement", "year", "investment_eur",
    "public_share_low", "public_share_high", "source_publisher", "source_url",
)  # fmt: skip
#: What the script says; fields in braces it fills in.
WORDS = {
    "count": mark("Places shown: {n} of {total}"),
    "empty": mark("No place has all of this: take a filter away or search for less."),
    "money": mark(
        "Median investment {median} (95% interval {interval}); half of the places cost {low} to {high}. "
        "n = {n}, nominal euros."
    ),
    "few": mark("Fewer than 5 with a known investment: too few for a median."),
    "interval": mark("{low} to {high}"),
    "same": mark("no interval"),
    "page": mark("Page {n} of {total}"),
    "any": mark("any"),
    "unknown": mark("not known"),
    "named": mark("Only the {n} places that a link named."),
    "gone": mark("This place is not in the list of this page; the downloads have all places."),
    "lines": mark("Who pays"),
    "sources": mark("Sources"),
    "phases": mark("Other plan of this site"),
    "error": mark("Report an error"),
    "file": mark("places-selection.csv"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One place as the list shows it: texts, and the numbers that it is sorted and summed up by."""

    id: str
    name: str
    #: Municipality, department and region.
    where: str
    kind: str
    #: Carrier and type of municipality.
    under: str
    year: str
    euros: str
    share: str
    publisher: str
    link: str
    #: Year, investment, public share at least.
    numbers: tuple[float | None, ...]
    #: What is searched besides what is shown.
    found: str
    plan: ToldPlan


def _text(value: object) -> str:
    return "" if pd.isna(value) else show_value(value, longest=LONGEST)


def _short(column: str, code: object) -> str:
    """The name of a code, without what explains it in brackets; the value itself where it is no code."""
    name = "" if pd.isna(code) else vocabulary.labels(column).get(str(code), "")
    return shorten_name(name) or _text(code)


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _tell_where(plan: Any) -> str:
    """Municipality (department), region, without what is not known or said twice."""
    town, department, region = map(_text, (plan.municipality, plan.department, plan.region))
    first = f"{town} ({department})" if town and department and town != department else town or department
    return ", ".join(dict.fromkeys(filter(None, (first, region))))


def _find_bounds(plan: Any) -> tuple[float | None, float | None]:
    """The public share from and to; nothing where it may be anything."""
    low, high = _number(plan.public_share_low), _number(plan.public_share_high)
    return (None, None) if (low, high) == (0.0, 1.0) else (low, high)


def _make_row(plan: Any, told: ToldPlan) -> Row:
    year, euros = _number(plan.year), _number(plan.investment_eur)
    low, high = _find_bounds(plan)
    publisher, link = told.sources[0] if told.sources else ("", "")
    under = (_short("carrier_type", plan.carrier_type), _short("settlement", plan.settlement))
    words = [name_carrier(plan), *(f"{line.kind} {line.name}" for line in told.lines)]
    return Row(
        str(plan.place_id),
        _text(plan.name),
        _tell_where(plan),
        _short("place_type", plan.place_type),
        ", ".join(filter(None, under)),
        _("year unknown") if year is None else f"{year:.0f}",
        _("not known") if euros is None else format_euros(euros),
        pgettext("public share", "unknown") if low is None or high is None else format_bounds(low, high),
        publisher,
        link,
        (year, euros, low),
        " ".join(dict.fromkeys(filter(None, words))),
        told,
    )


def _codes(plans: pd.DataFrame, funding: pd.DataFrame, column: str) -> list[list[str]]:
    """The codes of each place in a column: one, or those of its lines."""
    if column == "funder_type":
        of = funding.groupby("place_id")[column].unique()
        return [sorted(map(str, of.get(place, [MISSING]))) for place in plans["place_id"]]
    values = plans[column] if column in plans else pd.Series(None, plans.index, dtype="object")
    return [[MISSING if pd.isna(value) else str(value)] for value in values]


def _make_facet(plans: pd.DataFrame, funding: pd.DataFrame, column: str) -> dict[str, Any]:
    """What a filter chooses by: its codes, their names, and which of them each place has."""
    of = _codes(plans, funding, column)
    codes = sorted({code for some in of for code in some})
    at = {code: number for number, code in enumerate(codes)}
    try:
        names = vocabulary.labels(column)
    except KeyError:
        names = {}
    return {
        "name": column,
        "label": vocabulary.label(column),
        "codes": codes,
        "labels": [_("not known") if code == MISSING else names.get(code, _text(code)) for code in codes],
        "of": [[at[code] for code in some] for some in of],
    }


def _taken(plans: pd.DataFrame) -> list[list[Any]]:
    """What the selection as CSV holds of each place, codes as their names."""
    columns = []
    for name in TAKEN:
        kind = vocabulary.find_field(name).type
        tell = _number if kind in ("integer", "number") else lambda value, name=name: _short(name, value)
        columns.append([tell(value) for value in plans[name]])
    return [list(cells) for cells in zip(*columns, strict=True)]


def _draw(plans: pd.DataFrame) -> pd.DataFrame:
    """The places that the page carries: all of them, or so many as it can, each as likely as any other."""
    if len(plans) > MOST:
        plans = plans.iloc[sorted(make_generator().choice(len(plans), MOST, replace=False))]
    return plans.sort_values(["name", "place_id"], ignore_index=True)


def render_places_page(
    plans: pd.DataFrame, funding: pd.DataFrame, *, site: Site, files: Iterable[tuple[str, str]]
) -> bytes:
    """The page of all places.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns.
    funding : DataFrame
        The lines: each place opens its plan.
    site : Site
        What the pages of this language share.
    files : iterable of (str, str)
        Name and address of each download that has all places.
    """
    with speak(site.lang):
        shown = _draw(plans)
        lines = funding[is_one_of(funding["place_id"], shown["place_id"])]
        rows = [_make_row(*both) for both in zip(shown.itertuples(), tell_plans(shown, lines), strict=True)]
        facets = [_make_facet(shown, lines, column) for column in FACETS]
        packed = {
            "rows": [asdict(row) for row in rows],
            "facets": facets,
            "least": LEAST_FOR_SUMMARY,
            "contact": get_signature().contact,
            "words": {name: _(text) for name, text in WORDS.items()},
            "headers": [vocabulary.label(name) for name in TAKEN],
            "taken": _taken(shown),
        }
        return render(
            "places",
            site,
            name="places",
            title=_("All places"),
            look="places.css",
            script="places.js",
            rows=rows[:FIRST],
            open=[facet for facet in facets if facet["name"] in OPEN],
            folded=[facet for facet in facets if facet["name"] not in OPEN],
            shown=len(shown),
            total=len(plans),
            packed=pack_json(packed),
            files=list(files),
        )
