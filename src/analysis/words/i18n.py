"""The language that people read: which one is spoken now, and each message in it.

English is written in the code and is the identifier of a message; the catalogue of another language lies in ``locale/``.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from analysis.words._folding import fold_letters

__all__ = ["LANGUAGES", "get_language", "speak", "use"]


def __dir__() -> list[str]:
    return __all__


#: The languages and their own names; the first is the language of the sources.
LANGUAGES = {"en": "English", "fr": "français"}
#: The environment variable that selects the language, also in the kernel of a notebook.
VARIABLE = "CLUSTER_FUNDING_LANG"
#: Words of a message that names one thing.
SHORT = 2
LOCALE = Path(__file__).parent / "locale"
#: In a catalogue: a part of an entry with its text, and what marks a translation as unsure.
_PART, _UNSURE = re.compile(r'^(\w+(?:\[\d\])?) (".*")$', re.MULTILINE), re.compile(r"^#,.*fuzzy", re.MULTILINE)

_chosen: str | None = None


def check_language(lang: str) -> str:
    """The language itself.

    Raises
    ------
    ValueError
        Names the languages when ``lang`` is none of them.

    Examples
    --------
    >>> check_language("fr")
    'fr'
    """
    if lang not in LANGUAGES:
        told = _("unknown language {lang!r}: choose {languages}")
        raise ValueError(told.format(lang=lang, languages=_(" or ").join(LANGUAGES)))
    return lang


def use(lang: str | None) -> None:
    """Speak a language from now on.

    Parameters
    ----------
    lang : {"en", "fr"} or None
        A key of `LANGUAGES`; None goes back to the language of the environment.

    Raises
    ------
    ValueError
        If there is no such language.

    Examples
    --------
    >>> use("fr")
    >>> _("not known")
    'non connu'
    >>> use(None)
    """
    global _chosen
    _chosen = None if lang is None else check_language(lang)


@contextmanager
def speak(lang: str) -> Iterator[None]:
    """Speak a language for a while, then the one of before.

    Examples
    --------
    >>> with speak("fr"):
    ...     _("not known")
    'non connu'
    """
    global _chosen
    before = _chosen
    use(lang)
    try:
        yield
    finally:
        _chosen = before


def get_language() -> str:
    """The language that is spoken: that of `use`, else of the environment variable CLUSTER_FUNDING_LANG, else English.

    A language that the variable names and that there is not is taken as English: the command says so, an import does not.

    Examples
    --------
    >>> get_language()
    'en'
    """
    given = os.environ.get(VARIABLE)
    return _chosen or (given if given in LANGUAGES else "en")


@lru_cache
def _catalogue(lang: str) -> dict[tuple[str, str], list[str]]:
    """What a language says for each context and English text: one text, or one for each plural form; read once.

    A message that is not translated, or not surely so, is left out; the sources need no catalogue.
    """
    if lang == "en":
        return {}
    found = {}
    lines = (LOCALE / lang / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    for entry in lines.replace('"\n"', "").split("\n\n"):  # a text of several lines on one
        parts = {name: json.loads(text) for name, text in _PART.findall(entry)}
        said = [text for name, text in parts.items() if name.startswith("msgstr")]
        if parts.get("msgid") and all(said) and not _UNSURE.search(entry):
            found[parts.get("msgctxt", ""), parts["msgid"]] = said
    return found


def _(message: str) -> str:
    """A message in the language that is spoken; named fields are filled in afterwards, with ``format``.

    Examples
    --------
    >>> _("{n} of {total} plans").format(n=2, total=3)
    '2 of 3 plans'
    """
    return pgettext("", message)


def pgettext(context: str, message: str, lang: str | None = None) -> str:
    """A message whose translation depends on where it stands, in the language that is spoken unless another one is named.

    Examples
    --------
    >>> [pgettext(field, "unknown", "fr") for field in ("sector", "mood")]
    ['inconnu', 'unknown']
    """
    return _catalogue(lang or get_language()).get((context, message), [message])[0]


def ngettext(singular: str, plural: str, n: float) -> str:
    """A message about ``n`` things in its form for that number.

    Examples
    --------
    >>> ngettext("{n} place", "{n} places", 2).format(n=2)
    '2 places'
    """
    one = n < 2 if get_language() == "fr" else n == 1  # what CLDR says of fractions: 1.5 is singular in French only
    return _catalogue(get_language()).get(("", singular), [singular, plural])[0 if one else 1]


def find_sources(text: str) -> list[str]:
    """The short English messages that hold a text in the language that is spoken, so that it can be looked for in English.

    Examples
    --------
    >>> with speak("fr"):
    ...     "median" in find_sources("mediane")
    True
    """
    wanted, known = fold_letters(text), _catalogue(get_language()).items()
    found = [
        english
        for (_context, english), said in known
        if len(english.split()) <= SHORT and wanted in fold_letters(said[0])
    ]
    return list(dict.fromkeys(found))


def mark(message: str) -> str:
    """A constant that the catalogues translate: ``_(constant)`` says it, in the language of that moment."""
    return message


def mark_plural(singular: str, plural: str) -> tuple[str, str]:
    """A constant pair that the catalogues translate: ``ngettext(*constant, n)`` says it."""
    return singular, plural
