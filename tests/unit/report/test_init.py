"""The face of the room: its names load when they are asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from analysis import report


def test_each_name_is_there_and_no_other():
    assert all(callable(getattr(report, name)) for name in report.__all__)
    assert dir(report) == sorted(report.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = report.nothing


def test_one_module_of_the_room_loads_without_what_reads_notebooks():
    code = "import sys; from analysis.report import _downloads, _figures, _plan; print('nbformat' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
