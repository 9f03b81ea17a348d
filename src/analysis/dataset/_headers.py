"""Headers of tables that people take along, in plain words: those of the vocabulary, and of what is computed for a figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analysis.words import vocabulary
from analysis.words._codes import label_codes
from analysis.words.i18n import _, mark

__all__ = ["label_values", "name_column"]

#: Columns that no table of the vocabulary has.
NAMES = {
    "n": mark("number of places"),
    "count": mark("places for which it holds"),
    "share": mark("share"),
    "eur": mark("euros"),
    "euros": mark("cumulative part of the euros"),
    "places": mark("cumulative part of the places"),
    "plans": mark("plans"),
    "with_type": mark("other funder type"),
    "group": mark("group"),
    "kind": mark("kind of place"),
    "reading": mark("who is counted"),
    "assumption": mark("assumption"),
    "margin": mark("census question"),
    "category": mark("answer"),
    "measure": mark("measure"),
    "draw": mark("kinds of source"),
    "says": mark("what it says"),
    "value": mark("value"),
    "value_high": mark("value, upper bound"),
    "estimate": mark("estimate"),
    "effect": mark("size of the difference"),
    "low": mark("lower end"),
    "high": mark("upper end"),
    "interval_low": mark("95% interval, lower end"),
    "interval_high": mark("95% interval, upper end"),
    "range_low": mark("range, lower end"),
    "range_high": mark("range, upper end"),
    "below": mark("part of the places below"),
    "below_high": mark("part of the places below, upper bound"),
    "median": mark("median"),
    "median_share": mark("median part"),
    "q1": mark("lower quartile"),
    "q3": mark("upper quartile"),
    "effective_n": mark("number that the weights leave"),
    "rough": mark("rough (fewer than 30)"),
    "lacks": mark("what is lacking"),
    "sample": mark("part of the sample"),
    "weighted": mark("part after weighting"),
    "census": mark("part of the census"),
    "raked": mark("used for the weights"),
    "feature": mark("feature"),
    "p": mark("p-value"),
    "r2": mark("part of the variation (R²)"),
    "slope": mark("change per year"),
    "closure": mark("how the plan closes"),
    "single_line": mark("plans of a single line"),
    "computed": mark("closed by a computation"),
    "field": mark("column"),
    "known": mark("places that know it"),
    "filter": mark("filter"),
}
#: Fields whose codes a column of another name may hold; the first that has them all names them.
CODED = (
    "place_type", "carrier_type", "funder_type", "settlement", "density", "source_kind", "generation", "mix", "plan_quality",
    "sector", "carrier_sector", "status", "vat",
)  # fmt: skip
#: Codes of no field.
OTHERS = {
    "all": mark("all"),
    "any": mark("any of them"),
    "any local authority": mark("any local authority"),
    "yes": mark("yes"),
    "no": mark("no"),
    "open": mark("open"),
    "both": mark("both kinds of source"),
    "published": mark("as published"),
    "web": mark("web pages"),
    "lists": mark("lists of grants"),
    "census": mark("weighted to the census"),
    "public": mark("public carriers"),
    "private": mark("private carriers"),
}
#: Columns of codes that stand in no field and in no group.
ALONE = ("says", "draw", "reading")
#: Columns that hold the codes of a field under another name.
ALIASES = {"margin": "dimension"}


def name_column(name: str) -> str:
    """The header of a column in the language that is spoken; one that nobody named is its own name without underscores.

    Examples
    --------
    >>> name_column("place_type"), name_column("median_share"), name_column("odd_one")
    ('kind of place', 'median part', 'odd one')
    """
    if name in NAMES:
        return _(NAMES[name])
    try:
        return vocabulary.label(name)
    except KeyError:
        return _(name.replace("_", " "))


def label_values(name: str, values: Iterable[object]) -> Mapping[str, str]:
    """Names for readers of the codes in a column, in the language that is spoken; empty where it holds no codes.

    Examples
    --------
    >>> label_values("group", ["third_place", "fab_lab"])["fab_lab"], label_values("name", ["fab_lab"])
    ('fab lab', {})
    """
    try:
        return vocabulary.labels(ALIASES.get(name, name))
    except KeyError:
        pass
    if name in ALONE:
        return {code: _(text) for code, text in OTHERS.items()}
    if found := label_codes(name):
        return found
    held = {str(value) for value in values if isinstance(value, str)}
    rest = held - OTHERS.keys()
    fields = [vocabulary.labels(field) for field in CODED]
    named = next((labels for wanted in (held, rest) for labels in fields if wanted <= labels.keys()), None)
    return {} if named is None or not held else {**{code: _(OTHERS[code]) for code in held & OTHERS.keys()}, **named}
