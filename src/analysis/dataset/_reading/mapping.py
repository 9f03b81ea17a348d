"""The mapping file: how a file is to be read, written by `check --write-map` and corrected by hand."""

from __future__ import annotations

import difflib
import re
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from analysis._system import read_start
from analysis.dataset._checking.problem import UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.roles import IGNORE, find_role, find_roles
from analysis.dataset._reading.telling import Told, either
from analysis.dataset._reading.text import refuse
from analysis.words import vocabulary
from analysis.words._formatting import show_value
from analysis.words._messages import Message, say, spell
from analysis.words._reasons import say_reason
from analysis.words.i18n import _, mark

__all__ = ["Mapping", "Open", "read_mapping", "write_mapping"]

#: What is said of a file of text, which a workbook has not.
TEXT_KEYS = ("encoding", "separator")
FILE_KEYS = (*TEXT_KEYS, "sheet", "header", "lines_sheet", "lines_header")
#: Encodings of names and of programs' texts, in which a table would be other words.
OF_OTHER_USE = {
    "punycode",
    "idna",
    "unicode_escape",
    "unicode-escape",
    "raw_unicode_escape",
    "raw-unicode-escape",
    "utf-7",
    "utf7",
}
#: A mapping file larger than this is none.
MOST = 4 * 2**20
FIRST_LINE = mark("# How a file is read: cluster-funding check FILE --map THIS-FILE. Change a line and run it again.")


class Open(NamedTuple):
    """What is known of a column that is not settled: fields that it could be, the likeliest first, and why it is open."""

    fields: tuple[str, ...]
    why: Told


@dataclass(frozen=True)
class Mapping:
    """How a file is to be read; what is not in it is found out.

    Attributes
    ----------
    file : dict
        encoding, separator, sheet and header (row) of the places, lines_sheet and lines_header of the funding lines.
    columns, lines : dict
        Column to field, in the sheet of places and in the one of funding lines; "ignore" leaves a column out.
    decimal : dict
        Column to its decimal mark.
    unit : dict
        Column to what a number in it is worth: 1000 for thousands of euros.
    values : dict of dict
        Field to spelling to code: ``values.place_type."Maison" = "other"``.
    constants : dict
        Field to the value that it has in each row.
    rates : dict
        Currency to euros: ``GBP = 1.15``.
    open : dict
        Column that is not settled to what is known of it; in a file these are comments.
    """

    file: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)
    decimal: dict[str, str] = field(default_factory=dict)
    unit: dict[str, float] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    rates: dict[str, float] = field(default_factory=dict)
    open: dict[str, Open] = field(default_factory=dict, compare=False)

    @property
    def of_text(self) -> dict[str, str]:
        """What it says of the file as a text."""
        return {key: self.file[key] for key in TEXT_KEYS if key in self.file}

    def without_text(self) -> Mapping:
        """The mapping of the same table in a workbook: no encoding, no separator.

        Examples
        --------
        >>> Mapping(file={"encoding": "cp1252", "header": "3"}).without_text().file
        {'header': '3'}
        """
        return replace(self, file={key: text for key, text in self.file.items() if key not in TEXT_KEYS})


def _near(name: str, names: list[str]) -> Message:
    close = difflib.get_close_matches(name, names, n=2, cutoff=0.5)
    if close:
        return say("did you mean {names}?", names=spell(either, *map(repr, close)))
    return say("it is one of: {names}", names=", ".join(names))


def _checked(name: str, part: dict[str, Any], file: str) -> None:
    """Refuse what the mapping file may not hold."""

    def wrong(rule: Rule, key: str, **said: Any) -> None:
        raise refuse(file, rule, name=name, key=show_value(key), **said)

    known = [IGNORE, *(role.field for role in find_roles())]
    for key, value in part.items():
        if name in ("columns", "lines") and value not in known:
            wrong(Rule.MAPPING_FIELD, key, value=show_value(value), near=_near(str(value), known))
        if name == "file" and key not in FILE_KEYS:
            wrong(Rule.MAPPING_FILE_KEY, key, near=_near(key, list(FILE_KEYS)))
        if name in ("file", "constants") and (isinstance(value, bool | list | dict) or value != value):
            wrong(Rule.MAPPING_TEXT, key)
        if name == "constants" and key == "currency":  # no field of places: amounts are kept in euros
            if not re.fullmatch(r"[A-Za-z]{3}", str(value)):
                wrong(Rule.MAPPING_CURRENCY, key)
            continue
        if name == "file" and (rule := _wrong_setting(key, str(value))):
            wrong(rule, key)
        if name == "decimal" and value not in (".", ","):
            wrong(Rule.MAPPING_DECIMAL, key)
        if name in ("unit", "rates") and not (
            isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e12
        ):
            wrong(Rule.MAPPING_NUMBER, key)
        if (
            name in ("constants", "values")
            and key not in vocabulary.PLACES.names
            and key not in ("funder", "funder_type")
        ):
            wrong(Rule.MAPPING_NO_FIELD, key, near=_near(key, list(vocabulary.PLACES.names)))
        if (
            name == "constants"
            and find_role(key)
            and vocabulary.labels(key)
            and str(value) not in vocabulary.labels(key)
        ):
            wrong(
                Rule.MAPPING_VALUE, key, value=show_value(value), near=_near(str(value), list(vocabulary.labels(key)))
            )
        if name == "values" and (
            not isinstance(value, dict)
            or (bad := [v for v in value.values() if not isinstance(v, str) or v not in vocabulary.labels(key)])
        ):
            told = show_value(bad[0] if isinstance(value, dict) else value)
            wrong(Rule.MAPPING_VALUE, key, value=told, near=_near("", list(vocabulary.labels(key))))


