"""The validation of the notebooks as ``make nbval`` runs it, beside plain ``pytest --nbval`` on the same notebooks."""

from __future__ import annotations

import re

from measuring import BIN, ROOT, Found, Line, by_turns, run, seconds, tell

from analysis.dataset.mine import MINE_VARIABLE, example

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def recipe() -> list[str]:
    """What ``make nbval`` runs."""
    (line,) = re.findall(r"^nbval:.*\n\t(.+)$", MAKEFILE, flags=re.MULTILINE)
    words = line.replace("$(CURDIR)", str(ROOT)).replace("$(BIN)", str(BIN)).replace('"', "").split()
    return ["env", "-C", str(ROOT), *words]


def measure() -> Found:
    """One ratio."""
    ours = recipe()
    plain = ["env", "-C", str(ROOT), f"{MINE_VARIABLE}={example()}", str(BIN / "pytest"), "--nbval", "notebooks"]
    for command in (ours, plain):
        assert " passed" in run(command)
    times = by_turns(ours=lambda: seconds(ours), theirs=lambda: seconds(plain))
    return Found([Line("`make nbval` / plain `pytest --nbval`", times["ours"], times["theirs"], 0.5)])


if __name__ == "__main__":
    tell(measure)
