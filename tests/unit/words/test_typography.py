"""How a language is set in type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.words._typography import set_html_in_type, set_in_type
from analysis.words.i18n import speak


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("l'un, d'{name}, n'*est* qu'« ici »", "l’un, d’{name}, n’*est* qu’«_ici_»"),
        ("n = 238, p < 0,001, R² 7 %", "n_=_238, p_<_0,001, R²_7_%"),
        ("de -0,5 à -2 ; 2017-2019, L-1111", "de −0,5 à −2~; 2017-2019, L-1111"),
        ("1 M€, {n} k€, 350 m²", "1_M€, {n}_k€, 350_m²"),
        ("`d'un n = 3` et https://a.example/l'un?x=-3", "`d'un n = 3` et https://a.example/l'un?x=-3"),
        ("'entre guillemets'", "'entre guillemets'"),
    ],
)
def test_french(text, told):
    assert set_in_type(text).replace("\u202f", "~").replace("\u00a0", "_") == told


def test_a_page_is_set_but_for_its_markup_its_code_and_its_addresses():
    html = "<script>a='b'-1</script><a href=\"l'x\" title='-1'>l&#39;x : -1</a><code>n = 1</code>https://a.example/d'e"
    with speak("fr"):
        assert set_html_in_type(html) == html.replace("l&#39;x : -1", "l’x\u00a0: −1")
    assert "d&#39;" not in set_html_in_type("<p>d&#39;un</p>")


@given(st.text("<>/p'-= n:1é&;\" ", max_size=40))
def test_typography_changes_signs_and_never_markup(text):
    with speak("fr"):
        found = set_html_in_type(text)
    assert found.count("<") == text.count("<")
    assert found.count(">") == text.count(">")
    assert found.count('"') == text.count('"')
    assert set_in_type(set_in_type(text)) == set_in_type(text)
