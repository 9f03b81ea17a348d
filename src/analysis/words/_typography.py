"""How a language is set in type: apostrophes, the minus sign, and blanks at which no line may break."""

from __future__ import annotations

import re

from analysis.words.i18n import get_language

__all__ = ["set_html_in_type", "set_in_type"]

NARROW, WIDE = "\u202f", "\u00a0"
#: Rules of both languages: a sign between letters is an apostrophe, one before a number the minus, "n = 9" stays together.
COMMON = (
    (re.compile(r"(?<=[^\W\d_])'(?=[\w«“*\[`{<])"), "’"),
    (re.compile(r"(?<![\w.,/=\-])-(?=\d)"), "−"),
    (re.compile(r"(?<!\w)([np]) ([=<]) (?=[\d{])"), rf"\1{WIDE}\2{WIDE}"),
    (re.compile(r"(?<=R²) (?=[\d{<])"), WIDE),
)
#: Rules of French alone.
FRENCH = (
    (re.compile(r"(?<!\s) (?=[;?!](?!\w))"), NARROW),
    (re.compile(r"(?<=\d)(?<!\d{4}) (?=\d{3}(?!\d))"), NARROW),  # 1 000, but not 2017 100
    (re.compile(r"(?<!\s) (?=[:»€%](?![\w-]))"), WIDE),
    (re.compile(r"(?<=[\d}]) (?=(?:[kM]|Md)€|m²|km\b)"), WIDE),
    (re.compile(r"« "), f"«{WIDE}"),
)
#: What of a page is no text to set: markup, code, and addresses.
MARKUP = re.compile(r"(<(script|style|code|pre|textarea)\b.*?</\2>|<!--.*?-->|<[^<>]*>)", re.DOTALL)
ADDRESSES = re.compile(r"(https?://\S+)")


def _set(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, instead in rules:
        text = pattern.sub(instead, text)
    return text


def set_in_type(text: str) -> str:
    """French text as it is printed; addresses and code of Markdown stay.

    Examples
    --------
    >>> set_in_type("Qui paie ? 65 % : « l'oui », n = 1 000 en 2017, -5").replace("\\u202f", "~").replace("\\xa0", "_")
    'Qui paie~? 65_%_: «_l’oui_», n_=_1~000 en 2017, −5'
    """
    parts = re.split(r"(`[^`]*`|https?://\S+)", text)
    parts[::2] = [_set(part, COMMON + FRENCH) for part in parts[::2]]
    return "".join(parts)


def set_html_in_type(html: str) -> str:
    """The texts of a page as the language that is spoken sets them; markup, code and addresses stay.

    Examples
    --------
    >>> set_html_in_type("<p title=\\"a'b\\">a&#39;b</p><code>a'b</code>")
    '<p title="a\\'b">a’b</p><code>a\\'b</code>'
    """
    rules = COMMON + FRENCH if get_language() == "fr" else COMMON
    parts = MARKUP.split(html)
    # texts, markup and the name of what is left alone come in turn
    for at in range(0, len(parts), 3):
        text = parts[at]
        if text and not text.isspace():
            pieces = ADDRESSES.split(re.sub("&#39;|&#x27;|&apos;", "'", text))
            pieces[::2] = [_set(piece, rules) for piece in pieces[::2]]
            parts[at] = "".join(pieces)
    return "".join(part for at, part in enumerate(parts) if at % 3 != 2 and part)
