"""The letters of a page's figures: a part of the font that matplotlib measured them in, for the page to hold."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

__all__ = ["FAMILY", "Letters", "find_letters", "make_faces"]

FAMILY = "figures"
#: File of each weight, as matplotlib ships it.
FILES = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}
#: Letters of English and French, and signs that we write. One part of the font holds them for every page: a part for
#: each page is 8 kB smaller, and to take them all was a tenth of the time that pages take.
COMMON = frozenset(
    "".join(map(chr, range(0x20, 0x7F)))
    + "àâäçéèêëîïôöùûüÿæœÀÂÇÉÈÊËÎÏÔÙÛÜÆŒ°«»±²³½−–—’‘“”…€≤≥≠×·→←↑↓\u00a0\u202f\u2009"
)

#: Each weight to the letters that are written in it.
Letters = Mapping[str, frozenset[str]]


def find_letters(texts: Iterable[tuple[str, str]]) -> Letters:
    """The letters of texts, by the weight in which each is written.

    Examples
    --------
    >>> sorted(find_letters([("bold", "aba"), ("normal", "b"), ("bold", "c")])["bold"])
    ['a', 'b', 'c']
    """
    found: dict[str, set[str]] = {}
    for weight, text in texts:
        found.setdefault(weight, set()).update(text)
    return {weight: frozenset(letters) for weight, letters in sorted(found.items())}


@cache
def _take(weight: str, letters: frozenset[str]) -> bytes:
    """The part of a font that writes some letters, with its kerning and ligatures; the same bytes for the same letters."""
    import matplotlib as mpl
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(
        hinting=False,
        layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "locl"],
        name_IDs=[],
        drop_tables=["FFTM", "DSIG", "GDEF"],
        flavor="woff",
        ignore_missing_unicodes=True,
    )
    read = load_font(Path(mpl.get_data_path(), "fonts", "ttf", FILES[weight]), options)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(letters)))
    subsetter.subset(read)
    made = io.BytesIO()
    save_font(read, made, options)
    return made.getvalue()


def _face(weight: str, letters: frozenset[str]) -> str:
    held = base64.b64encode(_take(weight, COMMON | letters)).decode()
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url("data:font/woff;base64,{held}") format("woff")}}'
    )


def make_faces(letters: Letters) -> str:
    """The rules of a style that hold the font; nothing for no letters.

    Examples
    --------
    >>> make_faces(find_letters([("bold", "ab")]))[:52]
    '@font-face{font-family:"figures";font-weight:bold;sr'
    """
    return "".join(_face(weight, held) for weight, held in letters.items() if held)
