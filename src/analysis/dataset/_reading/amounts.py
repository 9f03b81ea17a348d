"""Amounts as people write them, read as numbers: the whole column tells what a mark means."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.dataset._reading.telling import Told, list_told
from analysis.dataset._reading.words import is_missing
from analysis.words._messages import Message, say, spell
from analysis.words.i18n import mark

__all__ = ["CURRENCIES", "Amounts", "prove_decimal", "read_amounts"]

#: Signs, codes and words of currencies, without blanks and in small letters. "kr" alone is one of three.
CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "sterling": "GBP",
    "$": "USD", "usd": "USD", "us$": "USD", "$us": "USD", "dollar": "USD", "dollars": "USD",
    "$ca": "CAD", "$cad": "CAD", "ca$": "CAD", "cad": "CAD", "c$": "CAD", "a$": "AUD", "aud": "AUD",
    "chf": "CHF", "sfr": "CHF", "f": "FRF", "ff": "FRF", "frf": "FRF", "franc": "FRF", "francs": "FRF",
    "dkk": "DKK", "sek": "SEK", "nok": "NOK", "kr": "KR", "kr.": "KR", "₹": "INR", "inr": "INR", "rs": "INR", "rs.": "INR",
    "¥": "JPY", "jpy": "JPY", "pln": "PLN", "zł": "PLN", "czk": "CZK", "kč": "CZK", "huf": "HUF", "ron": "RON", "lei": "RON",
    "fcfa": "XOF", "xof": "XOF", "xpf": "XPF", "mad": "MAD", "tnd": "TND", "dzd": "DZD", "brl": "BRL", "r$": "BRL",
}  # fmt: skip
#: Written with a comma between thousands and a point before decimals.
ENGLISH = {"GBP", "USD", "INR", "AUD"}
UNITS = {
    "k": 1e3, "millier": 1e3, "milliers": 1e3, "mille": 1e3, "thousand": 1e3,
    "m": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6, "md": 1e9, "milliard": 1e9, "milliards": 1e9,
}  # fmt: skip
_MONEY = "|".join(
    r"\s?".join(map(re.escape, name)) if name[0] in "$" else re.escape(name)
    for name in sorted(CURRENCIES, key=len, reverse=True)
)
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
SPELLED = re.compile(
    rf"(?P<sign>[-+−])?\s*(?:(?P<before>{_MONEY})\s*)?(?P<sign2>[-−])?"
    r"(?P<number>\d[\d .,'’]*(?:[eE][+-]?\d+)?|[.,]\d+)"
    rf"\s*(?P<unit>{_UNIT})?\s*(?:(?:de\s+|d['’])?(?P<after>{_MONEY}))?\s*(?P<vat>ht|ttc|h\.t\.?|t\.t\.c\.?)?",
    re.IGNORECASE | re.ASCII,
)
#: What stands beside an amount and does not change it: a note's number or star, and that it is rounded.
ROUNDED = r"environ|env\.?|approx\.?|approximativement|about|around|circa|ca\.|estim(?:[ée]e?s?|ation|ated)|[~≈]"
BESIDE = re.compile(
    rf"^(?:{ROUNDED})\s*(?=\S)|(?<=[\w€$£])\s*(?:\(\s*(?:\d{{1,2}}|{ROUNDED})\s*\)|\*+|{ROUNDED})$", re.IGNORECASE
)
#: A program wrote the cell as a formula of text, or marked it as text.
AS_TEXT = re.compile(r"""=\s*"(.*)"|['’](?=[\d+-])(.*)""", re.DOTALL)
#: "150.-" has no cents; 12,34,567 is how India parts its lakhs.
NO_CENTS = re.compile(r"(?<=\d)[.,]\s?[–—-]+(?=\s|$)")
LAKHS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?", re.ASCII)
BLANKS: dict[int, str] = {
    **dict.fromkeys(map(ord, "\u00a0\u202f\u205f\u3000\t\n" + "".join(map(chr, range(0x2000, 0x200B)))), " "),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"), ""),
}
NAMES = {".": mark("point"), ",": mark("comma"), " ": mark("blank"), "'": mark("apostrophe")}
LONGEST = 60


@dataclass(frozen=True)
class Amounts:
    """A column of amounts.

    Attributes
    ----------
    values : Series of float
        In the currency of the column; missing where nothing or nothing readable is written.
    wrong : Series of bool
        Cells that hold something else than an amount.
    currency : str
        EUR unless the cells name another one; "mixed" where they name several.
    currencies : Series
        The currency that each cell names, empty where it names none.
    how : Message or Spelled
        How they were read, worded when it is shown.
    doubtful : tuple of str
        Spellings that could be read in two ways.
    """

    values: pd.Series
    wrong: pd.Series
    currency: str
    currencies: pd.Series
    how: Told
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Spelling:
    digits: str  # digits and marks, without sign, unit and currency
    factor: float
    currency: str


def _bare(text: str) -> str:
    """A cell without what stands beside its amount."""
    text = text.translate(BLANKS).strip()
    if found := AS_TEXT.fullmatch(text):
        text = (found[1] or found[2] or "").strip()
    for _ in range(3):
        text = BESIDE.sub("", text).strip()
    return NO_CENTS.sub("", text)


#: Digits alone, or with one mark: most amounts are, and need no closer look.
PLAIN = re.compile(r"\d{1,15}(?:[.,]\d+)?", re.ASCII)


def _spelling(text: str) -> _Spelling | None:
    """The parts of an amount; None if the text is no amount."""
    if len(text) <= LONGEST and PLAIN.fullmatch(text):
        return _Spelling(text, 1.0, "")
    text = _bare(text) if len(text) <= LONGEST else text
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    found = SPELLED.fullmatch(text) if len(text) <= LONGEST else None
    if not found:
        return None
    sign = -1.0 if (found["sign"] or found["sign2"] or "+") in "-−" else 1.0
    currencies = {CURRENCIES["".join(name.lower().split())] for name in (found["before"], found["after"]) if name}
    if len(currencies) > 1:
        return None
    digits = found["number"].strip().replace("’", "'")
    if LAKHS.fullmatch(digits):
        digits = digits.replace(",", "")
    return _Spelling(digits, sign * UNITS.get((found["unit"] or "").lower(), 1.0), (currencies or {""}).pop())


def _roles(digits: str) -> tuple[str, str, str]:
    """The thousands mark and the decimal mark that a spelling proves, and the mark that could be either."""
    if digits.isdigit():
        return "", "", ""
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return "", "", ""
    last = marks[-1]
    if len(set(marks)) == 2:
        return next(m for m in marks if m != last), last, ""
    if len(marks) > 1:
        return last, "", ""
    whole, _, part = digits.partition(last)
    either = len(part) == 3 and part.isdigit() and re.fullmatch(r"[1-9]\d{0,2}", whole)
    return ("", "", last) if either else ("", last, "")


def _number(digits: str, thousands: set[str], decimal: str) -> float | None:
    """The number that the digits spell; None unless thousands stand in groups of three."""
    if digits.isdigit():
        return float(digits)
    body = digits
    if re.search("[eE]", digits):
        return float(digits) if re.fullmatch(r"\d+(\.\d*)?[eE][+-]?\d+", digits) else None
    part = ""
    if decimal and body.count(decimal) == 1:
        body, _, part = body.partition(decimal)
        if not re.fullmatch(r"\d*", part) or not (body or part):
            return None
    groups = re.split(r"[ '.,]", body)
    if len(groups) > 1:
        used = {c for c in body if not c.isdigit()}
        if len(used) > 1 or (used & {".", ","}) - thousands:
            return None
        if not (1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])):
            return None
    return float(f"{''.join(groups) or '0'}.{part or '0'}")


