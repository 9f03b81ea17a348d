"""What would make a file more useful."""

from __future__ import annotations

from analysis import load
from analysis.dataset._advice import advise
from files import written


def gains(tmp_path, text: str) -> str:
    return " ".join(map(str, advise(load(written(tmp_path / "a.csv", text)))))


def test_what_a_file_lacks_is_named_with_what_it_would_give(tmp_path):
    told = gains(tmp_path, "Lieu;Coût total\nLa Nef;90000\n")
    assert "who pays" in told
    assert "with surfaces (m²) you get the cost per m²" in told


def test_what_a_file_has_is_not_asked_for(tmp_path):
    told = gains(
        tmp_path, "Tiers-lieu;Coût total HT;Surface (m²);Type de lieu;Région\nLa Nef;90000;100;Tiers-lieu;30000\n"
    )
    assert "m²" not in told
    assert "kind of each place" not in told


def test_where_no_total_is_known_totals_come_first(tmp_path):
    assert gains(tmp_path, "Lieu;Subvention\nLa Nef;90000\n").startswith("with the total of each plan")
