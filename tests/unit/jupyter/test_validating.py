"""Where pytest validates notebooks, each worker has the warm process, and the one that hands tests out has none."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from analysis.jupyter import _forking as forking

CODE = """
import analysis.jupyter._validating
from analysis.jupyter import _forking
print(_forking._parent is not None)
"""


@pytest.mark.skipif(not forking.can_fork(), reason="kernels are forked on Linux only")
@pytest.mark.parametrize(("worker", "begun"), [("gw0", "True\n"), (None, "False\n")])
def test_only_a_worker_begins_the_warm_process(worker, begun):
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_XDIST_WORKER"}
    environment |= {"PYTEST_XDIST_WORKER": worker} if worker else {}
    done = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == begun