@dataclass(frozen=True)
class _Marks:
    """What the marks of a column mean, and whether that was assumed."""

    thousands: frozenset[str]
    decimal: str
    assumed: bool


def _marks(spellings: Iterable[str], decimal: str | None) -> _Marks:
    """The meaning of the marks that the spellings of one column prove together."""
    proven: dict[str, Counter[str]] = {"thousands": Counter(), "decimal": Counter()}
    either: Counter[str] = Counter()
    for digits in spellings:
        thousand, fraction, open_ = _roles(digits)
        proven["thousands"][thousand] += 1
        proven["decimal"][fraction] += 1
        either[open_] += 1
    known = {what: {char for char in counts if char} for what, counts in proven.items()}
    if decimal is not None:
        return _Marks(frozenset({".", ","} - {decimal}), decimal, False)
    fraction = next(iter(known["decimal"] - known["thousands"]), "") if len(known["decimal"]) < 2 else ""
    if fraction:
        return _Marks(frozenset({".", ","} - {fraction}), fraction, False)
    if len(known["thousands"]) == 1 and not known["decimal"]:
        thousand = next(iter(known["thousands"]))
        return _Marks(frozenset({thousand}), "," if thousand == "." else ".", False)
    return _Marks(frozenset(".,"), "", bool(either.keys() - {""}))


