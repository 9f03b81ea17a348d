"""The data that readers take along."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import load
from analysis.numbers._parts import take_part
from analysis.report._downloads import pack_data


@pytest.mark.parametrize("where", [(), ("region=Occitanie",)], ids=["all", "a part"])
def test_the_data_package_of_a_report_is_read_as_what_it_was_made_from(data, tmp_path, where):
    given = take_part(data, where).data if where else data
    (tmp_path / "data.zip").write_bytes(pack_data(given))
    found = load(tmp_path / "data.zip")
    assert found.problems == ()
    for name in ("places", "funding"):
        pd.testing.assert_frame_equal(getattr(found, name).reset_index(drop=True), getattr(given, name))
