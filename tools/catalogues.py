"""The messages of the sources and the catalogues that translate them: gathered, kept in step, and checked.

``python tools/catalogues.py`` brings ``locale/`` in step with code, templates, notebooks and concepts; with ``--check`` it
changes nothing and tells what is missing, unsure, stale or ill-formed.
"""

from __future__ import annotations

import csv
import io
import re
import string
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from analysis.jupyter._translating import list_messages, split_blocks
from analysis.words._typography import set_in_type
from analysis.words.i18n import LANGUAGES, LOCALE
from analysis.words.vocabulary import DERIVED, FIELD, FUNDING, GROUPS, PLACES, TABLES

__all__ = ["extracted", "faults", "update"]

ROOT = Path(__file__).parents[1]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "mark": None,
    "mark_plural": (1, 2),
    "ngettext": (1, 2),
    "say": None,
    "say_plural": (1, 2),
    "pgettext": ((1, "c"), 2),
    "trans": None,
}
Found = tuple[int, str | None, str | tuple[str, ...], list[str]]

#: Of a catalogue; French counts 0 and 1 as one.
HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Language: {lang}\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

"""


def _from_notebook(file: Any, keywords: Any, comments: Any, options: Any) -> Iterator[Found]:
    notebook = nbformat.reads(file.read().decode(), as_version=4)
    for message in list_messages(notebook):
        yield 0, None, message, []


def _from_prose(file: Any, keywords: Any, comments: Any, options: Any) -> Iterator[Found]:
    for message in split_blocks(file.read().decode()):
        yield 0, None, message, []


def _from_concepts(file: Any, keywords: Any, comments: Any, options: Any) -> Iterator[Found]:
    for row in csv.DictReader(io.StringIO(file.read().decode())):
        yield 0, None, row["concept"].replace("_", " "), []
        yield 0, None, row["what_it_adds"], []


def _from_vocabulary(file: Any, keywords: Any, comments: Any, options: Any) -> Iterator[Found]:
    for field in (field for table in (*TABLES.values(), DERIVED) for field in table.fields):
        if field.unit:
            yield 0, None, field.unit, []
    for field in (field for table in (*TABLES.values(), DERIVED, GROUPS) for field in table.fields):
        yield 0, "pgettext", (FIELD, field.label), []
        for value in field.values:
            yield 0, "pgettext", (field.name, value.label), []
    for field in (
        field for table in DESCRIBED for field in table.fields
    ):  # notes in the template, meanings in workbooks
        yield 0, None, field.description, []


def _from_standard(file: Any, keywords: Any, comments: Any, options: Any) -> Iterator[Found]:
    yield 0, None, tomllib.loads(file.read().decode())["title"], []


#: Tables whose columns readers are told the meaning of.
DESCRIBED = (PLACES, FUNDING, DERIVED)
#: Where messages stand, and what reads each kind of file.
SOURCES: tuple[tuple[str, Any], ...] = (
    ("src/analysis/**/*.py", "python"),
    ("src/analysis/**/*.j2", "jinja2.ext:babel_extract"),
    ("notebooks/[0-9][0-9]_*.ipynb", _from_notebook),
    ("src/analysis/words/vocabulary.py", _from_vocabulary),
    ("docs/method.md", _from_prose),
    ("src/analysis/dataset/_reading/standards/*.toml", _from_standard),
    ("data/concepts.csv", _from_concepts),
)


def extracted(root: Path = ROOT) -> Catalog:
    """Every message of the sources, with the files that hold it."""
    catalogue = Catalog(charset="utf-8")
    for pattern, method in SOURCES:
        for path in sorted(root.glob(pattern)):
            with path.open("rb") as file:
                options = {"silent": "false", "trimmed": "true"}
                for _line, message, _comments, context in extract(method, file, KEYWORDS, (), options):
                    catalogue.add(message, locations=[(path.relative_to(root).as_posix(), 0)], context=context)
    return catalogue


def _path(lang: str) -> Path:
    return LOCALE / lang / "LC_MESSAGES" / "messages.po"


def _read(lang: str) -> Catalog:
    with _path(lang).open("rb") as file:
        return read_po(file, locale=lang)


def _forms(message: Message) -> list[tuple[str, str]]:
    """Each form of a message with its translation."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string or ""))]
    return list(zip(message.id, message.string or ("", ""), strict=True))


