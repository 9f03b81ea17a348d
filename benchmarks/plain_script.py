"""The cells of all notebooks as one plain script, in one process: python benchmarks/plain_script.py NOTEBOOK...

What the report runs on a kernel for each notebook runs here one cell after the other: the same code, each notebook in an
empty namespace, each value that ends a cell shown in all the forms that a page needs (a figure as PNG, SVG and table). No
kernel, no page.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell


class Shown(DisplayHook):
    """What ends a cell, in every form, and written nowhere."""

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        shown.append((format_dict, md_dict))


class Shell(InteractiveShell):
    """IPython without a terminal: every form of a value, as a kernel asks for."""

    displayhook_class = Shown
    display_pub_class = CapturingDisplayPublisher


shown: list[Any] = []


def main(names: list[str]) -> None:
    """Run the cells of notebooks."""
    import matplotlib as mpl
    import nbformat

    mpl.use("agg")
    shell = Shell.instance()
    shell.display_formatter.active_types = shell.display_formatter.format_types
    for path in [Path(name).absolute() for name in names]:
        os.chdir(path.parent)
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                shell.run_cell(cell.source, store_history=True).raise_error()
        shell.extension_manager.loaded.discard("analysis")
        shell.reset()
    pictures = sum("image/png" in forms for forms, _ in shown)
    assert pictures, "no figure was drawn"
    print(f"{len(shown)} outputs, {pictures} figures")


if __name__ == "__main__":
    main(sys.argv[1:])
