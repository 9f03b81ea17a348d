"""A computed sentence, how it is shown, and whether it holds on other parts of the sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import overload

import pandas as pd

from analysis.dataset import Dataset
from analysis.findings._codes import MeasureName, Side, Subset, Verdict
from analysis.findings._wording import Told, spell_sentence
from analysis.numbers.inference import LEAST_FOR_SUMMARY
from analysis.numbers.shares import plans as plans_of
from analysis.words import vocabulary
from analysis.words._formatting import escape_text, format_count, join_names, join_pair, join_parts
from analysis.words._messages import Spelled, say, spell

__all__ = [
    "SUBSETS",
    "Answer",
    "Finding",
    "Findings",
    "Measure",
    "Sample",
    "answer",
    "escape_text",
    "needs",
    "sample_of",
    "spell_turns",
    "take_parts",
]

#: Which plans each part of the sample keeps.
SUBSETS: dict[Subset, Callable[[pd.DataFrame], pd.DataFrame]] = {
    Subset.ALL: lambda plans: plans,
    Subset.WITHOUT_LISTS: lambda plans: plans[~plans["source_kind"].isin(vocabulary.LISTS)],
    Subset.WITHOUT_DOUBTFUL: lambda plans: plans[
        ~plans["status"].isin(["abandoned", "planned"]) & (plans["amount_scope"] == "investment")
    ],
}


@dataclass(frozen=True)
class Sample:
    """Some plans with their funding lines and the national figures: what a measure looks at."""

    plans: pd.DataFrame
    funding: pd.DataFrame
    context: pd.DataFrame

    def of(self, subset: Subset) -> Sample:
        """The part of the sample that one of `SUBSETS` keeps."""
        return self._with(SUBSETS[subset](self.plans))

    def where(self, *columns: str) -> Sample:
        """The part of the sample where some columns are known."""
        known = self.plans[list(columns)].notna().all(axis=1)
        return self if known.all() else self._with(self.plans[known])

    def _with(self, plans: pd.DataFrame) -> Sample:
        return replace(self, plans=plans, funding=self.funding[self.funding["place_id"].isin(plans["place_id"])])


@dataclass(frozen=True)
class Finding:
    """One sentence with its numbers, worded when it is shown.

    Attributes
    ----------
    sentence : Message or Spelled
        The sentence, with n, unit and interval or bounds; plain text.
    brief : Message or Spelled
        Its main number, short, for the sensitivity table.
    code : Side or Verdict
        What the sentence comes to.
    of : tuple of str
        Codes of the data that belong to it: the dearest kind of place, the region with most places.
    """

    sentence: Told
    brief: Told
    code: Side | Verdict
    of: tuple[str, ...] = ()

    def turns(self, other: Finding) -> bool:
        """Whether another finding of the same measure comes to something else."""
        return (self.code, self.of) != (other.code, other.of)


Measure = Callable[[Sample], Finding]


@dataclass(frozen=True)
class Findings(Sequence[str]):
    """Sentences that a notebook shows as a list, in the language that is spoken then.

    Attributes
    ----------
    messages : tuple
        The sentences before they are worded; a text is shown as it is.
    """

    messages: tuple[Told | str, ...]

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
        return "\n".join(f"- {escape_text(text)}" for text in self)


def needs(*columns: str) -> Callable[[Measure], Measure]:
    """A measure that looks at the places where some columns are known, and says so where none is."""

    def wrap(measure: Measure) -> Measure:
        @wraps(measure)
        def wrapped(sample: Sample) -> Finding:
            known = sample.where(*columns)
            if len(sample.plans) and not len(known.plans):
                names = spell(join_names, [spell(vocabulary.label, name) for name in columns])
                told = say("Not computed: no place of this data has its {fields}.", fields=names)
                return Finding(told, say("not known"), Side.NOT_KNOWN)
            return measure(known)

        return wrapped

    return wrap


def sample_of(data: Dataset) -> Sample:
    """The whole sample of a dataset.

    Examples
    --------
    >>> from analysis import load
    >>> list(sample_of(load()).plans)[:2]
    ['place_id', 'name']
    """
    return Sample(plans_of(data), data.funding, data.context)


def take_parts(sample: Sample) -> dict[Subset, Sample]:
    """The parts of a sample on which findings are computed again; one that is too small or the whole is not among them."""
    parts = {subset: sample.of(subset) for subset in SUBSETS if subset != Subset.ALL}
    return {name: part for name, part in parts.items() if LEAST_FOR_SUMMARY <= len(part.plans) < len(sample.plans)}


def spell_turns(parts: Mapping[Subset, Told]) -> Spelled:
    """What each part of the sample gives instead: "without the State's lists: not supported"."""
    return spell(join_parts, [spell(join_pair, subset.label, told) for subset, told in parts.items()])


def _differing(found: dict[Subset, Finding]) -> dict[Subset, Finding]:
    """The findings on parts of the sample that come to something else than that on all of it."""
    return {subset: finding for subset, finding in found.items() if finding.turns(found[Subset.ALL])}


def _sentence(found: dict[Subset, Finding]) -> Told:
    """The sentence on the whole sample, with the parts on which it differs."""
    sentence = spell_sentence(found[Subset.ALL].sentence)
    differing = _differing(found)
    if not differing:
        return sentence
    parts = spell_turns({subset: finding.brief for subset, finding in differing.items()})
    return say("{sentence} This differs {parts}.", sentence=sentence, parts=parts)


def _row(name: MeasureName, found: dict[Subset, Finding]) -> dict[str, str]:
    """A row of `Answer.sensitivity`; the parts of the sample are columns."""
    columns = {subset: "all" if subset == Subset.ALL else str(subset.label) for subset in found}
    values = {columns[subset]: str(finding.brief) for subset, finding in found.items()}
    return {"finding": str(name.label), **values, "turns": str(say("yes") if _differing(found) else say("no"))}


@dataclass(frozen=True)
class Answer:
    """The answer of a notebook, worded when it is shown.

    Attributes
    ----------
    places : int
        How many places the sample has.
    found : dict
        What each measure found on all of the sample and on its parts; empty where there are too few places.
    """

    places: int
    found: dict[MeasureName, dict[Subset, Finding]]

    @property
    def short(self) -> Findings:
        """One sentence per measure on the whole sample, with where it differs on a part of it."""
        if self.found:
            return Findings(tuple(_sentence(found) for found in self.found.values()))
        places = spell(format_count, self.places, "place")
        few = say("{places}: too few for a summary; the figures show what is known of each.", places=places)
        return Findings((few,))

    @property
    def sensitivity(self) -> pd.DataFrame:
        """Text in the language that is spoken: finding, then the main number on all and on each part, and turns (yes or no)."""
        rows = [_row(name, found) for name, found in self.found.items()]
        return pd.DataFrame(rows, columns=None if rows else ["finding", "all", "turns"])


def answer(measures: Mapping[MeasureName, Measure], data: Dataset) -> Answer:
    """Compute each measure on the whole sample and on its parts; one sentence says so when there are too few places.

    Parameters
    ----------
    measures : dict
        Code to measure: `INVESTMENT`, `FUNDING_MIX`, `TERRITORIES`, `STAKEHOLDERS` or `CONCEPTS`.
    data : Dataset
        What `analysis.load` returns.

    Examples
    --------
    >>> from analysis import findings, load
    >>> len(findings.answer(findings.TERRITORIES, load()).short)
    4
    """
    sample = sample_of(data)
    if len(sample.plans) < LEAST_FOR_SUMMARY:
        return Answer(len(sample.plans), {})
    samples = {Subset.ALL: sample, **take_parts(sample)}
    return Answer(
        len(sample.plans),
        {name: {subset: measure(part) for subset, part in samples.items()} for name, measure in measures.items()},
    )
