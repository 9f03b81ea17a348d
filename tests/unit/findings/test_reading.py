"""What was read of a file, said."""

from __future__ import annotations

from analysis import findings, load
from analysis.findings._reading import missing_fields
from files import written


def test_rows_read_accepted_merged_and_set_aside_are_told(tmp_path):
    text = "Lieu;Coût total;Financeur;Montant\nA;100;Région Sud;40\nA;100;DETR;20\nB;beaucoup;;\n"
    told = findings.what_was_read(load(written(tmp_path / "plans.csv", text)))
    assert told[1] == "3 rows were read: 2 accepted and 1 set aside. 1 row belongs to the place of another row."
    assert told[2] == "They hold 1 place (100% with an investment) and 2 funding lines."
    assert told[3] == "Problems: 1 error (their rows are set aside) and 1 warning."  # totals of 100 € are small
    assert "kind of place" in told[4]


def test_fields_that_no_place_has_are_named(tmp_path, data):
    found = missing_fields(load(written(tmp_path / "plans.csv", "Lieu;Année;Coût total\nA;2019;100\n")))
    assert "year" not in found
    assert {"region", "carrier_type", "surface_m2"} <= set(found)  # a carrier that is "unknown" is not known
    assert missing_fields(data) == []


def test_the_sources_of_all_plans_add_up(tmp_path):
    found = findings.sources(load(written(tmp_path / "plans.csv", "Lieu;Coût total\nA;100\nB;200\n")))
    assert found[0].startswith("2 plans with 0 funding lines: 2 from a")
