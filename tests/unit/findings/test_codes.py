"""Codes of the findings: each measure has its own, with a name in both languages."""

from __future__ import annotations

import pytest

from analysis import findings
from analysis.findings._codes import MeasureName, Side, Subset, Verdict
from analysis.words.i18n import speak


def test_each_measure_of_the_notebooks_has_a_name_of_its_own():
    topics = ("INVESTMENT", "FUNDING_MIX", "TERRITORIES", "STAKEHOLDERS", "CONCEPTS")
    used = [name for topic in topics for name in getattr(findings, topic).measures]
    assert sorted(used) == sorted(MeasureName)


@pytest.mark.parametrize("codes", [Verdict, Subset, MeasureName])
def test_every_name_is_said_in_both_languages(codes):
    for code in codes:
        with speak("fr"):
            french = str(code.label)
        assert "" not in (french, str(code.label))
    assert len({str(code.label) for code in codes}) == len(codes)


def test_a_side_is_one_of_few_codes():
    assert Side("rises") is Side.RISES
    with pytest.raises(ValueError, match="goes up"):
        Side("goes up")
