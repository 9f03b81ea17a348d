"""Codes that rules compare have names in the code; data holds their text alone."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis.dataset import _package
from analysis.dataset._checking.tables import judge_quality
from analysis.words import vocabulary
from analysis.words.vocabulary import FunderType, Generation, Mix, Quality, Sector, Settlement, SourceKind, find_field


@pytest.mark.parametrize(
    ("names", "field"),
    [
        (Sector, "carrier_sector"),
        (Quality, "plan_quality"),
        (SourceKind, "source_kind"),
        (Settlement, "settlement"),
        (Generation, "generation"),
        (Mix, "mix"),
    ],
)
def test_the_names_are_those_of_all_codes_of_the_field(names, field):
    assert tuple(names) == find_field(field).codes


def test_funders_and_their_sectors_are_codes_of_their_fields():
    assert set(FunderType) <= set(find_field("funder_type").codes)
    assert {*vocabulary.FUNDER_SECTORS.values(), Sector.MIXED} == set(Sector)
    assert set(vocabulary.FUNDER_SECTORS) | {FunderType.OWN_FUNDS, FunderType.BANK} == set(
        find_field("funder_type").codes
    )
    assert set(vocabulary.CARRIER_SECTOR_OF) == set(find_field("carrier_type").codes)
    assert set(vocabulary.CARRIER_SECTOR_OF.values()) == set(Sector)


def exact(values) -> bool:
    """Whether no text is a name: a name shows itself otherwise, and other programs do not know it."""
    return all(type(value) is str for value in values if isinstance(value, str))


def test_the_vocabulary_holds_plain_text():
    for table in (*vocabulary.TABLES.values(), vocabulary.DERIVED):
        assert all(exact(field.codes) for field in table.fields)
    for codes in (vocabulary.FUNDER_SECTORS, vocabulary.CARRIER_SECTOR_OF):
        assert exact(codes)
        assert exact(codes.values())
    assert exact(vocabulary.LISTS)
    assert json.loads(json.dumps(_package.make_descriptor())) == _package.make_descriptor()


def test_frames_hold_plain_text(plans):
    for name in ("sector", "mix", "settlement", "generation", "plan_quality"):
        if name in plans:
            assert exact(plans[name]), name
            assert plans[name].dtype == "str", name
    places = pd.DataFrame({"investment_eur": [100.0, 100.0, 100.0]})
    found = judge_quality(places, pd.Series([99.0, 5.0, 0.0]))
    assert found.tolist() == ["complete", "partial", "total_only"]
    assert exact(found)
    assert found.dtype == "str"
