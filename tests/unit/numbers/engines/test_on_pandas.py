"""pandas reads the same tables from CSV and from Parquet, texts as texts."""

from __future__ import annotations

import pytest

from analysis.numbers._engines.on_pandas import open_frames
from reading_columns import WAYS, check_columns


@pytest.mark.parametrize("how", WAYS)
def test_only_the_columns_asked_for_are_read_and_a_number_in_a_text_stays_a_text(tmp_path, how):
    check_columns(open_frames, how, tmp_path)
