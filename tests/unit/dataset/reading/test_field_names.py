"""What readers call the fields that a column can be read as."""

from __future__ import annotations

import pytest

from analysis.dataset._reading.field_names import name_field
from analysis.dataset._reading.roles import find_roles
from analysis.words.i18n import speak


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_reader_meets_a_code(lang):
    inner = {"funder_each", "amount_each"}  # found by reading itself, and never shown
    with speak(lang):
        names = {role.field: name_field(role.field) for role in find_roles() if role.field not in inner}
    assert not [code for code, name in names.items() if "_" in name]


def test_a_field_that_only_reading_knows_has_a_name():
    assert name_field("funders") == "funders and their amounts in one cell"
    assert name_field("ignore") == name_field("") == "not used"
