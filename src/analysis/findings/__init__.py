"""Sentences computed from the numbers: short answers, sensitivity and the conference's claims."""

from __future__ import annotations

from collections.abc import Callable

from analysis.dataset import Dataset
from analysis.findings.claims import Claim, claims, claims_table
from analysis.findings.concepts import CONCEPTS
from analysis.findings.finding import (
    SUBSETS,
    Finding,
    Findings,
    Measure,
    Sample,
    escape,
    sample_of,
    sensitivity,
    told,
)
from analysis.findings.funding_mix import FUNDING_MIX
from analysis.findings.investment import BAND, INVESTMENT
from analysis.findings.stakeholders import STAKEHOLDERS
from analysis.findings.territories import TERRITORIES

__all__ = [
    "BAND",
    "CONCEPTS",
    "FUNDING_MIX",
    "INVESTMENT",
    "STAKEHOLDERS",
    "SUBSETS",
    "TERRITORIES",
    "Claim",
    "Finding",
    "Findings",
    "Measure",
    "Sample",
    "claims",
    "claims_table",
    "escape",
    "overview",
    "sample_of",
    "sensitivity",
    "short_answer",
    "told",
]


def short_answer(measures: dict[str, Measure], data: Dataset) -> Findings:
    """The sentences of a notebook: each measure on the whole sample, with where it turns.

    Parameters
    ----------
    measures : dict
        Name to measure: `INVESTMENT`, `FUNDING_MIX`, `TERRITORIES`, `STAKEHOLDERS` or `CONCEPTS`.
    data : Dataset
        What `analysis.load` returns.

    Examples
    --------
    >>> from analysis import load
    >>> len(short_answer(TERRITORIES, load()))
    4
    """
    sample = sample_of(data)
    return Findings(tuple(told(measure, sample) for measure in measures.values()))


def overview(found: list[Claim]) -> Findings:
    """How many claims the data supports, does not support, and cannot settle."""
    by: Callable[[str], list[str]] = lambda verdict: [str(c.number) for c in found if c.verdict == verdict]  # noqa: E731
    parts = [
        f"{name}: {len(by(name))} of {len(found)} claims{' (' + ', '.join(by(name)) + ')' if by(name) else ''}"
        for name in ("supported", "not supported", "cannot tell")
    ]
    turned = [f"claim {c.number} turns {c.turns}" for c in found if c.turns]
    return Findings((*(f"{part[0].upper()}{part[1:]}." for part in parts), *(f"{t[0].upper()}{t[1:]}." for t in turned)))
