"""The overview: each part of a claim by its plain sentence, then verdict and numbers; verdicts explained once."""

from __future__ import annotations

from dataclasses import replace

from analysis import findings
from analysis.findings import ClaimPart, Verdict
from analysis.words._messages import say


def made(claim: findings.Claim, *verdicts: Verdict) -> findings.Claim:
    parts = tuple(ClaimPart(say("About"), say("It is so."), say("Of nine (n = 9)."), verdict) for verdict in verdicts)
    return replace(claim, parts=parts, settles=say("Counting again."), turns=())


def test_a_part_is_told_in_two_layers_and_what_is_open_with_what_would_settle_it(claims):
    told = findings.overview([made(claims[0], Verdict.SUPPORTED, Verdict.CANNOT_TELL)])
    assert list(told) == [
        "It is so. Verdict: supported. Of nine (n = 9).",
        "It is so. Verdict: cannot tell. Of nine (n = 9). What would settle it: Counting again.",
    ]
    assert told._repr_markdown_().startswith("- **It is so.** Verdict: supported")


def test_a_verdict_is_explained_once_and_only_where_it_stands(claims):
    found = [made(claims[0], Verdict.DEPENDS, Verdict.DEPENDS), made(claims[1], Verdict.SUPPORTED)]
    texts = list(findings.meanings(found))
    assert [text.split(":")[0] for text in texts] == ["Supported", "Depends on who is counted"]


def test_without_a_claim_nothing_is_told():
    assert list(findings.overview([])) == list(findings.meanings([])) == []
