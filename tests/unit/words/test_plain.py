"""A stream of any encoding gets text that it can write."""

from __future__ import annotations

import io
import sys

import pytest

from analysis.words._plain import NEAREST, open_streams


@pytest.mark.parametrize(
    ("text", "encoding", "written"),
    [
        ("Coût → 5\u202f€", "cp1252", "Coût -> 5 €"),
        ("Coût → 5\u202f€ …", "ascii", "Cout -> 5 EUR ..."),
        ("L’œuvre « là »", "latin-1", "L'oeuvre « là »"),
        ("日本", "ascii", "??"),
        ("caf\udce9.csv", "utf-8", "caf?.csv"),
        ("déjà", "utf-8", "déjà"),
    ],
)
def test_a_letter_that_an_encoding_has_not_got_is_written_as_the_nearest(text, encoding, written):
    assert text.encode(encoding, NEAREST).decode(encoding) == written


def test_streams_are_opened_for_every_text(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, "ascii"))
    open_streams()
    print("→")
    sys.stdout.flush()
    assert raw.getvalue() == b"->\n"
