"""Who pays, said: the numbers of each sentence by hand on a few plans."""

from __future__ import annotations

import pytest

from analysis import load, provenance
from analysis.findings import _funding_mix as said
from analysis.findings import sample_of
from editions import REAL
from samples import dataset_of

#: Five plans of 100: three are told in full, one in part, one not at all.
LINES = [
    (0, "state", "public", 100.0),
    (1, "region", "public", 50.0),
    (1, "company", "private", 50.0),
    (2, "state", "public", 80.0),
    (2, "company", "private", 20.0),
    (3, "state", "public", 30.0),
]


@pytest.fixture
def sample(data):
    return sample_of(dataset_of(data, [100, 100, 100, 100, 100], LINES))


def test_public_money_is_between_what_is_told_and_what_may_be(sample):
    found = said.tell_public_share(sample)
    assert str(found.plain).startswith("Public money is at least 52% and at most 86% of the euros")  # 260, 430 of 500
    assert "Public share of €500 (n = 5 plans, nominal euros" in str(found.numbers)


def test_the_largest_funders_are_named_with_their_part_of_all_euros(sample):
    found = said.tell_largest(sample)
    assert str(found.plain) == "Among the euros whose payer is named, most come from State, company and region."
    assert str(found.numbers).startswith("State €210 (42%), ")
    assert "the funders of €330 (66%) are named" in str(found.numbers)


def test_the_pair_that_stands_together_most_often(data):
    lines = [(0, "region", "public", 1.0), (0, "state", "public", 1.0)]
    lines += [(place, kind, "public", 1.0) for place in (1, 2) for kind in ("state", "department")]
    found = said.tell_together(sample_of(dataset_of(data, [100] * 4, lines)))
    assert str(found.plain) == "The two funders that most often pay together are department and State."
    assert str(found.numbers) == "In 2 of the 3 plans that name several funders."


def test_three_complete_plans_are_too_few(sample):
    assert "too few" in str(said.tell_complete_plans(sample).plain)
    assert "too few" in str(said.tell_private_euros(sample).plain)


def test_private_euros_beside_public_ones_in_complete_plans(data):
    lines = [(n, "state", "public", 100.0) for n in range(4)] + [
        (4, "state", "public", 60.0),
        (4, "company", "private", 40.0),
    ]
    found = said.tell_private_euros(sample_of(dataset_of(data, [100] * 5, lines)))
    assert str(found.plain) == "Beside public money, 1 of 5 fully known plans has private money."
    assert "their private euros: €40; one plan holds 100% of them" in str(found.numbers)


def test_how_plans_close_is_not_told_where_the_data_does_not_say_it(data):
    lines = [(n, "state", "public", 100.0) for n in range(5)]
    found = said.tell_complete_plans(sample_of(dataset_of(data, [100] * 5, lines)))
    assert str(found.plain) == "Of 5 plans whose payers are all known, 5 are wholly public."
    assert "the data does not say how they close" in str(found.numbers)


def test_without_a_line_nobody_pays_that_can_be_named(data):
    sample = sample_of(dataset_of(data, [100, 200]))
    for measure in (said.tell_public_share, said.tell_largest):
        assert "who pays cannot be told" in str(measure(sample).plain)


def test_what_a_computation_closes_is_what_the_table_of_closures_counts():
    sample = sample_of(load(REAL)).new
    counted = provenance.count_closures(sample.plans, sample.lines)
    told = said.tell_complete_plans(sample)
    assert f"in {counted.loc[counted['computed'], 'n'].sum()} one part was computed." in str(told.plain)
    assert f"; {counted['n'].iloc[0]} state their total and every line" in str(told.numbers)
