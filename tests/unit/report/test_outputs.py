"""What the outputs of a cell are to a page."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_output

from analysis.report._outputs import LONGEST, Shown, read_output_text, read_outputs, read_sentences, read_table


def shown(data: dict, **about: object):
    return new_output("display_data", data, metadata=about)


def test_widgets_are_left_in_jupyterlab_and_what_is_printed_is_not():
    widget = shown({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "a panel"})
    printed, empty = new_output("stream", text="hello"), shown({})
    assert read_outputs(new_code_cell("1", outputs=[widget, printed, empty])) == [printed]


def test_sentences_and_texts_are_those_of_the_output():
    output = shown({"text/markdown": "- one", "text/plain": "one"})
    assert (read_sentences(output), read_output_text(output)) == ("- one", "one")
    assert (read_sentences(new_output("stream", text="x")), read_output_text(new_output("stream", text="x"))) == (
        "",
        "x",
    )


def test_a_table_is_read_from_what_the_kernel_sent_beside_the_html():
    about = {"caption": "Who pays?", "columns": ["funder", "euros"], "rows": [["State", "x" * 600]]}
    table = read_table(shown({"text/html": "<table>"}, **{"text/html": about}), strong=1)
    assert table is not None
    assert (table.caption, table.columns, table.strong) == ("Who pays?", ("funder", "euros"), 1)
    assert len(table.rows[0][1]) == LONGEST
    assert read_table(shown({"text/html": "<b>no table</b>"})) is None


@pytest.mark.parametrize(
    "cells", [["€1.2M", "€150k"], ["65%", ""], ["1 234", "0"], ["-0.13", "<1%"], ["1,2 M€", "2 Md€"]]
)
def test_a_column_of_numbers_is_told_from_one_of_texts(cells):
    assert Shown("", ("n",), tuple((cell,) for cell in cells)).numbers == (True,)
    assert Shown("", ("n",), ((cells[0],), ("third place",))).numbers == (False,)


def test_a_column_without_any_cell_holds_no_numbers():
    assert Shown("", ("a", "b"), ()).numbers == (False, False)
    assert Shown("", ("a",), (("",),)).numbers == (False,)
