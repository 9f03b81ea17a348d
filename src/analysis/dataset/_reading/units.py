"""What a number is worth where its cell does not say: by the header, the title, a note, a row or a column of units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["NOTHING", "Worth", "find_worth", "find_worth_around", "is_unit"]


@dataclass(frozen=True)
class Worth:
    """What a text says of the numbers beside it.

    Attributes
    ----------
    factor : float or None
        1,000 for thousands; None where the text does not say.
    currency : str or None
        Its code; None where the text names none.
    """

    factor: float | None = None
    currency: str | None = None

    def __bool__(self) -> bool:
        return self.factor is not None or self.currency is not None

    def sign(self) -> str:
        """How the unit is written in a header: "k€".

        Examples
        --------
        >>> Worth(1e3, "EUR").sign(), Worth(1e6, "GBP").sign(), Worth(None, "CHF").sign()
        ('k€', 'M GBP', 'CHF')
        """
        if not self:
            return ""
        if self.factor in (1e2, 1e-2) and self.currency in ("EUR", None):
            return "centaines d’€" if self.factor == 1e2 else "c€"
        size = {1e3: "k", 1e6: "M", 1e9: "Md"}.get(self.factor or 1.0, "")
        money = {"EUR": "€", None: "€"}.get(self.currency, f" {self.currency}")
        return f"{size}{money}".strip()


NOTHING = Worth()

#: Currencies as headers and titles name them; what is longer goes first.
_NAMES: tuple[tuple[str, str], ...] = (
    (r"francs?\s+suisses?|swiss\s+francs?|CHF|(?<![A-Za-z])sFr\.?", "CHF"),
    (r"dollars?\s+canadiens?|canadian\s+dollars?|CAD|CA\$|\$\s?CA(?:D)?", "CAD"),
    (r"francs?\s+CFA|F\s?CFA|XOF", "XOF"),
    (r"couronnes?\s+danoises?|danish\s+(?:kroner?|crowns?)|DKK", "DKK"),
    (r"couronnes?\s+su[ée]doises?|swedish\s+(?:kron\w+|crowns?)|SEK", "SEK"),
    (r"couronnes?\s+norv[ée]giennes?|norwegian\s+(?:kron\w+|crowns?)|NOK", "NOK"),
    (r"£|GBP|livres?\s+sterling|pounds?\s+sterling|pounds|sterling", "GBP"),
    (r"US\$|\$\s?US|USD|US\s+dollars?|dollars?\s+(?:am[ée]ricains?|US)|\$|dollars", "USD"),
    (r"₹|INR|roupies|rupees", "INR"),
    (r"kr\.?", "KR"),
    (r"PLN|zł|zlotys?", "PLN"),
    (r"CZK|HUF|RON|JPY|AUD|XPF|MAD|TND|DZD|BRL", ""),
    (r"FRF|FF|francs?(?:\s+fran[çc]ais)?|french\s+francs?", "FRF"),
    (r"€|EUR|euros?", "EUR"),
)  # fmt: skip
_ANY = "|".join(f"(?:{names})" for names, _ in _NAMES)
#: "k€", "KE", "M€", "MF", "k euros", "£m", "€000", "x 1000"; E and F are money only in capitals, right after k or M.
SIZED = re.compile(rf"(?<![A-Za-z0-9])([kKmM])(?:\s?({_ANY})|([EF]))(?![A-Za-z])")
SIZED_AFTER = re.compile(rf"({_ANY})\s?(?:(k|m|bn|'?000s?)|([kM]))(?![A-Za-z0-9])", re.IGNORECASE)
THOUSANDS = re.compile(r"['’]000s?\b|\b000s?\s?(?:€|euros?|£|\$)|[x×*]\s?1[ .,]?000\b(?![ .,]?\d)", re.IGNORECASE)
#: Sizes in words, in French, English and the languages of other lists; "miles" of a distance are none.
_WORDS = (
    r"milliers?|thousands?|millions?|milliards?|billions?|centaines?|centimes?|eurocents?|tausend|tsd\.?|millionen|mio\.?|mln\.?"
    r"|miles\s+de|millones|migliaia|milioni|milhares|milh[õo]es|duizend(?:en)?|miljoen(?:en)?|tys\.?|tusen"
)
WORDS = re.compile(rf"(?<![A-Za-z])({_WORDS})(?![A-Za-z])", re.IGNORECASE)
#: "T€" and "TEUR" are thousands in German lists, "c€" are cents.
THOUSANDS_DE = re.compile(r"(?<![A-Za-z])T\s?(?:€|EUR\b|Euro\b)")
CENTS = re.compile(r"(?<![A-Za-z])c\s?€")
SIZES = {"k": 1e3, "m": 1e6, "bn": 1e9, "000": 1e3}
SPELLED_OUT = (
    ("milliard", 1e9), ("billion", 1e9), ("million", 1e6), ("millier", 1e3), ("centaine", 1e2), ("centime", 1e-2),
    ("eurocent", 1e-2), ("millon", 1e6), ("milioni", 1e6), ("milh", 1e3), ("mio", 1e6), ("mln", 1e6), ("miljoen", 1e6),
)  # fmt: skip
#: A text around the table speaks of its unit where it says "en k€", "(k€)", "montants : k€" — not "projets de 100 k€".
AROUND = re.compile(
    rf"(?:\b(?:en|in|exprim\w+ en|unit[ée]s?\s*:?|montants?|amounts?|sommes?|currency|devise|monnaie)\s*:?\s*(?:en\s+|in\s+)?"
    rf"|\(\s*(?:en\s+|in\s+)?|^|[-–—:,;/]\s*)(?P<unit>(?:[kKmM]\s?(?:{_ANY})|[kKM][EF]|(?:{_ANY})\s?(?:k|m|bn|'?000s?)(?![A-Za-z0-9])"
    rf"|(?:{_WORDS})(?![A-Za-z])(?:\s*(?:d['’e]|of)?\s*(?:{_ANY}))?|(?:{_ANY})\s+(?:thousands?|millions?)"
    rf"|['’]000s?(?:\s?(?:{_ANY}))?|(?:{_ANY})))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
#: Cells that hold a unit and nothing else, of any kind of column.
OTHERS = re.compile(
    r"\(?\s*(?:%|m2|m²|ha|ht|ttc|nb|nombre|ann[ée]e|etp|unit[ée]s?|units?|€\s?/\s?m[²2])\s*\)?", re.IGNORECASE
)
LONGEST = 300


#: Each with the thousands or millions that it may follow without a blank: "k€", "MF".
_CURRENCIES = tuple(
    (re.compile(rf"(?<![A-Za-z])(?:[kKmM]\s?)?(?:{names})(?!(?!(?:k|m|bn)\b)[A-Za-z])", re.IGNORECASE), code)
    for names, code in _NAMES
)
_FRANCS = re.compile(r"\(\s*[kM]?F\s*\)|(?<![A-Za-z])[kKM]F(?![A-Za-z])")


def _currency(text: str) -> str | None:
    for names, code in _CURRENCIES:
        if found := names.search(text):
            return code or found[0].upper()
    return "FRF" if _FRANCS.search(text) else None


def _factor(text: str) -> float | None:
    if found := SIZED.search(text):
        return SIZES[found[1].lower()]
    if found := SIZED_AFTER.search(text):
        return SIZES[(found[2] or found[3]).lower().strip("'s") or "000"]
    if THOUSANDS.search(text):
        return 1e3
    if THOUSANDS_DE.search(text):
        return 1e3
    if CENTS.search(text):
        return 1e-2
    if found := WORDS.search(text):
        word = found[1].lower()
        return (
            1e6
            if word.startswith("milhõ")
            else next((size for start, size in SPELLED_OUT if word.startswith(start)), 1e3)
        )
    return None


@lru_cache(maxsize=4096)
def find_worth(header: str) -> Worth:
    """What a header says of the numbers in its column.

    Examples
    --------
    >>> find_worth("Coût total (k€ HT)"), find_worth("Région (MF)")
    (Worth(factor=1000.0, currency='EUR'), Worth(factor=1000000.0, currency='FRF'))
    >>> find_worth("Total cost, £"), find_worth("Coût total")
    (Worth(factor=None, currency='GBP'), Worth(factor=None, currency=None))
    """
    text = header[:LONGEST]
    factor = _factor(text)
    currency = _currency(text)
    if currency is None and factor is not None and re.search(r"(?<![A-Za-z])[kKM]E(?![A-Za-z])", text):
        currency = "EUR"
    return Worth(factor, currency)


def find_worth_around(texts: Iterable[tuple[str, str]]) -> tuple[Worth, str]:
    """The unit that titles and notes give to a whole table, and the text that says so.

    A number before the unit makes it an amount: "projets de plus de 100 k€" says nothing of the table.

    Parameters
    ----------
    texts : iterable of (where, text)

    Examples
    --------
    >>> find_worth_around([("row 1", "Plans 2022"), ("row 2", "(montants en milliers d'euros)")])
    (Worth(factor=1000.0, currency='EUR'), 'row 2')
    >>> find_worth_around([("row 1", "Projets de plus de 100 k€")])
    (Worth(factor=None, currency=None), '')
    """
    for where, text in texts:
        for found in AROUND.finditer(text[:LONGEST]):
            if re.search(r"(?:\d|\b(?:non|not|pas)(?: +(?:en|in))?)\s*$", text[: found.start("unit")]):
                continue
            worth = find_worth(found["unit"])
            if worth.factor is None and (worth.currency in (None, "EUR")):
                continue
            return worth, where
    return NOTHING, ""


def is_unit(cell: object) -> bool:
    """Whether a cell holds a unit and nothing else.

    Examples
    --------
    >>> [is_unit(cell) for cell in ("k€", "(M€ HT)", "%", "La Grange", 12)]
    [True, True, True, False, False]
    """
    if not isinstance(cell, str) or len(cell) > 30:
        return False
    text = cell.strip()
    if OTHERS.fullmatch(text):
        return True
    bare = re.sub(r"\b(?:en|in|ht|ttc|courants?)\b|[()'’]|\bd(?:e|')?\b", " ", text, flags=re.IGNORECASE).strip()
    unit = rf"(?:[kKmM]\s?)?(?:{_ANY})|[kKM][EF]|(?:milliers?|thousands?|millions?)\s*(?:{_ANY})?"
    return bool(re.fullmatch(unit, bare, re.IGNORECASE)) and bool(find_worth(text))
