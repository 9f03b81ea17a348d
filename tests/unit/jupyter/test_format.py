"""Jupyter's format comes without a grammar that takes seconds to build."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["analysis.jupyter._format", "analysis.report._site", "analysis.jupyter._working"])
def test_what_reads_notebooks_builds_no_grammar_and_leaves_it_to_others(module):
    code = (
        "import importlib, sys\n"
        f"importlib.import_module({module!r})\n"
        "print('nbformat' in sys.modules, 'lark' in sys.modules, 'rfc3987_syntax' in sys.modules)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said == "True False False\n"
