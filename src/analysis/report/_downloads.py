"""The data that readers take along: the data package as a ZIP archive, and the places as CSV for spreadsheets."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import numpy as np
import pandas as pd

from analysis.dataset import Dataset
from analysis.dataset._exporting import make_readable, to_csv
from analysis.dataset._package import make_descriptor, make_dictionary
from analysis.dataset._reading import find_shipped_data
from analysis.words.i18n import speak
from analysis.words.vocabulary import TABLES

__all__ = ["PACKAGE", "PLACES", "make_places_csv", "pack_data"]

PACKAGE = "files/cluster-funding-data.zip"
PLACES = "files/places.csv"
#: Time of the members of the archive: the same data is the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def _csv(table: pd.DataFrame) -> bytes:
    """A table of the data package: texts as they are, whole numbers without a point."""

    def written(value: Any) -> object:
        if pd.isna(value):
            return None
        if isinstance(value, (bool, np.bool_)):
            return str(bool(value)).lower()
        return int(value) if isinstance(value, (float, np.floating)) and float(value).is_integer() else value

    columns = {name: pd.Series([written(value) for value in table[name]], dtype="object") for name in table}
    text: str = pd.DataFrame(columns).to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8", "replace")


def _described(data: Dataset) -> dict[str, Any]:
    """The descriptor; of a file that a person brings, what is ours (title, licence, sources) is left out."""
    made = make_descriptor()
    if data.path.resolve() == find_shipped_data().resolve():
        return made
    return {name: made[name] for name in ("profile", "name", "resources")} | {"title": data.path.name}


def pack_data(data: Dataset) -> bytes:
    """The tables of a dataset with their description, as `analysis.load` reads them.

    Examples
    --------
    >>> from analysis import load
    >>> pack_data(load())[:2]
    b'PK'
    """
    described = _described(data)
    members = {"datapackage.json": json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n"}
    members |= {f"{name}.csv": _csv(getattr(data, name)) for name in TABLES}
    if "licenses" in described:
        members |= {"README.md": make_dictionary().encode(), "LICENSE": (find_shipped_data() / "LICENSE").read_bytes()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)
    return made.getvalue()


def make_places_csv(plans: pd.DataFrame, *, lang: str) -> bytes:
    """The places with every column, codes and headers in a language, for a spreadsheet."""
    with speak(lang):
        return to_csv(make_readable(plans))
