"""The project's own data: complete, and read again when a byte of it changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis import DataError, Dataset, load
from analysis.dataset import _loading
from analysis.dataset._loading import hold, look_at
from analysis.dataset._reading.mapping import write_mapping
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


def _told(data: Dataset) -> list[object]:
    """All that a dataset tells, in words."""
    tables = [getattr(data, name).to_csv() for name in ("places", "funding", "understood", "rejected")]
    return [*tables, [str(problem) for problem in data.problems], data.left_out, data.shape, data.path]


def test_data_that_is_held_is_loaded_as_if_it_were_read_until_its_file_changes(tmp_path, monkeypatch):
    file = tmp_path / "plans.csv"
    file.write_text("nom;commune;coût;année\nA;Figeac;100 000;2020\nB;Cahors;beaucoup;2021\nC;Lyon;300 000;2022\n")
    monkeypatch.chdir(tmp_path)
    fresh = load(file)
    seen = look_at(Path("plans.csv"), None)
    with hold(load(Path("plans.csv")), seen):
        monkeypatch.setattr(_loading, "read", None)  # nothing is read now
        assert _told(load(file)) == _told(fresh)
        monkeypatch.setenv("CLUSTER_FUNDING_DATA", str(file))
        assert _told(load()) == _told(fresh)
        places = load(file).places
        places.loc[0, "name"] = "changed in a notebook"
        assert load(file).places["name"].to_list() == fresh.places["name"].to_list()
        monkeypatch.undo()
        file.write_text(file.read_text() + "D;Nice;400 000;2023\n")
        assert len(load(file).places) == len(fresh.places) + 1
    assert _loading._held is None


def test_data_that_is_held_is_not_that_of_another_mapping_or_another_strictness(tmp_path, monkeypatch):
    file, mapping = tmp_path / "plans.csv", tmp_path / "map.toml"
    file.write_text("nom;commune;coût;année\nA;Figeac;100 000;2020\nB;Cahors;beaucoup;2021\n")
    mapping.write_text(write_mapping(load(file).mapping))
    read, times = _loading.read, []
    monkeypatch.setattr(_loading, "read", lambda *given: times.append(given) or read(*given))
    seen = look_at(file, None)
    with hold(load(file), seen):
        load(file)
        assert len(times) == 1
        load(file, mapping=mapping)
        assert len(times) == 2
        with pytest.raises(DataError):
            load(file, strict=True)


@pytest.mark.parametrize("change", ["before it is loaded", "after"])
def test_a_table_of_a_folder_that_changes_is_read_again(package, change):
    def grow() -> None:
        file = package / "places.csv"
        file.write_text(file.read_text().replace(",fab_lab,", ",makerspace,"))

    seen = look_at(package, None)
    if change == "before it is loaded":
        grow()
    data = load(package)
    if change == "after":
        grow()
    with hold(data, seen):
        assert not load(package).places["place_type"].eq("fab_lab").any()


def test_of_more_files_than_one_looks_at_nothing_is_held(package, monkeypatch):
    monkeypatch.setattr(_loading, "MOST_FILES", 3)
    assert look_at(package, None) is None
