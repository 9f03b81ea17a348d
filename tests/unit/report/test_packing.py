"""What a script reads is the same text for the same value, and stands in a page as it is."""

from __future__ import annotations

import base64
import gzip
import json
import re

import pytest

from analysis.report._packing import pack_json


def test_a_value_comes_back_and_its_text_ends_no_script():
    value = {"name": "</script><b>Île", "numbers": [1, None, 0.5]}
    packed = pack_json(value)
    assert json.loads(gzip.decompress(base64.b64decode(packed))) == value
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", packed)
    assert packed == pack_json(value)


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        pack_json(float("inf"))
