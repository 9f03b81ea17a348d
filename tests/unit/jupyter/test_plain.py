"""Kernels of a report see nothing of a person's own settings, and no code of the folder that one works in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest

from analysis.jupyter import _plain

LOOK = """
import contextlib, os, sys, nbformat
from pathlib import Path
from analysis.jupyter import _forking as forking
from analysis.jupyter._run import execute
if __name__ == "__main__":
    kernels = contextlib.nullcontext()
    if len(sys.argv) > 2 and not _takes(os.environ):
        forking.import_here(everything=sys.argv[2] == "at once")
        kernels = forking.fork_here()
    path = Path(sys.argv[1])
    cell = "import os, matplotlib as m; print(m.rcParams['lines.linewidth'], 'started' in globals(), get_ipython().colors, "
    cell += "os.environ.get('JPY_SESSION_NAME'), os.environ.get('SECRET'), os.environ['TZ'])"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)]), path)
    with kernels:
        (done,) = execute([path]).values()
    print(done.cells[0].outputs[0].text, end="")
""".replace("_takes(", "__import__('analysis.jupyter._plain', fromlist='x').takes_own_path(")


@pytest.fixture
def person(tmp_path: Path) -> dict[str, str]:
    """A person with settings of every kind, and a folder to work in whose files have the names of modules."""
    files = {
        "here/matplotlibrc": "lines.linewidth: 11",
        "mpl/matplotlibrc": "lines.linewidth: 12",
        "home/.config/matplotlib/matplotlibrc": "lines.linewidth: 13",
        "xdg/matplotlib/matplotlibrc": "lines.linewidth: 14",
        "home/.ipython/profile_default/startup/a.py": "started = True",
        "home/.ipython/profile_default/ipython_config.py": "get_config().InteractiveShell.colors = 'Linux'",
        "ipython/profile_default/startup/a.py": "started = True",
        "home/.local/share/jupyter/kernels/python3/kernel.json": '{"argv": ["false"], "display_name": "x", "language": "python"}',
        **{
            f"here/{name}.py": f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})"
            for name in ("secrets", "seaborn", "analysis")
        },
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return {
        **os.environ, "HOME": str(tmp_path / "home"), "MPLCONFIGDIR": str(tmp_path / "mpl"), "XDG_CONFIG_HOME": str(tmp_path / "xdg"),
        "IPYTHONDIR": str(tmp_path / "ipython"), "JPY_SESSION_NAME": "x", "SECRET": "x", "TZ": "Asia/Tokyo",
        "TMPDIR": str(tmp_path / "tmp"),
        "MATPLOTLIBRC": str(tmp_path / "mpl" / "matplotlibrc"),
    }  # fmt: skip


@pytest.mark.parametrize("how", [[], ["at once"], ["late"]], ids=["spawned", "forked", "forked late"])
def test_a_kernel_sees_no_settings_and_runs_no_code_of_the_folder_that_one_works_in(tmp_path, person, how):
    (tmp_path / "tmp").mkdir()
    command = [sys.executable, "-P", "-c", LOOK, str(tmp_path / "book.ipynb"), *how]
    done = subprocess.run(command, env=person, cwd=tmp_path / "here", capture_output=True, text=True)
    assert done.stdout == "1.5 False neutral None None UTC\n", done.stderr
    assert not (tmp_path / "ran").exists()
    assert list((tmp_path / "tmp").iterdir()) == []  # no file with the key of a kernel is left


def test_the_settings_of_matplotlib_are_those_that_come_with_it():
    assert Path(_plain.make_plain({})["MATPLOTLIBRC"]) == Path(matplotlib.get_data_path()) / "matplotlibrc"


def test_of_the_search_path_only_folders_of_installed_packages_are_handed_on(tmp_path):
    for name in ("mine", "installed/thing.dist-info"):
        (tmp_path / name).mkdir(parents=True)
    ours = str(Path(_plain.__file__).parents[2])
    given = {"PYTHONPATH": os.pathsep.join([str(tmp_path / "mine"), str(tmp_path / "installed"), ours])}
    path = _plain.make_plain(given)["PYTHONPATH"].split(os.pathsep)
    assert path == [str(tmp_path / "installed"), ours]
    assert _plain.takes_own_path(given)
    assert not _plain.takes_own_path({"PYTHONPATH": os.pathsep.join(path)})
    assert not _plain.takes_own_path({})


def test_what_differs_from_login_to_login_is_no_ingredient():
    first = {
        "HOME": "/home/a",
        "PATH": "/bin",
        "SSH_CONNECTION": "1.2.3.4",
        "XDG_SESSION_ID": "3",
        "CLUSTER_FUNDING_LANG": "fr",
    }
    again = first | {"PATH": "/bin:/x", "SSH_CONNECTION": "5.6.7.8", "XDG_SESSION_ID": "4", "TMPDIR": "/scratch"}
    assert _plain.names_ingredients(first) == _plain.names_ingredients(again)
    assert _plain.names_ingredients(first) != _plain.names_ingredients(first | {"CLUSTER_FUNDING_LANG": "en"})
