"""The two layers of a computed sentence: what everybody reads, and the statistics that a switch of the page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

__all__ = ["find_first_plain", "mark_statistics"]

#: A sentence in two layers, as `findings.Layers` writes it and `Prose` renders it: the plain one stands out.
LAYERS = re.compile(r"(<li>(?:<em>[^<]*</em> )?)<strong>(.*?)</strong> (.+?)(?=</li>|\n?<ul>)", re.DOTALL)
PLAIN = re.compile(r"- \*\*(.+?)\*\* .*")


def mark_statistics(html: Markup) -> Markup:
    """HTML of answers with the second layer of each sentence in an element of its own.

    Examples
    --------
    >>> mark_statistics(Markup("<li><strong>Half cost less.</strong> Median 2 (n = 9).</li>"))
    Markup('<li><span class="plain">Half cost less.</span> <span class="statistics">Median 2 (n = 9).</span></li>')
    """
    # what stands in the HTML was escaped by whoever made it
    return Markup(LAYERS.sub(r'\1<span class="plain">\2</span> <span class="statistics">\3</span>', str(html)))


def find_first_plain(answers: Iterable[str]) -> str:
    """The first plain sentence of some answers in Markdown; empty where none has two layers.

    Examples
    --------
    >>> find_first_plain(["", "- **Half cost less.** Median 2.\\n- **More.** 3."])
    'Half cost less.'
    """
    for line in (line for answer in answers for line in answer.splitlines()):
        if found := PLAIN.fullmatch(line):
            return found[1]
    return ""
