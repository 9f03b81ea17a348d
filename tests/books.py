"""Small notebooks, and the report that is made of them."""

from __future__ import annotations

from pathlib import Path

import nbformat

from analysis.report import Request


def notebook(folder: Path, name: str, *cells: str, tag: str = "short-answer") -> Path:
    """A small notebook that keeps to the conventions: title, question, tagged answer."""
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_markdown_cell(f"# Title of {name}\n\nA question?\n\n## Analysis")]
    for source in cells:
        book.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": [tag]}))
    path = folder / f"{name}.ipynb"
    nbformat.write(book, path)
    return path


ANSWER = "from analysis.findings import Findings\nFindings(('An answer with 3 < 4.',))"


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def made(folder: Path, **options) -> Request:
    """A report of these notebooks."""
    return Request(folder=folder, **options)
