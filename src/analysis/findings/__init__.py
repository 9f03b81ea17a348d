"""Sentences computed from the numbers: short answers, sensitivity and the conference's claims."""

from __future__ import annotations

from analysis.findings.claims import CANNOT_TELL, NOT_SUPPORTED, SUPPORTED, Claim, claims, claims_table
from analysis.findings.concepts import CONCEPTS
from analysis.findings.finding import (
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
from analysis.findings.funding_mix import FUNDING_MIX
from analysis.findings.investment import BAND, INVESTMENT
from analysis.findings.reading import missing_fields, sources, what_was_read
from analysis.findings.stakeholders import STAKEHOLDERS
from analysis.findings.territories import TERRITORIES
from analysis.i18n import _

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
    "Sample",
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


def overview(found: list[Claim]) -> Findings:
    """How many claims the data supports, does not support, and cannot settle."""
    told = {
        SUPPORTED: _("Supported: {n} of {total} claims{which}."),
        NOT_SUPPORTED: _("Not supported: {n} of {total} claims{which}."),
        CANNOT_TELL: _("Cannot tell: {n} of {total} claims{which}."),
    }
    texts = []
    for verdict, text in told.items():
        numbers = [str(claim.number) for claim in found if claim.verdict == verdict]
        which = f" ({', '.join(numbers)})" if numbers else ""
        texts.append(text.format(n=len(numbers), total=len(found), which=which))
    differs = _("Claim {number} differs {turns}.")
    texts += [differs.format(number=claim.number, turns=claim.turns) for claim in found if claim.turns]
    return Findings(tuple(texts))
