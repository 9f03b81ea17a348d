"""A part of a claim with its verdict, in two layers: a plain sentence, then its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.findings._codes import Unit, Verdict
from analysis.findings._judging import CountedAs, frame_readings, judge, spell_range, spell_readings
from analysis.findings._wording import Told
from analysis.numbers.ladder import Assumption
from analysis.words._formatting import format_whole
from analysis.words._messages import say, spell

__all__ = ["NOTHING_TO_READ", "ClaimPart", "judge_share", "make_too_few"]

NOTHING_TO_READ = say("The data holds too few plans of new places to tell.")


@dataclass(frozen=True)
class ClaimPart:
    """What a claim, or a part of it, comes to; its messages are worded when they are shown.

    Attributes
    ----------
    about : Message
        What is asked, in few words.
    plain : Message
        The answer as one reads it aloud: at most 25 words, no method's name.
    numbers : Message
        The same with n, unit, interval and basis.
    verdict : Verdict
        What the readings come to, by the claim's rule.
    readings : tuple of CountedAs
        The ways to count that stand side by side; empty where the data holds no measure.
    unit : Unit
        Unit of the readings' numbers.
    under : Assumption or None
        The assumption under which the verdict stands.
    table : DataFrame or None
        What the verdict was read from where readings are not all of it: the ladder, or every defensible choice.
    """

    about: Told
    plain: Told
    numbers: Told
    verdict: Verdict
    readings: tuple[CountedAs, ...] = ()
    unit: Unit = Unit.SHARE
    under: Assumption | None = None
    table: pd.DataFrame | None = field(default=None, compare=False, repr=False)

    @property
    def frame(self) -> pd.DataFrame:
        """The readings as a table, in the columns of `population.list_readings` and ``says``."""
        return frame_readings(self.readings)


def make_too_few(about: Told, n: int, table: pd.DataFrame | None = None) -> ClaimPart:
    """A part of which nothing can be read, since only so many plans could be counted."""
    counted = say("Plans that could be counted: {n}.", n=spell(format_whole, n))
    return ClaimPart(about, NOTHING_TO_READ, counted, Verdict.CANNOT_TELL, table=table)


def judge_share(about: Told, readings: tuple[CountedAs, ...], plain: Mapping[Verdict, str], **fields: Any) -> ClaimPart:
    """A part whose readings are shares beside one half.

    Parameters
    ----------
    about : Message
        What is asked.
    readings : tuple of CountedAs
        What `read_ways` returns.
    plain : dict
        Verdict to the plain sentence, with ``{range}`` for what the readings give.
    fields
        What else the sentences hold.
    """
    verdict = judge(readings)
    told = [one for one in readings if one.value == one.value]
    sentence = say(plain[verdict], range=spell_range(readings), **fields) if told else NOTHING_TO_READ
    numbers = say("Share of the plans: {readings}.", readings=spell_readings(readings))
    return ClaimPart(about, sentence, numbers, verdict, readings)
