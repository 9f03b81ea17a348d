"""One notebook as one page."""

from __future__ import annotations

import nbformat

from analysis.report._frame import Site
from analysis.report._pages import Pair, make_card, render_notebook_page


def test_hostile_text_in_a_notebook_is_shown_not_run():
    book = nbformat.v4.new_notebook()
    hostile = (
        "<script>alert(1)</script> [a](javascript:alert(2)) ![i](https://x.example/i.png) <img src=x onerror=alert(3)>"
    )
    output = nbformat.v4.new_output(
        "execute_result", {"text/markdown": hostile, "text/plain": hostile}, execution_count=1
    )
    alone = nbformat.v4.new_output("display_data", {"text/plain": hostile})
    stream = nbformat.v4.new_output("stream", text=hostile)
    book.cells = [
        nbformat.v4.new_markdown_cell(
            f"# Title {hostile}\n\n## Part\n\n## Part\n\n[next](01_x.ipynb) [out](https://a.example)"
        ),
        nbformat.v4.new_code_cell("1", metadata={"tags": ["short-answer"]}, outputs=[output, alone, stream]),
    ]
    pair = Pair(book)
    site = Site("en", ("en",), {"00_overview": make_card(pair)})
    page = render_notebook_page(pair, site=site, name="00_overview")["00_overview.html"].decode()
    for bad in ("<script", "javascript:", "<img src=x", "x.example"):
        assert bad not in page.replace("javascript:alert(2)) ![i](https://x.example/i.png) &lt;img", "").replace(
            "[a](javascript:alert(2)) ![i](https://x.example/i.png)", ""
        )
    assert 'id="part"' in page
    assert 'id="part-2"' in page
    assert '<a href="01_x.html">next</a>' in page
    assert '<a href="https://a.example" rel="noopener noreferrer">out</a>' in page
