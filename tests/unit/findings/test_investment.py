"""What it costs to start a place, said: the numbers of each sentence by hand on a few plans."""

from __future__ import annotations

from analysis import findings
from analysis.findings import _investment as said
from analysis.findings import sample_of
from samples import dataset_of


def test_the_median_and_the_middle_half(data):
    found = said.tell_typical(sample_of(dataset_of(data, [100_000, 200_000, 300_000, 400_000, 500_000])))
    assert str(found.plain) == "Half of the plans cost €300k or less."
    assert "the middle half of all goes from €200k to €400k" in str(found.numbers)


def test_four_plans_are_too_few_for_a_median(data):
    found = said.tell_typical(sample_of(dataset_of(data, [100_000, 200_000, 300_000, 400_000])))
    assert str(found.plain) == "4 places with an investment: too few for a summary."


def test_rural_plans_stand_beside_urban_ones_as_they_are_and_alike(data):
    density = ["rural_town"] * 5 + ["urban_belt"] * 5
    cost = [100_000, 110_000, 120_000, 130_000, 140_000, 400_000, 440_000, 480_000, 520_000, 560_000]
    found = said.tell_rural_against_urban(sample_of(dataset_of(data, cost, density=density)))
    assert str(found.find(0.001).plain).startswith("Rural plans cost 75% less than urban ones")
    assert str(found.find(0.5).plain).endswith("no difference is clear.")


def test_a_sentence_that_turns_when_counted_otherwise_says_so(data):
    kinds = ["web_page"] * 5 + ["state_list"] * 6
    made = dataset_of(data, [2_000_000] * 5 + [100_000] * 6, source_kind=kinds)
    answer = findings.answer(findings.INVESTMENT, made)
    assert str(answer.short[0]).startswith("Half of the plans cost €100k or less.")
    assert str(answer.short[0]).endswith("Counted otherwise: web pages: €2M (n = 5).")
    assert answer.sensitivity.loc[0, "turns"] == "yes"
