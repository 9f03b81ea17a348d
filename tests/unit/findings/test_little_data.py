"""Little data: each claim, each answer and each table says what it lacks, without a warning, a NaN or an error."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
import pytest

from analysis import Dataset, findings, load, tables
from analysis.words.i18n import speak
from editions import FROZEN, REAL
from little import LITTLE
from resamples import few
from spoken import plain

pytestmark = pytest.mark.filterwarnings("error")
TOPICS = ("INVESTMENT", "FUNDING_MIX", "TERRITORIES", "STAKEHOLDERS", "CONCEPTS")
#: What no reader should see: a number that is none, a code's or a language's word for nothing, a range of nothing.
HOLES = re.compile(
    r"(?-i:\bNone\b)(?! of)|\bnan\b|\binf\b|<NA>|(?-i:\bNaT\b)|not known (to|\()|non connu à|non connue? (\(|à)|de non connu"
    r"|to not known|n = nan|\{|\}",
    re.IGNORECASE,
)


@pytest.fixture(scope="module", autouse=True)
def few_resamples() -> Iterator[None]:
    """No p-value is looked at here."""
    with few():
        yield


@pytest.fixture(
    scope="module", params=[(REAL, kind) for kind in LITTLE] + [(FROZEN, kind) for kind in list(LITTLE)[:2]], ids=str
)
def data(request) -> Dataset:
    folder, kind = request.param
    return LITTLE[kind](load(folder))


@pytest.fixture(scope="module")
def told(data) -> dict[str, list[str]]:
    """All that is said of the data, in both languages."""
    claims = findings.claims(data)
    answers = {topic: findings.answer(getattr(findings, topic), data) for topic in TOPICS}
    said = {}
    for lang in ("en", "fr"):
        with speak(lang):
            texts = [*findings.overview(claims), *findings.meanings(claims)]
            texts += [str(part.plain) for claim in claims for part in claim.parts]
            for answer in answers.values():
                texts += [*answer.short, *answer.sensitivity.astype(str).to_numpy().ravel()]
            texts += [*findings.claims_table(claims)[["plain", "numbers", "about"]].to_numpy().ravel()]
            html = (
                tables.claims(claims).to_html()
                if hasattr(tables.claims(claims), "to_html")
                else str(tables.claims(claims))
            )
            said[lang] = [plain(text) for text in (*texts, re.sub(r"<[^>]*>", " ", html))]
    return said


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_text_has_a_hole(told, lang):
    holes = [text for text in told[lang] if HOLES.search(text)]
    assert holes == []


def test_the_claims_have_the_same_parts_whatever_the_data_lacks(data):
    claims = findings.claims(data)
    assert [len(claim.parts) for claim in claims] == [2, 3, 2, 1, 1, 1, 2, 1]
    for claim in claims:
        for part in claim.parts:
            assert set(pd.Series([str(one.says) for one in part.readings])) <= {"yes", "no", "open", "nothing"}
            if not part.readings:
                assert part.verdict == "cannot_tell"
