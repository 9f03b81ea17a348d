"""What a person takes along of a selection."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from analysis import shares
from analysis.exploring._exports import make_picture, make_selection
from analysis.words.i18n import LANGUAGES, speak


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_hold_the_places_of_the_selection_and_their_lines(lang, data):
    plans = shares.plans(data)
    some = plans[plans["region"] == "Bretagne"]
    with speak(lang):
        name, kind, content = make_selection("csv", some, data, {"region": ["Bretagne"]})
        whole, _kind, _content = make_selection("csv", plans, data, {})
        _name, _kind, book = make_selection("xlsx", some, data, {"region": ["Bretagne"]})
    assert str(len(some)) in name
    assert str(len(plans)) not in whole
    assert kind.startswith("text/csv")
    assert len(pd.read_csv(io.BytesIO(content), sep=";" if lang == "fr" else ",")) == len(some)
    sheets = pd.read_excel(io.BytesIO(book), sheet_name=None, engine="calamine")
    places, lines, *_others = sheets.values()
    assert len(places) == len(some)
    assert len(lines) == data.funding["place_id"].isin(some["place_id"]).sum()


def test_the_picture_is_of_what_is_drawn():
    name, kind, content = make_picture("investment", lambda ax: ax.plot([1, 2]))
    assert (name, kind, content[:4]) == ("investment.png", "image/png", b"\x89PNG")