def _key(message: Message) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def _fields(text: str) -> list[str]:
    return sorted(str(name) for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def _shape(text: str) -> list[tuple[str, int]]:
    """The Markdown of a text: headings, list items, code, links and emphasis, as they are counted."""
    patterns = {
        "headings": r"^#+ ",
        "list items": r"^- |^\d+\. ",
        "code": r"`[^`]+`",
        "links": r"\]\([^)]*\)",
        "emphasis": r"(?<!\*)\*{1,2}(?=\S)",
        "rows of tables": r"^\|",
    }
    return [(name, len(re.findall(pattern, text, flags=re.MULTILINE))) for name, pattern in patterns.items()]


def _fault(source: str, text: str) -> str:
    """What is wrong with a translation; empty when nothing is."""
    if not text:
        return "is not translated"
    try:
        if _fields(source) != _fields(text):
            return f"has the fields {_fields(text)}, the source has {_fields(source)}"
    except ValueError:
        pass  # braces that are no fields: both are shown as they are
    if re.findall(r"^\s*|\s*$", source) != re.findall(r"^\s*|\s*$", text):
        return "begins or ends with other white space"
    unlike = [name for (name, n), (_, m) in zip(_shape(source), _shape(text), strict=True) if n != m]
    if unlike:
        return f"has other {' and '.join(unlike)}"
    if re.findall(r"\]\(([^)]*)\)", source) != re.findall(r"\]\(([^)]*)\)", text):
        return "links elsewhere"
    return "" if set_in_type(text) == text else "is not set in type: run python tools/catalogues.py"


def faults(lang: str, root: Path = ROOT) -> list[str]:
    """What keeps a catalogue from being whole: a line for each message that is missing, unsure, stale or ill-formed."""
    wanted = {_key(message) for message in extracted(root) if message.id}
    catalogue = {_key(message): message for message in _read(lang) if message.id}
    told = [f"missing: {text!r}" for text, _ in sorted(wanted - set(catalogue), key=str)]
    told += [f"stale: {text!r}" for text, _ in sorted(set(catalogue) - wanted, key=str)]
    for key in sorted(wanted & set(catalogue), key=str):
        message = catalogue[key]
        told += [f"fuzzy: {key[0]!r}"] if message.fuzzy else []
        told += [f"{fault}: {source!r}" for source, text in _forms(message) if (fault := _fault(source, text))]
    return told


def update(lang: str, root: Path = ROOT) -> None:
    """Bring a catalogue in step with the sources: new messages come in empty, those that are gone go, French is set in type."""
    wanted, before = extracted(root), {_key(message): message for message in _read(lang) if message.id}
    catalogue = Catalog(locale=lang, charset="utf-8", fuzzy=False)
    for message in wanted:
        if not message.id:
            continue
        known = before.get(_key(message))
        said = known.string if known is not None and type(known.id) is type(message.id) else None
        if said:
            said = set_in_type(said) if isinstance(said, str) else tuple(set_in_type(text) for text in said)
        catalogue.add(message.id, said or None, locations=message.locations, context=message.context)
    text = io.BytesIO()
    write_po(text, catalogue, width=120, omit_header=True, include_lineno=False)
    header = HEADER.format(lang=lang).encode()
    _path(lang).write_bytes(header + text.getvalue().strip() + b"\n")


def main(arguments: list[str]) -> int:
    """Update the catalogues, or check them with ``--check``."""
    wrong = 0
    for lang in list(LANGUAGES)[1:]:
        if "--check" not in arguments:
            update(lang)
        for line in faults(lang):
            print(f"{lang}: {line}", file=sys.stderr)
            wrong += 1
    if wrong:
        print(f"{wrong} messages to see to: python tools/catalogues.py, then edit locale/", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
