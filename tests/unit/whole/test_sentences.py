"""What people read, in both languages, one below the other: held as text beside this file, in ``__snapshots__``.

A sentence that is meant to change: ``make snapshots``, then read the difference as a reader of both languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

import matplotlib.pyplot as plt
import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from analysis import (
    Dataset,
    findings,
    inference,
    ladder,
    load,
    mine,
    population,
    provenance,
    specification,
    substance,
    summaries,
    tables,
)
from analysis.charts._describing import find_text
from analysis.comparing import Comparison, compare, what_if
from analysis.dataset._checking.rules import Rule
from analysis.report._first import tell_numbers
from analysis.words.i18n import LANGUAGES, _, speak
from fabrique import FABRIQUE
from figures import FIGURES

#: Words that may not stand in what everybody reads: those of statistics, in both languages. The median is said as what it is,
#: "half of the plans cost less"; its name stands in notes and tables alone.
JARGON = re.compile(
    r"\b(bootstrap|permanova|kendall|cliff|spearman|gini|holm|theil|newcombe|wilson|hc3|log10|logarithm\w*|quantiles?|quartiles?"
    r"|percentiles?|centiles?|regression|régression|least squares|moindres carrés|confidence|confiance|intervals?|intervalles?"
    r"|lower bound|low bound|borne basse|slopes?|pente|effective n|n effectif|pseudo-f|specification|dispersions?"
    r"|geometric|géométrique|rho|tau|variances?|standard deviations?|écarts?-types?)\b|R²|\bp\s[<=]|\bn\s=",
    re.IGNORECASE,
)
TOPICS = ("INVESTMENT", "FUNDING_MIX", "TERRITORIES", "STAKEHOLDERS", "CONCEPTS")


class Text(SingleFileSnapshotExtension):
    """A snapshot as a text file of its own, as it is."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def held(snapshot):
    """The text that is held for this test."""
    return snapshot.use_extension(Text)


def beside(tell: Callable[[], Iterable[object]]) -> str:
    """Whatever is told, English and French one below the other; both must say the same numbers."""
    told = {}
    for lang in LANGUAGES:
        with speak(lang):
            told[lang] = [str(text) for text in tell()]
    pairs = list(zip(told["en"], told["fr"], strict=True))
    for english, french in pairs:
        more = numbers(french) - numbers(english)
        assert not numbers(english) - numbers(french), f"{english}\n{french}"
        assert set(more) <= {"1"}, f"{english}\n{french}"  # "each public euro" is "1 € public"
    return "\n\n".join(f"{english}\n{french}" for english, french in pairs) + "\n"


def numbers(text: str) -> Counter[str]:
    """The numbers of a text, whatever marks its language writes in them."""
    digits = re.findall(r"\d+(?:[.,\u202f\u00a0]\d+)*", text)
    return Counter(re.sub(r"[\u202f\u00a0,.](?=\d{3}\b)", "", number).replace(",", ".") for number in digits)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_answers_of_a_notebook(held, answers, topic):
    def told():
        found = answers[topic]
        return [*found.short, tables.plain(found.sensitivity, "Each finding, counted in other ways")]

    assert beside(told) == held


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_everybody_reads_holds_no_word_of_statistics(data, plans, answers, claims, lang):
    with speak(lang):
        told = [message.plain for found in answers.values() for message in found.short.messages]
        told += [part.plain for claim in claims for part in claim.parts]
        told += [part.about for claim in claims for part in claim.parts]
        told += [text for claim in claims for text in (claim.claim, claim.rule, claim.settles)]
        told += [message.plain for message in findings.tally(claims).messages]
        for card in tell_numbers(plans, data.funding):
            told += [card.title, card.note, *(text for one in card.numbers for text in (one.text, one.note))]
        found = {str(text) for text in told if JARGON.search(str(text))}
    assert found == set()


