"""The letters of a page's figures."""

from __future__ import annotations

import base64
import io
import re

from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from analysis.report._fonts import COMMON, find_letters, make_faces


def fonts(faces: str) -> list[TTFont]:
    return [TTFont(io.BytesIO(base64.b64decode(held))) for held in re.findall(r"base64,([^\"]+)", faces)]


def test_a_page_holds_the_weights_that_it_writes_in_with_the_letters_of_both_languages():
    faces = make_faces(find_letters([("bold", "Qui paie ?"), ("normal", "1 M€"), ("normal", "Œuvre")]))
    assert re.findall(r"font-weight:(\w+)", faces) == ["bold", "normal"]
    for font in fonts(faces):
        assert {*map(chr, font.getBestCmap())} == COMMON
    assert len(faces) < 30_000


def test_a_letter_that_the_font_lacks_is_left_to_the_reader_and_a_rare_one_is_held():
    (font,) = fonts(make_faces(find_letters([("normal", "aж漢")])))
    assert {*map(chr, font.getBestCmap())} == COMMON | {"ж"}
    assert make_faces(find_letters([])) == ""


def test_the_same_letters_are_the_same_bytes():
    one, other = (make_faces(find_letters([("normal", text)])) for text in ("abc", "cbba"))
    assert one == other


def test_a_text_is_as_wide_as_it_was_measured():
    written = "Part publique"
    (font,) = fonts(make_faces(find_letters([("normal", written)])))
    advances, names = font["hmtx"], font.getBestCmap()
    width = sum(advances[names[ord(letter)]][0] for letter in written) / font["head"].unitsPerEm
    measured = text_to_path.get_text_width_height_descent(written, FontProperties(size=100), ismath=False)[0]
    assert abs(width * 100 - measured) < len(written)  # but for kerning
