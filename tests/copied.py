"""A copy of the project, whose files may be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parents[1]


def copy_project(root: Path) -> Path:
    """Sources, data, texts and notebooks at another place; where a copy is there already, its files are as they were again."""
    for name in ("src", "data", "docs", "notebooks"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(HERE / name, root / name, ignore=ignored, dirs_exist_ok=True)
    (root / "requirements.lock").write_text("pandas==3\n")
    return root
