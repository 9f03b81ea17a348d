"""The report beside nbconvert and beside one plain script: time and memory, nothing changed, one thing changed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from measuring import BIN, ROOT, Found, Line, by_turns, peak_memory, run, seconds, tell

from analysis.dataset.mine import MINE_VARIABLE, example
from analysis.jupyter._cache import VARIABLE, Cache
from analysis.jupyter._display import DOWNLOADS_VARIABLE
from analysis.report import Request, build, find_notebooks

NOTEBOOKS = [str(path) for path in sorted(find_notebooks().glob("*.ipynb"))]
SEEN = {MINE_VARIABLE: str(example()), DOWNLOADS_VARIABLE: "1"}


def measure() -> Found:
    """Ratios of the report of all notebooks in one language."""
    work = Path(tempfile.mkdtemp())
    report = [str(BIN / "cluster-funding"), "report", "--lang", "en", "--out", str(work / "reports")]
    fresh = [*report, "--no-cache"]
    nbconvert = [
        str(BIN / "jupyter"),
        "nbconvert",
        "--execute",
        "--to",
        "html",
        "--output-dir",
        str(work / "html"),
        *NOTEBOOKS,
    ]
    script = [str(BIN / "python"), str(ROOT / "benchmarks" / "plain_script.py"), *NOTEBOOKS]
    cache = {VARIABLE: str(work / "cache")}
    try:
        run(report, **cache)
        times = by_turns(
            ours=lambda: seconds(fresh),
            nbconvert=lambda: seconds(nbconvert, **{MINE_VARIABLE: str(example())}),
            script=lambda: seconds(script, **SEEN),
            unchanged=lambda: seconds(report, **cache),
        )
        memory = by_turns(ours=lambda: peak_memory(fresh), script=lambda: peak_memory(script, **SEEN))
        changed = one_parameter_changed(work)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    name = "report, all notebooks, one language"
    lines = [
        Line(f"{name}, no cache / `jupyter nbconvert --execute --to html`", times["ours"], times["nbconvert"], 0.24),
        Line(f"{name}, no cache / the cells as one plain script", times["ours"], times["script"], 0.65),
        Line(f"{name}, nothing changed / nbconvert", times["unchanged"], times["nbconvert"], 0.05),
        Line(f"{name}, nothing changed / no cache", times["unchanged"], times["ours"]),
        Line(f"memory of the {name}, no cache / of the plain script", memory["ours"], memory["script"], 1.5, "MiB"),
    ]
    return Found(
        lines,
        remarks=[f"A parameter of one notebook changed: `{changed}` is executed again, and no other page differs."],
    )


def one_parameter_changed(folder: Path) -> str:
    """Which notebooks are executed, and which pages differ, when the plan of notebook 06 costs more."""
    books = Path(shutil.copytree(find_notebooks(), folder / "notebooks"))
    request = Request(folder=books, languages=("en",), cache=Cache(folder / "own-cache"))

    def built() -> dict[str, str]:
        build(folder / "changing", request)
        return {page.stem: page.read_text(encoding="utf-8") for page in (folder / "changing" / "en").glob("0*.html")}

    before, kept = built(), set(request.cache.folder.glob("*.kept"))
    book = books / "06_explore.ipynb"
    book.write_text(book.read_text(encoding="utf-8").replace("300_000", "310_000"), encoding="utf-8")
    after = built()
    assert len(set(request.cache.folder.glob("*.kept")) - kept) == 1
    (changed,) = [name for name, page in after.items() if page != before[name]]
    return changed


if __name__ == "__main__":
    tell(measure)
