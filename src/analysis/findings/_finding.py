"""A computed sentence, how it is shown, and whether it holds on other parts of the sample."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial, wraps
from typing import overload

import pandas as pd

from analysis.dataset import Dataset
from analysis.findings._codes import MeasureName, Side, Subset
from analysis.findings._programs import Entry, read_finding
from analysis.findings._wording import Told
from analysis.numbers._frames import is_one_of
from analysis.numbers.inference import LEAST_FOR_SUMMARY, adjusted
from analysis.numbers.population import Draw, Sampling, choose_subject, select_draw, select_new, take_sample
from analysis.numbers.shares import plans as plans_of
from analysis.words import vocabulary
from analysis.words._formatting import escape_text, format_count, format_whole, join_names, join_pair, join_parts
from analysis.words._messages import Spelled, say, spell

__all__ = [
    "EVERY_PLAN",
    "NO_NUMBERS",
    "WAYS",
    "Answer",
    "Finding",
    "Findings",
    "Layers",
    "Measure",
    "Sample",
    "Tested",
    "Topic",
    "answer",
    "escape_text",
    "needs",
    "sample_of",
    "spell_turns",
    "take_parts",
]

#: The sample as it is.
EVERY_PLAN = Sampling()
#: Where a finding has nothing to add to its plain sentence.
NO_NUMBERS = say("No number is known.")


@dataclass(frozen=True)
class Sample:
    """Some plans with their funding lines and the national figures: what a measure looks at.

    Attributes
    ----------
    plans : DataFrame
        The plans of what is asked.
    every, lines : DataFrame
        The plans of all kinds, which the subject is set against or which lend it their rates, and their funding lines.
    context, census, prices : DataFrame
        National figures, the census of third places, the index of building prices; empty where there is none.
    """

    plans: pd.DataFrame
    every: pd.DataFrame
    lines: pd.DataFrame
    context: pd.DataFrame
    census: pd.DataFrame
    prices: pd.DataFrame

    @property
    def funding(self) -> pd.DataFrame:
        """The funding lines of the plans."""
        return self.lines[is_one_of(self.lines["place_id"], self.plans["place_id"])]

    @property
    def whole(self) -> Sample:
        """The plans of all kinds."""
        return self._with(self.every)

    def where(self, *columns: str) -> Sample:
        """The part of the sample where some columns are known."""
        known = self.plans[list(columns)].notna().all(axis=1)
        return self if known.all() else self._with(self.plans[known])

    def _with(self, plans: pd.DataFrame) -> Sample:
        return replace(self, plans=plans)

    @property
    def new(self) -> Sample:
        """The plans of new kinds: the subject of every claim."""
        return self._with(select_new(self.plans))

    @property
    def subject(self) -> Sample:
        """The plans that a page looks at: those of new kinds, or all (`population.choose_subject`)."""
        return self._with(choose_subject(self.plans))

    @property
    def web(self) -> Sample:
        """Without lists of grants, which name their own funder and its carriers by construction."""
        return self._with(select_draw(self.plans, Draw.WEB))


def _capital(told: Told) -> str:
    text = str(told)
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Layers:
    """A finding in two layers: what one reads aloud, then the numbers; worded when it is shown.

    Examples
    --------
    >>> str(Layers(say("Half cost less."), say("Median €2k (n = 9).")))
    'Half cost less. Median €2k (n = 9).'
    """

    plain: Told
    numbers: Told

    def __str__(self) -> str:
        return f"{_capital(self.plain)} {_capital(self.numbers)}"

    def markdown(self) -> str:
        """The plain sentence stands out."""
        return f"**{escape_text(_capital(self.plain))}** {escape_text(_capital(self.numbers))}"


@dataclass(frozen=True)
class Finding:
    """What a measure comes to, in two layers, worded when it is shown.

    Attributes
    ----------
    plain : Message or Spelled
        The finding as one reads it aloud: at most 25 words, no method's name.
    numbers : Message or Spelled
        The same with n, unit, interval or bounds, and basis.
    brief : Message or Spelled
        Its main number, short, for the sensitivity table.
    code : Side
        What the sentence comes to.
    of : tuple of str
        Codes of the data that belong to it: the dearest kind of place, the region with most places.
    """

    plain: Told
    numbers: Told
    brief: Told
    code: Side
    of: tuple[str, ...] = ()

    def turns(self, other: Finding) -> bool:
        """Whether another finding of the same measure comes to something else."""
        return (self.code, self.of) != (other.code, other.of)


@dataclass(frozen=True)
class Tested:
    """A finding that rests on a test, before the p-values of its page are adjusted.

    Attributes
    ----------
    p : float
        As the test gives it.
    find : callable
        The finding, given the p-value that is adjusted for all tests of the page.
    """

    p: float
    find: Callable[[float], Finding]


Measure = Callable[[Sample], Finding | Tested]


@dataclass(frozen=True)
class Topic:
    """The measures of a notebook, in the order in which it tells them.

    Attributes
    ----------
    measures : dict
        Code to measure.
    counted : tuple of Subset
        Whom they count: the subject, and the other ways to count on which they are computed again.
    """

    measures: Mapping[MeasureName, Measure]
    counted: tuple[Subset, ...] = (Subset.ALL, Subset.ALL_KINDS, Subset.WEB, Subset.CARRIED_OUT)


@dataclass(frozen=True)
class Findings(Sequence[str]):
    """Sentences that a notebook shows as a list, in the language that is spoken then.

    Attributes
    ----------
    messages : tuple
        The sentences before they are worded; a text is shown as it is.
    behind : callable
        What programs read of them, worded when it is called.
    """

    messages: tuple[Told | Layers | str, ...]
    behind: Callable[[], list[Entry]] = field(default=list, compare=False, repr=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences in the language that is spoken."""
        return tuple(map(str, self.messages))

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        return self.texts[index]

    def __len__(self) -> int:
        return len(self.messages)

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __repr__(self) -> str:
        return "\n".join(f"- {text}" for text in self)

    def _repr_markdown_(self) -> str:
        told = (one.markdown() if isinstance(one, Layers) else escape_text(str(one)) for one in self.messages)
        return "\n".join(f"- {text}" for text in told)


