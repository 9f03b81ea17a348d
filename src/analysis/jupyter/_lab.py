"""JupyterLab whose kernels are forked from a process that holds the imports, where the system allows."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.jupyter import _forking as forking
from analysis.words.i18n import _

__all__ = ["run_lab"]


#: The options that name the folder which the server hands out.
ROOTS = ("--ServerApp.root_dir", "--notebook-dir", "--NotebookApp.notebook_dir", "--ServerApp.notebook_dir")


def find_root(arguments: Sequence[str]) -> list[str]:
    """The option by which the whole project can be reached, so also ``data/mine`` and reports: the folder above the notebook's.

    Examples
    --------
    >>> find_root(["--no-browser"]), find_root([__file__, "--ServerApp.root_dir=/tmp"])
    ([], [])
    """
    if any(argument.startswith(ROOTS) for argument in arguments):
        return []
    notebooks = [Path(argument) for argument in arguments if argument.endswith(".ipynb") and Path(argument).is_file()]
    return [f"--ServerApp.root_dir={path.resolve().parent.parent}" for path in notebooks[:1]]


def run_lab() -> None:
    """Run JupyterLab on the arguments of this process; the imports of its kernels begin while it starts."""
    if forking.can_fork():
        from analysis.jupyter import _warm as warm

        os.environ[forking.OWN_SETTINGS] = "1"
        os.environ.setdefault("JUPYTER_DEFAULT_PROVISIONER_NAME", warm.NAME)
        forking.start_forking()
    else:
        print(_(forking.PLAINLY), file=sys.stderr)
    from jupyterlab.labapp import main

    from analysis.jupyter import _format  # noqa: F401 - before the server imports it, and waits seconds

    main([*sys.argv[1:], *find_root(sys.argv[1:])])


if __name__ == "__main__":
    run_lab()
