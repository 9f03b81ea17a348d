"""A place is added by the facts that only a person knows; what is wrong is refused and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.dataset import load
from analysis.dataset._adding import AddError, add_place, read_fact, read_line
from analysis.dataset._checking import DataError
from analysis.numbers import shares

FACTS = {
    "name": "La Fabrique à idées",
    "place_type": "third_place",
    "municipality": "Figeac",
    "department_code": "46",
    "carrier_type": "association",
    "investment_eur": "100000",
    "year": "2024",
    "source_url": "https://example.org/fabrique",
    "source_publisher": "Example",
}
LINES = [read_line("Région Occitanie = 60 000 €"), read_line("own_funds = 40 k€")]


def read(package: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(package.glob("*.csv"))}


def test_a_place_stands_where_its_identifier_belongs_and_no_other_letter_changes(package):
    before = read(package)
    place = add_place(package, FACTS, LINES)
    after = read(package)
    for name, count in (("places.csv", 1), ("funding.csv", 2)):
        new = [line for line in after[name].splitlines() if line not in before[name].splitlines()]
        assert len(new) == count
        assert "".join(line for line in after[name].splitlines(True) if line.rstrip("\n") not in new) == before[name]
    assert place["place_id"] == "la-fabrique-a-idees-figeac"


def test_what_follows_is_derived_and_the_package_stays_clean(package):
    clean = load(package).problems
    place = add_place(package, FACTS, LINES)
    data = load(package)
    assert data.problems == clean
    row = shares.plans(data).set_index("place_id").loc[place["place_id"]]
    assert row[["department", "region", "settlement", "carrier_sector", "plan_quality"]].tolist() == [
        "Lot", "Occitanie", "urban", "private", "complete",
    ]  # fmt: skip
    assert row["public_share_low"] == row["public_share_high"] == 0.6


def test_a_second_plan_of_a_place_is_its_second_phase(package):
    add_place(package, FACTS, LINES)
    assert add_place(package, FACTS, LINES)["place_id"] == "la-fabrique-a-idees-figeac-phase-2"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"investment_eur": "90000"}, "above 102% of the investment"),
        ({"investment_eur": "0"}, "must be above 0"),
        ({"source_url": "see the newspaper"}, "source_url"),
        ({"name": ""}, "name"),
        ({"year": "1066"}, "year"),
    ],
)
def test_what_check_would_refuse_is_refused_and_nothing_is_written(package, facts, said):
    before = read(package)
    with pytest.raises(DataError, match=said):
        add_place(package, FACTS | facts, LINES)
    assert read(package) == before


@pytest.mark.parametrize("municipality", ["Atlantis", "Saint-Denis"])
def test_a_municipality_that_is_none_or_several_is_asked_about(package, municipality):
    with pytest.raises(AddError, match="say its department"):
        add_place(package, FACTS | {"municipality": municipality, "department_code": ""}, LINES)


@pytest.mark.parametrize("text", ["Région = soon", "Région = 12 chevaux"])
def test_an_amount_that_is_none_is_told(text):
    with pytest.raises(AddError, match="cannot be read"):
        read_line(text)


def test_a_kind_that_is_unknown_names_those_that_are():
    with pytest.raises(
        AddError, match=r"^kind of place: castle is not known; write one of third place, coworking space"
    ):
        read_fact("place_type", "castle")
