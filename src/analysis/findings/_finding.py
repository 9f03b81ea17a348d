"""A computed sentence, how it is shown, and whether it holds on other parts of the sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import wraps

import pandas as pd

from analysis.dataset import Dataset
from analysis.numbers.inference import LEAST_FOR_SUMMARY
from analysis.numbers.shares import plans as plans_of
from analysis.words import vocabulary
from analysis.words._formatting import apart, count, escape, joined, pair
from analysis.words.i18n import _, mark

__all__ = [
    "SUBSETS",
    "Answer",
    "Finding",
    "Findings",
    "Measure",
    "Sample",
    "answer",
    "escape",
    "needs",
    "parts_of",
    "sample_of",
]

NOT_KNOWN = mark("not known")
#: The parts of the sample on which each finding is computed again; `_` says their names.
SUBSETS = {
    mark("all"): lambda plans: plans,
    mark("without the State's lists"): lambda plans: plans[~plans["source_kind"].isin(vocabulary.LISTS)],
    mark("without abandoned, planned or operating plans"): lambda plans: plans[
        ~plans["status"].isin(["abandoned", "planned"]) & (plans["amount_scope"] == "investment")
    ],
}


@dataclass(frozen=True)
class Sample:
    """Some plans with their funding lines and the national figures: what a measure looks at."""

    plans: pd.DataFrame
    funding: pd.DataFrame
    context: pd.DataFrame

    def of(self, subset: str) -> Sample:
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
    """One sentence with its numbers.

    Attributes
    ----------
    text : str
        The sentence, with n, unit and interval or bounds; plain text.
    value : str
        Its main number, short, for the sensitivity table.
    turn : str
        What the sentence comes down to, in a word of code; where it differs on a part of the sample, the finding turns.
    """

    text: str
    value: str
    turn: str


Measure = Callable[[Sample], Finding]


@dataclass(frozen=True)
class Findings(Sequence[str]):
    """Sentences that a notebook shows as a list."""

    texts: tuple[str, ...]

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self.texts[index]

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __repr__(self) -> str:
        return "\n".join(f"- {text}" for text in self.texts)

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {escape(text)}" for text in self.texts)


def needs(*columns: str) -> Callable[[Measure], Measure]:
    """A measure that looks at the places where some columns are known, and says so where none is."""

    def wrap(measure: Measure) -> Measure:
        @wraps(measure)
        def wrapped(sample: Sample) -> Finding:
            known = sample.where(*columns)
            if len(sample.plans) and not len(known.plans):
                names = joined([vocabulary.label(name) for name in columns])
                text = _("Not computed: no place of this data has its {fields}.").format(fields=names)
                return Finding(text, _(NOT_KNOWN), NOT_KNOWN)
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


def parts_of(sample: Sample) -> dict[str, Sample]:
    """The parts of a sample on which findings are computed again; one that is too small or the whole is not among them."""
    parts = {name: sample.of(name) for name in SUBSETS if name != "all"}
    return {name: part for name, part in parts.items() if LEAST_FOR_SUMMARY <= len(part.plans) < len(sample.plans)}


@dataclass(frozen=True)
class Answer:
    """The answer of a notebook.

    Attributes
    ----------
    short : Findings
        One sentence per measure on the whole sample, with where it differs on a part of it.
    sensitivity : DataFrame
        finding, then one text column per part of the sample with the main number, and ``turns`` (yes or no).
    """

    short: Findings
    sensitivity: pd.DataFrame


def answer(measures: dict[str, Measure], data: Dataset) -> Answer:
    """Compute each measure on the whole sample and on its parts; one sentence says so when there are too few places.

    Parameters
    ----------
    measures : dict
        Name for readers to measure: `INVESTMENT`, `FUNDING_MIX`, `TERRITORIES`, `STAKEHOLDERS` or `CONCEPTS`.
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
        few = _("{places}: too few for a summary; the figures show what is known of each.")
        few = few.format(places=count(len(sample.plans), "place"))
        return Answer(Findings((few,)), pd.DataFrame(columns=["finding", "all", "turns"]))
    parts = parts_of(sample)
    texts, rows = [], []
    for name, measure in measures.items():
        whole = measure(sample)
        others = {part: measure(rest) for part, rest in parts.items()}
        turned = [pair(_(part), found.value) for part, found in others.items() if found.turn != whole.turn]
        text = whole.text[:1].upper() + whole.text[1:]
        told = _("{sentence} This differs {parts}.") if turned else "{sentence}"
        texts.append(told.format(sentence=text, parts=apart(turned)))
        values = {part: found.value for part, found in others.items()}
        rows.append({"finding": _(name), "all": whole.value, **values, "turns": _("yes") if turned else _("no")})
    return Answer(Findings(tuple(texts)), pd.DataFrame(rows))
