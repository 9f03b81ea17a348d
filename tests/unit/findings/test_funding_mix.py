"""Who pays, said: the numbers of each sentence by hand on a few plans."""

from __future__ import annotations

import pytest

from analysis.findings import _funding_mix as said
from analysis.findings import sample_of
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
    text = str(said.tell_public_share(sample).text)
    assert text.startswith(
        "Public money is at least 52% and at most 86% of the €500 of all 5 plans"
    )  # 260 and 430 of 500
    assert text.endswith("the sector of the rest, 34%, is not known.")


def test_mixed_plans_are_counted_and_the_untold_ones_may_be(sample):
    text = str(said.tell_mixed(sample).text)
    assert text.startswith(
        "2 of 5 plans name a public and a private funder, 1 are complete with one sector, and 2 cannot"
    )
    assert "between 40% and 80% are mixed" in text
    low, high = said.bound_mixed(sample)
    assert (low.value, high.value) == (0.4, 0.8)


def test_the_largest_funders_are_named_with_their_part_of_all_euros(sample):
    text = str(said.tell_largest(sample).text)
    assert text.startswith("Of the €330 that lines explain (66% of all euros), the most come from State €210 (42%)")


def test_the_pair_that_stands_together_most_often(data):
    lines = [(0, "region", "public", 1.0), (0, "state", "public", 1.0)]
    lines += [(place, kind, "public", 1.0) for place in (1, 2) for kind in ("state", "department")]
    text = str(said.tell_together(sample_of(dataset_of(data, [100] * 4, lines))).text)
    assert text == "Most often together: department and State, in 2 of the 3 plans that name several funders."


def test_three_complete_plans_are_too_few(sample):
    assert "too few" in str(said.tell_complete_plans(sample).text)
    assert "too few" in str(said.tell_leverage(sample).text)


def test_private_euros_beside_public_ones_in_complete_plans(data):
    lines = [(n, kind, sector, 50.0 + 10 * n * sign) for n in range(5) for kind, sector, sign in
             (("state", "public", 1), ("company", "private", -1))]  # fmt: skip
    text = str(said.tell_leverage(sample_of(dataset_of(data, [100] * 5, lines))).text)
    assert text.startswith("Beside each public euro stand 0.43 private euros")  # 150 of 350
    assert text.endswith("0 of these plans have no private euro.")


def test_without_a_line_nobody_pays_that_can_be_named(data):
    sample = sample_of(dataset_of(data, [100, 200]))
    for measure in (said.tell_public_share, said.tell_largest):
        assert "who pays cannot be told" in str(measure(sample).text)
