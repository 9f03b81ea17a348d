"""Any file or package, read by one function."""

from __future__ import annotations

import pytest

from analysis.dataset._checking import UnreadableError
from analysis.dataset._reading import Mapping, find_shipped_data, read, read_package
from files import written


def test_a_folder_its_descriptor_and_the_package_reader_give_the_same():
    found = read(find_shipped_data() / "datapackage.json").readings[0]
    expected = read_package(find_shipped_data())
    assert found.texts.keys() == expected.texts.keys()
    assert all(found.texts[name].equals(expected.texts[name]) for name in found.texts)


def test_a_file_of_places_gets_the_national_figures_of_the_project(tmp_path):
    found = read(written(tmp_path / "a.csv", "Lieu;Coût total\nA;100\n")).readings[0]
    assert found.texts["places"]["name"].tolist() == ["A"]
    assert found.texts["context"].equals(read_package(find_shipped_data()).texts["context"])
    assert (found.origins["places"].file, found.origins["context"].file) == ("a.csv", "context.csv")


def test_a_package_needs_no_mapping_and_says_so(package):
    with pytest.raises(UnreadableError, match="is a data package, which needs no mapping file"):
        read(package, Mapping())
