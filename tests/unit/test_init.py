"""The face of the package: what a notebook may use, under its short name."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pytest
from IPython.core.formatters import DisplayFormatter

import analysis
from analysis.words import i18n


def test_every_name_of_the_face_is_there_and_dir_shows_no_helper():
    for name in analysis.__all__:
        assert getattr(analysis, name) is not None
    assert set(analysis.__all__) <= set(dir(analysis))
    assert [name for name in dir(analysis) if name.startswith("_") and not name.endswith("__")] == []


@pytest.mark.parametrize("path", ["numbers.shares", "words.vocabulary", "dataset.mine", "charts"])
def test_a_short_name_is_the_module_of_its_room(path):
    assert getattr(analysis, path.rpartition(".")[2]) is importlib.import_module(f"analysis.{path}")


def test_the_extension_speaks_the_language_of_the_environment_whatever_was_spoken_before(monkeypatch):
    monkeypatch.setenv(i18n.VARIABLE, "en")
    before = dict(plt.rcParams)
    i18n.use("fr")
    analysis.load_ipython_extension(SimpleNamespace(display_formatter=DisplayFormatter()))
    plt.rcParams.update(before)
    assert i18n.get_language() == "en"


@pytest.mark.parametrize(
    ("before", "shown"), [("", True), ("import pandas; pandas.set_option('display.max_columns', 5)", False)]
)
def test_a_result_prints_whole_in_a_terminal_unless_who_asks_has_chosen_otherwise(before, shown):
    ask = (
        "from analysis import inference, load, shares\n"
        "print(inference.medians(shares.plans(load()), 'investment_eur', by='place_type'))"
    )
    told = subprocess.run(
        [sys.executable, "-c", f"{before}\n{ask}"], capture_output=True, text=True, check=True,
        env={**os.environ, "COLUMNS": "80"},
    ).stdout  # fmt: skip
    assert ("median" in told and "..." not in told) == shown