def needs(*columns: str) -> Callable[[Measure], Measure]:
    """A measure that looks at the places where some columns are known, and says so where none is."""

    def wrap(measure: Measure) -> Measure:
        @wraps(measure)
        def wrapped(sample: Sample) -> Finding | Tested:
            known = sample.where(*columns)
            if len(sample.plans) and not len(known.plans):
                names = spell(join_names, [spell(vocabulary.label, name) for name in columns])
                told = say("Not computed: no place of this data has its {fields}.", fields=names)
                return Finding(told, NO_NUMBERS, say("not known"), Side.NOT_KNOWN)
            return measure(known)

        return wrapped

    return wrap


def sample_of(data: Dataset, sampling: Sampling = EVERY_PLAN) -> Sample:
    """The sample of a dataset, all of it or taken in another way.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.
    sampling : Sampling
        One plan per site, stated amounts only, only what is carried out, only plans that close on their own.

    Examples
    --------
    >>> from analysis import load
    >>> list(sample_of(load()).plans)[:2]
    ['place_id', 'name']
    """
    plans = take_sample(plans_of(data), data.funding, sampling)
    return Sample(plans, plans, data.funding, data.context, data.census, data.prices)


def find_all(measures: Mapping[MeasureName, Measure], sample: Sample) -> dict[MeasureName, Finding]:
    """What each measure finds; the p-values of all are adjusted together, as one family (Holm)."""
    raw = {name: measure(sample) for name, measure in measures.items()}
    tests = {name: found.p for name, found in raw.items() if isinstance(found, Tested) and found.p == found.p}
    p = dict(zip(tests, adjusted(list(tests.values())), strict=True)) if tests else {}
    return {
        name: found.find(float(p.get(name, math.nan))) if isinstance(found, Tested) else found
        for name, found in raw.items()
    }


#: The subset that each way to take the sample gives.
WAYS = {
    Subset.ONE_PER_SITE: Sampling(one_per_site=True),
    Subset.STATED: Sampling(stated=True),
    Subset.CARRIED_OUT: Sampling(carried_out=True),
}


def take_parts(data: Dataset, counted: Sequence[Subset]) -> Iterator[tuple[Subset, Sample]]:
    """The subject (new kinds; all where none is known), then the other ways to count, without those that change nothing.

    One after the other: of many places each takes much memory.
    """
    every = sample_of(data)
    subject = every.subject
    yield Subset.ALL, subject
    others: dict[Subset, Callable[[], Sample]] = {Subset.ALL_KINDS: lambda: every, Subset.WEB: lambda: subject.web}
    others |= {subset: partial(_subject_of, data, way) for subset, way in WAYS.items()}
    for subset, take in others.items():
        if subset in counted:
            part = take()
            if LEAST_FOR_SUMMARY <= len(part.plans) != len(subject.plans):
                yield subset, part
            del part


