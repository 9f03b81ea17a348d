"""The face of the package: what a notebook may use, under its short name."""

from __future__ import annotations

import importlib
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
