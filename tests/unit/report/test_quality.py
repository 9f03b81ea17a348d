"""The page on data quality."""

from __future__ import annotations

from analysis import load
from files import saved


def test_the_page_on_data_quality_shows_hostile_texts_as_texts(tmp_path):
    from analysis.report._frame import Site
    from analysis.report._quality import render_quality_page

    text = "Lieu;Coût total;<img src=x onerror=alert(1)>\n<script>alert(1)</script>;5;x\n</table>;<b>;y\n"
    data = load(saved(tmp_path / "<svg onload=alert(1)>.csv", text.encode()))
    page = render_quality_page(data, site=Site("en", ("en",))).decode()
    assert "&lt;script&gt;" in page
    for tag in ("<script", "<img", "<svg", "<b>;"):
        assert tag not in page
