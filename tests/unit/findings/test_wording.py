"""Values in sentences are written in the language in which the sentence is shown."""

from __future__ import annotations

import pytest

from analysis.findings import _wording as wording
from analysis.words._messages import say
from analysis.words.i18n import speak


@pytest.mark.parametrize(
    ("told", "english", "french"),
    [
        (wording.name_value("carrier_type", "municipality"), "municipality", "commune"),
        (wording.name_group("generation", "new"), "new kinds of place", "nouveaux types de lieux"),
        (wording.name_value("region", "<b>"), "<b>", "<b>"),
        (wording.spell_interval(0.4, 0.56), "40% to 56%", "de 40 % à 56 %"),
        (wording.spell_signed(1.5), "+1.50", "+1,50"),
        (wording.spell_list([say("yes"), say("not known")]), "yes, not known", "oui, non connu"),
        (wording.spell_sentence(say("not known")), "Not known", "Non connu"),
    ],
    ids=range(7),
)
def test_a_value_is_written_when_it_is_shown(told, english, french):
    with speak("fr"):
        assert str(told).replace("\u00a0", " ").replace("\u202f", " ") == french
    assert str(told) == english
