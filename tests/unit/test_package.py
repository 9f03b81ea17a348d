"""The made files of the data package are in step, valid, and agree with our own checks."""

from __future__ import annotations

import json
import os

import pytest
from frictionless import validate

from analysis import dataset, load
from analysis.dataset import _package as making
from analysis.dataset._checking import DataError
from analysis.dataset._reading import shipped_data
from analysis.words.i18n import speaking
from analysis.words.vocabulary import DERIVED, TABLES, label, labels


def test_the_made_files_are_in_step(capsys):
    assert making.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_a_file_out_of_step_is_named_and_written_anew(tmp_path, capsys):
    assert making.main([], tmp_path) == 0
    (tmp_path / "README.md").write_text("old", encoding="utf-8")
    assert making.main(["--check"], tmp_path) == 1
    assert "README.md is not in step with the vocabulary: run make data" in capsys.readouterr().out
    assert making.main([], tmp_path) == 0
    assert making.main(["--check"], tmp_path) == 0


def test_a_mistyped_argument_writes_nothing(tmp_path, capsys):
    assert making.main(["--chek"], tmp_path) == 2
    assert "usage: python -m analysis.dataset._package [--check]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_frictionless_finds_the_package_valid():
    report = validate(str(shipped_data() / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert sum(task.stats["rows"] for task in report.tasks) > 600


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
    for name in (*(f"{table}.csv" for table in TABLES), "datapackage.json"):
        text = (shipped_data() / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(old, new, 1) if name == file else text, encoding="utf-8")
    assert not validate(str(tmp_path / "datapackage.json")).valid
    with pytest.raises(DataError):
        load(tmp_path, strict=True)


def test_the_descriptor_says_types_units_licences_and_the_foreign_key():
    found = json.loads((shipped_data() / "datapackage.json").read_text(encoding="utf-8"))
    assert [licence["name"] for licence in found["licenses"]] == ["CC-BY-4.0", "MIT"]
    places, funding = found["resources"][:2]
    fields = {field["name"]: field for field in places["schema"]["fields"]}
    assert fields["investment_eur"]["unit"].startswith("EUR, nominal")
    assert fields["place_type"]["constraints"]["enum"][0] == "third_place"
    assert funding["schema"]["foreignKeys"][0]["reference"] == {"resource": "places", "fields": ["place_id"]}


def test_the_dictionary_holds_every_field_and_value():
    text = (shipped_data() / "README.md").read_text(encoding="utf-8")
    for table in (*TABLES.values(), DERIVED):
        for field in table.fields:
            assert f"| `{field.name}` |" in text
            for value in field.values:
                assert f"| `{value.code}` | {value.en} | {value.fr} |" in text


def test_every_field_and_value_has_a_name_in_both_languages():
    for table in (*TABLES.values(), DERIVED):
        for field in table.fields:
            assert all((field.en, field.fr, field.description))
            assert all(value.en and value.fr for value in field.values)
    assert labels("funder_type", "fr")["own_funds"] == "fonds propres du porteur"
    assert label("carrier_type", "fr") == "porteur"
    with pytest.raises(KeyError, match="no field 'mood'"):
        label("mood")
    with pytest.raises(KeyError):
        TABLES["places"]["mood"]


def test_every_shipped_place_has_its_kind_investment_and_source():
    """What a file of one's own may leave empty, the published data may not."""
    places = load().places
    for name in ("place_type", "investment_eur", "source_url", "source_publisher"):
        assert places[name].notna().all(), name
    assert set(places["source_kind"]) == {"web_page", "state_list"}


def test_the_projects_own_data_is_read_again_when_a_byte_of_it_changed(package, monkeypatch):
    monkeypatch.setattr(dataset, "shipped_data", lambda: package)
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
    with speaking("fr"):
        assert load().problems == (problem,)
        french = problem.rule
    assert problem.value == "xab_lab"
    assert english != french
