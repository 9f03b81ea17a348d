"""Few resamples, for tests that look at no interval and no p-value."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from analysis import substance


@contextmanager
def few() -> Iterator[None]:
    """Resample a hundred times only; what was drawn for other tests is not used, nor kept for them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("inference.RESAMPLES", "substance.RESAMPLES", "substance.DRAWN"):
            patch.setattr(f"analysis.numbers.{name}", 99)
        substance._kept.cache_clear()
        yield
    substance._kept.cache_clear()