def _one(digits: str, marks: _Marks) -> float | None:
    thousand, fraction, either = _roles(digits)
    if either and not marks.decimal:
        return _number(digits, {either}, "")  # assumed: an amount of euros seldom has three decimals
    if either:
        return _number(digits, set(marks.thousands), marks.decimal)
    if marks.decimal and fraction and fraction != marks.decimal:
        return None
    return _number(digits, {thousand} if thousand else set(), fraction)


def _how(spellings: list[_Spelling], marks: _Marks, numbers: bool, unit: float) -> Told:
    roles = {_roles(s.digits) for s in spellings}
    decimals = {fraction for _, fraction, _ in roles if fraction} | {
        marks.decimal for *_, e in roles if e and e == marks.decimal
    }
    thousands = {t for t, _, _ in roles if t} | {e for *_, e in roles if e and e != marks.decimal}
    thousands |= {c for s in spellings for c in s.digits if c in " '"}
    parts = [say("numbers")] if numbers else []
    parts += [say("decimal {sign}", sign=Message(NAMES[sign])) for sign in sorted(decimals)]
    parts += [say("thousands {sign}", sign=Message(NAMES[sign])) for sign in sorted(thousands)]
    units = {abs(s.factor) for s in spellings}
    sizes = ((say("in thousands"), 1e3), (say("in millions"), 1e6))
    parts += [name for name, size in sizes if size in units or size == unit]
    parts += [say("marks assumed")] if marks.assumed else []
    return spell(list_told, *parts) if parts else say("digits")


def _is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell


#: An amount above this is no plan of a place: three digits behind a mark are decimals then.
HUGE = 5e7


def _as_decimals(spelled: Iterable[_Spelling], unit: float) -> str:
    """The mark that stands before decimals, where taking it for a thousands mark makes amounts that cannot be; else empty."""
    open_ = [(s, either) for s in spelled if (either := _roles(s.digits)[2])]
    sizes = [abs(_one(s.digits, _Marks(frozenset(".,"), "", True)) or 0.0) for s, _ in open_]
    worth = [size * (abs(s.factor) if abs(s.factor) != 1 else unit) for size, (s, _) in zip(sizes, open_, strict=True)]
    marks = {either for _, either in open_}
    if len(marks) != 1 or not worth or max(worth) < HUGE or worth == sizes:
        return ""
    return marks.pop()


def prove_decimal(columns: Iterable[pd.Series]) -> str | None:
    """The decimal mark that the amounts of some columns prove together; None where they prove none, or both.

    Examples
    --------
    >>> prove_decimal([pd.Series(["1,450"]), pd.Series(["0,120", 3])])
    ','
    """
    proven = set()
    for cells in columns:
        for cell in cells.unique():
            found = _spelling(cell) if isinstance(cell, str) else None
            proven.add(_roles(found.digits)[1] if found else "")
    proven -= {""}
    return proven.pop() if len(proven) == 1 else None


