"""Numbers written for people: euros, shares, counts, intervals and p-values, as the language that is spoken writes them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence

from analysis.words.i18n import _, get_language, mark, mark_plural, ngettext

__all__ = [
    "escape_text",
    "format_bounds",
    "format_count",
    "format_date",
    "format_decimal",
    "format_euros",
    "format_exact",
    "format_interval",
    "format_long_euros",
    "format_number",
    "format_p_value",
    "format_rate",
    "format_share",
    "format_short_euros",
    "format_whole",
    "join_names",
    "join_pair",
    "join_parts",
    "make_visible",
    "quote",
    "shorten_name",
    "show_value",
]  # fmt: skip

NARROW, WIDE = (
    "\u202f",
    "\u00a0",
)  # no-break spaces: French parts thousands by the one, sets the other before % and a unit
FRENCH = str.maketrans({",": NARROW, ".": ","})
#: Letters of a value in a message; a longer one is cut.
LONGEST = 60
#: What is counted, one and several.
NOUNS = {
    "choice": mark_plural("{n} choice", "{n} choices"),
    "complete plan": mark_plural("{n} complete plan", "{n} complete plans"),
    "concept": mark_plural("{n} concept", "{n} concepts"),
    "error": mark_plural("{n} error", "{n} errors"),
    "funder": mark_plural("{n} funder", "{n} funders"),
    "funder type": mark_plural("{n} funder type", "{n} funder types"),
    "funding line": mark_plural("{n} funding line", "{n} funding lines"),
    "peer": mark_plural("{n} peer", "{n} peers"),
    "place": mark_plural("{n} place", "{n} places"),
    "plan": mark_plural("{n} plan", "{n} plans"),
    "row": mark_plural("{n} row", "{n} rows"),
    "warning": mark_plural("{n} warning", "{n} warnings"),
}


def _written(value: float, form: str) -> str:
    """A number in a format of Python, with the marks of the language and a minus that is no hyphen."""
    text = format(value, form).replace("-", "−")
    return text.translate(FRENCH) if get_language() == "fr" else text


def _rounded(value: float) -> float:
    """Three significant digits, so that no figure looks more exact than its source."""
    return 0.0 if value == 0 else round(value, 2 - math.floor(math.log10(abs(value))))


def _scaled(value: float) -> tuple[str, str]:
    """A finite number in three significant digits and its unit: thousands, millions or billions."""
    value = _rounded(value)
    for size, least, unit in ((1e9, 1e9, "bn"), (1e6, 1e6, "M"), (1e3, 1e4, "k")):
        if abs(value) >= least:
            return _written(value / size, ".3g"), "Md" if unit == "bn" and get_language() == "fr" else unit
    return _written(value, ",.0f" if abs(value) >= 100 else ".3g"), ""


def format_short_euros(value: float) -> str:
    """Euros without the currency, for axes and labels: three significant digits at most.

    Examples
    --------
    >>> [format_short_euros(x) for x in (950, 1_650, 150_000, 1_200_000, 534_620_668, float("nan"))]
    ['950', '1,650', '150k', '1.2M', '535M', 'not known']
    """
    if not math.isfinite(value):
        return _("not known")
    digits, unit = _scaled(value)
    return f"{digits}{WIDE if unit and get_language() == 'fr' else ''}{unit}"


def format_euros(value: float) -> str:
    """Euros with their currency: €1.23M, in French 1,23 M€.

    Examples
    --------
    >>> format_euros(1_234_567), format_euros(-150_000)
    ('€1.23M', '−€150k')
    """
    if not math.isfinite(value):
        return _("not known")
    digits, unit = _scaled(value)
    if get_language() == "fr":
        return f"{digits}{WIDE}{unit}€"
    return f"{'−' if digits[0] == '−' else ''}€{digits.removeprefix('−')}{unit}"


def format_long_euros(value: float) -> str:
    """Euros as one says them in a sentence: in full up to a million, three significant digits.

    Examples
    --------
    >>> format_long_euros(540_123), format_long_euros(1_234_567)
    ('€540,000', '€1.23M')
    """
    rounded = _rounded(value) if math.isfinite(value) else value
    if not 1e4 <= rounded < 1e6:
        return format_euros(value)
    digits = _written(rounded, ",.0f")
    return f"{digits}{WIDE}€" if get_language() == "fr" else f"€{digits}"


def _percent(text: str) -> str:
    return f"{text}{WIDE if get_language() == 'fr' else ''}%"


def format_share(value: float) -> str:
    """A share from 0 to 1 as a whole percentage; never 0% or 100% unless it is.

    Examples
    --------
    >>> [format_share(x) for x in (0.654, 0.002, 0.999, 1.0, float("nan"))]
    ['65%', '<1%', '>99%', '100%', 'not known']
    """
    if not math.isfinite(value):
        return _("not known")
    space = WIDE if get_language() == "fr" else ""
    if 0 < value < 0.005:
        return f"<{space}{_percent('1')}"
    return f">{space}{_percent('99')}" if 0.995 <= value < 1 - 1e-12 else _percent(f"{100 * value:.0f}")


def format_rate(value: float) -> str:
    """A change as a percentage with its sign.

    Examples
    --------
    >>> format_rate(0.0312), format_rate(-0.2)
    ('+3.1%', '−20.0%')
    """
    return _percent(_written(100 * value, "+.1f"))


def format_number(value: float) -> str:
    """A plain number: three significant digits, thousands grouped.

    Examples
    --------
    >>> [format_number(x) for x in (3.0, 0.12345, 46867)]
    ['3', '0.123', '46,900']
    """
    if not math.isfinite(value):
        return _("not known")
    value = _rounded(value)
    return _written(value, ",.0f" if abs(value) >= 100 or value == int(value) else ".3g")


def format_exact(value: float) -> str:
    """A number as it is, to six digits: thousands are grouped from ten thousand on, so that a year stays one.

    Examples
    --------
    >>> [format_exact(x) for x in (2021, 0.333333, 46867, 1.5)]
    ['2021', '0.333333', '46,867', '1.5']
    """
    if not math.isfinite(value):
        return _("not known")
    return _written(value, ",.0f" if abs(value) >= 10_000 else ".6g")


def format_whole(value: float) -> str:
    """A whole number, thousands grouped.

    Examples
    --------
    >>> format_whole(46867)
    '46,867'
    """
    return _written(value, ",.0f")


def format_decimal(value: float, *, digits: int = 2, sign: bool = False) -> str:
    """A number with a fixed count of decimals; ``sign`` writes the plus as well.

    Examples
    --------
    >>> format_decimal(0.5), format_decimal(0.126, sign=True)
    ('0.50', '+0.13')
    >>> format_decimal(-0.001, sign=True)
    '0.00'
    """
    if round(value, digits) == 0:
        return _written(0.0, f".{digits}f")  # nothing has no sign
    return _written(value, f"{'+' if sign else ''}.{digits}f")


def format_count(n: float, noun: str) -> str:
    """A count with its noun, one of `NOUNS`.

    Examples
    --------
    >>> format_count(1, "place"), format_count(3, "place"), format_count(0, "place"), format_count(2.5, "funder")
    ('1 place', '3 places', '0 places', '2.5 funders')
    """
    return ngettext(*NOUNS[noun], n).format(n=format_whole(n) if n == int(n) else _written(n, ",.3g"))


MONTHS = (
    mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June"), mark("July"),
    mark("August"), mark("September"), mark("October"), mark("November"), mark("December"),
)  # fmt: skip


def format_date(day: str) -> str:
    """A day that is written as 2026-11-26, as people write it.

    Examples
    --------
    >>> format_date("2026-11-26")
    '26 November 2026'
    """
    year, month, number = map(int, day.split("-"))
    if number == 1 and get_language() == "fr":
        return f"1er{WIDE}{_(MONTHS[month - 1])} {year}"
    return f"{number}{WIDE if get_language() == 'fr' else ' '}{_(MONTHS[month - 1])} {year}"


def format_interval(low: float, high: float, form: Callable[[float], str]) -> str:
    """Both ends of an interval; where both are one number, or not known, there is none.

    Examples
    --------
    >>> format_interval(0.43, 0.56, format_share), format_interval(1.0, 1.0, format_share)
    ('43% to 56%', 'no interval')
    """
    if low == high or (low != low and high != high):
        return _("no interval")
    return _("{low} to {high}").format(low=form(low), high=form(high))


def format_bounds(low: float, high: float, form: Callable[[float], str] = format_share) -> str:
    """Both bounds of a number, or the one that they read as; shares by default.

    Examples
    --------
    >>> format_bounds(0.43, 0.56), format_bounds(0.431, 0.434)
    ('43% to 56%', '43%')
    """
    return form(low) if form(low) == form(high) else _("{low} to {high}").format(low=form(low), high=form(high))


def format_p_value(p: float) -> str:
    """A p-value, never as zero.

    Examples
    --------
    >>> format_p_value(0.0002), format_p_value(0.0346), format_p_value(float("nan"))
    ('p < 0.001', 'p = 0.035', 'p not known')
    """
    if not math.isfinite(p):
        return _("p not known")
    text = "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"
    return text.replace(".", ",").replace(" ", WIDE) if get_language() == "fr" else text


def join_names(parts: Sequence[str]) -> str:
    """Names in a row, the last after "and".

    Examples
    --------
    >>> join_names(["a", "b", "c"]), join_names(["a"])
    ('a, b and c', 'a')
    """
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def join_parts(parts: Sequence[str]) -> str:
    """Parts of a sentence, set apart by semicolons.

    Examples
    --------
    >>> join_parts(["a 1", "b 2"])
    'a 1; b 2'
    """
    return (f"{NARROW}; " if get_language() == "fr" else "; ").join(parts)


def join_pair(name: str, value: str) -> str:
    """A name and what stands for it, with the colon as the language sets it.

    Examples
    --------
    >>> join_pair("median", "3")
    'median: 3'
    """
    return _("{name}: {value}").format(name=name, value=value)


def quote(text: str) -> str:
    """A word of somebody else in quotation marks.

    Examples
    --------
    >>> quote("fab lab")
    '“fab lab”'
    """
    return f"«{WIDE}{text}{WIDE}»" if get_language() == "fr" else f"“{text}”"


def make_visible(text: str) -> str:
    """Text whose control and bidi characters are written out, so that none hides or turns what stands beside it.

    Examples
    --------
    >>> make_visible("a\\u202eb")
    'a\\\\u202eb'
    """
    if text.isprintable():  # nearly every text is; far quicker than to look at each sign
        return text
    hidden = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    return "".join(c.encode("unicode_escape").decode() if c in hidden else c for c in text)


def shorten_name(name: str) -> str:
    """A name for readers without what explains it in brackets.

    Examples
    --------
    >>> shorten_name("rural (levels 5 to 7 of Insee's grid)")
    'rural'
    """
    return name.split(" (")[0]


def show_value(value: object, *, longest: int = LONGEST) -> str:
    """A value as a message shows it: at most 60 characters, control and bidi characters made visible.

    Examples
    --------
    >>> show_value("a\\u202eb")
    'a\\\\u202eb'
    """
    text = str(value)
    return make_visible(text if len(text) <= longest else text[: longest - 1] + "…")


def escape_text(text: str) -> str:
    """Text that Markdown and HTML show as it is, on one line, whatever the data holds.

    Examples
    --------
    >>> escape_text("<b>*a*</b>")
    '\\\\<b\\\\>\\\\*a\\\\*\\\\</b\\\\>'
    """
    return re.sub(r"([\\`*_{}\[\]()#+!|~$^<>&-])", r"\\\1", make_visible(text))