def _wrong_setting(key: str, value: str) -> Rule | None:
    """The rule that a setting of the file breaks; None where it breaks none."""
    if key in ("header", "lines_header") and not re.fullmatch(r"[1-9]\d{0,6}", value, re.ASCII):
        return Rule.MAPPING_ROW
    if key == "separator" and (len(value) != 1 or value in '"\r\n'):
        return Rule.MAPPING_SEPARATOR
    return Rule.MAPPING_ENCODING if key == "encoding" and not _is_of_texts(value) else None


def _is_of_texts(encoding: str) -> bool:
    """Whether an encoding holds a table of letters, digits and separators: others are known that change all or refuse."""
    try:
        return "Lieu;1,5\n".encode(encoding).decode(encoding) == "Lieu;1,5\n" and encoding.lower() not in OF_OTHER_USE
    except (LookupError, ValueError, TypeError):
        return False


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Raises
    ------
    UnreadableError
        If it is not TOML, or names a field that there is not; the nearest is suggested.
    """
    try:
        if path.exists() and not path.is_file():
            raise refuse(path.name, Rule.NO_SUCH_FILE)
        if path.stat().st_size > MOST:
            raise refuse(path.name, Rule.TOO_LARGE, value=MOST // 2**20)
        content = tomllib.loads(read_start(path, MOST).decode("utf-8-sig"))
    except OSError as error:
        raise refuse(path.name, Rule.CANNOT_OPEN_FILE, strerror=say_reason(error)) from None
    except UnreadableError:
        raise
    except (ValueError, RecursionError) as error:  # no TOML, no text, a number of thousands of digits
        raise refuse(path.name, Rule.MAPPING_NOT_TOML, value=str(error)[:100]) from None
    names = _parts()
    for name, part in content.items():
        if name not in names or not isinstance(part, dict):
            raise refuse(path.name, Rule.MAPPING_PART, name=show_value(name), near=_near(name, names))
        _checked(name, part, path.name)
    for name in ("file", "columns", "lines", "constants"):
        if name in content:
            content[name] = {key: str(value) for key, value in content[name].items()}
    return Mapping(**content)


def _parts() -> list[str]:
    """The parts that a mapping file can have."""
    return [part.name for part in fields(Mapping) if part.name != "open"]


#: What a mapping file can say beside what it says, as comments in the language that is spoken.
EXPLAINED = (
    mark('[file] sheet = "NAME": the sheet of the places; lines_sheet: that of the funding lines'),
    mark(
        '[file] header = "3": the row with the names of the columns, as a spreadsheet counts; lines_header: in lines_sheet'
    ),
    mark('[file] encoding = "cp1252" and separator = ";": of a text file'),
    mark('[columns] "COLUMN" = "FIELD": what a column is, one of {fields}; "ignore" leaves it out'),
    mark('[unit] "COLUMN" = 1000: what a number in it is worth; 1000 for thousands of euros'),
    mark('[decimal] "COLUMN" = ",": its decimal mark'),
    mark('[rates] GBP = 1.15: euros for one unit of a currency; a column that names the currency is "currency"'),
    mark('[constants] year = 2023, or currency = "GBP": what holds for each row and stands in no column'),
)


def _explain() -> Iterator[str]:
    known = ", ".join(role.field for role in find_roles() if not role.field.startswith("funder:"))
    funders = ", ".join(role.field for role in find_roles() if role.field.startswith("funder:"))
    for text in EXPLAINED:
        for line in textwrap.wrap(_(text).replace("{fields}", f"{known}, {funders}"), 116, subsequent_indent="  "):
            yield f"# {line}"


def _line(column: str, asked: Open) -> str:
    """A column that is not settled, as a line that is one when its sign is taken away."""
    import tomli_w

    first, *others = asked.fields or (IGNORE,)
    line = tomli_w.dumps({column: first}).strip().replace("\n", " ")
    more = _("or {fields}").format(fields=", ".join(f'"{name}"' for name in others)) if others else ""
    why = " ".join(str(asked.why).split())
    return f"# {line}   # " + "; ".join(filter(None, [more, why]))


def write_mapping(mapping: Mapping) -> str:
    """The text of a mapping file; what is not settled stands in it as comments, with what each column could be.

    Examples
    --------
    >>> print(write_mapping(Mapping(columns={"Coût": "investment_eur"})).splitlines()[-1])
    "Coût" = "investment_eur"
    >>> print(write_mapping(Mapping(open={"Montant": Open(("grant_eur", "investment_eur"), "ambiguous")})).splitlines()[-1])
    # Montant = "grant_eur"   # or "investment_eur"; ambiguous
    """
    import tomli_w

    asked = [_line(str(column), asked) for column, asked in mapping.open.items()]
    parts = {}
    for name in _parts():
        part = getattr(mapping, name)
        if part or (name == "columns" and asked):
            parts[name] = {str(key): value for key, value in part.items()}
    text = tomli_w.dumps(parts)
    if asked:
        text = text.replace("[columns]\n", "\n".join(["[columns]", *asked, ""]), 1)
    return "\n".join([_(FIRST_LINE), *_explain(), "", text])
