"""Who publishes a report, and from what: read from one file of settings, told in a footer, on figures and in downloads."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from analysis._system import VERSION, read_start
from analysis.words._formatting import format_date, show_value
from analysis.words._reasons import say_reason
from analysis.words.i18n import _

__all__ = [
    "SIGNATURE_VARIABLE",
    "SettingsError",
    "Signature",
    "get_signature",
    "list_signature",
    "read_settings",
    "sign",
    "source_line",
    "to_environment",
]

#: The environment variable by which a kernel learns the signature of the report that it works for, as JSON.
SIGNATURE_VARIABLE = "CLUSTER_FUNDING_SIGNATURE"
ADDRESS, MAIL, DAY = r"https?://[^\s<>\"']+", r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"']+", r"\d{4}-\d{2}-\d{2}"
#: A file of settings has no more bytes; what is behind them is not read.
MOST = 1 << 20
#: What each setting must look like; a setting that is not here is refused.
FORMS = {
    "publisher": r"[^\n]{1,200}",
    "contact": f"{MAIL}|{ADDRESS}",
    "address": ADDRESS,
    "data_date": DAY,
    "data_licence": r"[^\n]{1,100}",
}


class SettingsError(Exception):
    """A file of settings that cannot be used; the message says what to change."""


@dataclass(frozen=True)
class Signature:
    """What signs a page, a figure, a download; what is not set is empty and not told.

    Attributes
    ----------
    publisher : str
        Who publishes the report.
    contact : str
        A mail address or a web address to write to.
    address : str
        Where the whole report stands on the web.
    data_date : str
        Date of the data, as 2026-11-26.
    data_licence : str
        Licence of the data.
    """

    publisher: str = ""
    contact: str = ""
    address: str = ""
    data_date: str = ""
    data_licence: str = ""


def read_settings(path: Path) -> Signature:
    """The signature that a TOML file sets.

    Parameters
    ----------
    path : Path
        Lines such as ``publisher = "Région Exemple"``; names are those of `Signature`.

    Raises
    ------
    SettingsError
        If the file cannot be read, or a setting is unknown or not what it should be.
    """
    try:
        if path.exists() and not path.is_file():  # a folder, a device, a pipe
            raise ValueError(path)
        given = tomllib.loads(read_start(path, MOST).decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(_("cannot read {file}: {why}").format(file=path, why=say_reason(error))) from None
    except (ValueError, RecursionError):  # no TOML, no text, a number of thousands of digits
        told = _('{file} is no file of settings: write lines such as publisher = "Name"')
        raise SettingsError(told.format(file=path)) from None
    for name, value in given.items():
        if name not in FORMS:
            told = _("{file}: no setting is called {name!r}; there are {names}")
            raise SettingsError(told.format(file=path, name=show_value(name), names=", ".join(FORMS)))
        if not _holds(name, value):
            told = _("{file}: {name} cannot be {value!r}")
            raise SettingsError(told.format(file=path, name=name, value=show_value(value)))
    return Signature(**{name: str(value) for name, value in given.items()})


def _holds(name: str, value: object) -> bool:
    if not re.fullmatch(FORMS[name], str(value)) or not str(value).isprintable():
        return False
    try:
        return name != "data_date" or bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


_signed: Signature | None = None


@contextmanager
def sign(signature: Signature) -> Iterator[None]:
    """Sign with this for a while, as the kernels that see `to_environment` do."""
    global _signed
    before, _signed = _signed, signature
    try:
        yield
    finally:
        _signed = before


def to_environment(signature: Signature) -> dict[str, str]:
    """The variable that a kernel needs to sign alike."""
    return {SIGNATURE_VARIABLE: json.dumps(asdict(signature), ensure_ascii=False)}


def get_signature() -> Signature:
    """The signature of this moment; outside a report nothing but the version is known.

    Examples
    --------
    >>> with sign(Signature(publisher="A town")):
    ...     get_signature().publisher
    'A town'
    """
    if _signed is not None:
        return _signed
    try:
        given = json.loads(os.environ.get(SIGNATURE_VARIABLE, "{}"))
        return Signature(**{one.name: str(given.get(one.name, "")) for one in fields(Signature)})
    except (ValueError, AttributeError):
        return Signature()


def list_signature() -> list[str]:
    """What signs a page, part by part: publisher, version, date of the data, licences, contact, address.

    Examples
    --------
    >>> with sign(Signature(publisher="A town", data_licence="CC BY 4.0")):
    ...     list_signature()[0], list_signature()[2:]
    ('Published by A town', ['Data: CC BY 4.0', 'Code: MIT'])
    """
    one = get_signature()
    told = [
        _("Published by {name}").format(name=one.publisher) if one.publisher else "",
        f"cluster-funding {VERSION}",
        _("Data of {date}").format(date=format_date(one.data_date)) if one.data_date else "",
        _("Data: {licence}").format(licence=one.data_licence) if one.data_licence else "",
        _("Code: {licence}").format(licence="MIT"),
    ]
    return [text for text in told if text]


def source_line() -> str:
    """Where what a figure shows comes from, so that one that is taken along can be traced.

    Examples
    --------
    >>> with sign(Signature(data_date="2026-11-26", address="https://a.example")):
    ...     source_line().split("; ")[1:]
    ['a sample, not a census. cluster-funding 0.1.0, data of 26 November 2026, https://a.example.']
    """
    one = get_signature()
    parts = [
        f"cluster-funding {VERSION}",
        _("data of {date}").format(date=format_date(one.data_date)) if one.data_date else "",
        one.publisher,
        one.address,
    ]
    told = _("Source: the financing plans of this data, each with its own source; a sample, not a census.")
    return f"{told} {', '.join(filter(None, parts))}."
