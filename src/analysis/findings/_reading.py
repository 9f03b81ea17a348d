"""What was read of a file: the sentences of notebook 07 and of the page on data quality."""

from __future__ import annotations

from collections import Counter

from analysis.dataset import Dataset
from analysis.dataset._checking import Severity
from analysis.findings._finding import Findings
from analysis.words import vocabulary
from analysis.words._formatting import apart, count, share, whole
from analysis.words.i18n import _, ngettext

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
    texts = [
        _("Read as {shape}.").format(shape=data.shape),
        ngettext(
            "{n} row was read: {accepted} accepted and {aside} set aside.",
            "{n} rows were read: {accepted} accepted and {aside} set aside.",
            read,
        ).format(n=whole(read), accepted=whole(accepted), aside=whole(aside))
        + (" " + _merged(merged) if merged else ""),
        _("They hold {places} ({share} with an investment) and {lines}.").format(
            places=count(len(data.places), "place"),
            share=share(known / max(len(data.places), 1)),
            lines=count(len(data.funding), "funding line"),
        ),
        _("Problems: {errors} (their rows are set aside) and {warnings}.").format(
            errors=count(kinds[Severity.ERROR], "error"), warnings=count(kinds[Severity.WARNING], "warning")
        ),
    ]
    missing = missing_fields(data)
    if missing:
        names = ", ".join(vocabulary.label(name) for name in missing)
        texts.append(_("No place has: {fields}. What needs them is not computed, and says so.").format(fields=names))
    return Findings(tuple(texts))


def _merged(rows: int) -> str:
    return ngettext(
        "{n} row belongs to the place of another row.", "{n} rows belong to the place of another row.", rows
    ).format(n=whole(rows))


def sources(data: Dataset) -> Findings:
    """Where the plans come from, by kind of source.

    Examples
    --------
    >>> from analysis import load
    >>> print(sources(load()))
    - 238 plans with 415 funding lines: 162 from a web page; 76 from a State's list of grants.
    """
    names = vocabulary.labels("source_kind")
    counts = data.places["source_kind"].value_counts().reindex(list(names)).dropna()
    each = _("{n} from a {source}")
    parts = apart([each.format(n=whole(n), source=names[str(kind)]) for kind, n in counts.items()])
    text = _("{plans} with {lines}: {sources}.").format(
        plans=count(len(data.places), "plan"),
        lines=count(len(data.funding), "funding line"),
        sources=parts or _("no source"),
    )
    return Findings((text,))