def _subject_of(data: Dataset, way: Sampling) -> Sample:
    return sample_of(data, way).subject


def spell_turns(parts: Mapping[Subset, Told]) -> Spelled:
    """What each part of the sample gives instead: "without the State's lists: not supported"."""
    return spell(join_parts, [spell(join_pair, subset.label, told) for subset, told in parts.items()])


def _differing(found: dict[Subset, Finding]) -> dict[Subset, Finding]:
    """The findings on parts of the sample that come to something else than that on all of it."""
    return {subset: finding for subset, finding in found.items() if finding.turns(found[Subset.ALL])}


def _tell(found: dict[Subset, Finding]) -> Layers:
    """The finding on the subject, with the other ways to count on which it differs."""
    one, differing = found[Subset.ALL], _differing(found)
    if not differing:
        return Layers(one.plain, one.numbers)
    parts = spell_turns({subset: finding.brief for subset, finding in differing.items()})
    return Layers(one.plain, say("{sentence} Counted otherwise: {parts}.", sentence=one.numbers, parts=parts))


def _tell_whole(places: int, new: int) -> Told:
    """Why a page looks at all kinds of place."""
    n, rows = spell(format_whole, new), spell(format_whole, places)
    return say("Rows that say that they are a new place: {n} of {rows}. So all rows are counted here.", n=n, rows=rows)


def _row(name: MeasureName, found: dict[Subset, Finding]) -> dict[str, str]:
    """A row of `Answer.sensitivity`; the parts of the sample are columns."""
    columns = {subset: str(subset.label) for subset in found}
    values = {columns[subset]: str(finding.brief) for subset, finding in found.items()}
    return {"finding": str(name.label), **values, "turns": str(say("yes") if _differing(found) else say("no"))}


@dataclass(frozen=True)
class Answer:
    """The answer of a notebook, worded when it is shown.

    Attributes
    ----------
    places, new : int
        How many places the page looks at, and how many of them are of a new kind.
    found : dict
        What each measure found on all of the sample and on its parts; empty where there are too few places.
    """

    places: int
    new: int
    found: dict[MeasureName, dict[Subset, Finding]]

    @property
    def short(self) -> Findings:
        """One sentence per measure on the whole sample, with where it differs on a part of it."""
        whole = () if self.new == self.places else (_tell_whole(self.places, self.new),)
        if self.found:
            return Findings((*whole, *map(_tell, self.found.values())), self._list_for_programs)
        places = spell(format_count, self.places, "place")
        few = say("{places}: too few for a summary; the figures show what is known of each.", places=places)
        return Findings((*whole, few))

    def _list_for_programs(self) -> list[Entry]:
        return [
            read_finding(str(name), found[Subset.ALL], [str(subset) for subset in _differing(found)])
            for name, found in self.found.items()
        ]

    @property
    def sensitivity(self) -> pd.DataFrame:
        """Text in the language that is spoken: finding, its main number on the subject and counted otherwise, turns (yes or no)."""
        rows = [_row(name, found) for name, found in self.found.items()]
        return pd.DataFrame(rows, columns=None if rows else ["finding", str(Subset.ALL.label), "turns"])


def answer(topic: Topic, data: Dataset) -> Answer:
    """Compute each measure on the plans of new kinds, and counted otherwise; one sentence says so where plans are too few.

    Parameters
    ----------
    topic : Topic
        `INVESTMENT`, `FUNDING_MIX`, `TERRITORIES`, `STAKEHOLDERS` or `CONCEPTS`.
    data : Dataset
        What `analysis.load` returns.

    Examples
    --------
    >>> from analysis import findings, load
    >>> len(findings.answer(findings.TERRITORIES, load()).short)
    4
    """
    parts = take_parts(data, topic.counted)
    _subset, subject = next(parts)
    n, new = len(subject.plans), len(subject.new.plans)
    if n < LEAST_FOR_SUMMARY:
        return Answer(n, new, {})
    found = {Subset.ALL: find_all(topic.measures, subject)}
    del subject
    found |= {subset: find_all(topic.measures, part) for subset, part in parts}
    return Answer(
        n,
        new,
        {name: {subset: of[name] for subset, of in found.items()} for name in topic.measures},
    )
