"""The data that readers take along."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from analysis import load, shares
from analysis.dataset._exporting import make_readable, to_csv
from analysis.numbers._parts import take_part
from analysis.report import _downloads as module
from analysis.report._downloads import list_files, make_page_book, make_places_book, make_places_csv, pack_data
from analysis.report._figures import Figure
from analysis.report._outputs import Shown
from analysis.words import vocabulary
from analysis.words.i18n import speak
from editions import SECOND


@pytest.mark.parametrize("where", [(), ("region=Occitanie",)], ids=["all", "a part"])
def test_the_data_package_of_a_report_is_read_as_what_it_was_made_from(data, tmp_path, where):
    given = take_part(data, where).data if where else data
    (tmp_path / "data.zip").write_bytes(pack_data(given))
    found = load(tmp_path / "data.zip")
    assert found.problems == ()
    for name in ("places", "funding"):
        pd.testing.assert_frame_equal(getattr(found, name).reset_index(drop=True), getattr(given, name))


def opened(made: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(scope="module")
def real():
    return load(SECOND)


def test_the_workbook_of_places_holds_places_lines_meanings_and_source(real):
    plans = shares.plans(real)
    sheets = opened(make_places_book(plans, real, lang="fr"))
    assert list(sheets) == ["Lieux", "Financements", "Colonnes", "Source et licence"]
    head, *rows = sheets["Lieux"]
    assert head[:3] == ["lieu", "type de lieu", "commune"]
    assert [row[head.index("investissement")] for row in rows] == plans["investment_eur"].tolist()
    assert all(isinstance(row[head.index("année")], float) or row[head.index("année")] == "" for row in rows)
    assert len(sheets["Financements"]) == len(real.funding) + 1
    assert {row[0] for row in sheets["Colonnes"][1:]} == set(head)
    assert all(row[1] for row in sheets["Colonnes"])
    assert "Le Gac" not in str(sheets["Financements"])  # founders, in the words of the source
    assert make_places_book(plans, real, lang="fr") == make_places_book(plans, real, lang="fr")


def test_the_meanings_of_columns_are_told_in_french(real):
    plans = shares.plans(real)
    english, french = (opened(make_places_book(plans.head(3), real, lang=lang)) for lang in ("en", "fr"))
    pairs = zip(english["Columns"][1:], french["Colonnes"][1:], strict=True)
    assert [one[1] for one, other in pairs if one[1] == other[1]] == []


def test_no_download_of_places_has_a_false_decimal_or_a_header_of_the_other_language(real):
    text = make_places_csv(shares.plans(real), lang="fr").decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    with speak("fr"):
        assert head == [vocabulary.label(name) for name in shares.plans(real)]
    for row in rows:
        for name in ("année", "habitants", "investissement", "surface", "année des prix", "financeurs cités"):
            assert not row[head.index(name)].endswith(",0")
        shown = [cell.lstrip("-0,") for cell in row if re.fullmatch(r"-?\d+,\d+", cell)]
        assert all(len(cell) <= 12 and len(cell.partition(",")[2]) <= 6 for cell in shown)


def test_the_workbook_of_a_page_has_its_tables_and_those_of_its_figures_as_numbers():
    table = Shown(
        "Cost", ("kind", "n", "median"), (("fab lab", "3", "20\u00a0k€"), ("tiers-lieu", "1\u202f200", "1,5\u00a0M€"))
    )
    with speak("fr"):
        text = to_csv(
            make_readable(pd.DataFrame({"place_type": ["fab_lab"], "share": [0.5], "name": ["=1+1"]}))
        ).decode()
    figure = Figure("01-1", "How much?", "alt", csv=text)
    sheets = opened(make_page_book("Investissement", [table], [("Graphique 1", figure)], lang="fr"))
    assert list(sheets) == ["Sommaire", "Tableau 1", "Graphique 1", "Source et licence"]
    assert sheets["Sommaire"][1:] == [["Tableau 1", "Cost"], ["Graphique 1", "How much?"]]
    assert sheets["Tableau 1"][1:] == [["fab lab", 3.0, 20_000.0], ["tiers-lieu", 1200.0, 1_500_000.0]]
    assert sheets["Graphique 1"] == [["type de lieu", "part", "lieu"], ["fab lab", 0.5, "=1+1"]]
    assert make_page_book("x", [], [], lang="fr") == b""


def test_of_too_many_places_the_csv_is_offered_alone(plans, monkeypatch):
    assert [name for name, _path in list_files(plans)] == ["CSV", "XLSX"]
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    assert [name for name, _path in list_files(plans)] == ["CSV"]


def test_a_private_carrier_of_ones_own_file_is_not_named_beside_its_sum(real):
    plans = shares.plans(real).head(3).assign(source_kind="own_file", carrier_name="A. B.", carrier_sector="private")
    assert b"A. B." not in make_places_csv(plans, lang="en")
