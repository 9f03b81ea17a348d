"""The page "my plan": a form, the peers and the rules to compare a plan with, in one file that asks nobody for anything."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.comparing import _expecting, _labels, _plan, _texts
from analysis.comparing._exporting import Exported, export_comparison, order_by_use
from analysis.dataset import Dataset
from analysis.numbers.cost import CostBasis
from analysis.numbers.population import Draw
from analysis.report._frame import Site, render
from analysis.report._packing import pack_json
from analysis.report._prose import is_address
from analysis.words import vocabulary
from analysis.words._formatting import (
    NOUNS,
    format_bounds,
    format_decimal,
    format_euros,
    format_interval,
    format_share,
    format_whole,
    join_names,
    join_parts,
    shorten_name,
    show_value,
)
from analysis.words.i18n import _, mark, ngettext, speak

__all__ = ["MOST_PLANS", "list_words", "render_my_plan_page"]

#: Plans that a page can carry; with more it says where to compare instead.
MOST_PLANS = 5_000
#: Funder types that the form shows at once, the most used first; the others unfold.
SHOWN_FUNDERS = 8
#: Kinds of text that a person cannot choose from a list.
LONGEST = 60
SCRIPTS = "my-plan-words.js my-plan-compare.js my-plan-tell.js my-plan-draw.js my-plan.js"
COUNTED = ("peer", "plan", "complete plan")
STATUSES = ("planned", "funded", "opened")
#: The worked example: invented, ordinary, with a rest to find.
EXAMPLE = (
    "total=320000&place_type={kind}&settlement=rural&carrier_type=association&surface_m2=350&pay.state=90000"
    "&pay.region=60000&pay.municipality=80000&pay.own_funds=50000&pay.citizens=20000"
)
#: What the page says beside the sentences of a comparison.
SAID = {
    "begin": mark("Say what your project is: the answer stands here at once."),
    "not_compared": mark("Not compared: see the field in question."),
    "wrong_amount": mark("“{value}” is no amount; write 320000, 320k or 0.32M, or 25% of the total."),
    "wrong_surface": mark("“{value}” is no surface; write 350 or 350 m²."),
    "wrong_number": mark("“{value}” is no number; write 20."),
    "wrong_year": mark("“{value}” is no year from {first} to {last}."),
    "part_of_nothing": mark("A part needs the total: write it first."),
    "line_high": mark("{amount} is more than the total, {total}"),
    "total_low": mark("The total ({total}) is less than what the funders give together ({sum})."),
    "rest": mark("Still to find: {rest} ({share} of the total)"),
    "given": mark("Found so far: {sum}"),
    "given_above": mark("The funders give {sum} more than the total"),
    "all_found": mark("All is found: the lines make the total"),
    "strip": mark("{measure}: my project {yours}; {side}"),
    "dot": mark("{place}: {value}"),
    "yours": mark("my project {value}"),
    "euros_of": mark("euros of {year}"),
    "euros_today": mark("euros of today"),
    "median": mark("median {value}"),
    "middle_half": mark("middle half {range}"),
    "gives": mark("gives in {giving} of {plans} plans on web pages"),
    "on_lists": mark("on {n} rows of lists of grants"),
    "complete": mark("among {n} complete plans"),
    "too_few": mark("too few to compare ({n})"),
    "too_few_give": mark("too few to compare ({n} known)"),
    "key_cost": mark(
        "Each dot is a place, the line is the median, ▲ is my project. Coloured: where four of five such plans are expected."
    ),
    "key_few": mark("Each dot is a place, the line is the median, ▲ is my project."),
    "key_share": mark(
        "Each dot is a plan that this funder gives to, the line is the median, coloured is the middle half, ▲ is my project. "
        "Where a funder was asked in vain is not known."
    ),
    "law_kept": mark(
        "Own share of 20% (CGCT, article L1111-10 III) and State grants of at most 80% (CGCT, article R2334-27): nothing to remark."
    ),
    "near": mark("near in {fields}"),
    "source": mark("source:"),
    "posts": mark("{n} workstations"),
    "vat_not_said": mark("VAT basis not said"),
    "still_to_find": mark("Still to find"),
    "total": mark("Total"),
    "lines": mark("The financing plan"),
    "who": mark("who pays"),
    "amount": mark("how much"),
    "part": mark("part of the total"),
    "if_gone": mark("without it, still to find"),
    "what_if": mark("If a funder withdraws, or if it costs a fifth more"),
    "sample": mark(
        "The peers are published plans, a sample and not a census: large and successful projects are over-represented."
    ),
    "title_of": mark("{plan} among similar places"),
    "copied": mark("The address is copied."),
    "copy_by_hand": mark("Copy the address from the address bar."),
}


def _find_marks() -> Exported:
    """How numbers are written in the language that is spoken, found by writing some."""
    euros = [(1e9, 1e9, 5e9), (1e6, 1e6, 5e6), (1e3, 1e4, 50e3)]
    written = {50e3: "50"}
    return {
        "thousands": format_whole(1000)[1:-3],
        "decimal": format_decimal(0.5)[1:-2],
        "not_known": _("not known"),
        "euros": [
            [size, least, format_euros(probe).replace(written.get(probe, "5"), "{n}")] for size, least, probe in euros
        ],
        "plain_euros": format_euros(5).replace("5", "{n}"),
        "share": format_share(0.5).replace("50", "{n}"),
        "least_share": format_share(0.001),
        "most_share": format_share(0.999),
        "plural_from_two": ngettext(*NOUNS["peer"], 0) == ngettext(*NOUNS["peer"], 1),
        "no_interval": format_interval(1.0, 1.0, format_share),
        "range": format_bounds(1.0, 2.0, lambda end: "{low}" if end < 2 else "{high}"),
        "names": join_names(["{first}", "{last}"]),
        "between": join_parts(["", ""]),
    }


def _count_words() -> dict[str, list[str]]:
    return {noun: [ngettext(*NOUNS[noun], n) for n in (1, 2)] for noun in COUNTED}


def _table_words() -> dict[str, str]:
    return {
        "too_few": _("too few"),
        "expected": _("expected range (four of five plans)"),
        "gives": _("{n}; gives in {giving} of {plans}"),
        "part_of": _("part of: {funder}"),
        "part_of_on_lists": _("part of: {funder} ({draw})"),
        "same": _("same {fields}"),
        "all_places": _("all places"),
        "withdraws": _("without {funder}"),
        "nearest_of_all": _("nearest of all"),
        "positions": _("The plan beside its peers, euros of {year}"),
        "positions_nominal": _("The plan beside its peers, nominal euros"),
        "choices": _("What the choice of peers changes (95% intervals)"),
    }


def _heads() -> dict[str, list[str]]:
    return {
        "positions": [
            _("number"),
            _("the plan"),
            _("peers"),
            _("exceeds (95% interval)"),
            _("median of peers (95% interval)"),
        ],
        "choices": [_("peers"), "n", _("the plan costs more than")],
        "scenarios": [_("if"), _("still to find"), _("public share")],
    }


def list_words(kind: str) -> Exported:
    """All texts of the page that its script says, in the language that is spoken.

    Parameters
    ----------
    kind : str
        The kind of place of the worked example.

    Examples
    --------
    >>> list_words("fab_lab")["marks"]["share"]
    '{n}%'
    """
    measures = ("investment_eur", _labels.EXPECTED, "eur_per_m2", "eur_per_workstation", "public_share", "surface_m2")
    return {
        "marks": _find_marks(),
        "counts": _count_words(),
        "texts": {name: _(text) for name, text in _texts.TEXTS.items()},
        "plurals": {kind: _(text) for kind, text in _texts.PLURALS.items()},
        "fields": {name: _labels.label_measure(name) for name in (*measures, *_plan.LIKE)},
        "funders": vocabulary.labels("funder_type"),
        "lists": str(Draw.LISTS.label),
        "basis_all": str(CostBasis.ALL.label),
        "standings": {standing.value: str(standing.label) for standing in _expecting.Standing},
        "scenarios": {scenario.value: str(scenario.label) for scenario in _labels.Scenario},
        "table": _table_words(),
        "heads": _heads(),
        "ui": {name: _(text) for name, text in SAID.items()},
        "example": EXAMPLE.format(kind=kind),
    }


def _make_safe(plans: Exported) -> Exported:
    """Names that hide nothing, links that lead to a page, and what a link without a publisher is called."""
    links = [url if url and is_address(url) else None for url in plans["source_url"]]
    told = [
        show_value(publisher) if publisher else link.split("/")[2] if link else ""
        for publisher, link in zip(plans["source_publisher"], links, strict=True)
    ]
    names = [show_value(name) for name in plans["name"]]
    return {**plans, "name": names, "source_url": links, "source_publisher": told}


def _options(name: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    labels = {code: shorten_name(label) for code, label in vocabulary.labels(name).items()}
    return [(code, labels[code][:1].upper() + labels[code][1:]) for code in codes]


def _choices(plans: pd.DataFrame, exported: Exported) -> dict[str, list[tuple[str, str]]]:
    """What each list of the form offers: code and name, the most used first where there is a use."""
    carriers = [code for code in order_by_use(plans["carrier_type"], list(vocabulary.labels("carrier_type")))]
    regions = [name for name in exported["regions"] if name.isprintable() and len(name) <= LONGEST]
    return {
        "place_type": _options("place_type", exported["kinds"]),
        "settlement": _options("settlement", vocabulary.labels("settlement")),
        "carrier_type": _options("carrier_type", [code for code in carriers if code != "unknown"]),
        "region": [(name, name) for name in regions],
        "vat": _options("vat", ["excl", "incl"]),
        "phase": _options("status", STATUSES),
    }


def _name_funders(exported: Exported) -> list[tuple[str, str]]:
    """Funder types and what their fields are called; what is not known of a plan is its rest, no field."""
    hints = {"state": _("DETR, DSIL…")}
    named = _options("funder_type", [code for code in exported["funders"] if code != "unknown"])
    return [(code, f"{label} ({hints[code]})" if code in hints else label) for code, label in named]


def render_my_plan_page(data: Dataset, plans: pd.DataFrame, *, site: Site) -> bytes:
    """The page "my plan".

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.
    plans : DataFrame
        What `shares.plans` returns of the same data.
    site : Site
        What the pages of this language share.
    """
    with speak(site.lang):
        title = _("My project among similar places")
        if len(plans) > MOST_PLANS:
            return render("my-plan-large", site, name="my-plan", title=title, look="my-plan.css", n=len(plans))
        exported = export_comparison(data, plans)
        funders = _name_funders(exported)
        exported["plans"] = _make_safe(exported["plans"])
        exported["funders"] = [code for code, _label in funders]
        kinds = exported["kinds"]
        words = list_words("third_place" if "third_place" in kinds or not kinds else kinds[0])
        return render(
            "my-plan",
            site,
            name="my-plan",
            title=title,
            look="my-plan.css",
            script=SCRIPTS,
            total=len(exported["plans"]["place_id"]),
            choices=_choices(plans, exported),
            funders=funders[:SHOWN_FUNDERS],
            others=funders[SHOWN_FUNDERS:],
            like=[(name, _labels.label_choice((name,))) for name in _plan.LIKE],
            packed=pack_json({"data": exported, "words": words}),
        )
