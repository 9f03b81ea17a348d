"""Draw docs/architecture.svg from the real imports: the rooms on their floors and what each uses of those below it.

``python tools/architecture.py`` writes it, with ``--check`` says whether it is in step; the floors are the import
linter's, in pyproject.toml.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import Counter
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "analysis"
PICTURE = ROOT / "docs" / "architecture.svg"
#: Sizes in pixels: a row, the box of a room, where the lines begin, and how far they are apart.
ROW, HEIGHT, LEFT, WIDTH, LINES, STEP = 50, 40, 40, 640, 30, 42
STYLE = """
    text { font: 12px system-ui, sans-serif; fill: #1f2933 }
    .room { font-weight: 600; font-size: 14px }
    .floor { fill: #66727f }
    .box { fill: #eef3f8; stroke: #7b8794 }
    .guide { stroke: #c9d2db }
    .arrow { stroke: #2f5f8f; stroke-width: 1.5; fill: none }
    .use { fill: #fff; stroke: #2f5f8f }
    .count { text-anchor: middle; font-size: 11px }
"""


def read_floors() -> list[list[str]]:
    """The rooms of each floor, from the top: the contract that the import linter holds, below the face."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    contract = next(one for one in settings["contracts"] if one["type"] == "layers")
    return [["__init__"], *([room.strip() for room in layer.split("|")] for layer in contract["layers"])]


def count_arrows() -> Counter[tuple[str, str]]:
    """How many imports lead from one room to another."""
    graph = grimp.build_graph(PACKAGE.name, cache_dir=None)
    arrows: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        for used in graph.find_modules_directly_imported_by(module):
            arrows[_room(module), _room(used)] += 1
    return Counter({pair: n for pair, n in arrows.items() if pair[0] != pair[1]})


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def _purpose(room: str) -> str:
    """The first line of what a room says of itself, as much of it as its box holds."""
    path = PACKAGE / f"{room}.py"
    source = (path if path.exists() else PACKAGE / room / "__init__.py").read_text(encoding="utf-8")
    line = (ast.get_docstring(ast.parse(source)) or "").splitlines()[0].rstrip(".").replace("`", "")
    return line if len(line) <= 100 else line[:96].rsplit(" ", 1)[0] + " ..."


def draw(floors: list[list[str]], arrows: Counter[tuple[str, str]]) -> str:
    """The picture: a line leads down into each room, with a dot and a count at each room above that uses it."""
    rooms = [room for floor in floors for room in floor]
    number = {room: len(floors) - 1 - i for i, floor in enumerate(floors) for room in floor}
    middle = {room: 20 + i * ROW + HEIGHT // 2 for i, room in enumerate(rooms)}
    across = {room: LEFT + WIDTH + LINES + i * STEP for i, room in enumerate(rooms[1:])}
    used = {room: [user for user in rooms if arrows[user, room]] for room in rooms}
    parts = []
    for user in rooms:  # a thin line from each room to the last of the rooms that it uses
        ends = [across[room] for room in rooms if arrows[user, room]]
        if ends:
            parts.append(f'<path class="guide" d="M{LEFT + WIDTH} {middle[user]}H{max(ends)}"/>')
    for room in rooms:
        if used[room]:
            top, x, end = middle[used[room][0]], across[room], LEFT + WIDTH + 3
            parts.append(f'<path class="arrow" marker-end="url(#head)" d="M{x} {top}V{middle[room]}H{end}"/>')
    for (user, room), n in sorted(arrows.items()):
        x, y = across[room], middle[user]
        parts.append(
            f'<circle class="use" cx="{x}" cy="{y}" r="12"/><text class="count" x="{x}" y="{y + 4}">{n}</text>'
        )
    for room in rooms:
        y, name = middle[room], "analysis (what a notebook imports)" if room == "__init__" else room
        parts += [
            f'<text class="floor" x="12" y="{y + 4}">{number[room]}</text>',
            f'<rect class="box" x="{LEFT}" y="{y - HEIGHT // 2}" width="{WIDTH}" height="{HEIGHT}" rx="4"/>',
            f'<text class="room" x="{LEFT + 10}" y="{y - 3}">{escape(name)}</text>',
            f'<text x="{LEFT + 10}" y="{y + 14}">{escape(_purpose(room))}</text>',
        ]
    size = f"{max(across.values()) + 30} {20 + len(rooms) * ROW}"
    told = "; ".join(f"{user} uses {room} ({n})" for (user, room), n in sorted(arrows.items()))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" aria-labelledby="title told">
<title id="title">The rooms of the package on their floors; arrows lead down, with the number of imports</title>
<desc id="told">{escape(told)}</desc>
<style>{STYLE}</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
<path d="M0 0L8 4L0 8z" fill="#2f5f8f"/></marker></defs>
<rect width="100%" height="100%" fill="#fff"/>
{chr(10).join(parts)}
</svg>
"""


def main(arguments: list[str]) -> int:
    """Write the picture, or with ``--check`` say that it differs; the exit code is 1 then, 2 for other arguments."""
    if arguments not in ([], ["--check"]):
        print("usage: python tools/architecture.py [--check]", file=sys.stderr)
        return 2
    picture = draw(read_floors(), count_arrows())
    if not arguments:
        PICTURE.write_text(picture, encoding="utf-8", newline="\n")
    elif not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != picture:
        print("docs/architecture.svg is not in step with the imports: run make architecture")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
