"""What signs a report."""

from __future__ import annotations

import pytest

from analysis.report import ReportError, build
from analysis.report._settings import find_signature
from analysis.words._signature import Signature
from analysis.words.vocabulary import EDITION_DATE
from books import made


def test_the_projects_data_says_its_date_and_licence_and_other_data_does_not(tmp_path):
    assert find_signature(None, None) == Signature(data_date=EDITION_DATE, data_licence="CC BY 4.0")
    assert find_signature(None, tmp_path / "plans.csv") == Signature()


def test_settings_lie_beside_the_data_unless_they_are_named(tmp_path):
    (tmp_path / "report.toml").write_text('publisher = "Beside"', encoding="utf-8")
    (tmp_path / "other.toml").write_text('publisher = "Named"', encoding="utf-8")
    assert find_signature(None, tmp_path / "plans.csv").publisher == "Beside"
    assert find_signature(None, tmp_path).publisher == "Beside"
    assert find_signature(tmp_path / "other.toml", tmp_path / "plans.csv").publisher == "Named"


def test_a_report_is_signed_and_with_an_address_no_link_of_a_page_is_dead(folder, tmp_path):
    (tmp_path / "report.toml").write_text(
        'publisher = "Ville <d\'Ex>"\ncontact = "a@b.example"\naddress = "https://a.example/r"\n', encoding="utf-8"
    )
    build(tmp_path / "out", made(folder, settings=tmp_path / "report.toml"))
    page = (tmp_path / "out" / "fr" / "01_second.html").read_text(encoding="utf-8")
    assert "Ville &lt;d" in page
    assert 'href="mailto:a@b.example"' in page
    assert 'href="https://a.example/r/fr/places.html"' in page
    assert 'href="https://a.example/r/en/01_second.html"' in page
    assert 'href="places.html"' not in page
    assert 'href="#main"' in page


def test_settings_that_cannot_be_used_are_told_in_one_line(folder, tmp_path):
    (tmp_path / "report.toml").write_text("editor = 1", encoding="utf-8")
    with pytest.raises(ReportError, match="no setting is called 'editor'"):
        build(tmp_path / "out", made(folder, settings=tmp_path / "report.toml"))
