"""A figure as SVG for a page: text stays text, colours are classes that follow light and dark, points know their places.

matplotlib's own SVG gives each element a ``style`` attribute, which the policy of the pages forbids, and five times the bytes.
"""

from __future__ import annotations

import base64
import inspect
import io
import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast
from urllib.parse import quote

import numpy as np
from matplotlib.backend_bases import FigureCanvasBase, GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, Transform

from analysis.charts._describing import PlaceMark, find_places
from analysis.charts._style import PAPER, TONES

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.text import Text

__all__ = ["DOTS", "MARK", "PLACE", "draw_page_svg"]

#: Dots of a drawing per inch: its units are those of a page, so nine points are twelve and a half of them.
DOTS = 100
#: What stands before each id until a page puts the figure's name there.
MARK = "~"
#: Points that are named in a drawing at most: of more each page would weigh megabytes.
MOST_NAMED = 1_000
#: Size of a text that says none, in units: nine points.
SIZE = 12.5
#: Where a point leads: the plan of its place, whose code follows.
PLACE = "places.html#place-"
#: What XML cannot hold.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}
#: A tick without length.
NOTHING = "M0 0V0"
#: From this opacity on, a text reads against what lies below it, no more against the paper.
OPAQUE = 0.5


def draw_page_svg(figure: Figure, *, lay_out: bool) -> str:
    """A figure as one ``<svg>`` without any style or script, the same text for the same figure.

    Parameters
    ----------
    figure : Figure
        White grounds are left out: the paper of the page is below.
    lay_out : bool
        Whether its parts are still to be put in their places; else they stay where they were drawn before.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> draw_page_svg(Figure(figsize=(1, 1)), lay_out=False)
    '<svg viewBox="0 0 100 100" width="100" height="100" font-size="12.5"></svg>'
    """
    figure.set_layout_engine("constrained" if lay_out else "none")  # each layout measures every text again
    figure.set_dpi(DOTS)
    for ground in (figure.patch, *(ax.patch for ax in figure.axes)):
        if to_hex(ground.get_facecolor()) == PAPER:
            ground.set_visible(False)
    named: dict[str, list[PlaceMark]] = {}
    for artist in (artist for ax in figure.axes for artist in ax.get_children()):
        if marks := _known(artist):
            named[f"{MARK}{len(named)}"] = marks
            artist.set_gid(f"{MARK}{len(named) - 1}")  # all that a renderer hears of an artist
    width, height = (round(side * DOTS) for side in figure.get_size_inches())
    renderer = _Renderer(width, height, named)
    _Canvas(figure, renderer)
    figure.draw(renderer)
    return renderer.finish()


def _known(artist: Artist) -> list[PlaceMark]:
    """The places of the points that are drawn: a point without a finite place is not."""
    marks = find_places(artist)
    offsets = artist.get_offsets() if hasattr(artist, "get_offsets") else ()
    if marks and len(offsets) == len(marks):
        finite: Any = np.isfinite(np.ma.filled(np.ma.asarray(offsets, dtype=float), np.nan)).all(axis=1)
        marks = [mark for mark, drawn in zip(marks, finite, strict=True) if drawn]
    return marks if len(marks) <= MOST_NAMED else []


class _Canvas(FigureCanvasBase):
    """The canvas that a layout asks for what measures its texts."""

    def __init__(self, figure: Figure, renderer: _Renderer) -> None:
        super().__init__(figure)
        self._renderer = renderer

    def get_renderer(self) -> _Renderer:
        return self._renderer


class _Area(NamedTuple):
    """A filled part of the drawing."""

    box: Bbox
    colour: str


def _is_dark(colour: str) -> bool:
    """Whether light letters read on it."""
    return sum(to_rgb(colour)) < 1.35


def _short(number: float) -> str:
    """A number to a tenth of a unit."""
    text = f"{number:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def _written(text: str) -> str:
    return escape(FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))


def _trace(path: Any, transform: Transform) -> str:
    """The ``d`` of a path."""
    pieces: list[str] = []
    before = ("", "")
    for points, code in path.iter_segments(transform, simplify=False):
        letter = LETTERS[code]
        if code == Path.CLOSEPOLY:
            pieces.append(letter)
            continue
        at = [_short(value) for value in points]
        x, y = at[-2:]
        if letter == "L" and (x == before[0] or y == before[1]):
            pieces.append(f"V{y}" if x == before[0] else f"H{x}")
        else:
            pieces.append(letter + " ".join(at))
        before = (x, y)
    return "".join(pieces)


