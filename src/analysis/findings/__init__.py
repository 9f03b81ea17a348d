"""Sentences computed from the numbers: short answers, sensitivity and the conference's claims."""

from __future__ import annotations

from analysis.findings._claims import Claim, claims, claims_table
from analysis.findings._codes import Verdict
from analysis.findings._concepts import CONCEPTS
from analysis.findings._finding import (
    Answer,
    Finding,
    Findings,
    Sample,
    answer,
    sample_of,
)
from analysis.findings._funding_mix import FUNDING_MIX
from analysis.findings._investment import INVESTMENT
from analysis.findings._reading import sources, what_was_read
from analysis.findings._stakeholders import STAKEHOLDERS, local_authorities, pages_only
from analysis.findings._territories import TERRITORIES, rural_share_of_population
from analysis.words._messages import say, say_plural
from analysis.words.i18n import mark_plural

__all__ = [
    "CONCEPTS",
    "FUNDING_MIX",
    "INVESTMENT",
    "STAKEHOLDERS",
    "TERRITORIES",
    "Answer",
    "Claim",
    "Finding",
    "Findings",
    "Sample",
    "Verdict",
    "answer",
    "claims",
    "claims_table",
    "local_authorities",
    "overview",
    "pages_only",
    "rural_share_of_population",
    "sample_of",
    "sources",
    "what_was_read",
]


def __dir__() -> list[str]:
    return __all__


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
    """How many claims the data supports, does not support, and cannot settle.

    Examples
    --------
    >>> import analysis
    >>> overview(claims(analysis.load())).texts[0].split(":")[0]
    'Supported'
    """
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
