"""JupyterLab whose kernels are forked from a process that holds the imports, where the system allows."""

from __future__ import annotations

import os
import sys

from analysis.jupyter import _forking as forking
from analysis.words.i18n import _

__all__ = ["run_lab"]


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

    main()


if __name__ == "__main__":
    run_lab()
