"""A table of text for readers: one look, the same in a notebook, a page and a plain console."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import pandas as pd

from analysis.words._formatting import join_pair
from analysis.words.i18n import _, mark

__all__ = ["Table", "plain"]


NOTHING = mark("not shown, no place of this data has what it needs.")
#: A cell of an HTML table that is one web address and nothing else: its host is shown, and leads there.
LINK = re.compile(r"(<td[^>]*>)(https?://([^\s<>\"'/]+)[^\s<>\"']*)(</td>)")


@dataclass(frozen=True)
class Table:
    """A table of text with its caption; notebooks show it as HTML, consoles as plain text.

    Attributes
    ----------
    frame : DataFrame
        Texts.
    caption : str
        What it shows.
    behind : tuple of dict
        Of each row the codes and texts behind its cells, for a page that shows the row in its own way; mostly empty.

    Examples
    --------
    >>> Table(pd.DataFrame({"place": ["<b>A"], "n": ["3"]}), "Places")
    Places
    place n
     <b>A 3
    """

    frame: pd.DataFrame
    caption: str
    behind: tuple[dict[str, str], ...] = ()

    def __repr__(self) -> str:
        if self.frame.empty:
            return join_pair(self.caption, _(NOTHING))
        with pd.option_context("display.max_colwidth", None):
            return f"{self.caption}\n{self.frame.to_string(index=False)}"

    def _repr_html_(self) -> str:
        """HTML with every text escaped, column headers with their scope."""
        if self.frame.empty:
            return f"<p>{html.escape(join_pair(self.caption, _(NOTHING)))}</p>"
        with pd.option_context("display.max_colwidth", None):
            table = self.frame.to_html(index=False, border=0, escape=True)
        caption = pd.DataFrame({self.caption: []}).to_html(index=False)  # pandas escapes the caption too
        found = re.search(r"<th>(.*?)</th>", caption, flags=re.DOTALL)
        text = found.group(1) if found else ""
        table = re.sub(r"(<table[^>]*>)", rf"\1\n  <caption>{_literal(text)}</caption>", table, count=1)
        left = ' style="text-align: left"'  # text reads from the left; Jupyter's own style does not
        table = table.replace(' style="text-align: right;"', "").replace("<td>", f"<td{left}>")
        table = table.replace("<th>", f'<th scope="col"{left}>')
        return LINK.sub(r'\1<a href="\2" rel="noopener noreferrer" target="_blank">\3</a>\4', table)


def _literal(text: str) -> str:
    return text.replace("\\", r"\\")


#: Names of columns that `plain` meets, for the catalogues.
NAMES = (
    mark("examples"), mark("filled"), mark("finding"), mark("read as"), mark("remark"), mark("sheet"), mark("turns"),
    mark("unit"),
)  # fmt: skip


def plain(frame: pd.DataFrame, caption: str) -> Table:
    """Any table of text, its column names written for readers.

    Examples
    --------
    >>> plain(pd.DataFrame({"place_type": ["fab lab"]}), "Kinds of place")
    Kinds of place
    place type
       fab lab
    """
    return Table(frame.rename(columns=lambda name: _(str(name).replace("_", " "))), _(caption))
