"""The questions put to a few places made by hand: readings, verdicts and words."""

from __future__ import annotations

from analysis.findings import _judges as judges
from analysis.findings import sample_of
from samples import dataset_of


def test_the_floor_is_50_000_and_the_ceiling_below_a_million(data):
    made = sample_of(dataset_of(data, [49_999, *[50_000] * 20, 999_999, 1_000_000], place_type="fab_lab"))
    floor, ceiling = judges.judge_cost(made)
    assert floor.readings[0].value == ceiling.readings[0].value == 22 / 23
    assert floor.verdict == ceiling.verdict == "supported"


def test_older_kinds_are_not_the_subject(data):
    made = sample_of(dataset_of(data, [100_000] * 30, place_type="incubator"))
    assert [part.verdict for part in judges.judge_cost(made)] == ["cannot_tell"] * 2
    assert [str(part.plain) for part in judges.judge_mixed(made)] == [
        "The data holds too few plans of new places to tell."
    ] * 3


def test_carriers_that_bear_the_name_of_a_cluster_are_counted(data):
    names = ["Cluster Bois", "Pôle de compétitivité X", "Technopôle Y", "Mairie de Clusterville-sur-Mer", "Ville"]
    made = sample_of(dataset_of(data, [1.0] * 5, carrier_name=names, place_type="fab_lab", source_kind="web_page"))
    _, clusters = judges.judge_carriers(made)
    assert "cannot be told: 4 of 5 carriers bear such a name" in str(clusters.plain)


def test_more_organisations_in_later_years_is_said_per_ten_years(data):
    partners = ["; ".join(f"Partner {k}" for k in range(1 + n // 2 + n % 2)) for n in range(16)]
    years = [2005.0 + n // 2 * 2 for n in range(16)]
    columns = {"partners": partners, "year": years, "place_type": "fab_lab", "source_kind": "web_page"}
    (part,) = judges.judge_stakeholders(sample_of(dataset_of(data, [100.0] * 16, **columns)))
    assert part.readings[0].value > 0.4
    assert part.verdict == "supported"
    assert str(part.plain).startswith("More organisations take part in the later places: +")
