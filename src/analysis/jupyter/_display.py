"""Figures in a notebook: a picture with its alternative text, and the same text where no picture is shown."""

from __future__ import annotations

import base64
import io
import os
import warnings
import zlib
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from analysis.charts._describing import draw_again, find_table, find_text, find_title, is_empty
from analysis.charts._style import SIZE
from analysis.words._formatting import escape_text, format_exact, format_whole
from analysis.words.i18n import _

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from PIL import Image

    from analysis.findings import Findings
    from analysis.tables import Table

__all__ = [
    "DOWNLOADS_VARIABLE",
    "DPI",
    "NARROW_SIZE",
    "SIZE",
    "draw_for_page",
    "draw_png",
    "pack_text",
    "register",
    "unpack_text",
]

#: Environment variable that asks for what the pages of the report need besides: each figure's
#: drawings and table, cells of tables.
DOWNLOADS_VARIABLE = "CLUSTER_FUNDING_DOWNLOADS"
#: Of a figure on a phone; more lines of captions and more rows make it higher.
NARROW_SIZE = (3.6, 4.2)
DPI = 144
#: Rows of a plain table of pandas that a page shows.
MOST_ROWS = 60
#: Compression of the picture: 8 takes twice as long for a tenth less.
LEVEL = 6


def draw_png(figure: Figure, *, small: bool = True) -> bytes:
    """A figure as a PNG, the same bytes for the same figure; a page wants it small, a panel at once.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> draw_png(Figure(figsize=(1, 1)))[:4]
    b'\\x89PNG'
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    figure.set(dpi=DPI, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # once: savefig lays the text out twice, and its own PNG would be read again here
    drawn = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    picture, level = drawn.convert("RGB"), 1
    if small:
        picture, level = _in_few_colours(picture), LEVEL
    file = io.BytesIO()
    picture.save(file, format="PNG", compress_level=level)
    return file.getvalue()


def _in_few_colours(picture: Image.Image) -> Image.Image:
    """A picture in 256 colours, a third of the bytes: each nearly its own, and the white of its edge white."""
    from PIL import Image

    few = picture.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    colours, white = few.getpalette() or [], 3 * int(few.getpixel((0, 0)))  # type: ignore[arg-type]
    few.putpalette([*colours[:white], 255, 255, 255, *colours[white + 3 :]])
    return few


def draw_for_page(figure: Figure, *, laid_out: bool = False) -> dict[str, str]:
    """A figure for a page, as SVG without a style of its own: ``wide``, and ``narrow`` for phones where it knows how.

    Parameters
    ----------
    figure : Figure
        A figure; it is changed.
    laid_out : bool
        Whether it was drawn before, so that all is in its place.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> list(draw_for_page(Figure(figsize=(1, 1))))
    ['wide']
    """
    from matplotlib.figure import Figure

    from analysis.jupyter._svg import draw_page_svg

    narrow = Figure(figsize=NARROW_SIZE, layout="constrained")
    drawn = {"wide": draw_page_svg(figure, lay_out=not laid_out)}
    again = draw_again(figure, narrow.subplots())
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "constrained_layout not applied")  # a name longer than a phone is no news
        return drawn | ({"narrow": draw_page_svg(narrow, lay_out=True)} if again else {})


def pack_text(content: bytes) -> str:
    """A text as an output carries it: of many places it is long, and many of them are held at once.

    Examples
    --------
    >>> len(pack_text(b"place;1,5" * 1_000)) < 200
    True
    """
    return base64.b64encode(zlib.compress(content)).decode()


def unpack_text(packed: str) -> bytes:
    """The text that an output carries.

    Examples
    --------
    >>> unpack_text(pack_text(b"place;1,5"))
    b'place;1,5'
    """
    return zlib.decompress(base64.b64decode(packed))


def _for_page(figure: Figure) -> dict[str, str]:
    """What a page of the report takes besides, where it is asked for: the drawings, and the table behind them as CSV."""
    if not os.environ.get(DOWNLOADS_VARIABLE):
        return {}
    from analysis.dataset._exporting import make_readable, to_csv

    table = find_table(figure)
    told = {} if table is None else {"csv": pack_text(to_csv(make_readable(table)))}
    return draw_for_page(figure, laid_out=True) | told


def _as_html(table: Table) -> tuple[str, dict[str, Any]]:
    """A table with its cells as they are, for the page that shows them in its own way."""
    about = {"caption": table.caption, "columns": list(table.frame), "rows": table.frame.to_numpy().tolist()}
    return table._repr_html_(), about | ({"behind": list(table.behind)} if table.behind else {})


def _as_plain_table(frame: pd.DataFrame) -> tuple[str, dict[str, Any]] | None:
    """Any table of pandas, in the words of readers; of a long one the beginning, and how many rows it has."""
    from analysis.dataset._exporting import make_readable
    from analysis.tables import plain

    if isinstance(frame.columns, pd.MultiIndex) or not len(frame.columns):
        return None
    named = frame if isinstance(frame.index, pd.RangeIndex) else frame.reset_index()
    told = _("{rows} rows") if len(frame) <= MOST_ROWS else _("{rows} rows, of which the first {shown}")
    shown = make_readable(named.head(MOST_ROWS)).astype("object")
    caption = told.format(rows=format_whole(len(frame)), shown=format_whole(MOST_ROWS))
    return _as_html(plain(shown.map(_write_cell), caption))


def _write_cell(value: Any) -> str:
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    return format_exact(value) if pd.api.types.is_number(value) else str(value)


def _as_findings(found: Findings) -> tuple[str, dict[str, Any]]:
    """Sentences with what programs read of them, for the file of the report that holds it."""
    behind = found.behind()
    return found._repr_markdown_(), {"findings": behind} if behind else {}


def _figure(drawn: Axes | Figure) -> Figure:
    return cast("Figure", getattr(drawn, "figure", drawn))


def _as_png(drawn: Axes | Figure) -> tuple[bytes, dict[str, str]] | None:
    import matplotlib.pyplot as plt

    figure = _figure(drawn)
    if is_empty(figure):
        plt.close(figure)
        return None
    picture, about = draw_png(figure), {"alt": find_text(figure), "title": find_title(figure), **_for_page(figure)}
    plt.close(figure)  # else the inline backend shows it once more
    return picture, about


def _as_markdown(drawn: Axes | Figure) -> str | None:
    """The sentence that stands for a figure where nothing could be drawn."""
    figure = _figure(drawn)
    return f"*{escape_text(' '.join(find_text(figure).split()))}*" if is_empty(figure) else None


def _as_text(drawn: Axes | Figure, printer: Any, _cycle: bool) -> None:
    printer.text(find_text(_figure(drawn)) or repr(drawn))


def register(shell: Any) -> None:
    """Teach an IPython shell to show a returned Axes or Figure with its text; ``%load_ext analysis`` calls this.

    Parameters
    ----------
    shell : InteractiveShell
        The shell of the notebook; its default figure becomes 7.2 x 4.2 inches with a layout that cuts nothing off.
    """
    import matplotlib as mpl
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    mpl.rcdefaults()  # a person's own matplotlibrc (black on black, TeX) would change what the figures say
    mpl.rcParams.update({"figure.figsize": SIZE, "figure.dpi": DPI, "figure.constrained_layout.use": True})
    mpl.rcParams["text.hinting"] = (
        "none"  # to move the edges of letters onto pixels, small ones here, takes half the time
    )
    formatters = shell.display_formatter.formatters
    for kind in (Axes, Figure):
        formatters["image/png"].for_type(kind, _as_png)
        formatters["text/markdown"].for_type(kind, _as_markdown)
        formatters["text/plain"].for_type(kind, _as_text)
    if os.environ.get(DOWNLOADS_VARIABLE):
        formatters["text/html"].for_type(pd.DataFrame, _as_plain_table)
        formatters["text/html"].for_type_by_name("analysis.tables._table", "Table", _as_html)
        formatters["text/markdown"].for_type_by_name("analysis.findings._finding", "Findings", _as_findings)
