"""A person in JupyterLab, and the two panels."""

from __future__ import annotations

import pytest

from analysis.exploring import explorer, plan_form
from panels import PLAN


@pytest.fixture(autouse=True)
def person(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "06_explore.ipynb")


@pytest.fixture
def places(data):
    return explorer(data)


@pytest.fixture
def form(data, tmp_path):
    made = plan_form(data, PLAN, folder=tmp_path)
    made.fill(PLAN)
    return made
