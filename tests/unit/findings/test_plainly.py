"""What one reads aloud: at most 25 words, one full stop, no method's name, whatever the verdict and the fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from analysis import findings, load
from analysis.findings import _plainly as plainly
from analysis.numbers.ladder import Assumption
from analysis.words._messages import say
from analysis.words.i18n import speak
from editions import REAL

METHODS = re.compile(
    r"PERMANOVA|Wilson|Newcombe|bootstrap|R²|HC3|Gini|Theil|Kendall|Spearman|Holm|Cliff|p [<=]|n =|least squares"
    r"|moindres carrés|median\b|médiane|interval|confidence",
    re.IGNORECASE,
)
TOPICS = ("INVESTMENT", "FUNDING_MIX", "TERRITORIES", "STAKEHOLDERS", "CONCEPTS")
#: The assumptions under which a verdict may stand.
RUNGS = ("A1", "A2", "A3", "A4")
#: The longest that a field holds.
LONGEST = {
    "euros": "€1.25M", "new": "100%", "older": "100%", "web": "100%", "census": "100%", "low": "+10.25", "high": "+10.25",
    "mixed": "120", "decided": "120", "total": "120", "yes": "120", "no": "120", "open": "120", "range": "36% to 52%",
}  # fmt: skip


def check(text: str) -> None:
    """The rules of a plain sentence; a number with its unit is one word."""
    words = [word for word in re.sub(r"[\u00a0\u202f]", "", text).split() if re.search(r"\w", word)]
    assert len(words) <= 25, f"{len(words)} words: {text}"
    assert not METHODS.search(text), text
    assert text.endswith("."), text
    assert not re.search(r"\.\s|\.\.", text), text


def texts() -> Iterator[tuple[str, str]]:
    """Every sentence of `_plainly` by its name."""
    for name in plainly.__all__:
        held = getattr(plainly, name)
        for verdict, told in held.items():
            if isinstance(told, dict):
                yield from ((f"{name}-{verdict}-{inner}", text) for inner, text in told.items())
            else:
                yield f"{name}-{verdict}", told


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("text", [text for _, text in texts()], ids=[name for name, _ in texts()])
def test_a_sentence_of_a_verdict_is_plain_with_its_longest_fields(text, lang):
    with speak(lang):
        longest = max((Assumption(code).label for code in RUNGS), key=lambda label: len(str(label).split()))
        fields = {name: LONGEST.get(name, longest) for name in re.findall(r"{(\w+)}", text)}
        check(str(say(text, **fields)))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_plain_sentence_of_the_claims_and_the_topics_is_plain(lang, claims, answers):
    data = load(REAL)
    found = {topic: findings.answer(getattr(findings, topic), data) for topic in TOPICS}
    with speak(lang):
        for claim in (*claims, *findings.claims(data)):
            for part in claim.parts:
                check(str(part.plain))
        for answer in (*answers.values(), *found.values()):
            for layers in answer.short.messages:
                check(str(layers.plain))
