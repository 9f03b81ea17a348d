"""What the kernels of a report get instead of a person's own settings, so that all that they see is known.

The environment is cleaned: the system's variables that a process needs, and ours. matplotlib reads the settings that come
with it, IPython a folder of ours without a profile. JupyterLab's kernels are a person's own, and keep all.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

__all__ = ["OURS", "list_settings", "make_plain", "names_ingredients", "takes_own_path"]

PACKAGE = Path(__file__).parents[1]
#: What a process needs to run at all, and what is ours.
KEPT = re.compile(
    r"PATH|HOME|USER|LOGNAME|TMPDIR|TEMP|TMP|LD_\w+|DYLD_\w+|\w+_NUM_THREADS|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT|APPDATA"
    r"|LOCALAPPDATA|USERPROFILE|VIRTUAL_ENV|CONDA_PREFIX|PYTHONDONTWRITEBYTECODE|CLUSTER_FUNDING_\w+"
)
#: How a kernel of this very Python is started; a kernel of another one has other packages.
OURS = [sys.executable, "-m", "ipykernel_launcher"]
#: What differs from one login to the next and changes no output.
NO_INGREDIENT = re.compile(r"PATH|USER|LOGNAME|TMPDIR|TEMP|TMP|CLUSTER_FUNDING_(CACHE|KERNEL_MEMORY)")
#: Where IPython finds settings besides a person's own.
SYSTEM = ("/etc/ipython", "/usr/local/etc/ipython", f"{sys.prefix}/etc/ipython")


def make_plain(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a kernel.

    Examples
    --------
    >>> made = make_plain({"HOME": "/home/a", "MPLCONFIGDIR": "/x", "JPY_SESSION_NAME": "y", "TZ": "Asia/Tokyo"})
    >>> made["HOME"], "MPLCONFIGDIR" in made, made["TZ"]
    ('/home/a', False, 'UTC')
    """
    kept = {name: value for name, value in environment.items() if KEPT.fullmatch(name)}
    found = find_spec("matplotlib")
    # where it is read before a person's own: in the folder that one works in; the forking process leaves that
    settings = Path(found.origin).parent / "mpl-data" / "matplotlibrc" if found and found.origin else ""
    fixed = {"LANG": "C.UTF-8", "TZ": "UTC", "MATPLOTLIBRC": str(settings), "PYTHONSAFEPATH": "1"}
    path = _kept_path(environment)
    return kept | fixed | ({"PYTHONPATH": os.pathsep.join(path)} if path else {})


def _kept_path(environment: Mapping[str, str]) -> list[str]:
    """Of PYTHONPATH what holds installed packages, whose content is known; and this package where it is not installed."""
    given = [folder for folder in environment.get("PYTHONPATH", "").split(os.pathsep) if folder]
    installed = [folder for folder in given if any(Path(folder).glob("*.dist-info"))]
    ours = str(PACKAGE.parent)
    return installed if ours in (*installed, *map(sysconfig.get_path, ("purelib", "platlib"))) else [*installed, ours]


def takes_own_path(environment: Mapping[str, str]) -> bool:
    """Whether this process was begun with modules that a kernel does not see; then none may be a fork of it."""
    given = {os.path.abspath(folder) for folder in environment.get("PYTHONPATH", "").split(os.pathsep) if folder}
    return not given <= set(map(os.path.abspath, _kept_path(environment)))


def names_ingredients(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables of a kernel on which its outputs may depend."""
    return {name: value for name, value in make_plain(environment).items() if not NO_INGREDIENT.fullmatch(name)}


def list_settings() -> list[Path]:
    """Files that Python and IPython read for all people of a machine: what of them is there, and where it may be."""
    folders = [*map(Path, SYSTEM)]
    configs = [folder / f"{name}.{kind}" for folder in folders for name in ("ipython_config", "ipython_kernel_config")
               for kind in ("py", "json")]  # fmt: skip
    customs = [
        Path(folder, f"{name}.py") for folder in sys.path if folder for name in ("sitecustomize", "usercustomize")
    ]
    return [*configs, *customs]