def read_amounts(
    cells: pd.Series,
    *,
    unit: float = 1.0,
    outside: float | pd.Series = 1.0,
    decimal: str | None = None,
    likely: str | None = None,
) -> Amounts:
    """Read a column of amounts.

    A mark that stands twice in a cell, or before another mark, parts thousands; one that has one, two or more than three
    digits behind it is the decimal mark; the column's other cells decide on "1.500". Where none does, three digits
    behind a mark are read as thousands and the spelling is doubtful.

    Parameters
    ----------
    cells : Series
        Text and true numbers, missing where empty.
    unit : float
        What one unit of a number without a unit of its own is worth: 1,000 for a column headed "k€".
    outside : float or Series
        The same, said outside of the column; a cell with a unit or a currency of its own stands for itself.
    decimal : {".", ","}, optional
        The decimal mark, where it is known.
    likely : {".", ","}, optional
        The decimal mark of other columns, which decides where this one does not.

    Returns
    -------
    Amounts

    Examples
    --------
    >>> read_amounts(pd.Series(["67 650,00", "1.238.920", "150 k€", "n/a"])).values.tolist()
    [67650.0, 1238920.0, 150000.0, nan]
    >>> read_amounts(pd.Series(["much"])).wrong.tolist()
    [True]
    """
    if isinstance(outside, float) and outside == 1.0 and (numbers := _only_numbers(cells)) is not None:
        return (
            numbers
            if unit == 1.0
            else replace(numbers, values=(numbers.values * unit).replace([np.inf, -np.inf], np.nan))
        )
    distinct = [cell for cell in cells.unique() if cell is not None and cell == cell]
    texts = {cell: _spelling(cell) for cell in distinct if isinstance(cell, str) and not is_missing(cell)}
    spelled = {text: found for text, found in texts.items() if found}
    currencies = {s.currency for s in spelled.values() if s.currency}
    marks = _marks((s.digits for s in spelled.values()), decimal)
    doubted = marks.assumed
    if marks.assumed and currencies and currencies <= ENGLISH:
        marks, doubted = _Marks(frozenset(","), ".", False), False
    elif marks.assumed and (fraction := likely or _as_decimals(spelled.values(), unit * float(np.max(outside)))):
        marks = _Marks(frozenset({".", ","} - {fraction}), fraction, False)
    values: dict[object, float] = {}
    for cell in distinct:
        if _is_number(cell):
            values[cell] = float(cell) * unit
        elif cell in spelled:
            number = _one(spelled[cell].digits, marks)
            if number is not None:
                factor = spelled[cell].factor
                # a unit beside the number stands for itself; one in the header serves the numbers without any
                values[cell] = _scale(number, factor if abs(factor) != 1 else factor * unit)
    values = {cell: number for cell, number in values.items() if math.isfinite(number)}
    read = pd.Series([values.get(cell, np.nan) for cell in cells], index=cells.index, dtype="float64")
    if isinstance(outside, pd.Series) or outside != 1.0:
        own = {cell for cell, s in spelled.items() if s.currency or abs(s.factor) != 1}
        read = (read * outside).round(6).where(~cells.isin(list(own)), read)
    wrong = {cell for cell in distinct if cell not in values and not (isinstance(cell, str) and is_missing(cell))}
    if currencies == {"DKK", "KR"}:  # kroner of one country
        currencies = {"DKK"}
    own_names = {cell: s.currency for cell, s in spelled.items() if s.currency}
    named = pd.Series("", index=cells.index, dtype="object")
    if own_names:
        named = pd.Series([own_names.get(cell, "") for cell in cells], index=cells.index, dtype="object")
    if len(currencies) == 1:
        named = named.mask(named != "", next(iter(currencies)))
    doubtful = tuple(text for text, s in spelled.items() if doubted and _roles(s.digits)[2])
    currencies = currencies or {"EUR"}
    return Amounts(
        values=read,
        wrong=cells.isin(list(wrong)) if wrong else pd.Series(False, index=cells.index),
        currency=currencies.pop() if len(currencies) == 1 else "mixed",
        currencies=named,
        how=_how(list(spelled.values()), marks, any(_is_number(c) for c in distinct), unit),
        doubtful=doubtful,
    )


def _only_numbers(cells: pd.Series) -> Amounts | None:
    """A column of numbers and empty cells, read at once; None where it holds something else."""
    if not len(cells) or pd.api.types.infer_dtype(cells, skipna=True) not in (
        "floating",
        "integer",
        "mixed-integer-float",
    ):
        return None
    values = cells.astype("float64")
    if not np.isfinite(values.dropna()).all():
        return None
    nothing = pd.Series(False, index=cells.index)
    return Amounts(values, nothing, "EUR", pd.Series("", index=cells.index, dtype="object"), say("numbers"))


def _scale(number: float, factor: float) -> float:
    """A number times its unit, without the dust that 1.1 * 1,000,000 leaves."""
    return number if factor == 1 else round(number * factor, 6) + 0.0
