"""Files for people: CSV that no spreadsheet runs as a formula, written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path

import numpy as np
import pandas as pd

from analysis._system import allow
from analysis.dataset._headers import label_values, name_column
from analysis.words.i18n import _, get_language

__all__ = [
    "make_readable",
    "make_whole",
    "neutralise",
    "round_digits",
    "to_csv",
    "write_beside",
    "write_rows",
    "write_whole",
]

#: A text that begins so is a formula to a spreadsheet (CWE-1236).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What leads to wherever a standard stream goes, be it a file.
STREAMS = ("/dev/stdout", "/dev/stderr")
#: Rows whose text is made at once.
ROWS = 10_000


def neutralise(table: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts no spreadsheet takes for a formula: an apostrophe goes before them; numbers stay.

    Examples
    --------
    >>> neutralise(pd.DataFrame({"name": ["=HYPERLINK()", "A"], "eur": [-1.0, 2.0]}))["name"].tolist()
    ["'=HYPERLINK()", 'A']
    """

    def cell(value: object) -> object:
        return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value

    def cells(column: pd.Series) -> pd.Series:
        if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
            return column
        if not isinstance(column.dtype, pd.StringDtype):
            return column.map(cell)
        formulas = column.str.startswith(FORMULA, na=False)
        return column.where(~formulas, "'" + column) if formulas.any() else column

    columns = [cell(str(name)) for name in table.columns]
    parts = [cells(column) for _name, column in table.items()]
    return pd.concat(parts, axis="columns").set_axis(columns, axis="columns") if parts else table


def make_readable(table: pd.DataFrame) -> pd.DataFrame:
    """A table with the names that readers know instead of codes, in the language that is spoken, and no false decimals.

    Euros are whole cents, other numbers have six digits: more are no knowledge.

    Examples
    --------
    >>> make_readable(pd.DataFrame({"place_type": ["fab_lab"], "median_share": [1 / 3]})).to_dict("list")
    {'kind of place': ['fab lab'], 'median part': [0.333333]}
    """

    def values(name: str, column: pd.Series) -> pd.Series:
        if pd.api.types.is_bool_dtype(column):
            return column.astype("object").map({True: _("yes"), False: _("no")})
        if pd.api.types.is_float_dtype(column):
            return round_digits(column)
        labels = {} if pd.api.types.is_numeric_dtype(column) else label_values(name, column.dropna().unique())
        return column.replace(dict(labels)) if labels else column

    parts = {name_column(str(name)): values(str(name), column) for name, column in table.items()}
    if len(parts) < table.shape[1]:  # two columns would bear one name
        parts = {str(name): values(str(name), column) for name, column in table.items()}
    return pd.DataFrame(parts)


def round_digits(column: pd.Series) -> pd.Series:
    """Numbers in six digits, those of a thousand or more to the hundredth; whole ones as whole numbers where all are.

    Examples
    --------
    >>> round_digits(pd.Series([6945948.1361426255, 1 / 3, None])).tolist()
    [6945948.14, 0.333333, nan]
    >>> round_digits(pd.Series([2021.0, None])).tolist()
    [2021, <NA>]
    """
    which, distinct = pd.factorize(column.astype("float64"), use_na_sentinel=False)  # a list repeats many
    numbers = pd.Series(distinct, dtype="float64")
    size = np.floor(np.log10(numbers.abs().where(numbers != 0, 1.0).replace(np.inf, 1.0))).fillna(0).astype(int)
    pairs = zip(numbers, np.where(size >= 3, 2, 5 - size), strict=True)
    rounded = [round(value, int(kept)) if np.isfinite(value) else value for value, kept in pairs]
    return make_whole(pd.Series(np.take(rounded, which), column.index, dtype="float64", name=column.name))


