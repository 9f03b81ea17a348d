"""Write the reference of the public modules from their docstrings: ``python tools/reference.py [FOLDER]``.

Each name that a notebook may use stands on the page of its module, under the module's short name (``analysis.shares``).
What lacks a docstring, a function without an example (which the unit tests run), and a page that loads anything from
elsewhere are named; the exit code is 1 then.
"""

from __future__ import annotations

import inspect
import re
import shutil
import sys
from functools import partial
from pathlib import Path
from types import ModuleType

import pdoc.doc
import pdoc.render

import analysis
from gallery import make_gallery

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"
TEMPLATES = Path(__file__).with_name("reference_pages")
#: What a browser would fetch; links that a reader may follow, and the names of SVG, are none.
FETCHED = re.compile(
    r"""(?:\bsrc|srcset)\s*=\s*["']?(?:https?:)?//|<link[^>]+//|@import|url\(\s*["']?(?:https?:)?//|fetch\("""
)
#: How each page begins: examples are run inside their module, as doctests.
BEGIN = """

    from analysis import {name}

An example below calls a function by its name alone; in a notebook write `{name}.` before it. `pd` is pandas, `np` is NumPy.
"""
#: A constant with the comment above it that says what it is.
CONSTANT = re.compile(r"((?:^#: .*\n)+)^([A-Z_]+)\b", re.MULTILINE)


def public_modules() -> dict[str, ModuleType]:
    """The modules that ``analysis`` hands on, by the name that a notebook uses."""
    named = {f"analysis.{name}": getattr(analysis, name) for name in analysis.__all__}
    return {"analysis": analysis} | {name: found for name, found in named.items() if inspect.ismodule(found)}


def find_gaps(modules: dict[str, ModuleType]) -> list[str]:
    """What has no docstring, and each function without an example."""
    gaps = []
    for place, module in modules.items():
        for name in module.__all__:
            found = getattr(module, name)
            told = inspect.getdoc(found) or ""
            if (inspect.isroutine(found) or inspect.isclass(found)) and not told:
                gaps.append(f"{place}.{name} has no docstring")
            elif inspect.isroutine(found) and ">>>" not in told:
                gaps.append(f"{place}.{name} has no example")
    return gaps


def _order(module: ModuleType, name: str) -> tuple[bool, bool, str]:
    """What to call comes first, then what it returns, then constants."""
    found = getattr(module, name)
    return not inspect.isroutine(found), not inspect.isclass(found), name


def _constants() -> dict[str, str]:
    """What the comments of the package say of its constants, by name."""
    texts = [path.read_text(encoding="utf-8") for path in Path(analysis.__file__).parent.rglob("*.py")]
    pairs = [pair for text in texts for pair in CONSTANT.findall(text)]
    return {name: " ".join(line.removeprefix("#: ") for line in lines.splitlines()) for lines, name in pairs}


def _documented(modules: dict[str, ModuleType]) -> dict[str, pdoc.doc.Module]:
    """What pdoc knows of each module, under its short name; where it lies in the package is the house's own affair."""
    for place, module in modules.items():
        sys.modules[place] = module
        module.__name__ = place
        vars(module)["__all__"] = sorted(module.__all__, key=partial(_order, module))
        if module is not analysis:
            module.__doc__ = f"{module.__doc__}{BEGIN.format(name=place.rpartition('.')[2])}"
    constants, documented = _constants(), {place: pdoc.doc.Module(module) for place, module in modules.items()}
    for page in documented.values():
        for variable in page.variables:
            variable.docstring = variable.docstring or constants.get(variable.name, "")
    return documented


def write_pages(modules: dict[str, ModuleType], folder: Path) -> list[Path]:
    """One page a module, a first page, a search that needs no server, and the gallery of the figures."""
    gallery = make_gallery()  # before the modules get their short names
    shutil.rmtree(folder, ignore_errors=True)
    pdoc.render.configure(
        docformat="numpy",
        footer_text=f"Cluster funding {analysis.__version__}",
        show_source=False,
        template_directory=TEMPLATES,
    )
    known = _documented(modules)
    pages = {f"{place.replace('.', '/')}.html": pdoc.render.html_module(page, known) for place, page in known.items()}
    pages |= {"index.html": pdoc.render.html_index(known), "search.js": pdoc.render.search_index(known)}
    pages |= {"gallery.html": gallery}
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in pages]


def main(arguments: list[str]) -> int:
    """Write the pages and name what is wrong with them; the exit code is 1 then."""
    modules = public_modules()
    wrong = find_gaps(modules)
    for page in write_pages(modules, Path(arguments[0]) if arguments else FOLDER):
        found = FETCHED.search(page.read_text(encoding="utf-8"))
        wrong += [f"{page.name} fetches from elsewhere: {found[0]}"] if found else []
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
