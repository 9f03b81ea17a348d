"""Ask a person for what only a person knows of a place: each fact until it can be read, then the funders."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.dataset._adding import AddError, Line, read_fact, read_line
from analysis.words import vocabulary
from analysis.words._formatting import join_pair
from analysis.words.i18n import _
from analysis.words.vocabulary import PLACES

__all__ = ["FACTS", "NEEDED", "ask_facts", "ask_lines"]

#: What only a person knows, in the order in which it is asked; the department where several municipalities have one name.
FACTS = (
    "name",
    "place_type",
    "municipality",
    "department_code",
    "carrier_name",
    "carrier_type",
    "year",
    "status",
    "investment_eur",
    "vat",
    "source_url",
    "source_publisher",
)
NEEDED = ("name", "place_type", "investment_eur", "source_url")

#: Puts a question and gives the answer.
Ask = Callable[[str], str]


def ask_facts(given: Mapping[str, str], ask: Ask | None, tell: Callable[[str], None]) -> dict[str, str]:
    """What is given, read, and what is asked for besides.

    Parameters
    ----------
    given : mapping
        Column of places to what was written of it.
    ask : callable, optional
        Puts a question to a person; without it nothing is asked, and what is needed must be given.
    tell : callable
        Says why an answer cannot be read, before the question is put again.

    Raises
    ------
    AddError
        If what is given cannot be read.

    Examples
    --------
    >>> ask_facts({"name": "La Fabrique", "place_type": "Fab lab"}, None, print)
    {'name': 'La Fabrique', 'place_type': 'fab_lab'}
    """
    facts = {name: read_fact(name, text) for name, text in given.items()}
    for name in FACTS if ask else ():
        while name not in facts:
            try:
                answer = read_fact(name, ask(_word(name)))  # type: ignore[misc]
            except AddError as error:
                tell(str(error))
                continue
            if answer or name not in NEEDED:
                facts[name] = answer
    return facts


def _word(name: str) -> str:
    """A question: the field, and what can be answered."""
    field = PLACES[name]
    label = vocabulary.label(name)
    if field.values:
        label = f"{label} ({', '.join(vocabulary.labels(name).values())})"
    return label if name in NEEDED else _("{field}, empty where the source does not say it").format(field=label)


def ask_lines(ask: Ask, tell: Callable[[str], None]) -> list[Line]:
    """The funders, one after the other, until an empty answer."""
    lines: list[Line] = []
    while answer := ask(_("funder {n} = amount (empty: no more)").format(n=len(lines) + 1)):
        try:
            lines.append(read_line(answer))
        except AddError as error:
            tell(str(error))
        else:
            kind = vocabulary.labels("funder_type")[lines[-1].funder_type]
            tell(join_pair(lines[-1].funder, kind))
    return lines
