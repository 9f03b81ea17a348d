"""What it costs to start a place, said: the numbers of each sentence by hand on a few plans."""

from __future__ import annotations

from analysis import findings
from analysis.findings import _investment as said
from analysis.findings import sample_of
from samples import dataset_of


def test_the_median_and_the_middle_half(data):
    sample = sample_of(dataset_of(data, [100_000, 200_000, 300_000, 400_000, 500_000]))
    text = str(said.tell_typical(sample).text)
    assert text.startswith("The median plan costs €300k (95% interval ")
    assert "the middle half goes from €200k to €400k (n = 5" in text


def test_four_plans_are_too_few_for_a_median(data):
    sample = sample_of(dataset_of(data, [100_000, 200_000, 300_000, 400_000]))
    assert str(said.tell_typical(sample).text) == "4 places with an investment: too few for a summary."


def test_the_range_of_the_conference_begins_at_50_000_and_ends_below_a_million(data):
    sample = sample_of(dataset_of(data, [49_999, 50_000, 999_999, 1_000_000, 2_000_000]))
    text = str(said.tell_in_band(sample).text)
    assert text.startswith("2 of 5 plans (40%")
    assert text.endswith("cost from €50k to under €1M; 1 cost less and 2 more.")


def test_the_rural_median_stands_beside_the_urban_one(data):
    density = ["rural_town"] * 5 + ["urban_belt"] * 5
    cost = [100_000, 110_000, 120_000, 130_000, 140_000, 400_000, 440_000, 480_000, 520_000, 560_000]
    text = str(said.tell_rural_against_urban(sample_of(dataset_of(data, cost, density=density))).text)
    assert text.startswith(
        "The median rural plan costs €120k (n = 5), the median urban plan €480k (n = 5): 0.25 times as much"
    )
    assert "Cliff's delta -1.00" in text  # each rural plan costs less than each urban one


def test_a_sentence_that_turns_without_the_lists_says_so(data):
    kinds = ["web_page"] * 5 + ["state_list"] * 6
    made = dataset_of(data, [2_000_000] * 5 + [100_000] * 6, source_kind=kinds)
    answer = findings.answer(findings.INVESTMENT, made)
    assert str(answer.short[0]).startswith("The median plan costs €100k")
    assert str(answer.short[0]).endswith("This differs without the State's lists: €2M (n = 5).")
    assert answer.sensitivity.loc[0, "turns"] == "yes"
