"""A notebook in another language: its prose and the texts in its code by the catalogues, everything else as it is.

English notebooks are the source. A message is a block of prose (what blank lines part), or a string of the code that holds a
space, such as a title or a caption: codes and names of columns never do.
"""

from __future__ import annotations

import ast
import copy
import io
import re
import tokenize
from collections.abc import Callable, Iterator

from nbformat import NotebookNode

from analysis.words.i18n import _, speak

__all__ = ["list_messages", "split_blocks", "translate_notebook", "translate_prose"]

SETUP = "import analysis"


def translate_notebook(notebook: NotebookNode, lang: str) -> NotebookNode:
    """A notebook in a language, without outputs; its kernel speaks that language, however it is started.

    Parameters
    ----------
    notebook : NotebookNode
        A notebook of the project, in English.
    lang : {"en", "fr"}
        A key of `i18n.LANGUAGES`; for English a copy comes back.

    Returns
    -------
    NotebookNode
        A new notebook: prose, titles and captions are translated, and the set-up cell selects the language.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> source = new_notebook(cells=[new_markdown_cell("## Short answer"), new_code_cell("import analysis\\nf(x='a b')")])
    >>> french = translate_notebook(source, "fr")
    >>> print(french.cells[1].source)
    import analysis
    analysis.i18n.use("fr")
    f(x='a b')
    """
    new = copy.deepcopy(notebook)
    if lang == "en":
        return new
    with speak(lang):
        for cell in new.cells:
            if cell.cell_type == "markdown":
                cell.source = _prose(cell.source, _)
            elif cell.cell_type == "code":
                cell.source = _selecting(_code(cell.source, _), lang)
                cell.outputs, cell.execution_count = [], None
    return new


def translate_prose(text: str) -> str:
    """Markdown, block by block in the language that is spoken."""
    return _prose(text.strip("\n"), _)


def list_messages(notebook: NotebookNode) -> Iterator[str]:
    """The messages of a notebook, as `translate_notebook` looks them up."""
    found: list[str] = []

    def keep(message: str) -> str:
        found.append(message)
        return message

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            _prose(cell.source, keep)
        elif cell.cell_type == "code":
            _code(cell.source, keep)
    yield from dict.fromkeys(found)


def split_blocks(text: str) -> Iterator[str]:
    """The messages of a text in Markdown, as `translate_prose` looks them up."""
    yield from (part for part in re.split(r"\n{2,}", text.strip("\n")) if part.strip())


def _prose(source: str, say: Callable[[str], str]) -> str:
    """Each block through ``say``; the blank lines between them stay."""
    return "".join(part if not part.strip() else say(part) for part in re.split(r"(\n{2,})", source))


def _code(source: str, say: Callable[[str], str]) -> str:
    """Each string that holds a space through ``say``, in the quotation marks that Python chooses where it changes."""
    lines = source.splitlines(keepends=True)
    python = [re.sub(r"^[%!].*", "pass", line) for line in lines]  # a magic is no Python
    strings = [
        token
        for token in tokenize.generate_tokens(io.StringIO("".join(python)).readline)
        if token.type == tokenize.STRING and token.string[0] in "'\""
    ]
    for token in reversed(strings):
        text = ast.literal_eval(token.string)
        said = say(text) if " " in text else text
        (row, start), (last, end) = token.start, token.end
        if said != text and row == last:
            lines[row - 1] = lines[row - 1][:start] + _quoted(said) + lines[row - 1][end:]
    return "".join(lines)


def _quoted(text: str) -> str:
    return f'"{text}"' if not set(text) & set('"\\\n') else repr(text)


def _selecting(source: str, lang: str) -> str:
    return re.sub(rf"^{SETUP}$", f'{SETUP}\nanalysis.i18n.use("{lang}")', source, flags=re.MULTILINE)