def test_the_list_of_words_does_find_them():
    assert all(JARGON.search(text) for text in ("Gini 0.6", "de 3 à 5 (n = 9)", "un intervalle", "p < 0,001", "R² 7 %"))
    assert not JARGON.search("La moitié des plans coûtent moins.")


def test_the_claims(held, claims):
    def told():
        return [
            *findings.overview(claims),
            *findings.tally(claims),
            *findings.meanings(claims),
            *(text for claim in claims for text in (claim.claim, claim.rule, claim.where_it_turns)),
            *(part.about for claim in claims for part in claim.parts),
        ]

    assert beside(told) == held


def compared(data: Dataset) -> tuple[Comparison, object]:
    return compare(data, FABRIQUE), what_if(data, FABRIQUE)


def test_one_plan_among_its_peers(held, data):
    def told():
        found, scenarios = compared(data)
        shown = [
            tables.positions(found),
            tables.choices(found),
            tables.scenarios(scenarios),
            tables.plan_lines(FABRIQUE),
        ]
        return [*found.sentences, *found.warnings, *shown]

    assert beside(told) == held


def test_the_example_of_a_file_of_ones_own(held):
    def told():
        found = load(mine.example())
        return [*found.problems, *found.left_out, *findings.what_was_read(found), *findings.sources(found),
                tables.problems(found), tables.rows(found)]  # fmt: skip

    assert beside(told) == held


def test_the_rules_that_data_can_break(held):
    def told():
        for rule in Rule:
            texts = [rule.text] if isinstance(rule.text, str) else rule.text
            yield " / ".join([rule, rule.severity, *(_(text) for text in (rule.frame, *texts, rule.hint) if text)])

    assert beside(told) == held


def test_the_captions_and_headers_of_tables(held, data, plans, claims):
    found, scenarios = compared(data)
    features = substance.features(substance.comparable(plans))
    by = substance.comparable(plans)["generation"]
    drivers, test = substance.drivers(features, by), substance.permanova(features, by)

    def told():
        own = load(mine.example())
        shown = [
            tables.rows(own), tables.understood(own), tables.problems(own), tables.coverage(plans, ["year"]),
            tables.places(plans), tables.claims(claims),
            tables.medians(inference.medians(plans, "investment_eur", by="region"), by="region", caption="Where are the places?"),
            tables.funder_mix(summaries.funder_mix(plans, data.funding), caption="Who pays?"),
            tables.regions(summaries.regions(plans), caption="Where are the places?"),
            tables.features(drivers, caption="Each feature alone: new against older kinds of place"),
            tables.permanova(test, caption="New against older kinds"),
            tables.plan_lines(FABRIQUE), tables.positions(found), tables.nearest(found), tables.choices(found),
            tables.scenarios(scenarios),
            tables.ladder(ladder.climb_mixed(plans, data.funding, by="settlement"), by="settlement", caption="Who pays?"),
            tables.ladder(ladder.climb_euros(plans, data.funding), caption="Who pays?"),
            tables.readings(population.list_readings(plans, "citizens_involved", None), caption="Who pays?"),
            tables.closure(provenance.count_closures(plans, data.funding)),
            tables.law_check(provenance.check_law(plans, data.funding)),
            tables.specification(specification.curve_cost(plans, None), caption="Who pays?"),
        ]  # fmt: skip
        return [f"{table.caption}\n    {' | '.join(table.frame)}" for table in shown]

    assert beside(told) == held


def test_the_texts_of_all_figures(held, data, plans):
    def told():
        for draw in FIGURES.values():
            yield find_text(draw(data, plans))
            plt.close("all")

    assert beside(told) == held


def test_numbers_are_the_same_however_a_language_writes_them():
    assert numbers("€1,234 or 1.5%") == numbers("1\u202f234\u00a0€ ou 1,5\u00a0%") == Counter(["1234", "1.5"])
    assert numbers("3 of 5") != numbers("5 of 5")
