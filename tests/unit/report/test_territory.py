"""One part of the data beside all of it."""

from __future__ import annotations

from analysis.report import Request, build


def test_a_part_stands_beside_the_whole_with_a_word_on_few_places(tmp_path):
    """Two places: each number of theirs has that of all places at its side, and the page says that two are too few."""
    out = tmp_path / "reports"
    build(out, Request(where=("region=Martinique",), only=("03",), languages=("fr",)))
    page = (out / "fr" / "03_territories.html").read_text(encoding="utf-8")
    text = page.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Martinique : 2 lieux sur 238." in text
    assert "trop peu" in text
    assert "Ensemble des lieux" in text or "Tous les lieux" in text
    assert (out / "fr" / "figures" / "03_territories-1-all.png").is_file()
    assert (out / "fr" / "files" / "places.csv").read_bytes().count(b"\n") == 3
