"""A button that makes the report."""

from __future__ import annotations

from pathlib import Path

from analysis.dataset.mine import Mine
from analysis.exploring import _own_report_button as button
from analysis.exploring._own_report import Served


def test_the_pages_are_shown_beside_with_a_link(tmp_path, monkeypatch):
    def make(file, mapping, out, tell):
        tell("[1/8] 01_investment")
        assert out == tmp_path / "reports-mine"
        return out / "fr" / "index.html"

    monkeypatch.setattr(button, "make_report", make)
    monkeypatch.setattr(button, "find_served", lambda: Served(tmp_path, "/"))
    made = button.ReportButton(lambda: Mine(Path("a.csv")))
    thread = made.start()
    assert thread is not None
    thread.join(20)
    assert '<iframe class="cf-pages" src="/files/reports-mine/fr/index.html"' in made.pages.value
    assert 'href="/files/reports-mine/fr/index.html"' in made.pages.value
    assert not made.button.disabled


def test_what_went_wrong_is_said_and_the_button_lives_on(monkeypatch):
    def fail(file, mapping, out, tell):
        tell("no table")

    monkeypatch.setattr(button, "make_report", fail)
    monkeypatch.setattr(button, "find_served", lambda: None)
    made = button.ReportButton(lambda: Mine(Path("a.csv")))
    thread = made.start()
    assert thread is not None
    thread.join(20)
    assert "no table" in made.told.value
    assert made.pages.value == ""
    assert not made.button.disabled
    assert button.ReportButton(lambda: None).start() is None
