"""The panels without a browser: a plan, hostile texts, and what a panel shows. `tests/lab` clicks on them."""

from __future__ import annotations

import html
import re

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from analysis.comparing import Plan
from analysis.jupyter import _display as notebook

PLAN = Plan(
    300_000, {"region": 120_000, "own_funds": 90_000}, place_type="third_place", carrier_type="association", vat="excl"
)

EVIL = [
    "<script>window.hit=1</script>",
    "\"><img src=x onerror='window.hit=1'>",
    "'-alert(1)-'",
    "[x](javascript:alert(1))",
    "$\\frac{1}{0}$ \u202e\u2066 {{7*7}}",
    "x" * 10_000,
]


def control(panel, name):
    return panel.controls[name]


def line(panel) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", panel._line.value))


def displayed(panel) -> list[str]:
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    notebook.register(shell)
    with capture_output() as caught:
        panel._ipython_display_()
    InteractiveShell.clear_instance()
    return [kind for output in caught.outputs for kind in output.data]
