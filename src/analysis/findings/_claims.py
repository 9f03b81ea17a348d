"""The conference's eight claims: their parts with verdicts, what would settle them, and the table of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.dataset import Dataset
from analysis.findings._codes import Subset, Unit, Verdict
from analysis.findings._finding import EVERY_PLAN, WAYS, Sample, sample_of
from analysis.findings._judging import CountedAs
from analysis.findings._part import ClaimPart
from analysis.findings._questions import QUESTIONS
from analysis.findings._wording import Told
from analysis.numbers.population import Sampling
from analysis.words._formatting import join_pair, join_parts
from analysis.words._messages import Spelled, spell

__all__ = ["Claim", "claims", "claims_table", "take_otherwise"]


@dataclass(frozen=True)
class Claim:
    """One claim put to the data; its messages are worded when they are shown.

    Attributes
    ----------
    number : int
        1 to 8, the order of the conference.
    claim : Message
        The claim, in few words.
    parts : tuple of ClaimPart
        What it says, each with its readings and its verdict; one part where the claim is one.
    rule : Message
        How the verdict comes about, as it was written before the numbers were computed.
    settles : Message
        What would settle it.
    turns : tuple of (Subset, int, Verdict)
        Other ways to take the sample on which the verdict of a part differs, with that verdict; empty where all hold.
    """

    number: int
    claim: Told
    parts: tuple[ClaimPart, ...]
    rule: Told
    settles: Told
    turns: tuple[tuple[Subset, int, Verdict], ...] = ()

    @property
    def where_it_turns(self) -> Spelled:
        """Other ways to take the sample on which the verdict of a part differs, for readers."""
        pairs = [spell(join_pair, subset.label, verdict.label) for subset, _at, verdict in self.turns]
        return spell(join_parts, pairs)


def claims(data: Dataset, only: Sequence[int] = tuple(QUESTIONS), *, sampling: Sampling = EVERY_PLAN) -> list[Claim]:
    """The eight claims of January 2017 put to a dataset: to its plans of new kinds.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.
    only : sequence of int
        Numbers of the claims that are asked for; all by default.
    sampling : Sampling
        Another way to take the sample.

    Returns
    -------
    list of Claim
        In the order asked for.

    Examples
    --------
    >>> from analysis import load
    >>> [(claim.number, len(claim.parts)) for claim in claims(load(), [1, 2, 6])]
    [(1, 2), (2, 3), (6, 1)]
    """
    sample, found = sample_of(data, sampling), []
    for number in only:
        question = QUESTIONS[number]
        found.append(Claim(number, question.claim, question.judge(sample), question.rule, question.settles))
    return found


def _take_others(data: Dataset) -> dict[Subset, Sample]:
    """The other ways to take the sample, without those that leave all plans or none."""
    taken = {subset: sample_of(data, way) for subset, way in WAYS.items()}
    return {subset: one for subset, one in taken.items() if 0 < len(one.plans) < len(data.places)}


def _turns(claim: Claim, others: Mapping[Subset, Sample]) -> tuple[tuple[Subset, int, Verdict], ...]:
    question, found = QUESTIONS[claim.number], []
    for subset, sample in others.items():
        parts = question.judge(sample)
        found += [
            (subset, at, other.verdict)
            for at, (part, other) in enumerate(zip(claim.parts, parts, strict=True))
            if other.verdict != part.verdict
        ]
    return tuple(found)


def take_otherwise(found: Sequence[Claim], data: Dataset) -> list[Claim]:
    """The claims with the other ways to take the sample on which a verdict differs: `Claim.turns`.

    One plan per site, stated amounts only, without planned or abandoned plans. Claims 1 and 8 have every defensible
    choice instead (`specification`).

    Examples
    --------
    >>> from analysis import load
    >>> [len(claim.turns) for claim in take_otherwise(claims(load(), [6]), load())]
    [0]
    """
    others = _take_others(data)
    return [replace(claim, turns=_turns(claim, others)) if QUESTIONS[claim.number].again else claim for claim in found]


def _first(readings: Sequence[CountedAs]) -> CountedAs | None:
    return readings[0] if readings else None


def claims_table(found: Sequence[Claim]) -> pd.DataFrame:
    """The claims as a table for programs: one row a part; sentences in the language that is spoken, codes as they are.

    Returns
    -------
    DataFrame
        number, part (from 1), claim, about, verdict, under (code of the assumption, empty without one), unit, value, low,
        high and n of the first reading, plain, numbers, rule, settles.

    Examples
    --------
    >>> from analysis import load
    >>> claims_table(claims(load(), [3]))[["number", "part", "verdict"]].values.tolist()
    [[3, 1, 'cannot_tell'], [3, 2, 'supported']]
    """
    rows = []
    for claim in found:
        for at, part in enumerate(claim.parts):
            one = _first(part.readings)
            value, low, high, n = (one.value, one.low, one.high, one.n) if one else (np.nan, np.nan, np.nan, 0)
            rows.append(
                {
                    "number": claim.number, "part": at + 1, "claim": str(claim.claim), "about": str(part.about),
                    "verdict": part.verdict.value, "under": part.under.value if part.under else "",
                    "unit": Unit(part.unit).value, "value": value, "low": low, "high": high, "n": n,
                    "plain": str(part.plain), "numbers": str(part.numbers),
                    "rule": str(claim.rule), "settles": str(claim.settles),
                }
            )  # fmt: skip
    return pd.DataFrame(rows)
