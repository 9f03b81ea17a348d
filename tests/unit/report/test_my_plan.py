"""The page "my plan" as it is written: its form, what it carries, and what data of one's own leaves out."""

from __future__ import annotations

import base64
import gzip
import json
import re
from dataclasses import replace
from html import unescape

import pytest

from analysis import load, shares
from analysis.report import _my_plan as module
from analysis.report._frame import Site
from analysis.report._my_plan import list_words, render_my_plan_page
from analysis.words import _formatting as form
from analysis.words.i18n import LANGUAGES, speak
from samples import dataset_of

SITE = Site("en", ("en",))


def page(data, lang="en") -> str:
    return render_my_plan_page(data, shares.plans(data), site=Site(lang, (lang,))).decode()


def carried(html: str) -> dict:
    packed = re.search(r'<script type="text/plain" id="peers">([^<]+)', html)
    assert packed
    return json.loads(gzip.decompress(base64.b64decode(packed[1])))


def test_it_is_the_same_each_time_small_and_asks_nobody(data):
    html = page(data)
    assert html == page(data)
    assert len(html) < 1_500_000
    assert "default-src 'none'" in unescape(html)
    assert len(re.findall("<script>", html)) == 1


def test_the_form_begins_empty_with_the_funders_in_the_order_of_their_use(data):
    html = page(data)
    fields = re.findall(r'id="field-pay\.(\w+)"', html)
    counts = data.funding["funder_type"].value_counts()
    used = [code for code in counts.index if code != "unknown"]
    assert [counts[code] for code in fields if code in counts] == [counts[code] for code in used]
    assert "unknown" not in fields
    assert not re.findall(r"<input[^>]+ value=\"\d", html)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_marks_of_a_language_are_found_by_writing(data, lang):
    with speak(lang):
        marks = list_words("third_place")["marks"]
        assert form.format_whole(1234567) == marks["thousands"].join(["1", "234", "567"])
        assert form.format_decimal(1.25) == f"1{marks['decimal']}25"
        assert form.format_share(0.37) == marks["share"].replace("{n}", "37")
        assert [form.format_euros(2 * size) for size in (1e9, 1e6)] == [
            text.replace("{n}", "2") for _size, _least, text in marks["euros"][:2]
        ]
        assert form.join_names(["a", "b"]) == marks["names"].format(first="a", last="b")
        assert marks["plural_from_two"] == (lang == "fr")


def test_names_hide_nothing_and_only_addresses_lead_anywhere(data):
    places = data.places.head(6).assign(
        name="a\u202eb</script>",
        source_url=["javascript:alert(1)", "https://a.example/x", *[None] * 4],
        source_publisher=None,
    )
    html = page(replace(data, places=places, funding=data.funding.head(0)))
    told = carried(html)["data"]["plans"]
    assert told["name"][0] == "a\\u202eb</script>"
    assert sorted(map(str, told["source_url"])) == ["None"] * 5 + ["https://a.example/x"]
    assert sorted(told["source_publisher"])[-1] == "a.example"
    assert "a\u202eb" not in html


def test_a_file_of_ones_own_makes_a_page(tmp_path):
    (tmp_path / "a.csv").write_text("Lieu;Coût total\nA;100000\nB;200000\n", encoding="utf-8")
    told = carried(page(load(tmp_path / "a.csv")))
    assert told["data"]["plans"]["investment_eur"] == [100000.0, 200000.0]
    assert told["data"]["kinds"] == []
    assert told["data"]["cost"]["line"] is None


def test_a_region_that_cannot_be_read_is_not_offered(data):
    places = data.places.assign(region=["\u202eevil", "x" * 500, *data.places["region"].iloc[2:]])
    html = page(replace(data, places=places))
    assert "\u202e" not in html
    assert "xxx" not in html
    assert 'value="Bretagne"' in html


def test_more_plans_than_a_page_carries_lead_elsewhere(data, monkeypatch):
    monkeypatch.setattr(module, "MOST_PLANS", 2)
    html = page(dataset_of(data, [1.0, 2.0, 3.0]))
    assert "This data has 3 plans" in html
    assert 'id="peers"' not in html
