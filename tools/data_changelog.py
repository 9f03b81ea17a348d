"""Write data/CHANGELOG.md: what the plans of this edition of the data have that the frozen one had not, by identifier.

With ``--check`` it writes nothing and says whether the file is in step with the two editions.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

__all__ = ["main", "make_changelog"]

ROOT = Path(__file__).parents[1]
BEFORE, AFTER = ROOT / "tests" / "data", ROOT / "data"
NAME = "CHANGELOG.md"
#: Fields that no number follows from, except the count of those who take part.
WORDS = ("partners", "note", "other_sources", "source_publisher")
HEAD = """# What changed in the data

*Made by `python tools/data_changelog.py` from the two editions. `CODING.md` says why a carrier or a funder is coded as it is.*
"""


def _read(folder: Path) -> dict[str, pd.DataFrame]:
    texts = {name: pd.read_csv(folder / f"{name}.csv", dtype="str") for name in ("places", "funding")}
    return {
        "places": texts["places"].set_index("place_id"),
        "funding": texts["funding"].set_index(["place_id", "line"]),
    }


def _differing(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Which cells differ, of the rows and the columns that both tables have."""
    rows, columns = before.index.intersection(after.index), [name for name in before if name in after]
    old, new = before.loc[rows, columns].fillna(""), after.loc[rows, columns].fillna("")
    return old != new


def _list_new(title: str, names: list[str]) -> list[str]:
    return [f"## {title} ({len(names)})", "", ", ".join(f"`{name}`" for name in names) or "None.", ""]


def _list_columns(before: pd.DataFrame, after: pd.DataFrame) -> str:
    return ", ".join(f"`{name}`" for name in after if name not in before)


def make_changelog(before: Path, after: Path) -> str:
    """What changed from one folder with ``places.csv`` and ``funding.csv`` to another, as Markdown."""
    old, new = _read(before), _read(after)
    ids = {name: list(tables["places"].index) for name, tables in (("old", old), ("new", new))}
    cells = {name: _differing(old[name], new[name]) for name in ("places", "funding")}
    counts = {name: tables["funding"].groupby(level="place_id").size() for name, tables in (("old", old), ("new", new))}
    changed, reworded = [], []
    for place in (place for place in ids["new"] if place in set(ids["old"])):
        row = cells["places"].loc[place]
        said = [f"`{field}`" for field in row.index[row] if field not in WORDS]
        was, now = (int(counts[name].get(place, 0)) for name in ("old", "new"))
        if was != now:
            said += [f"{was} to {now} lines"]
        elif was:
            lines = cells["funding"].xs(place, level="place_id").any()
            said += [f"lines' `{field}`" for field in lines.index[lines]]
        if said:
            changed.append(f"- `{place}`: {', '.join(said)}")
        elif row.any():
            reworded.append(place)
    numbers = {name: (len(tables["places"]), len(tables["funding"])) for name, tables in (("old", old), ("new", new))}
    parts = [
        HEAD,
        f"From {numbers['old'][0]} plans with {numbers['old'][1]} lines to {numbers['new'][0]} plans with "
        f"{numbers['new'][1]} lines.",
        f"New columns of the places: {_list_columns(old['places'], new['places'])}; of the funding lines: "
        f"{_list_columns(old['funding'], new['funding'])}. They are not told again below.",
        "",
        *_list_new("Added", [place for place in ids["new"] if place not in set(ids["old"])]),
        *_list_new("Dropped", [place for place in ids["old"] if place not in set(ids["new"])]),
        f"## Changed ({len(changed)})",
        "",
        *changed,
        "",
        *_list_new("Changed in words alone: partners, notes, sources", reworded),
    ]
    return "\n".join(parts).rstrip() + "\n"


def main(arguments: list[str], before: Path = BEFORE, after: Path = AFTER) -> int:
    """Write the file, or with ``--check`` say whether it is in step; the exit code is 1 then, 2 for other arguments."""
    if arguments not in ([], ["--check"]):
        print("usage: python tools/data_changelog.py [--check]", file=sys.stderr)
        return 2
    file, text = after / NAME, make_changelog(before, after)
    if not arguments:
        file.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return 0
    print(f"{file} is not in step with the data: run make data")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
