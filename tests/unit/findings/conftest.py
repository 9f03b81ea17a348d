"""Findings where no p-value is looked at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from resamples import few


@pytest.fixture
def few_resamples() -> Iterator[None]:
    """What holds whatever an interval is, told of few resamples."""
    with few():
        yield
