"""A table shows what the data holds as text."""

from __future__ import annotations

import pandas as pd

from analysis import tables


def test_tables_escape_what_the_data_holds():
    table = tables.plain(pd.DataFrame({"a_b": ["<script>alert(1)</script>"]}), "1 < 2 & \\1")
    shown = table._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "<caption>1 &lt; 2 &amp; \\1</caption>" in shown
    assert '<th scope="col" style="text-align: left">a b</th>' in shown
    assert repr(table).splitlines()[0] == "1 < 2 & \\1"
