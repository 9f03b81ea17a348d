"""Options of figures that have rows: what is accepted is declared, told and checked here, once, and applied by `arrange`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from numbers import Integral, Real
from typing import Any, Literal, TypedDict, TypeVar, cast

from matplotlib.colors import CSS4_COLORS, is_color_like, to_hex

from analysis.charts._style import PALETTE
from analysis.words._choices import OptionError, check_option
from analysis.words._folding import fold_letters
from analysis.words._formatting import format_whole, join_parts
from analysis.words.i18n import _, ngettext

__all__ = [
    "MarkOptions",
    "RowOptions",
    "arrange",
    "check_options",
    "is_arranged",
    "list_options",
    "pick",
    "tell_left",
    "tell_options",
]

T = TypeVar("T")

#: Inches that a figure may be high: less has no room for its captions, more is no figure.
HEIGHTS = (1.5, 40.0)


class MarkOptions(TypedDict, total=False):
    """Options of a figure whose rows have an order of their own."""

    color: str | None
    height: float | None


class RowOptions(MarkOptions, total=False):
    """Options of a figure whose rows may stand in another order, or be fewer."""

    sort: Literal["value", "n", "name"] | None
    top: int | None


#: What readers see of each option: its type, and what the docstring says.
OPTIONS: dict[str, tuple[str, str]] = {
    "color": ("str | None", """\
color : str, optional
    One colour for all marks, which leaves out their key: any of matplotlib's. {palette} are those of
    this package, which dark pages lighten."""),
    "height": ("float | None", """\
height : float, optional
    Inches of the figure, from {least:g} to {most:g}; by default what its rows need. On a phone it is what they need."""),
    "sort": ("str | None", """\
sort : {{{words}}}, optional
    The order of the rows: {told}. By default as described above."""),
    "top": ("int | None", """\
top : int, optional
    At most so many rows, the first; how many are not shown is said below the title, which is about all."""),
}  # fmt: skip
#: What each order is.
ORDERS = {"value": "the greatest number first", "n": "the most places first", "name": "by alphabet"}


def list_options(orders: Sequence[str]) -> dict[str, str]:
    """Names of the options and their types, of a figure whose rows may be sorted so; without orders they stay as they are.

    Examples
    --------
    >>> list(list_options(["value", "name"])), list(list_options([]))
    (['color', 'height', 'sort', 'top'], ['color', 'height'])
    """
    names = [name for name in OPTIONS if orders or name in MarkOptions.__annotations__]
    return {name: OPTIONS[name][0] for name in names}


def tell_options(orders: Sequence[str]) -> str:
    """What a docstring says of the options.

    Examples
    --------
    >>> print(tell_options(["value", "name"]).splitlines()[-4])
    sort : {"value", "name"}, optional
    """
    words = {
        "palette": ", ".join(PALETTE),
        "least": HEIGHTS[0],
        "most": HEIGHTS[1],
        "words": ", ".join(f'"{order}"' for order in orders),
        "told": "; ".join(f'"{order}" {ORDERS[order]}' for order in orders),
    }
    return "\n".join(OPTIONS[name][1].format(**words) for name in list_options(orders))


def check_options(given: MutableMapping[str, Any], orders: Sequence[str]) -> None:
    """Stop where an option has a value that is not accepted; write a colour as all colours are written here.

    Parameters
    ----------
    given : mapping
        The arguments of a figure.
    orders : sequence of str
        The orders in which its rows may stand.

    Raises
    ------
    OptionError
        In one line.

    Examples
    --------
    >>> given = {"color": "teal", "height": None, "sort": None, "top": 3}
    >>> check_options(given, ["value"])
    >>> given["color"]
    '#00805c'
    >>> check_options(given | {"top": 0}, ["value"])
    Traceback (most recent call last):
        ...
    analysis.words._choices.OptionError: top=0 is not accepted; it is a whole number from 1
    """
    if given["color"] is not None:
        given["color"] = _read_color(given["color"])
    height, (least, most) = given["height"], HEIGHTS
    if height is not None and not (_is(height, Real) and least <= float(height) <= most):
        told = _("height={value!r} is not accepted; it is a number of inches from {least} to {most}")
        raise OptionError(told.format(value=height, least=f"{least:g}", most=f"{most:g}"))
    if not orders:
        return
    if given["sort"] is not None:
        check_option("sort", given["sort"], orders)
    if given["top"] is not None and not (_is(given["top"], Integral) and given["top"] >= 1):
        told = _("top={value!r} is not accepted; it is a whole number from 1")
        raise OptionError(told.format(value=given["top"]))


def _is(value: object, kind: type) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)


def _read_color(given: Any) -> str:
    """A colour as letters and digits; of a name that is known here, that of this package."""
    if isinstance(given, str) and given in PALETTE:
        return PALETTE[given]
    if is_color_like(given) and given != "none":
        return to_hex(given)
    told = _("{names}, or any colour of matplotlib").format(names=", ".join(map(repr, PALETTE)))
    return check_option("color", given, [*PALETTE, *CSS4_COLORS], told=told)


def arrange(
    rows: Iterable[T],
    asked: RowOptions,
    *,
    name: Callable[[T], str],
    value: Callable[[T], float],
    n: Callable[[T], float] | None = None,
    rank: Callable[[T], int] = lambda row: 0,
) -> tuple[list[T], int]:
    """The rows that are shown, in the order that is asked for, and how many are not.

    Parameters
    ----------
    rows : iterable
        All, in the order that the figure gives them by itself.
    asked : mapping
        What was given of ``sort`` and ``top``.
    name, value, n : callable
        What a row is called, its number, and its places; a number that is not known comes last.
    rank : callable
        Rows that keep their end whatever is asked: less than 0 first, more than 0 last.

    Examples
    --------
    >>> arrange([("b", 1), ("É", 3), ("f", 2)], {"sort": "name", "top": 2}, name=lambda row: row[0], value=lambda row: row[1])
    ([('b', 1), ('É', 3)], 1)
    """
    found, sort, top = list(rows), asked.get("sort"), asked.get("top")
    if sort == "name":
        found.sort(key=lambda row: (rank(row), fold_letters(name(row))))
    elif sort is not None:
        number = n if sort == "n" and n is not None else value
        found.sort(key=lambda row: (rank(row), _down(number(row))))
    return found[:top], len(found[top:]) if top else 0


def _down(number: float) -> tuple[bool, float]:
    """The greatest first, what is not known last."""
    return math.isnan(number), -number


def is_arranged(asked: Mapping[str, Any]) -> bool:
    """Whether rows were asked to stand in another order or to be fewer."""
    return asked.get("sort") is not None or asked.get("top") is not None


def tell_left(left: int, *, titled: bool) -> str:
    """How many rows are not shown, and that a title that the figure made itself is about all of them.

    Examples
    --------
    >>> tell_left(1, titled=False), tell_left(4, titled=True)
    ('1 more row is not shown', '4 more rows are not shown; the title is about all')
    """
    told = ngettext("{n} more row is not shown", "{n} more rows are not shown", left).format(n=format_whole(left))
    return join_parts([told, _("the title is about all")] if titled else [told])


def pick(asked: Mapping[str, Any], colour: str) -> str:
    """The colour that is asked for, else that of the figure."""
    return cast("str", asked.get("color") or colour)
