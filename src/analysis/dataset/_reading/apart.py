"""Files of libraries that cannot be bounded, read in a process of its own: it may end for lack of memory or time, this one does not."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.dataset._checking.problem import UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading import reader_process as words
from analysis.dataset._reading.sheet import MOST_CELLS, MOST_COLUMNS, MOST_LETTERS, MOST_SHEETS
from analysis.dataset._reading.text import refuse
from analysis.words._formatting import format_whole
from analysis.words._messages import spell

__all__ = ["BOUNDS", "Found", "read_apart", "refused", "run_apart"]

BOUNDS = {"cells": MOST_CELLS, "columns": MOST_COLUMNS, "letters": MOST_LETTERS, "sheets": MOST_SHEETS}


@dataclass
class Found:
    """A sheet as the library gave it."""

    name: str
    shown: bool
    merged: tuple[tuple[int, int, int, int], ...]
    rows: list[Any] = field(default_factory=list)


def read_apart(kind: str, content: bytes, file: str, damaged: Rule) -> list[Found]:
    """The sheets of a workbook ("book"), or the records of a Parquet file ("records").

    Parameters
    ----------
    kind : str
        Which of the two.
    content : bytes
        What the file holds.
    file : str
        Name that problems carry.
    damaged : Rule
        What is told where it is neither.

    Raises
    ------
    UnreadableError
        If the file is damaged, protected, or takes more memory or time than it may.
    """
    sheets, last = run_apart(kind, content)
    if last[0] != words.DONE:
        raise refused(last, file, damaged)
    return sheets


def run_apart(kind: str, content: bytes) -> tuple[list[Found], tuple[Any, ...]]:
    """What a process of its own reads of a file, and what became of the file; "docx" and "pdf" are documents."""
    # -I -S: neither the current folder nor start-up files; where libraries are is told
    command = [sys.executable, "-I", "-S", words.__file__, kind, json.dumps(BOUNDS), json.dumps(_folders())]
    sheets: list[Found] = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        feeder = threading.Thread(target=_feed, args=(process, content), daemon=True)
        feeder.start()
        try:
            last = _take(process, sheets)
        except (EOFError, pickle.UnpicklingError):  # it ended for lack of memory or time
            last = (words.LARGE, 0, 0)
        except BaseException:
            process.kill()
            raise
        feeder.join()
    return sheets, last


def _folders() -> list[str]:
    """Where libraries are looked for, without the current folder."""
    return [folder for folder in sys.path if folder and Path(folder).is_absolute()]


def _feed(process: subprocess.Popen[bytes], content: bytes) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(content)
        process.stdin.close()
    except (BrokenPipeError, OSError):  # it ended before it had all
        pass


def _take(process: subprocess.Popen[bytes], sheets: list[Found]) -> tuple[Any, ...]:
    """Every sheet that the process writes, and what became of the file."""
    assert process.stdout is not None
    while True:
        given = pickle.load(process.stdout)
        if isinstance(given, list):
            sheets[-1].rows += given
        elif isinstance(given[-1], tuple):
            sheets.append(Found(*given))
        else:
            return tuple(given)


def refused(last: tuple[Any, ...], file: str, damaged: Rule) -> UnreadableError:
    """The error for what became of a file."""
    why, *numbers = last
    if why == words.PASSWORD:
        return refuse(file, Rule.PASSWORD)
    if why == words.SHEETS:
        return refuse(file, Rule.TOO_MANY_SHEETS, most_sheets=MOST_SHEETS)
    if why == words.COLUMNS:
        most = spell(format_whole, MOST_COLUMNS)
        return refuse(file, Rule.TOO_MANY_COLUMNS, sheet=str(numbers[0]), most_columns=most)
    if why == words.DAMAGED:
        return refuse(file, damaged)
    told = [spell(format_whole, number) for number in numbers]
    if why == words.FAR:
        return refuse(file, Rule.SHEET_TOO_FAR, height=told[0], width=told[1])
    if numbers[0]:
        return refuse(file, Rule.RECORDS_TOO_LARGE, rows=told[0], columns=told[1])
    return refuse(file, Rule.READING_TOO_LARGE)
