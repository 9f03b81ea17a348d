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
    for tag in ("<script", "<img src=x", "<svg", "<b>;"):
        assert tag not in page


def test_the_page_shows_what_is_not_known_and_how_plans_close(data):
    from analysis.report._frame import Site
    from analysis.report._quality import render_quality_page

    page = render_quality_page(data, site=Site("fr", ("en", "fr"))).decode()
    assert page.count("<figure") == 1
    assert 'id="missing"' in page
    assert 'id="provenance"' in page
    assert "Comment se ferment les plans complets (n = 53 plans complets)" in page
    assert len(page) < 1_500_000


def test_a_file_without_complete_plans_has_no_empty_section(tmp_path):
    from analysis.report._frame import Site
    from analysis.report._quality import render_quality_page

    data = load(saved(tmp_path / "plans.csv", b"Lieu;Co\xc3\xbbt total\nA;50000\n"))
    page = render_quality_page(data, site=Site("en", ("en",))).decode()
    assert 'id="provenance"' not in page
