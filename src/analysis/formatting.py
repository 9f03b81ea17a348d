"""Numbers written for people: euros, shares, counts, intervals and p-values, in one place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

__all__ = ["count", "escape", "euros", "interval", "number", "p_value", "share", "short_euros"]


def _rounded(value: float) -> float:
    """Three significant digits, so that no figure looks more exact than its source."""
    return 0.0 if value == 0 else round(value, 2 - math.floor(math.log10(abs(value))))


def short_euros(value: float) -> str:
    """Euros without the currency, for axes and labels: three significant digits at most.

    Examples
    --------
    >>> [short_euros(x) for x in (950, 1_650, 150_000, 1_200_000, 534_620_668, float("nan"))]
    ['950', '1,650', '150 k', '1.2 M', '535 M', 'not known']
    """
    if not math.isfinite(value):
        return "not known"
    value = _rounded(value)
    for least, size, unit in ((1e9, 1e9, " bn"), (1e6, 1e6, " M"), (1e4, 1e3, " k")):
        if abs(value) >= least:
            return f"{value / size:.3g}{unit}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def euros(value: float) -> str:
    """Euros with their currency.

    Examples
    --------
    >>> euros(1_234_567)
    'EUR 1.23 M'
    """
    text = short_euros(value)
    return text if text == "not known" else f"EUR {text}"


def share(value: float) -> str:
    """A share from 0 to 1 as a whole percentage; never 0% or 100% unless it is.

    Examples
    --------
    >>> [share(x) for x in (0.654, 0.002, 0.999, 1.0, float("nan"))]
    ['65%', '<1%', '>99%', '100%', 'not known']
    """
    if not math.isfinite(value):
        return "not known"
    if 0 < value < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= value < 1 - 1e-12 else f"{value:.0%}"


def number(value: float) -> str:
    """A plain number: three significant digits, thousands grouped.

    Examples
    --------
    >>> [number(x) for x in (3.0, 0.12345, 46867)]
    ['3', '0.123', '46,900']
    """
    if not math.isfinite(value):
        return "not known"
    value = _rounded(value)
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def count(n: float, noun: str) -> str:
    """A count with its noun.

    Examples
    --------
    >>> count(1, "place"), count(3, "place"), count(0, "place")
    ('1 place', '3 places', 'no places')
    """
    return f"{'no' if n == 0 else f'{n:,.0f}'} {noun}{'' if n == 1 else 's'}"


def interval(low: float, high: float, form: Callable[[float], str]) -> str:
    """Both ends of an interval.

    Examples
    --------
    >>> interval(0.43, 0.56, share)
    '43% to 56%'
    """
    return f"{form(low)} to {form(high)}"


def p_value(p: float) -> str:
    """A p-value, never as zero.

    Examples
    --------
    >>> p_value(0.0002), p_value(0.0346), p_value(float("nan"))
    ('p < 0.001', 'p = 0.035', 'p not known')
    """
    if not math.isfinite(p):
        return "p not known"
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"


def escape(text: str) -> str:
    """Text that Markdown and HTML show as it is, whatever the data holds.

    Examples
    --------
    >>> escape("<b>*a*</b>")
    '\\\\<b\\\\>\\\\*a\\\\*\\\\</b\\\\>'
    """
    return re.sub(r"([\\`*_{}\[\]()#+!|~$^<>&-])", r"\\\1", text)
