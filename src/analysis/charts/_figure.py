"""One way to draw: a decorator knows what all figures share, so that a plot function only draws and says what it drew."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, cast

import matplotlib.pyplot as plt

from analysis.charts._columns import label_column
from analysis.charts._describing import describe, is_described, list_parts, remember
from analysis.charts._options import check_options, list_options, tell_left, tell_options
from analysis.charts._rows import fit_height
from analysis.charts._style import QUIET, SIZE, frame, is_narrow
from analysis.words._choices import CallError
from analysis.words._columns import need_columns, need_numbers
from analysis.words._formatting import join_names, join_parts
from analysis.words.i18n import _

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["CURRENT", "Drawn", "Given", "figure"]

P = ParamSpec("P")
Given = Mapping[str, Any]

#: Default of ``ax``: the current Axes when the figure is drawn. None for Python and for readers; typed as what the
#: function gets, so that it draws without asking.
CURRENT = cast("Axes", None)

#: Arguments that name a column of numbers.
NUMBERS = ("value", "x", "y")

#: What the docstring of every figure says besides its own, after its own parameters.
ABOUT = """{options}
title : {kind}
    The question that the figure answers.
ax : Axes, optional
    Where to draw; the current Axes by default, or those of a new figure where one of ours is in them.

Returns
-------
Axes

