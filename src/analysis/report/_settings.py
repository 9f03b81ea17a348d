"""What signs a report: a file of settings, and what the project's own data says of itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.dataset._package import DATA_LICENCE
from analysis.words._signature import Signature, read_settings
from analysis.words.vocabulary import EDITION_DATE

__all__ = ["SETTINGS", "find_signature"]

#: The file of settings, where none is named: beside the data that is brought, else in the folder that one works in.
SETTINGS = "report.toml"


def find_signature(settings: Path | None, data: Path | None) -> Signature:
    """The signature of a report; date and licence of the project's own data are known, those of other data are not.

    Parameters
    ----------
    settings : Path, optional
        The file that was named.
    data : Path, optional
        Other data; the project's own by default.

    Raises
    ------
    SettingsError
        If the file cannot be used.

    Examples
    --------
    >>> find_signature(None, Path("plans.xlsx")).data_licence, find_signature(None, None).data_licence
    ('', 'CC BY 4.0')
    """
    beside = (data if data.is_dir() else data.parent) if data else Path()
    file = settings or next((path for path in (beside / SETTINGS, Path(SETTINGS)) if path.is_file()), None)
    found = read_settings(file) if file else Signature()
    if data:
        return found
    licence = str(DATA_LICENCE["name"]).replace("CC-BY-", "CC BY ")
    return replace(found, data_date=found.data_date or EDITION_DATE, data_licence=found.data_licence or licence)
