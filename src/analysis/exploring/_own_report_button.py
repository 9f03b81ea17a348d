"""A button that makes the report on a file, its progress, and its pages: beside, and in a window of their own."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import ipywidgets as widgets

from analysis.dataset.mine import Mine
from analysis.exploring._own_report import FOLDER, find_address, find_served, list_pages, make_report
from analysis.exploring._showing import run_in_turn, show_alert, show_line
from analysis.words._reasons import say_reason
from analysis.words.i18n import _

__all__ = ["ReportButton"]

#: The name of the frame in which a page opens.
FRAME = "cf-report"


class ReportButton:
    """Make the report on a file; ``box`` holds the widgets.

    Parameters
    ----------
    find_file : callable
        Gives the file and its mapping when the button is clicked; None where nothing can be used.
    """

    def __init__(self, find_file: Callable[[], Mine | None]) -> None:
        self._find_file = find_file
        self.button = widgets.Button(
            description=_("Make the report"),
            tooltip=_("All pages on your plans; about a minute"),
            layout={"align_self": "flex-start"},
        )
        self.told, self.pages = widgets.HTML(), widgets.HTML()
        self.told.add_class("cf-line")
        self.box = widgets.VBox([self.button, self.told, self.pages])
        self.button.on_click(run_in_turn(self.start))

    def start(self) -> threading.Thread | None:
        """Begin, and come back at once: a click elsewhere is answered while the pages are made."""
        file = self._find_file()
        if file is None:
            self.told.value = show_alert(_("There is nothing to report on yet."))
            return None
        self.button.disabled = True
        self.told.value, self.pages.value = show_line(_("The report is being made ...")), ""
        thread = threading.Thread(target=self._make, args=(file,), daemon=True)
        thread.start()
        return thread

    def _make(self, file: Mine) -> None:
        served = find_served()
        out = (served.root if served else Path.cwd()) / FOLDER
        last = ""

        def tell(line: str) -> None:
            nonlocal last
            last = line
            self.told.value = show_line(line)

        try:
            page = make_report(file.path, file.mapping, out, tell)
        except OSError as error:
            page, last = None, say_reason(error)
        finally:
            self.button.disabled = False
        if page is None:
            self.told.value = show_alert(_("The report was not made: {why}").format(why=last))
            return
        self.told.value = show_line(_("The report on {file} is there: {page}").format(file=file.path.name, page=page))
        self.pages.value = show_pages([(title, find_address(path, served)) for title, path in list_pages(page)])


def show_pages(pages: Sequence[tuple[str, str]]) -> str:
    """A report beside: a list of its pages, each opened below or in a window of its own; nothing where no server hands it out.

    JupyterLab hands out a file only to a page of its own, so a link inside a page of the report leads nowhere here.

    Examples
    --------
    >>> show_pages([("Report", "")])
    ''
    """
    if not pages or not pages[0][1]:
        return ""
    alone = _("in a window of its own")
    items = "".join(
        f'<li><a href="{html.escape(address)}" target="{FRAME}">{html.escape(title)}</a> '
        f'<a href="{html.escape(address)}" target="_blank" rel="noopener" title="{html.escape(alone)}" '
        f'aria-label="{html.escape(f"{title}, {alone}")}">↗</a></li>'
        for title, address in pages
    )
    told = html.escape(
        _("Its pages: choose one here. Links inside the pages work where the folder is opened without JupyterLab.")
    )
    title = html.escape(_("The report on your file"))
    first = html.escape(pages[0][1])
    return (
        f'<p>{told}</p><ul class="cf-contents">{items}</ul>'
        f'<iframe class="cf-pages" name="{FRAME}" src="{first}" title="{title}"></iframe>'
    )
