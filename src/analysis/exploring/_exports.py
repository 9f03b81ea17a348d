"""What a person takes along of a selection: its places as a workbook or CSV, and the picture of a view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.dataset import Dataset
from analysis.words.i18n import _, get_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["make_picture", "make_selection"]

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv;charset=utf-8",
    "png": "image/png",
}


def make_selection(kind: str, plans: pd.DataFrame, data: Dataset, filters: dict[str, Any]) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a file with the places of a selection, as the report hands out all of them.

    No private person stands in it beside a sum of money; no cell is a formula.

    Parameters
    ----------
    kind : {"xlsx", "csv"}
        A workbook has the funding lines too.
    plans : DataFrame
        The places that are left.
    data : Dataset
        Of which they are.
    filters : dict
        By which filters; they say whether it is a part.

    Examples
    --------
    >>> from analysis import load, shares
    >>> data = load()
    >>> name, _kind, content = make_selection("csv", shares.plans(data)[:3], data, {"region": ["Bretagne"]})
    >>> name, len(content.splitlines())
    ('places-3.csv', 4)
    """
    from analysis.report._downloads import make_places_book, make_places_csv

    name = _("places") + (f"-{len(plans)}" if filters else "")
    if kind == "csv":
        return f"{name}.csv", KINDS[kind], make_places_csv(plans, lang=get_language())
    places = data.places[data.places["place_id"].isin(plans["place_id"])]
    funding = data.funding[data.funding["place_id"].isin(plans["place_id"])]
    part = replace(data, places=places.reset_index(drop=True), funding=funding.reset_index(drop=True))
    return f"{name}.xlsx", KINDS[kind], make_places_book(plans, part, lang=get_language())


def make_picture(name: str, draw: Callable[[Axes], Any]) -> tuple[str, str, bytes]:
    """Name, media type and bytes of the picture of a view."""
    from matplotlib.figure import Figure

    from analysis.jupyter._display import SIZE, draw_png

    figure = Figure(figsize=SIZE, layout="constrained")
    draw(figure.subplots())
    return f"{name}.png", KINDS["png"], draw_png(figure)
