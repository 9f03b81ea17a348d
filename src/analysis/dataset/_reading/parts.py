"""Several files, or several plans in one: what is to be read as one dataset, part by part."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from analysis.dataset._checking.problem import Problem, UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.archives import MOST_FILES, find_members, is_table_name
from analysis.dataset._reading.files import is_archive, read_content, read_sheets
from analysis.dataset._reading.layout import Unnamed
from analysis.dataset._reading.mapping import Mapping, read_mapping
from analysis.dataset._reading.own_file import read_own_sheets
from analysis.dataset._reading.plan import find_plans
from analysis.dataset._reading.reading import Parts, Reading
from analysis.dataset._reading.sheet import spell_whole
from analysis.dataset._reading.telling import Told
from analysis.dataset._reading.text import refuse
from analysis.words._formatting import join_pair, show_value
from analysis.words._messages import say, spell

__all__ = ["find_tables", "read_parts"]

#: Endings of texts that say what a folder holds; without a table in them they are no part of it.
NOTES = {".txt", ".md", ".htm", ".html", ".xml", ".json", ".pdf", ".docx"}
#: Files of a folder that are no data of it.
BESIDE = {".toml", ".ini", ".lock", ".py", ".sh", ".log", ".bak", ".tmp"}


def find_tables(folder: Path) -> tuple[list[Path], list[Path]]:
    """The files of a folder, and of those in it, that can hold a table; and the other ones.

    Raises
    ------
    UnreadableError
        If there are too many.
    """
    tables: list[Path] = []
    others: list[Path] = []
    for found, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_", "~")))
        for name in sorted(names):
            path = Path(found, name)
            if name.startswith((".", "~")) or path.suffix.lower() in BESIDE or not os.path.isfile(path):
                continue
            (tables if is_table_name(name) or path.suffix.lower() == ".zip" else others).append(path)
            if len(tables) > MOST_FILES:
                raise refuse(folder.name, Rule.TOO_MANY_FILES, value=MOST_FILES)
    return tables, others


def read_parts(path: Path, content: bytes | None, mapping: Mapping | None) -> Parts:
    """Read every table and every financing plan of a file, a folder or an archive.

    Parameters
    ----------
    path : Path
        What a person named.
    content : bytes, optional
        What the file holds; nothing for a folder.
    mapping : Mapping, optional
        What is known of the files; beside a file of a folder its own ("plan.toml" for "plan.xlsx") goes before.

    Raises
    ------
    UnreadableError
        If nothing can be read; the message says why, file by file.
    """
    if content is not None and not is_archive(content):
        return Parts(tuple(_tell_absent([*_read_one(content, spell_whole(path.name), mapping)], mapping)))
    readings: list[Reading] = []
    by_mapping: list[Reading] = []
    problems: list[Problem] = []
    left_out: list[Told] = []
    for name, found, own in _members(path, content, left_out, problems):
        try:
            read = [*_read_one(found, name, own or mapping)]
            readings += _tell_absent(read, own)
            by_mapping += [] if own else read
        except UnreadableError as error:
            if _is_note(name, error):
                left_out.append(spell(join_pair, name, say("no table")))
            else:
                problems += [replace(problem, file=name) for problem in error.problems]
    if not readings:
        raise (
            UnreadableError(problems)
            if problems
            else refuse(path.name, Rule.OTHER_ARCHIVE if content else Rule.FOLDER_EMPTY)
        )
    absent = list(_find_absent(by_mapping, mapping, path.name))
    readings[0] = replace(readings[0], problems=(*readings[0].problems, *absent))
    return Parts(tuple(readings), tuple(problems), tuple(left_out))


def _tell_absent(readings: list[Reading], mapping: Mapping | None) -> list[Reading]:
    """The readings of one file; the first one with a warning for each column of the mapping that none of them has."""
    absent = list(_find_absent(readings, mapping, readings[0].origins["places"].file))
    return [replace(readings[0], problems=(*readings[0].problems, *absent)), *readings[1:]] if absent else readings


def _find_absent(readings: list[Reading], mapping: Mapping | None, file: str) -> Iterator[Problem]:
    """A warning for each column that a mapping names and no table has."""
    if mapping is None or not readings:
        return
    columns = [told.column for reading in readings for told in reading.columns]
    known = {
        name for column in columns for name in (column.in_each_language() if isinstance(column, Unnamed) else [column])
    }
    for name in {**mapping.columns, **mapping.lines, **mapping.unit, **mapping.decimal}:
        if name not in known:
            close = difflib.get_close_matches(name, [*map(str, known)], n=1, cutoff=0.6)
            near = say("did you mean {names}?", names=show_value(close[0])) if close else ""
            yield Problem(Rule.MAPPING_NO_COLUMN, file, None, name, fields={"near": near})


def _is_note(name: str, error: UnreadableError) -> bool:
    """Whether a file is a text beside the tables: without one, and not of a kind that is a table by its name."""
    none = {
        Rule.NO_TABLE,
        Rule.NO_MONEY,
        Rule.FILE_EMPTY,
        Rule.NO_RECORDS,
        Rule.OTHER_KIND,
        Rule.DOCUMENT_WITHOUT_TABLE,
        Rule.NO_ROW,
    }
    return PurePosixPath(name).suffix.lower() in NOTES and error.problems[-1].code in none


def _members(
    path: Path, content: bytes | None, left_out: list[Told], problems: list[Problem]
) -> Iterator[tuple[str, bytes, Mapping | None]]:
    """Name, content and own mapping of each file of a folder or an archive that can hold a table."""
    if content is not None:
        tables, others = find_members(content, path.name)
        left_out += [spell(join_pair, name, say("no table")) for name in others]
        yield from ((name, found, None) for name, found in tables)
        return
    files, rest = find_tables(path)
    left_out += [spell(join_pair, spell_whole(str(file.relative_to(path))), say("no table")) for file in rest]
    for file in files:
        name = spell_whole(file.relative_to(path).as_posix())
        try:
            beside = file.with_suffix(".toml")
            own = read_mapping(beside) if beside.is_file() else None
            found = read_content(file)
            if is_archive(found):
                more, others = find_members(found, name)
                left_out += [spell(join_pair, f"{name}/{other}", say("no table")) for other in others]
                yield from ((f"{name}/{inner}", inside, own) for inner, inside in more)
                continue
        except UnreadableError as error:
            problems += [replace(problem, file=name) for problem in error.problems]
            continue
        yield name, found, own


def _read_one(content: bytes, name: str, mapping: Mapping | None) -> Iterator[Reading]:
    """The table of a file, or each financing plan on its sheets."""
    mapping = mapping or Mapping()
    sheets = read_sheets(content, name, mapping.of_text)
    asked = mapping.file.get("sheet")
    plans = [(sheet, plan) for sheet in sheets if not _asks_for_table(mapping) for plan in find_plans(sheet)]
    if asked is not None:
        plans = [(sheet, plan) for sheet, plan in plans if sheet.name == asked]
    if not plans:
        return iter([read_own_sheets(sheets, name, mapping)])
    others = [sheet for sheet in sheets if all(sheet is not own for own, _plan in plans)]
    return iter(
        [
            read_own_sheets([sheet, *others] if at == 0 else [sheet], name, mapping, plan)
            for at, (sheet, plan) in enumerate(plans)
        ]
    )


def _asks_for_table(mapping: Mapping) -> bool:
    """Whether a mapping says that the file is a table: it names the row of its header, or columns as a table has them."""
    return "header" in mapping.file
