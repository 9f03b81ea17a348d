"""The project's own data: complete, and read again when a byte of it changed."""

from __future__ import annotations

import os

from analysis import load
from analysis.dataset import _loading
from analysis.words.i18n import speak
from editions import FROZEN, REAL


def test_the_shipped_data_is_clean_and_the_edition_that_tests_hold_numbers_of_is_frozen():
    data = load(REAL)
    assert data.problems == ()
    assert all(rows.accepted == rows.read > 0 for rows in data.rows)
    assert load().path == FROZEN


def test_every_shipped_place_has_its_kind_investment_and_source():
    """What a file of one's own may leave empty, the published data may not."""
    places = load(REAL).places
    for name in ("place_type", "investment_eur", "source_url", "source_publisher"):
        assert places[name].notna().all(), name
    assert set(places["source_kind"]) == {"web_page", "state_list"}


def test_the_projects_own_data_is_read_again_when_a_byte_of_it_changed(package, monkeypatch):
    monkeypatch.setattr(_loading, "find_shipped_data", lambda: package)
    first = load()
    first.places["name"] = "changed by one who works with it"
    second = load()
    assert second.places["name"].nunique() > 1
    file = package / "places.csv"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b",fab_lab,", b",xab_lab,", 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))  # neither size nor time tells
    (problem,) = load().problems
    english = problem.rule
    with speak("fr"):
        assert load().problems == (problem,)
        french = problem.rule
    assert problem.value == "xab_lab"
    assert english != french
