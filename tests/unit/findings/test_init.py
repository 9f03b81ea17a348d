"""How the claims stand, counted."""

from __future__ import annotations

from dataclasses import replace

from analysis import findings


def test_claims_are_counted_by_verdict_with_their_numbers(data):
    claim = findings.claims(data)[0]
    made = [
        replace(claim, number=number, verdict=verdict, turns="")
        for number, verdict in ((1, "supported"), (2, "cannot tell"), (3, "supported"))
    ]
    assert list(findings.overview(made)) == [
        "Supported: 2 of 3 claims (1, 3).",
        "Not supported: 0 of 3 claims.",
        "Cannot tell: 1 of 3 claims (2).",
    ]


def test_without_a_claim_all_counts_are_zero():
    assert [text.split(": ")[1] for text in findings.overview([])] == ["0 of 0 claims."] * 3
