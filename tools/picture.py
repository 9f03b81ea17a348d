"""Take the README's picture from the outputs of notebook 01: `python tools/picture.py`."""

from __future__ import annotations

import base64
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]


def picture() -> bytes:
    """The figure of investments by kind of place, as notebook 01 shows it."""
    notebook = nbformat.read(ROOT / "notebooks" / "01_investment.ipynb", as_version=4)
    found = [
        output.data["image/png"]
        for cell in notebook.cells
        if cell.source == 'charts.plot_groups(plans, by="place_type")'
        for output in cell.outputs
    ]
    return base64.b64decode(found[0])


if __name__ == "__main__":
    (ROOT / "docs" / "picture.png").write_bytes(picture())
