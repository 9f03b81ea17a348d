"""Bad and hostile files through all of reading: nothing lost, never a traceback."""

from __future__ import annotations

from pathlib import Path

from analysis import load
from files import saved


def test_lone_surrogates_duplicate_headers_and_ragged_rows(tmp_path):
    data = load(saved(tmp_path / "s.json", rb'[{"nom": "A\ud800", "investissement": 5}]'))
    assert data.places["name"].tolist() == ["A\ufffd"]
    data = load(saved(tmp_path / "d.csv", b"Lieu;Cout total;Note;Note\nA;5;x;y\nB;6\nC;7;x;y;z\nD;8;x;y;\n"))
    assert data.places["name"].tolist() == ["A", "B", "D"]
    assert "Note (2)" in data.understood["column"].tolist()
    assert [(p.row, p.rule) for p in data.problems if p.severity == "error"] == [(4, "has 5 cells, the header has 4")]
    assert data.rejected["cell 5"].tolist() == ["z"]


def test_some_mutated_real_files_are_read_or_refused():
    """A small part of the fuzz run: `make fuzz` does 10,000."""
    import subprocess
    import sys

    script = Path(__file__).parents[2] / "fuzz" / "run.py"
    done = subprocess.run(
        [sys.executable, str(script), "--files", "280", "--seed", "3"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
