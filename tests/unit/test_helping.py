"""`analysis.help` lists what there is to call, and finds it by a word of either language."""

from __future__ import annotations

import inspect
import re
import sys
from types import SimpleNamespace

import pytest
from IPython.core.formatters import DisplayFormatter

import analysis
from analysis import _helping, charts, i18n
from analysis._helping import Overview, find_helpers

EVERY = {
    f"{short}.{name}"
    for short in analysis.__all__
    if inspect.ismodule(module := getattr(analysis, short))
    for name in module.__all__
    if inspect.isroutine(getattr(module, name))
}


def paths(word: str = "") -> list[str]:
    return [helper.path for helper in find_helpers(word)]


def test_every_public_function_is_listed_once_with_what_it_answers_and_its_call():
    found = find_helpers()
    assert sorted(paths()) == sorted({*EVERY, "analysis.load", "analysis.help"})
    assert all(helper.answers and "`" not in helper.answers for helper in found)
    calls = {helper.path: helper.call for helper in found}
    assert calls["charts.plot_groups"] == "charts.plot_groups(plans, by=...)"
    assert calls["analysis.load"] == "analysis.load()"
    assert [path.partition(".")[0] for path in paths()] == sorted(
        (path.partition(".")[0] for path in paths()), key=list(_helping._modules()).index
    )


def test_a_word_finds_functions_by_name_argument_and_docstring():
    assert "inference.medians" in paths("median")
    assert "charts.plot_groups" in paths("investment_eur")
    assert set(paths("investment")) < set(paths())
    assert set(paths("interval median")) == set(paths("interval")) & set(paths("median"))
    # an example loads the data first, which is not what the function is about
    assert "inference.medians" not in paths("load")


def test_a_function_is_itself_and_a_module_all_of_its_own(capsys):
    analysis.help(charts.plot_groups)
    told = capsys.readouterr().out
    assert "charts.plot_groups(plans, by=...)" in told
    assert "plot_counts" not in told
    analysis.help(charts)
    told = capsys.readouterr().out
    assert all(name in told for name in charts.__all__ if name.startswith("plot_"))
    assert "inference." not in told


def test_a_french_word_is_looked_for_in_english_where_french_is_spoken():
    assert paths("médiane") == []
    with i18n.speak("fr"):
        assert "inference.medians" in paths("médiane")
        assert paths("mediane") == paths("médiane")


@pytest.mark.parametrize("width", [60, 80, 140])
def test_in_a_console_nothing_is_cut_and_no_line_is_too_long(monkeypatch, capsys, width):
    monkeypatch.setenv("COLUMNS", str(width))
    analysis.help("region")
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines()[:-2])) <= width
    plain = " ".join(told.split())
    for helper in find_helpers("region"):
        assert helper.call in plain
        assert " ".join(helper.answers.split()) in plain
    assert "analysis.summaries: " in plain


def test_in_french_the_words_around_are_french_and_it_says_that_descriptions_are_not(capsys):
    with i18n.speak("fr"):
        analysis.help("median")
        assert "anglais" in capsys.readouterr().out
        assert "ce qu’elle répond" in Overview(find_helpers("median"))._repr_html_()
    analysis.help("median")
    assert "English" not in capsys.readouterr().out


def test_in_a_notebook_it_is_one_table_whose_groups_have_headers(monkeypatch, capsys):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    monkeypatch.setitem(
        sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: object(), display=sys.modules["IPython"].display)
    )
    assert analysis.help("median") is None
    (overview,) = shown
    assert capsys.readouterr().out == ""
    page = DisplayFormatter().format(overview)[0]["text/html"]
    assert page.count("<table>") == page.count("<caption>") == 1
    groups = re.findall(r'<th scope="rowgroup" colspan="3"[^>]*>analysis\.(\w+): ', page)
    assert groups == list(dict.fromkeys(helper.module for helper in find_helpers("median")))
    assert page.count("<code>") == len(find_helpers("median"))


def test_what_is_not_found_is_one_line_with_what_may_be_meant(capsys):
    analysis.help("plot_grups")
    assert re.fullmatch(r"nothing matches 'plot_grups'; did you mean .*plot_groups.*\?\n", capsys.readouterr().out)
    analysis.help("qqqq")
    assert capsys.readouterr().out == "nothing matches 'qqqq'; analysis.help() lists all\n"


def test_a_text_of_a_docstring_stays_a_text():
    hostile = _helping.Helper("charts", "x", "charts.x(<b>)", "<script>alert(1)</script>", "")
    assert "<script>" not in Overview([hostile])._repr_html_()
    assert "<b>" not in Overview([hostile])._repr_html_()
