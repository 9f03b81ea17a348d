"""Files that people bring, good and bad: written, in every format, and what the command says of them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pandas as pd
from hypothesis import strategies as st
from typer.testing import CliRunner

from analysis.__main__ import app


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def table() -> pd.DataFrame:
    return pd.DataFrame({"Lieu": ["A", "B"], "Coût total": [150_000.0, 200_000.5], "Code département": ["01", "2A"]})


def as_ods(frame: pd.DataFrame) -> bytes:
    made = io.BytesIO()
    frame.to_excel(made, engine="odf", index=False)
    return made.getvalue()


def as_xls(frame: pd.DataFrame) -> bytes:
    import xlwt

    book, made = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("plans")
    for column, name in enumerate(frame):
        sheet.write(0, column, name)
        for row, value in enumerate(frame[name], start=1):
            sheet.write(row, column, value)
    book.save(made)
    return made.getvalue()


def as_xlsx(frame: pd.DataFrame) -> bytes:
    made = io.BytesIO()
    frame.to_excel(made, engine="xlsxwriter", index=False)
    return made.getvalue()


def told(path: Path) -> str:
    """What the command says of a file that cannot be read."""
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    return result.output


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def rewritten(content: bytes, member: str, text: bytes) -> bytes:
    """A workbook with one of its parts replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text if name == member else old.read(name))
    return made.getvalue()


MARKS = st.sampled_from(
    [(" ", ","), ("\u00a0", ","), ("\u202f", ","), (".", ","), (",", "."), ("'", "."), ("", ","), ("", ".")]
)
