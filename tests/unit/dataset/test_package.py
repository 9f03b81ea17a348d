"""The made files of the data package: valid, and in agreement with our own checks."""

from __future__ import annotations

import json

import pytest
from frictionless import validate

from analysis import load
from analysis.dataset._checking import DataError
from analysis.dataset._reading import find_shipped_data
from analysis.words.vocabulary import DERIVED, TABLES, labels
from editions import FROZEN, REAL


def test_frictionless_finds_the_package_valid():
    report = validate(str(REAL / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert sum(task.stats["rows"] for task in report.tasks) > 600


def test_the_real_package_is_edition_2_and_clean():
    found = load(REAL, strict=True)
    assert found.problems == ()
    # edition 2 as it was published; places that are added later come on top
    assert len(found.places) >= 269
    assert len(found.funding) >= 468
    shares = found.census.groupby("dimension")["share"].sum().round(3)
    assert shares.to_dict() == {"legal_form": 0.95, "outside_22_metropolises": 0.62, "region": 1.008, "settlement": 1.0}
    assert found.prices.set_index("year")["bt01"].loc[[2010, 2024]].tolist() == [99.2, 131.2]
    for name in ("total_basis", "latitude"):
        assert found.places[name].notna().any()
    assert found.funding["amount_eur"].notna().equals(found.funding["amount_basis"].notna())


def test_a_package_of_before_is_clean_and_lacks_what_came_later():
    found = load(FROZEN, strict=True)
    assert found.problems == ()
    for table, rows in ((TABLES["places"], found.places), (TABLES["funding"], found.funding)):
        later = [field.name for field in table.fields if field.since > 1]
        assert later
        assert rows[later].isna().all(axis=None)
    assert found.census.equals(load(REAL).census)  # that of the project, as its prices are
    assert found.prices.equals(load(REAL).prices)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("places.csv", ",third_place,", ",castle,"),
        ("places.csv", ",4700000,", ",many,"),
        ("places.csv", "a-vela-bastia,", "agrolandes-agrocampus,"),
        ("funding.csv", "a-vela-bastia,1", "nowhere,1"),
        ("funding.csv", "place_id,line", "place,line"),
    ],
)
def test_frictionless_and_our_checks_refuse_the_same_packages(data, tmp_path, file, old, new):
    edition = find_shipped_data()
    for name in (file.name for file in edition.iterdir() if file.suffix in (".csv", ".json")):
        text = (edition / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(old, new, 1) if name == file else text, encoding="utf-8")
    assert not validate(str(tmp_path / "datapackage.json")).valid
    with pytest.raises(DataError):
        load(tmp_path, strict=True)


def test_the_descriptor_says_types_units_licences_and_the_foreign_key():
    found = json.loads((REAL / "datapackage.json").read_text(encoding="utf-8"))
    assert [licence["name"] for licence in found["licenses"]] == ["CC-BY-4.0", "MIT"]
    places, funding = found["resources"][:2]
    fields = {field["name"]: field for field in places["schema"]["fields"]}
    assert fields["investment_eur"]["unit"].startswith("EUR, nominal")
    assert fields["place_type"]["constraints"]["enum"][0] == "third_place"
    assert funding["schema"]["foreignKeys"][0]["reference"] == {"resource": "places", "fields": ["place_id"]}


def test_the_dictionary_holds_every_field_and_value():
    text = (REAL / "README.md").read_text(encoding="utf-8")
    for table in (*TABLES.values(), DERIVED):
        for field in table.fields:
            french = labels(field.name, "fr") if field.values else {}
            assert f"| `{field.name}` |" in text
            for value in field.values:
                assert f"| `{value.code}` | {value.label} | {french[value.code]} |" in text
