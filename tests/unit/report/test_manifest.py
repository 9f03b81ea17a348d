"""report.json, which anyone may have written: believed only where it is such as we write."""

from __future__ import annotations

import json
import os

import pytest

from analysis.report._manifest import MANIFEST, Manifest, make_manifest, read_manifest

CARD = {
    "title": "T",
    "question": "Q",
    "answer": "<p>An <em>answer</em>.</p>",
    "claims": '<ol class="x"><li>A<br>b</li></ol>',
}


def written(folder, text):
    (folder / MANIFEST).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_manifest(folder)


def test_what_we_write_is_read(tmp_path):
    found = written(tmp_path, make_manifest({"index.html": b""}, {"en": {"00_overview": CARD}}))
    assert found == Manifest(frozenset({"index.html", MANIFEST}), {"en": {"00_overview": CARD}})


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "3", '"x"', "{", '{"files": 3}', '{"files": null}', "[" * 100_000, b"\xff\xfe", '{"cards": {}}',
        '{"files": ' + "9" * 5000 + "}",
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_what_is_no_list_of_ours_counts_as_none(tmp_path, text):
    assert written(tmp_path, text) == Manifest()


@pytest.mark.parametrize(
    "cards",
    [
        [], 3, "x", {"en": []}, {"en": {"00": []}}, {"en": {"00": {}}}, {"en": {"00": CARD | {"more": ""}}},
        {"en": {"00": CARD | {"title": 3}}},
        {"en": {"00": CARD | {"title": "half a letter \ud800"}}},
    ],
    ids=str,
)  # fmt: skip
def test_cards_that_are_no_texts_are_not_taken_over(tmp_path, cards):
    assert written(tmp_path, json.dumps({"files": [3, "index.html"], "cards": cards})) == Manifest(
        frozenset({"index.html"})
    )


@pytest.mark.parametrize("field", ["answer", "claims"])
@pytest.mark.parametrize(
    "html",
    [
        '<meta http-equiv="refresh" content="0;url=https://example.org">', "<script>alert(1)</script>", '<p onclick="x()">a</p>',
        '<p style="position:fixed">a</p>', '<a href="javascript:x()">a</a>', '<a href=" javascript:x()">a</a>',
        '<img src=x>',
        '<a href="JAVASCRIPT:x()">a</a>', '<a href="data:text/html,x">a</a>', '<a href="//example.org">a</a>', "<!-- a",
        "<!-- a -->", "a > b",
        '<p class="a>">b</p>',
        "</div></main>", "<p>a", "<style>p{}</style>", "<svg><use href='x'/></svg>",
        "<iframe srcdoc=a></iframe>", "<p><base href='/'></p>",
        "<?php ?>", "<![CDATA[a]]>", "<p", "<svg><a href='vbscript:x'>a</a></svg>",
    ],
)  # fmt: skip
def test_html_that_we_do_not_write_is_not_taken_over(tmp_path, field, html):
    cards = {"en": {"00": CARD | {field: html}, "01": CARD}}
    assert written(tmp_path, make_manifest({}, cards)).cards == {}


def test_a_pipe_in_the_place_of_the_list_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / MANIFEST)
    assert read_manifest(tmp_path) == Manifest()
