"""What was read of a file: the sentences of notebook 07 and of the page on data quality."""

from __future__ import annotations

from collections import Counter

from analysis.dataset import Dataset
from analysis.dataset._checking import Severity
from analysis.findings._finding import Findings
from analysis.findings._wording import Told, name_value, spell_list
from analysis.words import vocabulary
from analysis.words._formatting import format_count, format_share, format_whole, join_parts
from analysis.words._messages import say, say_plural, spell

__all__ = ["missing_fields", "sources", "what_was_read"]

#: Fields that the pages use; a file that lacks them has fewer answers.
USED = (
    "investment_eur", "place_type", "region", "density", "carrier_type", "year", "surface_m2", "workstations", "partners",
    "citizens_involved",
)  # fmt: skip


def missing_fields(data: Dataset) -> list[str]:
    """Fields that no place of a dataset has; the parts of the pages that need them say so in place."""
    found = []
    for name in USED:
        known = data.places[name].notna()
        if name == "carrier_type":
            known &= data.places[name] != "unknown"
        if not known.any():
            found.append(name)
    return found


def what_was_read(data: Dataset) -> Findings:
    """What kind of file it is, how many rows were accepted, and what is wrong.

    Examples
    --------
    >>> from analysis import load
    >>> what_was_read(load())[1]
    '653 rows were read: 653 accepted and 0 set aside.'
    """
    read, accepted, aside = (
        sum(getattr(rows, name) for rows in data.rows) for name in ("read", "accepted", "set_aside")
    )
    merged = sum(rows.merged for rows in data.rows)
    known = int(data.places["investment_eur"].notna().sum())
    kinds = Counter(problem.severity for problem in data.problems)
    told: list[Told] = [
        say("Read as {shape}.", shape=spell(str, data.kind)),
        _rows(read, accepted, aside, merged),
        say(
            "They hold {places} ({share} with an investment) and {lines}.",
            places=spell(format_count, len(data.places), "place"),
            share=spell(format_share, known / max(len(data.places), 1)),
            lines=spell(format_count, len(data.funding), "funding line"),
        ),
        say(
            "Problems: {errors} (their rows are set aside) and {warnings}.",
            errors=spell(format_count, kinds[Severity.ERROR], "error"),
            warnings=spell(format_count, kinds[Severity.WARNING], "warning"),
        ),
    ]
    missing = missing_fields(data)
    if missing:
        names = spell_list([spell(vocabulary.label, name) for name in missing])
        told.append(say("No place has: {fields}. Charts and sentences that need them are left out.", fields=names))
    return Findings(tuple(told))


def _rows(read: int, accepted: int, aside: int, merged: int) -> Told:
    """What became of the rows, and how many of them are further rows of a place."""
    told = say_plural(
        "{n} row was read: {accepted} and {aside}.",
        "{n} rows were read: {accepted} and {aside}.",
        read,
        n=spell(format_whole, read),
        accepted=say_plural("{n} accepted", "{n} accepted", accepted, n=spell(format_whole, accepted)),
        aside=say_plural("{n} set aside", "{n} set aside", aside, n=spell(format_whole, aside)),
    )
    if not merged:
        return told
    belong = say_plural(
        "{n} row belongs to the place of another row.",
        "{n} rows belong to the place of another row.",
        merged,
        n=spell(format_whole, merged),
    )
    return spell("{} {}".format, told, belong)


def sources(data: Dataset) -> Findings:
    """Where the plans come from, by kind of source.

    Examples
    --------
    >>> from analysis import load
    >>> print(sources(load()))
    - 238 plans with 415 funding lines: 162 from a web page; 76 from a State's list of grants.
    """
    counts = data.places["source_kind"].value_counts().reindex(list(vocabulary.labels("source_kind"))).dropna()
    parts = [
        say("{n} from a {source}", n=spell(format_whole, n), source=name_value("source_kind", kind))
        for kind, n in counts.items()
    ]
    told = say(
        "{plans} with {lines}: {sources}.",
        plans=spell(format_count, len(data.places), "plan"),
        lines=spell(format_count, len(data.funding), "funding line"),
        sources=spell(join_parts, parts) if parts else say("no source"),
    )
    return Findings((told,))
