"""Sentences computed from the numbers: short answers, sensitivity and the conference's claims."""

from __future__ import annotations

from analysis.findings._claims import Claim, claims, claims_table
from analysis.findings._codes import MeasureName, Side, Subset, Unit, Verdict
from analysis.findings._concepts import CONCEPTS
from analysis.findings._finding import (
    SUBSETS,
    Answer,
    Finding,
    Findings,
    Measure,
    Sample,
    answer,
    escape,
    sample_of,
)
from analysis.findings._funding_mix import FUNDING_MIX
from analysis.findings._investment import BAND, INVESTMENT
from analysis.findings._reading import missing_fields, sources, what_was_read
from analysis.findings._stakeholders import STAKEHOLDERS
from analysis.findings._territories import TERRITORIES
from analysis.words._messages import say, say_plural
from analysis.words.i18n import mark_plural

__all__ = [
    "BAND",
    "CONCEPTS",
    "FUNDING_MIX",
    "INVESTMENT",
    "STAKEHOLDERS",
    "SUBSETS",
    "TERRITORIES",
    "Answer",
    "Claim",
    "Finding",
    "Findings",
    "Measure",
    "MeasureName",
    "Sample",
    "Side",
    "Subset",
    "Unit",
    "Verdict",
    "answer",
    "claims",
    "claims_table",
    "escape",
    "missing_fields",
    "overview",
    "sample_of",
    "sources",
    "what_was_read",
]


#: How many of the claims have each verdict, for one and for several.
VERDICTS = {
    Verdict.SUPPORTED: mark_plural(
        "Supported: {n} of {total} claims{which}.", "Supported: {n} of {total} claims{which}."
    ),
    Verdict.NOT_SUPPORTED: mark_plural(
        "Not supported: {n} of {total} claims{which}.", "Not supported: {n} of {total} claims{which}."
    ),
    Verdict.CANNOT_TELL: mark_plural(
        "Cannot tell: {n} of {total} claims{which}.", "Cannot tell: {n} of {total} claims{which}."
    ),
}


def overview(found: list[Claim]) -> Findings:
    """How many claims the data supports, does not support, and cannot settle."""
    told = []
    for verdict, (one, several) in VERDICTS.items():
        numbers = [str(claim.number) for claim in found if claim.verdict == verdict]
        which = f" ({', '.join(numbers)})" if numbers else ""
        told.append(say_plural(one, several, len(numbers), n=len(numbers), total=len(found), which=which))
    told += [
        say("Claim {number} differs {turns}.", number=claim.number, turns=claim.where_it_turns)
        for claim in found
        if claim.turns
    ]
    return Findings(tuple(told))
