"""The names that columns have in files: each can be found, in both languages."""

from __future__ import annotations

import pytest

from analysis import vocabulary
from analysis.dataset._reading.roles import find_role, find_roles, list_roles
from analysis.dataset._reading.words import fold


def test_every_name_is_in_the_form_in_which_headers_are_compared():
    names = {name for role in find_roles() for name in (*role.words, *role.vague)}
    assert {name for name in names if fold(name) != name} == set()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_labels_of_the_template_lead_to_their_field(lang):
    by_name = list_roles()
    for name in ("name", "place_type", "municipality", "year", "investment_eur", "carrier_name", "surface_m2"):
        assert name in {role.field for role in by_name[fold(vocabulary.label(name, lang))]}, name


def test_each_funder_type_has_a_column_of_its_own_and_public_is_the_whole_public_part():
    for code in vocabulary.labels("funder_type"):
        assert find_role(f"funder:{code}") is not None
    assert {role.field for role in list_roles()["financement public"]} == {"public_eur"}


def test_a_name_that_can_be_two_things_names_both():
    assert {role.field for role in list_roles()["porteur"]} == {"carrier_type", "carrier_name"}
    assert find_role("mood") is None