Raises
------
MissingColumnsError
    If the table lacks a column that is drawn; the message names it.{refused}"""
#: What it says besides where a figure has options of rows.
REFUSED = """
OptionError
    If an option has a value that is not accepted; the message says which are."""


@dataclass(frozen=True)
class Drawn:
    """What a plot function drew.

    Attributes
    ----------
    basis : str
        What the figure rests on: n, unit, how to read it. It stands below the title.
    parts : list of str
        What the text says that stands for the picture, part by part.
    inches : float
        Height that what is drawn needs, without what stands around it; 0 leaves the figure as high as it is.
    left : int
        Rows that are not shown, since fewer were asked for.
    """

    basis: str
    parts: list[str]
    inches: float = 0.0
    left: int = 0


def figure(
    *,
    needs: Sequence[str],
    beside: Mapping[str, Sequence[str]] | None = None,
    empty: Sequence[str] = (),
    title: Callable[[Given], str] | None = None,
    grid: Literal["", "x", "y", "both"] = "x",
    orders: Sequence[str] | None = None,
) -> Callable[[Callable[P, Drawn | None]], Callable[P, Axes]]:
    """Make a figure of a function that draws on an Axes: it gets its Axes, its captions, its text and its table.

    The function takes the table first, ``title`` and ``ax`` last, and returns what it `Drawn`, or None where there is
    nothing to draw. Its docstring tells its own parameters and an example; the decorator adds the rest.

    Parameters
    ----------
    needs : sequence of str
        Columns of the table; ``"{value}"`` is the column that the argument ``value`` names.
    beside : mapping, optional
        Columns of a further table, by the name of its argument; that one is then the table behind the figure.
    empty : sequence of str
        Fields that the places lack when there is nothing to draw, written as in ``needs``.
    title : callable, optional
        Makes the title of the arguments where none is given; by default it is the default of ``title``.
    grid : {"x", "y", "both", ""}
        The axes that have grid lines.
    orders : sequence of {"value", "n", "name"}, optional
        The orders in which its rows may stand; none where they have one of their own. The function then ends with
        ``**asked: Unpack[RowOptions]`` (without orders `MarkOptions`), which the decorator has checked. By default a
        figure has no rows, and none of these options.

    Examples
    --------
    >>> import pandas as pd
    >>> @figure(needs=["{value}"], empty=["{value}"], grid="")
    ... def plot_points(table: pd.DataFrame, *, value: str, title: str = "How many?", ax: Axes = CURRENT) -> Drawn | None:
    ...     '''A point for each row.
    ...
    ...     Parameters
    ...     ----------
    ...     table : DataFrame
    ...         One number per row.
    ...     value : str
    ...         Its column.
    ...     '''
    ...     if not len(table):
    ...         return None
    ...     ax.plot(table[value], "o")
    ...     return Drawn(f"n = {len(table)}", [f"highest {table[value].max()}"])
    >>> from analysis.charts._describing import find_text
    >>> find_text(plot_points(pd.DataFrame({"stakeholders": [2, 3]}), value="stakeholders"))
    'How many? highest 3. (n = 2.)'
    >>> plt.close()
    """

    def decorate(function: Callable[P, Drawn | None]) -> Callable[P, Axes]:
        signature = _open_up(inspect.signature(function), orders)
        tables = {next(iter(signature.parameters)): needs, **(beside or {})}

        @functools.wraps(function)
        def plot(*args: P.args, **kwargs: P.kwargs) -> Axes:
            try:
                bound = signature.bind(*args, **kwargs)
            except TypeError as error:
                raise CallError(f"{function.__name__}() {error}") from None
            bound.apply_defaults()
            given = bound.arguments
            if orders is not None:
                check_options(given, orders)
            again = functools.partial(_draw_on, plot, {name: value for name, value in given.items() if name != "ax"})
            behind = [_pick(given[name], _columns(columns, given)) for name, columns in tables.items()][-1]
            need_numbers(next(iter(given.values())), _find_numbers(needs, given))
            ax = given["ax"] = _find_axes() if given["ax"] is None else given["ax"]
            asked = given["title"]
            told = _(asked) if asked or title is None else title(given)
            remember(ax, behind, again)
            drawn = function(*bound.args, **bound.kwargs)
            if drawn and drawn.left:
                left = tell_left(drawn.left, titled=not asked)
                drawn = replace(drawn, basis=join_parts([drawn.basis, left]))
            _show(ax, told, drawn, _columns(empty, given), grid, height=given.get("height"))
            return ax

        plot.__doc__ = _document(function.__doc__ or "", optional=title is not None, orders=orders)
        # What readers see is what they may write: no Axes at all, and an Axes that they get.
        shown = [p.replace(annotation="Axes | None") if p.name == "ax" else p for p in signature.parameters.values()]
        plot.__annotations__ = {p.name: p.annotation for p in shown} | {"return": "Axes"}
        plot.__signature__ = signature.replace(parameters=shown, return_annotation="Axes")  # type: ignore[attr-defined]
        return plot

    return decorate


def _open_up(signature: inspect.Signature, orders: Sequence[str] | None) -> inspect.Signature:
    """A signature with each option of rows by its name, before ``title`` and ``ax``."""
    own = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        for name, kind in (list_options(orders) if orders is not None else {}).items()
    ]
    return signature.replace(parameters=[*own[:-2], *options, *own[-2:]])


def _find_axes() -> Axes:
    """The current Axes where nothing of ours is in them; else those of a new figure, in our size and with room for all texts."""
    if plt.get_fignums() and not is_described(plt.gca()):
        return plt.gca()
    return plt.figure(figsize=SIZE, layout="constrained").gca()


def _draw_on(plot: Callable[..., Axes], given: Given, ax: Axes) -> None:
    plot(**given, ax=ax)


def _columns(names: Sequence[str], given: Given) -> list[str]:
    """Names of columns, where ``"{value}"`` stands for what the argument ``value`` holds."""
    return [given[name[1:-1]] if name.startswith("{") else name for name in names]


def _find_numbers(needs: Sequence[str], given: Given) -> list[str]:
    """The columns of numbers that are asked for by name."""
    return _columns([name for name in needs if name[1:-1] in NUMBERS], given)


def _pick(table: pd.DataFrame, needs: list[str]) -> pd.DataFrame:
    """The columns that are drawn; of places, those that know them, with their names and sources."""
    need_columns(table, needs)
    if "place_id" not in table:
        return table[needs]
    about = [name for name in ("place_id", "name", "source_url") if name in table]
    return table[list(dict.fromkeys([*about, *needs]))].dropna(subset=needs)


def _show(
    ax: Axes, title: str, drawn: Drawn | None, lacking: list[str], grid: str, *, height: float | None = None
) -> None:
    """Captions and text of what was drawn; of nothing, a sentence that says why, which Jupyter shows in its place."""
    if drawn:
        frame(ax, title=title, basis=drawn.basis, grid=grid)
        fit_height(ax, drawn.inches)
        if height is not None and not is_narrow(ax):  # names above their marks need another height
            cast("Figure", ax.get_figure(root=True)).set_figheight(height)
        return describe(ax, f"{list_parts(drawn.parts)} ({drawn.basis}.)", title=title)
    why = _("Not shown: this data has nothing to draw.")
    if lacking:
        fields = join_names([label_column(name) for name in lacking])
        why = _("Not shown: no place of this data has its {fields}.").format(fields=fields)
    ax.text(0.5, 0.5, why, transform=ax.transAxes, ha="center", fontsize=10, color=QUIET)
    ax.set(xticks=[], yticks=[])
    frame(ax, title=title, basis="n = 0", grid="")
    return describe(ax, why, title=title, empty=True)


def _document(own: str, *, optional: bool, orders: Sequence[str] | None) -> str:
    """A docstring with what all figures share between its own parameters and its example."""
    told, *rest = re.split(r"\n\n(?=Notes\n|Examples\n)", inspect.cleandoc(own), maxsplit=1)
    options, refused = ("", "") if orders is None else ("\n" + tell_options(orders), REFUSED)
    kind = "str, optional" if optional else "str"
    return "\n\n".join([told + ABOUT.format(options=options, kind=kind, refused=refused), *rest])
