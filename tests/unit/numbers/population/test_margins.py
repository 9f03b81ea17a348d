"""Margins of the census, in the groups of the plans."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.numbers import population
from raking import CENSUS


def test_carriers_are_grouped_as_the_census_can_tell_them():
    types = [
        "public_joint_carrier",
        "public_company",
        "university",
        "association",
        "semi_public_company",
        "unknown",
        None,
    ]
    groups = population.group_carriers(pd.DataFrame({"carrier_type": types}))
    assert groups.tolist() == ["public", "public", "public", "association", "other", "other", "other"]


def test_margins_add_up_and_what_the_legal_forms_leave_open_is_other():
    found = population.read_margins(CENSUS)
    assert found.legal_form is not None
    assert found.settlement is not None
    assert found.legal_form == pytest.approx([0.53, 0.19, 0.09, 0.14, 0.05])
    assert found.settlement == pytest.approx([0.34, 0.66])
    assert found.region == pytest.approx({"Bretagne": 0.5, "Corse": 0.5})
