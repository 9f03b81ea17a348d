"""Sentences computed from the numbers: short answers, sensitivity and the conference's claims."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.findings._claims import Claim, claims, claims_table, take_otherwise
from analysis.findings._codes import MEANINGS, Verdict
from analysis.findings._concepts import CONCEPTS
from analysis.findings._finding import (
    Answer,
    Finding,
    Findings,
    Layers,
    Sample,
    answer,
    sample_of,
)
from analysis.findings._funding_mix import FUNDING_MIX
from analysis.findings._investment import INVESTMENT
from analysis.findings._part import ClaimPart
from analysis.findings._programs import read_part
from analysis.findings._reading import sources, what_was_read
from analysis.findings._stakeholders import STAKEHOLDERS, local_authorities
from analysis.findings._territories import TERRITORIES, rural_share_of_population
from analysis.findings._wording import Told, spell_sentence
from analysis.words._formatting import join_pair, join_parts
from analysis.words._messages import say, spell

__all__ = [
    "CONCEPTS",
    "FUNDING_MIX",
    "INVESTMENT",
    "STAKEHOLDERS",
    "TERRITORIES",
    "Answer",
    "Claim",
    "ClaimPart",
    "Finding",
    "Findings",
    "Layers",
    "Sample",
    "Verdict",
    "answer",
    "claims",
    "claims_table",
    "local_authorities",
    "meanings",
    "overview",
    "rural_share_of_population",
    "sample_of",
    "sources",
    "take_otherwise",
    "tally",
    "what_was_read",
]


def __dir__() -> list[str]:
    return __all__


def overview(found: Sequence[Claim]) -> Findings:
    """The answers to the claims, part by part: the verdict and the plain sentence, then the numbers.

    Examples
    --------
    >>> import analysis
    >>> str(overview(claims(analysis.load(), [3])).messages[0].plain)
    'Whether new places attract people or firms to rural areas cannot be told from financing plans.'
    """
    told: list[Layers] = []
    for layers in (Layers(part.plain, _tell_numbers(part, claim)) for claim in found for part in claim.parts):
        if layers not in told:  # parts of a claim that all lack plans say the same
            told.append(layers)
    return Findings(
        tuple(told),
        lambda: [read_part(claim, at, part) for claim in found for at, part in enumerate(claim.parts, start=1)],
    )


def _tell_numbers(part: ClaimPart, claim: Claim) -> Told:
    verdict, numbers = part.verdict.label, spell_sentence(part.numbers)
    if part.verdict in (Verdict.SUPPORTED, Verdict.NOT_SUPPORTED):
        return say("Verdict: {verdict}. {numbers}", verdict=verdict, numbers=numbers)
    return say(
        "Verdict: {verdict}. {numbers} What would settle it: {settles}",
        verdict=verdict,
        numbers=numbers,
        settles=claim.settles,
    )


def tally(found: Sequence[Claim]) -> Findings:
    """Which parts of the claims have which verdict, and what the verdict means.

    Examples
    --------
    >>> import analysis
    >>> str(tally(claims(analysis.load(), [3])).messages[0].plain)
    'supported: claim 3 (Location: rural more often than older kinds).'
    """
    told = []
    for verdict in Verdict:
        parts = [(claim, part) for claim in found for part in claim.parts if part.verdict is verdict]
        names = [say("claim {n} ({part})", n=claim.number, part=part.about) for claim, part in parts]
        if names:
            plain = say("{word}.", word=spell(join_pair, verdict.label, spell(join_parts, names)))
            told.append(Layers(plain, say("{word}.", word=spell_sentence(MEANINGS[verdict]))))
    return Findings(tuple(told))


def meanings(found: Sequence[Claim]) -> Findings:
    """What the verdicts that these claims have mean.

    Examples
    --------
    >>> import analysis
    >>> str(meanings(claims(analysis.load(), [5]))).count("\\n")
    0
    """
    seen = {part.verdict for claim in found for part in claim.parts}
    pairs = [
        spell(join_pair, spell_sentence(verdict.label), MEANINGS[verdict]) for verdict in Verdict if verdict in seen
    ]
    return Findings(tuple(say("{word}.", word=pair) for pair in pairs))