def make_whole(column: pd.Series) -> pd.Series:
    """A column of whole numbers as such: 2021, not 2021.0; any other as it is."""
    known = column.dropna()
    if not pd.api.types.is_float_dtype(column) or not np.isfinite(known).all() or (known % 1 != 0).any():
        return column
    return column.astype("float64").astype("Int64") if known.abs().max() < 2**53 or known.empty else column


def _write_numbers(column: pd.Series, decimal: str) -> pd.Series:
    """Numbers as text, without the false decimals of a column in which some have true ones."""
    column = make_whole(column)
    if not pd.api.types.is_float_dtype(column):
        return column
    which, distinct = pd.factorize(column.astype("float64"))
    texts = [repr(float(value)).removesuffix(".0").replace(".", decimal) for value in distinct]
    return pd.Series(np.array([*texts, None], dtype="object")[which], column.index)  # -1, the last, is not known


def to_csv(table: pd.DataFrame) -> bytes:
    """A table as CSV for people: UTF-8 with a mark that spreadsheets know, texts neutralised, whole numbers without a point.

    Separator and decimal mark are those that spreadsheets expect in the language that is spoken.

    Examples
    --------
    >>> to_csv(pd.DataFrame({"year": [2021.0, None], "share": [0.5, 1.0]}))[3:]
    b'year,share\\n2021,0.5\\n,1\\n'
    """
    sep, decimal = (";", ",") if get_language() == "fr" else (",", ".")
    harmless = neutralise(table)
    parts = [_write_numbers(part, decimal) for _name, part in harmless.items()]
    written = pd.concat(parts, axis="columns").set_axis(harmless.columns, axis="columns") if parts else harmless
    return b"\xef\xbb\xbf" + write_rows(written, sep)


def write_rows(table: pd.DataFrame, sep: str = ",") -> bytes:
    """A table as CSV in UTF-8, as it is; some rows after the other, since the text of all takes several times its bytes.

    Examples
    --------
    >>> write_rows(pd.DataFrame({"a": [1, 2]}))
    b'a\\n1\\n2\\n'
    """
    parts: list[bytes] = []
    for begin in range(0, max(len(table), 1), ROWS):
        rows = table.iloc[begin : begin + ROWS]
        text: str = rows.to_csv(index=False, header=not begin, lineterminator="\n", sep=sep)
        parts.append(text.encode("utf-8", "replace"))
    return b"".join(parts)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: a reader sees the earlier one or the new one, never a part; a link and the rights stay.

    Raises
    ------
    OSError
        If the folder cannot be written or is full; the earlier file is as it was.
    """
    path = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.absolute().parent)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        new.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else allow(0o666))
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def write_beside(path: Path, content: bytes) -> Path:
    """Write a file and leave every other one as it is: where the name is taken, a number goes to it.

    Parameters
    ----------
    path : Path
        The name to take if it is free; a pipe or a device that is no disk is written into.
    content : bytes
        What goes into it.

    Returns
    -------
    Path
        The file that holds the content; nothing is written where it was there already.

    Raises
    ------
    OSError
        If the path is a folder or the like, or the file cannot be written.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> [write_beside(folder / "rejected.csv", text).name for text in (b"one", b"two", b"one")]
    ['rejected.csv', 'rejected-2.csv', 'rejected.csv']
    """
    kind = path.stat().st_mode if path.exists() else stat.S_IFREG
    if stat.S_ISCHR(kind) or stat.S_ISFIFO(kind) or str(path) in STREAMS:
        with path.open("ab") as stream:
            stream.write(content)
        return path
    if not stat.S_ISREG(kind):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    names = (path if number == 1 else path.with_stem(f"{path.stem}-{number}") for number in count(1))
    return next(name for name in names if _holds(name, content) or _written(name, content))


def _holds(path: Path, content: bytes) -> bool:
    with suppress(OSError):
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    return False


def _written(path: Path, content: bytes) -> bool:
    """Whether the name was free; then the file is whole, or there is none."""
    try:
        path.open("xb").close()
    except FileExistsError:
        return False
    try:
        write_whole(path, content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return True
