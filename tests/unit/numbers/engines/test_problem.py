"""What an engine cannot do, told in one line."""

from __future__ import annotations

import pytest

from analysis.dataset._reading import find_shipped_data
from summarising import command


@pytest.mark.parametrize(("module", "engine", "name"), [("polars", "polars", "Polars"), ("pyspark", "spark", "Spark")])
def test_an_engine_that_is_not_installed_names_its_extra(module, engine, name):
    done = command(f"import sys; sys.modules[{module!r}] = None", str(find_shipped_data()), "--engine", engine)
    assert done.returncode == 2
    assert done.stderr == f"{name} is not installed: pip install 'cluster-funding[{engine}]'\n"
