"""What is told of a comparison."""

from __future__ import annotations

from analysis.comparing import compare
from fabrique import FABRIQUE


def test_the_warnings_name_what_weakens_the_comparison(data):
    told = " ".join(compare(data, FABRIQUE).warnings)
    assert "The lines explain 70% of the total; €90k are of unknown nature." in told
    assert "with and without VAT" in told


def test_three_computed_sentences(data):
    cost, public, near = compare(data, FABRIQUE).sentences
    assert cost.startswith("This plan costs €300k, nominal euros: more than ")
    assert "95% interval" in cost
    assert public.startswith("Public money is 40% to 70% of it")
    assert near.startswith("Nearest places: ")
