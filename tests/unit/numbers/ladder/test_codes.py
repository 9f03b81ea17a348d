"""The assumptions by name, in both languages."""

from __future__ import annotations

from analysis.numbers.ladder import Assumption, Basis, name_rung
from analysis.numbers.ladder._codes import BASES
from analysis.words.i18n import speak


def test_each_assumption_rests_on_something_that_has_a_name():
    assert set(BASES) == set(Assumption)
    for lang in ("en", "fr"):
        with speak(lang):
            assert all(str(basis.label) for basis in Basis)
            assert len({str(code.label) for code in Assumption if code.value.startswith("A")}) == 6


def test_a_part_that_is_left_out_is_named():
    assert str(name_rung("B2", 0.0)) == str(name_rung("B2")) == str(Assumption.B2.label)
    with speak("fr"):
        assert str(name_rung("B2", 0.3)).endswith("est public, à 30\u00a0% près")
