"""Ask a person for what only a person knows of a place: each fact until it can be read, then the funders."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence

from analysis.dataset._adding import AddError, Line, read_fact, read_line
from analysis.words import vocabulary
from analysis.words._formatting import join_pair
from analysis.words.i18n import _
from analysis.words.vocabulary import PLACES

__all__ = ["FACTS", "NEEDED", "OPTIONS", "ask_facts", "ask_lines", "write_command"]

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
#: The option of the command for each, where it is not the field's own name.
OPTIONS = {
    "department_code": "--department",
    "carrier_name": "--carrier",
    "investment_eur": "--investment",
    "surface_m2": "--surface",
    "source_url": "--source",
    "source_publisher": "--publisher",
}
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
    if name == "department_code":
        return _("{field}, for instance 46, where several municipalities have that name, else empty").format(
            field=label
        )
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


def write_command(facts: Mapping[str, str], lines: Sequence[Line]) -> str:
    """The command that says the same as all answers, so that after a refusal one of them can be corrected.

    Examples
    --------
    >>> write_command({"name": "La Fabrique", "vat": "", "investment_eur": "120000"}, [Line("DETR", "state", 3e4)])
    "cluster-funding add --name 'La Fabrique' --investment 120000 --line 'DETR (state) = 30000'"
    """
    told = [part for name, text in facts.items() if text for part in (_option(name), text)]
    for line in lines:
        amount = "" if line.amount_eur is None else f"{line.amount_eur:.10g}"
        told += ["--line", f"{line.funder} ({line.funder_type}) = {amount}".rstrip()]
    return shlex.join(["cluster-funding", "add", *told])


def _option(name: str) -> str:
    return OPTIONS.get(name, "--" + name.replace("_", "-"))