class _Renderer(RendererBase):
    """Writes what matplotlib draws."""

    # Helpers of matplotlib for those who draw, which its stubs leave out.
    _iter_collection: Any
    _iter_collection_raw_paths: Any

    def __init__(self, width: int, height: int, named: dict[str, list[PlaceMark]]) -> None:
        super().__init__()
        self._size, self._named = (width, height), named
        self._flip = Affine2D().scale(1, -1).translate(0, height)
        self._out: list[str] = []
        self._defined: dict[str, str] = {}
        self._areas: list[_Area] = []
        self._marks: list[PlaceMark] = []
        self._groups: list[bool] = []

    def finish(self) -> str:
        """The whole drawing."""
        width, height = self._size
        defined = f"<defs>{''.join(self._defined.values())}</defs>" if self._defined else ""
        size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        return f'<svg {size} font-size="{SIZE}">{defined}{"".join(self._out)}</svg>'

    # what matplotlib asks

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._size

    def points_to_pixels(self, points: float) -> float:  # type: ignore[override]
        return points * DOTS / 72

    def open_group(self, s: str, gid: str | None = None) -> None:
        self._marks = self._named.get(gid or "", [])
        self._groups.append(s == "legend")
        if s == "legend":
            self._out.append('<g class="legend">')

    def close_group(self, s: str) -> None:
        self._marks = []
        if self._groups.pop():
            self._out.append("</g>")

    # colours

    def _paint(self, kind: str, colour: Any) -> tuple[str, str]:
        """The class of a colour that follows the scheme, or the colour itself."""
        code = to_hex(colour)
        return (f"{kind[0]}-{TONES[code].name}", "") if code in TONES else ("", f' {kind}="{code}"')

    def _style(self, gc: GraphicsContextBase, face: Any) -> str:
        """Fill and stroke as attributes and classes."""
        forced, classes, told = gc.get_forced_alpha(), [], ""
        if face is None:
            told += ' fill="none"'
        else:
            name, attribute = self._paint("fill", face[:3])
            classes, told = [name], told + attribute
            if len(face) == 4 and face[3] != 1 and not forced:
                told += f' fill-opacity="{face[3]:.2g}"'
        width = self.points_to_pixels(gc.get_linewidth())
        if width:
            colour = gc.get_rgb()
            name, attribute = self._paint("stroke", colour[:3])
            classes, told = [*classes, name], told + attribute
            told += "" if abs(width - 1) < 0.05 else f' stroke-width="{_short(width)}"'
            if colour[3] != 1 and not forced:
                told += f' stroke-opacity="{colour[3]:.2g}"'
            told += self._dashes(gc)
            told += ' stroke-linecap="square"' if face is None and gc.get_capstyle() == "projecting" else ""
        if forced and gc.get_alpha() != 1:
            told += f' opacity="{gc.get_alpha():.2g}"'
        named = " ".join(filter(None, classes))
        return f"{f' class={chr(34)}{named}{chr(34)}' if named else ''}{told}"

    def _dashes(self, gc: GraphicsContextBase) -> str:
        offset, lengths = cast("tuple[float, list[float] | None]", gc.get_dashes())
        if lengths is None:
            return ""
        told = " ".join(_short(self.points_to_pixels(length)) for length in lengths)
        start = f' stroke-dashoffset="{_short(self.points_to_pixels(offset))}"' if offset else ""
        return f' stroke-dasharray="{told}"{start}'

    # pieces that are used again

    def _define(self, kind: str, make: str) -> str:
        """The id of a piece; ``make`` is its element with ``{id}`` for it."""
        if make not in self._defined:
            name = f"{MARK}{kind}{len(self._defined)}"
            self._defined[make] = make.replace("{id}", name)
            return name
        return self._defined[make].partition('id="')[2].partition('"')[0]

    def _clip(self, gc: GraphicsContextBase, box: Bbox | None) -> str | None:
        """The attribute that cuts off what lies outside; none where all lies inside, None where nothing does."""
        cut, (path, transform) = gc.get_clip_rectangle(), gc.get_clip_path()
        if path is not None and transform is not None:
            trace = _trace(path, transform + self._flip)
            return f' clip-path="url(#{self._define("c", self._cut(trace))})"'
        if cut is None or box is None:
            return ""
        if not cut.padded(1).overlaps(box):
            return None
        around = cut.padded(2)
        if (
            around.containsx(box.x0)
            and around.containsx(box.x1)
            and around.containsy(box.y0)
            and around.containsy(box.y1)
        ):
            return ""
        sides = Path(
            [(cut.x0, cut.y0), (cut.x1, cut.y0), (cut.x1, cut.y1), (cut.x0, cut.y1), (cut.x0, cut.y0)], closed=True
        )
        return f' clip-path="url(#{self._define("c", self._cut(_trace(sides, self._flip)))})"'

    def _cut(self, trace: str) -> str:
        return f'<clipPath id="{{id}}"><path d="{trace}"/></clipPath>'

    def _hatch(self, gc: GraphicsContextBase) -> str:
        """The id of the pattern of a hatch, drawn in one square of an inch as matplotlib does."""
        path = gc.get_hatch_path(6.0)
        trace = _trace(path, Affine2D().scale(DOTS).translate(0, 0))
        colour = to_hex(gc.get_hatch_color())
        name, attribute = self._paint("stroke", colour)
        width = _short(self.points_to_pixels(gc.get_hatch_linewidth()))
        look = f"{f' class={chr(34)}{name}{chr(34)}' if name else ''}{attribute}"
        return self._define(
            "h",
            f'<pattern id="{{id}}" patternUnits="userSpaceOnUse" width="{DOTS}" height="{DOTS}">'
            f'<path d="{trace}" fill="none" stroke-width="{width}"{look}/></pattern>',
        )

    # marks

    @staticmethod
    def _lead(element: str, mark: PlaceMark | None) -> str:
        """A point with the words of its place, and the way to it: by hand, not by the keys, which hundreds would stop."""
        if mark is None:
            return element
        title = f"<title>{_written(mark.text)}</title>"
        if not mark.place_id:
            return f"<g>{title}{element}</g>"
        address = PLACE + quote(FORBIDDEN.sub("", mark.place_id), safe="")
        return f'<a href="{_written(address)}" tabindex="-1">{title}{element}</a>'

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None) -> None:  # noqa: N803
        placed = transform.transform_path(path)
        box = placed.get_extents() if np.size(placed.vertices) else None
        if box is None or not np.isfinite(box.get_points()).all():
            box = None
        clip = self._clip(gc, box)
        trace = _trace(placed, self._flip)
        if clip is None or not trace:
            return
        element = f'<path d="{trace}"{self._style(gc, rgbFace)}{clip}/>'
        if gc.get_hatch() is not None:
            element += f'<path d="{trace}" fill="url(#{self._hatch(gc)})"{clip}/>'
        self._out.append(self._lead(element, self._marks[0] if len(self._marks) == 1 else None))
        if box is not None and rgbFace is not None:
            self._remember(box, rgbFace, gc)

    def _remember(self, box: Bbox, face: Any, gc: GraphicsContextBase) -> None:
        opacity = gc.get_alpha() if gc.get_forced_alpha() else face[3] if len(face) == 4 else 1
        if opacity >= OPAQUE:
            self._areas.append(_Area(box, to_hex(face[:3])))

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,  # noqa: N803 (matplotlib's name)
    ) -> None:
        at = trans.transform(path.vertices)
        marks = self._marks if len(self._marks) == len(at) else [None] * len(at)
        self._draw_points(
            gc, [(marker_path, marker_trans)], [(x, y, 0, self._style(gc, rgbFace)) for x, y in at], marks
        )

    def draw_path_collection(  # type: ignore[override]
        self,
        gc: GraphicsContextBase,
        master_transform: Transform,
        paths: list[Path],
        all_transforms: Any,
        *drawn: Any,
        **more: Any,
    ) -> None:
        pieces = list(self._iter_collection_raw_paths(master_transform, paths, all_transforms))
        if "hatchcolors" in inspect.signature(self._iter_collection).parameters:  # from matplotlib 3.11 on, named
            more = {"hatchcolors": []} | more
        numbered = list(enumerate(pieces))
        offsets, offset_trans, *looks = drawn
        each = [
            (x, y, number, self._style(gc0, face), face)
            for x, y, (number, _piece), gc0, face in self._iter_collection(
                gc, numbered, offsets, offset_trans, *looks, **more
            )
        ]
        marks = self._marks if len(self._marks) == len(each) else [None] * len(each)
        if len(pieces) >= len(each):  # each piece is drawn once: cells of a matrix, segments
            for (x, y, number, style, face), mark in zip(each, marks, strict=True):
                path, transform = pieces[number]
                self._draw_piece(gc, path, transform + Affine2D().translate(x, y), style, face, mark)
        else:
            self._draw_points(gc, pieces, [one[:4] for one in each], marks)

    def _draw_piece(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, style: str, face: Any, mark: PlaceMark | None
    ) -> None:
        placed = transform.transform_path(path)
        box = placed.get_extents()
        clip = self._clip(gc, box)
        if clip is None or not np.isfinite(box.get_points()).all():
            return
        self._out.append(self._lead(f'<path d="{_trace(placed, self._flip)}"{style}{clip}/>', mark))
        if face is not None:
            self._remember(box, face, gc)

    def _draw_points(
        self,
        gc: GraphicsContextBase,
        pieces: list[tuple[Path, Transform]],
        points: list[tuple[float, float, int, str]],
        marks: list[PlaceMark] | list[None],
    ) -> None:
        """Pieces at many points; a point that lies outside is left out."""
        upside = Affine2D().scale(1, -1)
        traces = [_trace(path, move + upside) for path, move in pieces]
        cut, height = gc.get_clip_rectangle(), self._size[1]
        shown = []
        for (x, y, number, style), mark in zip(points, marks, strict=True):
            if (
                np.isfinite((x, y)).all()
                and (cut is None or cut.padded(3).contains(x, y))
                and traces[number] != NOTHING
            ):
                name = self._define("m", f'<path id="{{id}}" d="{traces[number]}"/>')
                shown.append(
                    (style, self._lead(f'<use href="#{name}" x="{_short(x)}" y="{_short(height - y)}"/>', mark))
                )
        for style, elements in groupby(shown, lambda one: one[0]):
            self._out.append(f"<g{style}>{''.join(element for _style, element in elements)}</g>")

    # text and pictures

    def _follows(self, colour: str, x: float, y: float) -> bool:
        """Whether a text follows the scheme: on the paper, and on what becomes dark or light as the text needs it.

        On any other ground it keeps its colour, as the ground does; the ground is what was painted there last.
        """
        ground = next((area.colour for area in reversed(self._areas) if area.box.contains(x, y)), PAPER)
        return ground in TONES and (colour == PAPER) != _is_dark(TONES[ground].dark)

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | Literal["TeX"] = False,
        mtext: Text | None = None,
    ) -> None:
        if ismath:
            return super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
        size = self.points_to_pixels(prop.get_size_in_points())
        along = 0.27 * size * len(s) * (not angle)  # about its middle: to measure it again takes longer than to draw it
        middle = (x + along, self._size[1] - y + 0.35 * size)
        colour = to_hex(gc.get_rgb()[:3])
        name, attribute = self._paint("fill", colour) if self._follows(colour, *middle) else ("", f' fill="{colour}"')
        told = f' class="{name}"' if name else attribute
        told += "" if abs(size - SIZE) < 0.05 else f' font-size="{_short(size)}"'
        told += ' font-weight="bold"' if prop.get_weight() in ("bold", "heavy", 700) else ""
        alpha = gc.get_alpha()
        told += f' opacity="{alpha:.2g}"' if alpha != 1 else ""
        at = f'x="{_short(x)}" y="{_short(y)}"'
        turned = f' transform="rotate({_short(-angle)} {_short(x)} {_short(y)})"' if angle else ""
        self._out.append(f"<text {at}{told}{turned}>{_written(s)}</text>")

    def draw_image(self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None) -> None:
        from PIL import Image

        height, width = im.shape[:2]
        file = io.BytesIO()
        Image.fromarray(im[::-1]).save(file, format="PNG")
        self._out.append(
            f'<image x="{_short(x)}" y="{_short(self._size[1] - y - height)}" width="{width}" height="{height}" '
            f'href="data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"/>'
        )
