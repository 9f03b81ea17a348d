"""The gallery of the figures: one picture of each function of `charts`, drawn by the example of its docstring, with that call."""

from __future__ import annotations

import doctest
import html
import inspect
import sys
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt

from analysis import charts
from analysis.charts._describing import find_text, find_title
from analysis.jupyter._display import draw_for_page
from analysis.report._figures import Figure, make_look

__all__ = ["make_gallery"]

STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
figure{margin:1rem 0 3rem}
svg{max-width:100%;height:auto}
svg.narrow{display:none}
pre{overflow-x:auto;padding:.7rem;border:1px solid}
@media screen and (max-width:45rem){svg.wide{display:none}svg.narrow{display:block}}
"""
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery of the figures</title><style>{style}</style></head>
<body>
<h1>Gallery of the figures</h1>
<p>Each function of <a href="analysis/charts.html">analysis.charts</a> with the call that draws it; in a notebook or script,
begin with <code>from analysis import charts</code>. <code>analysis.help("region")</code> finds by a word what else there is to
call. Charts that have rows take <code>color</code>, <code>height</code>, <code>sort</code> and <code>top</code>.</p>
{figures}</body>
</html>
"""


def list_plots() -> list[str]:
    """Names of the functions that draw, by alphabet."""
    return sorted(name for name in charts.__all__ if name.startswith("plot_"))


def _run(function: Callable[..., Any]) -> tuple[Any, str]:
    """The Axes that the example of a function draws, and the example without what only tidies up."""
    examples = doctest.DocTestParser().get_examples(inspect.getdoc(function) or "")
    lines = [example.source for example in examples if ".clear()" not in example.source]
    namespace = dict(vars(sys.modules[function.__module__]))
    for line in lines:
        exec(compile(line, function.__name__, "exec"), namespace)
    name = function.__name__
    return namespace["ax"], "".join(lines).replace(f"{name}(", f"charts.{name}(")


def _draw(name: str) -> tuple[Figure, str]:
    with mpl.rc_context():
        mpl.rcdefaults()
        ax, call = _run(getattr(charts, name))
        drawn = draw_for_page(ax.get_figure())
        title, alt = find_title(ax), find_text(ax)
    plt.close("all")
    return Figure(name.replace("_", "-"), title, alt, drawn["wide"], drawn.get("narrow", "")), call


def _show(name: str, figure: Figure, call: str) -> str:
    about = (inspect.getdoc(getattr(charts, name)) or "").partition("\n")[0]
    drawn, told = figure.draw(alone=True), html.escape(" ".join(figure.alt.split()))
    return (
        f'<h2 id="{name}"><a href="analysis/charts.html#{name}">{name}</a></h2>\n<p>{html.escape(about)}</p>\n'
        f"<figure>{drawn}<figcaption>{told}</figcaption>\n"
        f'<pre tabindex="0"><code>{html.escape(call)}</code></pre></figure>\n'
    )


def make_gallery() -> str:
    """The page, which needs nothing from elsewhere."""
    drawn = {name: _draw(name) for name in list_plots()}
    look = make_look(figure for figure, _call in drawn.values()).replace(".picture ", "")
    figures = "".join(_show(name, figure, call) for name, (figure, call) in drawn.items())
    return PAGE.format(style=STYLE + look, figures=figures)
