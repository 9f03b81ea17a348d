"""Texts of a sheet can be written to any file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.dataset._reading.sheet import spell_whole

ANY = st.text(st.characters(exclude_categories=()) | st.sampled_from("\ud800\udfff"), max_size=20)


@given(ANY)
def test_lone_surrogates_become_the_replacement_sign_and_nothing_else_changes(text):
    found = spell_whole(text)
    found.encode("utf-8")
    assert len(found) == len(text)
    assert all(new == ("\ufffd" if "\ud800" <= old <= "\udfff" else old) for old, new in zip(text, found, strict=True))
