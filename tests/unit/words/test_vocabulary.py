"""Every field and value has its names."""

from __future__ import annotations

import pytest

from analysis.words.vocabulary import DERIVED, TABLES, label, labels


def test_every_field_and_value_has_a_name_in_both_languages():
    for table in (*TABLES.values(), DERIVED):
        for field in table.fields:
            assert all((label(field.name, "en"), label(field.name, "fr"), field.description))
            assert all((*labels(field.name, "en").values(), *labels(field.name, "fr").values()))
    assert labels("funder_type", "fr")["own_funds"] == "autofinancement du porteur"
    assert label("carrier_type", "fr") == "porteur de projet"
    with pytest.raises(KeyError, match="no field 'mood'"):
        label("mood")
    with pytest.raises(KeyError):
        TABLES["places"]["mood"]
