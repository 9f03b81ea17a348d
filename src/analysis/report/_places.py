"""The page of all places: a table to search, sort and filter without any network, and a plain table without scripts."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.report._frame import Site, render
from analysis.report._lines import tell_plans
from analysis.report._prose import is_address
from analysis.words import vocabulary
from analysis.words._formatting import format_count, format_euros, format_interval, format_share, show_value
from analysis.words.i18n import _, speak

__all__ = ["render_places_page"]

#: Rows of the plain table, for readers without scripts; the CSV has all.
FIRST = 250
#: Places up to which each plan unfolds: of more the page would weigh megabytes, and the data package has all lines.
MOST_TOLD = 2_000
#: Letters of a text; a longer one is cut.
LONGEST = 120
FILTERS = ("place_type", "region", "settlement")


@dataclass(frozen=True)
class ListColumn:
    """One column of the page: the texts of its cells, what they sort by, and where they lead."""

    name: str
    label: str
    texts: list[str]
    keys: list[float | None] | None = None
    links: list[str] | None = None
    #: What a cell unfolds to, line by line.
    details: list[tuple[str, ...]] | None = None


def _text(value: object) -> str:
    return "" if pd.isna(value) else show_value(value, longest=LONGEST)


def _plain(plans: pd.DataFrame, name: str) -> ListColumn:
    texts = [_text(value) for value in plans[name]]
    names = {code: label.split(" (")[0] for code, label in vocabulary.labels(name).items()}
    return ListColumn(name, vocabulary.label(name), [names.get(text, text) for text in texts])


def _number(plans: pd.DataFrame, name: str, form: Callable[[float], str]) -> ListColumn:
    keys = [None if pd.isna(value) else float(value) for value in plans[name]]
    return ListColumn(name, vocabulary.label(name), ["" if key is None else form(key) for key in keys], keys)


def _public_share(plans: pd.DataFrame) -> ListColumn:
    ends = list(zip(plans["public_share_low"], plans["public_share_high"], strict=True))
    texts = [
        "" if pd.isna(low) else format_share(low) if low == high else format_interval(low, high, format_share)
        for low, high in ends
    ]
    return ListColumn(
        "public_share", _("public share"), texts, [None if pd.isna(low) else float(low) for low, _high in ends]
    )


def _sources(plans: pd.DataFrame) -> ListColumn:
    links = ["" if pd.isna(url) or not is_address(str(url)) else str(url) for url in plans["source_url"]]
    texts = [
        (_text(publisher) or link.split("/")[2]) if link else _text(publisher)
        for publisher, link in zip(plans["source_publisher"], links, strict=True)
    ]
    return ListColumn("source", vocabulary.label("source_url"), texts, links=links)


def _plan_lines(plans: pd.DataFrame, funding: pd.DataFrame) -> ListColumn:
    """How many lines a plan has, which unfold with their amounts and how each is known."""
    counts = plans["place_id"].map(funding.groupby("place_id").size()).fillna(0).astype(int)
    texts = [format_count(n, "funding line") for n in counts]
    details = tell_plans(plans, funding) if len(plans) <= MOST_TOLD else None
    return ListColumn("plan", _("financing plan"), texts, details=details)


def _columns(plans: pd.DataFrame, funding: pd.DataFrame | None) -> list[ListColumn]:
    lines = [] if funding is None else [_plan_lines(plans, funding)]
    return [
        _plain(plans, "name"),
        _plain(plans, "place_type"),
        _plain(plans, "municipality"),
        _plain(plans, "region"),
        _plain(plans, "settlement"),
        _plain(plans, "carrier_type"),
        _number(plans, "year", lambda year: f"{year:.0f}"),
        _number(plans, "investment_eur", format_euros),
        _public_share(plans),
        *lines,
        _sources(plans),
    ]


def _packed(columns: Sequence[ListColumn]) -> str:
    """The columns as compressed JSON: each different cell once, and for each row which it is."""
    packed = []
    for column in columns:
        beside = (column.keys or column.texts, column.links or column.texts, column.details or column.texts)
        cells = list(zip(column.texts, *beside, strict=True))
        place = {cell: number for number, cell in enumerate(dict.fromkeys(cells))}
        packed.append(
            {
                "name": column.name,
                "label": column.label,
                "texts": [text for text, _k, _l, _d in place],
                "keys": [key for _t, key, _l, _d in place] if column.keys else None,
                "links": [link for _t, _k, link, _d in place] if column.links else None,
                "details": [told for _t, _k, _l, told in place] if column.details else None,
                "rows": [place[cell] for cell in cells],
                "filter": column.name in FILTERS,
            }
        )
    text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), 9, mtime=0)).decode()


def render_places_page(plans: pd.DataFrame, funding: pd.DataFrame | None = None, *, site: Site, csv: str) -> bytes:
    """The page of all places.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns.
    funding : DataFrame, optional
        The lines: each plan unfolds to its own.
    site : Site
        What the pages of this language share.
    csv : str
        Address of the same places as CSV.
    """
    with speak(site.lang):
        columns = _columns(plans.sort_values(["name", "place_id"], ignore_index=True), funding)
        return render(
            "places",
            site,
            name="places",
            title=_("All places"),
            script="places.js",
            columns=columns,
            filters=[column for column in columns if column.name in FILTERS],
            total=len(plans),
            first=min(FIRST, len(plans)),
            packed=_packed(columns),
            csv=csv,
        )
