"""A kernel that is killed, hangs or takes too much ends its own notebook, told in one line; the others are good."""

from __future__ import annotations

import time
from pathlib import Path

import nbformat
import pytest

from analysis.jupyter import _forking as forking
from analysis.jupyter import _run as run
from analysis.jupyter._cache import Cache
from analysis.jupyter._once import execute_once
from analysis.jupyter._run import NotebookError, Way, execute, execute_ways
from books import notebook

KILLED = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
STOPPED = "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"
HUNG = "while True:\n    pass"
HUNGRY = "import numpy\ntaken = [numpy.zeros(2**24) for _ in range(80)]"
EXITED = "import os\nos._exit(0)"


def book(folder: Path, name: str, *cells: str) -> Path:
    found = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    nbformat.write(found, folder / f"{name}.ipynb")
    return folder / f"{name}.ipynb"


def first_output(notebook: nbformat.NotebookNode) -> str:
    return str(notebook.cells[0].outputs[0].data["text/plain"])


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (KILLED, "01_bad.ipynb, cell 2 (import os, signal): the kernel died"),
        (STOPPED, "01_bad.ipynb, cell 2 (import os, signal): the cell took more than 8 s"),
        (HUNG, "01_bad.ipynb, cell 2 (while True:): the cell took more than 8 s"),
        (HUNGRY, "01_bad.ipynb, cell 2 (import numpy): MemoryError: Unable to allocate 128. MiB"),
        (EXITED, "01_bad.ipynb, cell 2 (import os): the kernel died"),
    ],
    ids=["killed", "stopped", "hung", "hungry", "exited"],
)
def test_a_fault_ends_its_notebook_alone(tmp_path, monkeypatch, cell, told):
    monkeypatch.setattr(run, "measure_free_memory", lambda: 2**31)
    good = [book(tmp_path, "00_good", "1 + 1"), book(tmp_path, "02_good", "0", "2 + 2")]
    done = {}
    with pytest.raises(NotebookError) as error:
        execute([good[0], book(tmp_path, "01_bad", "1", cell), good[1]], on_done=done.__setitem__, cell_limit=8)
    assert str(error.value).startswith(told)
    assert len(str(error.value).splitlines()) == 1
    assert set(done) == set(good)
    assert (first_output(done[good[0]]), done[good[1]].cells[1].outputs[0].data["text/plain"]) == ("2", "4")


def test_each_notebook_that_failed_has_its_line_in_order(tmp_path):
    bad = [book(tmp_path, name, "1 / 0") for name in ("00_bad", "01_bad", "02_bad")]
    with pytest.raises(NotebookError) as error:
        execute(bad)
    assert [line.split(":")[0] for line in str(error.value).splitlines()] == [
        f"{path.name}, cell 1 (1 / 0)" for path in bad
    ]


def test_what_the_others_gave_is_kept_for_the_next_run(trusted, tmp_path):
    cache = Cache(tmp_path / "cache")
    folder = tmp_path / "notebooks"
    folder.mkdir()
    paths = [book(folder, "00_good", "import os\nos.getpid()"), book(folder, "01_bad", KILLED)]
    with pytest.raises(NotebookError):
        execute_once(paths, [Way()], cache=cache)
    (first,) = execute_once(paths[:1], [Way()], cache=cache)
    (again,) = execute_once(paths[:1], [Way()], cache=cache)
    assert first == again
    assert len(list(cache.folder.glob("*.kept"))) == 1


@pytest.mark.skipif(not forking.can_fork(), reason="kernels are forked on Linux only")
def test_a_process_that_forks_and_is_killed_ends_no_kernel_and_a_new_one_forks_the_next(tmp_path):
    ends = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"
    after = "import time\ntime.sleep(3)\nimport sys\n'scipy.stats' in sys.modules"
    paths = [book(tmp_path, f"0{n}_book", ends if n == 0 else "0", after) for n in range(4)]
    found = execute(paths)
    assert [found[path].cells[1].outputs[0].data["text/plain"] for path in paths] == ["True"] * 4


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", r"cell 2 \(import os, signal\): the kernel died"),
        ("import time\ntime.sleep(60)", r"cell 2 \(import time\): the cell took more than 3 s"),
    ],
    ids=["dead kernel", "hung cell"],
)
def test_a_dead_or_hung_kernel_ends_its_notebook(tmp_path, cell, told):
    path = notebook(tmp_path, "00_overview", cell)
    started = time.monotonic()
    with pytest.raises(NotebookError, match=told):
        execute([path], cell_limit=3)
    assert time.monotonic() - started < 45


@pytest.mark.parametrize("at_once", [1, 2])
def test_so_many_notebooks_run_at_once(tmp_path, at_once):
    cell = "import time\nbegun = time.monotonic()\ntime.sleep(1)\nbegun, time.monotonic()"
    found = execute_ways({book(tmp_path, f"0{n}_book", cell): [Way()] for n in range(3)}, at_once=at_once)
    times = sorted(tuple(map(float, first_output(books[0]).strip("()").split(","))) for books in found.values())
    least = max(sum(begun <= moment < ended for begun, ended in times) for moment, _ended in times)
    assert least <= at_once
    assert (least == 1) == (at_once == 1)
