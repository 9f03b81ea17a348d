"""One part of the data, named as people name it: conditions such as "region=Occitanie" on any field of the vocabulary."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.dataset import Dataset
from analysis.numbers._statistics import LEAST_FOR_SUMMARY, ROUGH_UNDER
from analysis.numbers.shares import plans as plans_of
from analysis.words import vocabulary
from analysis.words._folding import fold_letters
from analysis.words._formatting import format_count, shorten_name
from analysis.words.i18n import LANGUAGES, _

__all__ = ["Condition", "Part", "PartError", "take_part"]


class PartError(ValueError):
    """A condition that cannot be used; the message says why and what is near."""


@dataclass(frozen=True)
class Condition:
    """One field and one of its values, as the data holds it."""

    field: str
    value: str

    def __str__(self) -> str:
        name = shorten_name(vocabulary.labels(self.field).get(self.value, self.value))
        field = vocabulary.find_field(self.field)
        return name if field.values or field.type == "string" else f"{vocabulary.label(self.field)} {name}"


@dataclass(frozen=True)
class Part:
    """The part of a dataset that meets some conditions.

    Attributes
    ----------
    data : Dataset
        Its places and their funding lines.
    conditions : tuple of Condition
        Those of one field are alternatives; each field must be met.
    total : int
        Places of the whole.
    """

    data: Dataset
    conditions: tuple[Condition, ...]
    total: int

    def name(self) -> str:
        """What readers call the part, in the language that is spoken."""
        return ", ".join(str(condition) for condition in self.conditions)

    def sentence(self) -> str:
        """How many places it has, and how far its numbers carry."""
        n = len(self.data.places)
        told = _("{part}: {places} of {total}. Each number stands beside that of all places.").format(
            part=self.name(), places=format_count(n, "place"), total=self.total
        )
        if n < LEAST_FOR_SUMMARY:
            few = _("That is too few for a summary: the pages show what is known of each place.")
        elif n < ROUGH_UNDER:
            few = _(
                "That is a small number: intervals are rough, and a difference from all places is no more than a hint."
            )
        else:
            few = ""
        return f"{told} {few}".strip()


def _folded(text: str) -> str:
    """Without case, accents and the marks between words."""
    return " ".join(fold_letters(text).replace("_", " ").replace("-", " ").replace("’", "'").split())


def _near(wanted: str, names: Iterable[str]) -> str:
    """The names nearest to a wanted one, or the first of all where none is near."""
    known: dict[str, str] = {}
    for name in filter(None, names):
        known.setdefault(_folded(name), name)
    found = difflib.get_close_matches(_folded(wanted), list(known), n=3, cutoff=0.5)
    if found:
        return _("did you mean {names}?").format(names=_(" or ").join(known[name] for name in found))
    first = list(known.values())
    return _("there are {names}").format(names=", ".join(first[:8]) + (", …" if len(first) > 8 else ""))


def _field(wanted: str) -> str:
    fields = [*vocabulary.PLACES.fields, *vocabulary.DERIVED.fields]
    for field in fields:
        if _folded(wanted) in map(_folded, (field.name, *(vocabulary.label(field.name, lang) for lang in LANGUAGES))):
            return field.name
    names = [field.name for field in fields]
    names += [vocabulary.label(field.name, lang) for lang in LANGUAGES for field in fields]
    raise PartError(_("no field is called {name!r}: {near}").format(name=wanted, near=_near(wanted, names)))


def _codes(field: vocabulary.Field, present: pd.Series) -> dict[str, str]:
    """Each way to write a value, to the value as the data holds it; only values that some place has."""
    held = {str(value) for value in present.dropna().unique()}
    if field.type == "boolean":
        ways = {"True": ("yes", "oui", "true", "vrai", "1"), "False": ("no", "non", "false", "faux", "0")}
        return {way: value for value, said in ways.items() if value in held for way in said}
    if field.type in ("integer", "number"):
        return {f"{float(value):g}": value for value in held} | {value: value for value in held}
    said = [vocabulary.labels(field.name, lang) for lang in LANGUAGES]
    return {
        way: value for value in sorted(held) for way in (value, *(names[value] for names in said if value in names))
    }


def _condition(text: str, plans: pd.DataFrame) -> Condition:
    name, mark, wanted = text.partition("=")
    if not mark or not wanted.strip():
        raise PartError(
            _("{text!r} is no condition: write FIELD=VALUE, for instance region=Occitanie").format(text=text)
        )
    field = vocabulary.find_field(_field(name))
    ways = _codes(field, plans[field.name])
    for way, value in ways.items():
        if _folded(way) == _folded(wanted):
            return Condition(field.name, value)
    raise PartError(
        _("{field}: no place has {value!r}: {near}").format(field=field.name, value=wanted, near=_near(wanted, ways))
        if ways
        else _("{field}: no place of this data has it").format(field=field.name)
    )


def take_part(data: Dataset, conditions: Sequence[str]) -> Part:
    """The places that meet some conditions, with their funding lines.

    Parameters
    ----------
    data : Dataset
        What `analysis.load` returns.
    conditions : sequence of str
        ``FIELD=VALUE``: a field of the places or of `vocabulary.DERIVED` and one of its values, each by its code or its
        name in English or French. Several values of one field are alternatives.

    Raises
    ------
    PartError
        If a field or value is not known, or no place meets all conditions.

    Examples
    --------
    >>> from analysis import load
    >>> found = take_part(load(), ["région=Bretagne", "settlement=rural"])
    >>> found.name(), len(found.data.places) < found.total
    ('Bretagne, rural', True)
    """
    plans = plans_of(data)
    found = tuple(dict.fromkeys(_condition(text, plans) for text in conditions))
    kept = pd.Series(True, index=plans.index)
    for field in dict.fromkeys(condition.field for condition in found):
        kept &= plans[field].astype("str").isin([c.value for c in found if c.field == field]) & plans[field].notna()
    if not kept.any():
        raise PartError(_("no place meets all of: {conditions}").format(conditions=", ".join(conditions)))
    ids = plans.loc[kept, "place_id"]
    places = data.places[data.places["place_id"].isin(ids)].reset_index(drop=True)
    funding = data.funding[data.funding["place_id"].isin(ids)].reset_index(drop=True)
    return Part(replace(data, places=places, funding=funding), found, len(plans))
