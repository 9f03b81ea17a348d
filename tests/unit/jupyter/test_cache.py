"""Nothing runs twice, and nothing old is ever shown: each ingredient of an executed notebook, and entries that are damaged."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import load
from analysis.dataset._reading import PACKAGE_VARIABLE
from analysis.dataset.mine import MINE_VARIABLE
from analysis.jupyter import _cache as cache_module
from analysis.jupyter import _ingredients as ingredients_module
from analysis.jupyter._cache import Cache
from analysis.jupyter._ingredients import Ingredients, names_mine
from analysis.jupyter._once import execute_once
from analysis.jupyter._run import NotebookError, Way
from analysis.report import Request, build

RUNS = "import os, pathlib\nlog = pathlib.Path(os.environ['RUNS'])\nlog.write_text(log.read_text() + 'x')"
KEY = "a" * 64


def book(path: Path, *cells: str) -> Path:
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells]), path)
    return path


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


class Lab:
    """Two notebooks that count their runs; the second one names a person's own file."""

    def __init__(self, folder: Path, cache: Cache) -> None:
        folder.mkdir()
        self.cache, self.file = cache, folder / "plans.csv"
        self.file.write_text("name,total\na,1\n")
        self.logs = [folder.parent / "runs-0", folder.parent / "runs-1"]
        self.paths = [
            book(folder / "00_plain.ipynb", RUNS.replace("RUNS", "RUNS_0"), "1 + 1"),
            book(
                folder / "01_mine.ipynb",
                RUNS.replace("RUNS", "RUNS_1"),
                f"mine = os.environ['{MINE_VARIABLE}']\nopen(mine).read()",
            ),
        ]

    def runs(self, **environment: str) -> tuple[int, int]:
        """How often each notebook is executed now."""
        for log in self.logs:
            log.write_text("")
        seen = {f"RUNS_{number}": str(log) for number, log in enumerate(self.logs)} | environment
        self.found = execute_once(self.paths, [Way(self._environment(seen))], cache=self.cache)[0]
        one, two = (len(log.read_text()) for log in self.logs)
        return one, two

    def _environment(self, seen: dict[str, str]) -> dict[str, str]:
        return {MINE_VARIABLE: str(self.file)} | seen


@pytest.fixture
def lab(tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> Lab:
    # the counts are written where a key would see them change
    original = Ingredients._at

    def without_logs(self: Ingredients, path: Path) -> dict[str, str]:
        return {} if path.name.startswith("runs-") else original(self, path)

    monkeypatch.setattr(Ingredients, "_at", without_logs)
    return Lab(tmp_path / "notebooks", cache)


def test_what_did_not_change_is_not_executed_again_and_is_the_same(lab):
    assert lab.runs() == (1, 1)
    first = lab.found
    assert lab.runs() == (0, 0)
    assert lab.found == first
    assert isinstance(lab.found[lab.paths[0]], nbformat.NotebookNode)


def test_a_changed_notebook_is_executed_again_alone(lab):
    lab.runs()
    book(lab.paths[0], RUNS.replace("RUNS", "RUNS_0"), "1 + 2")
    assert lab.runs() == (1, 0)
    assert lab.found[lab.paths[0]].cells[1].outputs[0].data["text/plain"] == "3"


def test_a_changed_file_of_ones_own_executes_only_the_notebook_that_names_it(lab):
    lab.runs()
    lab.file.write_text("name,total\na,2\n")
    # the file lies beside the notebooks here, so all of them could read it
    assert lab.runs() == (1, 1)
    elsewhere = lab.file.parent.parent / "elsewhere.csv"
    elsewhere.write_text("b")
    lab.file = elsewhere
    assert lab.runs() == (0, 1)
    elsewhere.write_text("c")
    assert lab.runs() == (0, 1)
    assert "c" in str(lab.found[lab.paths[1]].cells[1].outputs)
    elsewhere.with_suffix(".toml").write_text("[rates]")
    assert lab.runs() == (0, 1)


def test_a_notebook_that_does_not_name_a_persons_own_file_cannot_read_it(tmp_path, cache):
    path = book(tmp_path / "00_hidden.ipynb", f"import os\nopen(os.environ['{MINE_VARIABLE[:-2]}' + 'NE']).read()")
    assert not names_mine(nbformat.read(path, as_version=4))
    with pytest.raises(NotebookError, match="does not name"):
        execute_once([path], [Way({MINE_VARIABLE: str(path)})], cache=cache)


def test_a_variable_or_a_language_is_an_ingredient(lab, monkeypatch):
    lab.runs()
    assert lab.runs(COLOUR="blue") == (1, 1)
    assert lab.runs(COLOUR="blue") == (0, 0)
    monkeypatch.setenv("TZ", "Europe/Paris")
    assert lab.runs(COLOUR="blue") == (1, 1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, whose files a test may change."""
    root, here = tmp_path / "project", Path(__file__).parents[3]
    for name in ("src", "data", "notebooks"):
        shutil.copytree(here / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "requirements.lock").write_text("pandas==3\n")
    return root


#: Changed one after the other; each makes another key, but for the last three.
CHANGES = (
    "src/analysis/summaries.py",
    "src/analysis/locale/fr/LC_MESSAGES/analysis.po",
    "data/places.csv",
    "requirements.lock",
    "notebooks/helper.py",
    "home/.config/matplotlib/matplotlibrc",
    "home/.ipython/profile_default/startup/first.py",
    "src/analysis/report/template/style.css",
    "data/example/plans-exemple.csv",
    "home/.ipython/profile_default/startup/README",
)
KEYS = """
import nbformat, pathlib, sys
from analysis.jupyter._ingredients import Ingredients
root = pathlib.Path(sys.argv[1])
path = root / "notebooks" / "01_investment.ipynb"
notebook = nbformat.read(path, as_version=4)
for name in ["", "", *sys.argv[2:]]:
    if name:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((file.read_bytes() if file.exists() else b"") + b"# changed")
    print(Ingredients().key(path, notebook, {}))
"""


def test_code_data_lock_and_settings_are_ingredients_and_templates_and_the_example_are_not(project):
    seen = {**os.environ, "PYTHONPATH": str(project / "src"), "HOME": str(project / "home"), PACKAGE_VARIABLE: ""}
    done = subprocess.run(
        [sys.executable, "-c", KEYS, str(project), *CHANGES], env=seen, capture_output=True, text=True, check=True
    )
    first, again, *keys = done.stdout.split()
    assert first == again
    assert len({first, *keys}) == len(CHANGES) - 2
    assert len(set(keys[-4:])) == 1


def test_installed_packages_are_an_ingredient(tmp_path, monkeypatch):
    about = tmp_path / "thing-1.0.dist-info"
    about.mkdir()
    (about / "RECORD").write_text("thing.py,sha256=1,1\n")
    monkeypatch.setattr(ingredients_module.sysconfig, "get_path", lambda kind: str(tmp_path))
    notebook = nbformat.v4.new_notebook()
    keys = {Ingredients().key(tmp_path, notebook, {}) for _ in range(2)}
    (about / "RECORD").write_text("thing.py,sha256=2,1\n")
    keys.add(Ingredients().key(tmp_path, notebook, {}))
    about.rename(tmp_path / "thing-1.1.dist-info")
    keys.add(Ingredients().key(tmp_path, notebook, {}))
    assert len(keys) == 3


def test_the_folders_that_ipython_makes_on_its_first_run_do_not_count_as_a_change_and_settings_do(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(ingredients_module, "_begun", time.time_ns)
    found = Ingredients()
    own = tmp_path / ".ipython" / "profile_default" / "startup"
    own.mkdir(parents=True)
    (own / "README").write_text("IPython")
    assert found.unchanged()
    (own / "first.py").write_text("answer = 42")
    assert not found.unchanged()


def test_what_changed_while_it_ran_is_not_kept(lab):
    changing = "pathlib.Path('plans.csv').write_text(str(os.getpid()))"
    lab.paths = [book(lab.paths[0], RUNS.replace("RUNS", "RUNS_0"), changing)]
    assert lab.runs() == (1, 0)
    assert not list(lab.cache.folder.glob("*.kept"))


def test_code_that_is_newer_than_this_process_is_not_kept(lab, monkeypatch):
    monkeypatch.setattr(ingredients_module, "_begun", lambda: 0)
    assert lab.runs() == (1, 1)
    assert lab.runs() == (1, 1)


@given(content=st.binary(max_size=200), damage=st.data())
def test_an_entry_that_is_cut_or_changed_anywhere_is_none(tmp_path_factory, content, damage):
    cache = Cache(tmp_path_factory.getbasetemp() / "damaged")
    cache.put(KEY, content)
    (file,) = cache.folder.glob("*.kept")
    whole = file.read_bytes()
    assert cache.get(KEY) == content
    at = damage.draw(st.integers(0, len(whole) - 1))
    other = damage.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    for broken in (whole[:at], whole[:at] + bytes([other]) + whole[at + 1 :], whole + b"x"):
        file.write_bytes(broken)
        assert cache.get(KEY) is None
        assert not file.exists()


def test_an_entry_under_another_name_is_none(cache):
    cache.put(KEY, b"result")
    (cache.folder / f"{KEY}.kept").rename(cache.folder / f"{'b' * 64}.kept")
    assert cache.get("b" * 64) is None


def test_the_folder_keeps_its_bound_and_the_entries_that_were_used_last(tmp_path):
    cache = Cache(tmp_path, most=1_000)
    for number in range(5):
        cache.put(str(number) * 64, b"x" * 300)
        os.utime(tmp_path / f"{str(number) * 64}.kept", (number, number))
    cache.get("0" * 64)
    cache.tidy()
    assert sorted(path.name[0] for path in tmp_path.iterdir()) == ["0", "4"]


def test_what_a_killed_run_left_is_removed_after_a_while(cache):
    cache.put(KEY, b"result")
    half = cache.folder / ".cluster-funding-a1_b2c3d.unfinished"
    half.write_text("half")
    laid = cache.lay(b"content", "part.zip")
    assert cache.lay(b"content", "part.zip") == laid
    cache.tidy()
    assert laid.read_bytes() == b"content"
    os.utime(laid.parent, (0, 0))
    os.utime(half, (0, 0))
    cache.tidy()
    assert [path.name for path in cache.folder.iterdir()] == [f"{KEY}.kept"]


def test_an_unfinished_file_has_the_name_that_a_later_run_knows(cache, monkeypatch):
    def killed(*_paths):
        (left,) = cache.folder.iterdir()
        os.utime(left, (0, 0))
        cache.tidy()
        assert not left.exists()
        raise OSError

    monkeypatch.setattr(cache_module.os, "replace", killed)
    cache.put(KEY, b"result")


def grown_old(folder: Path) -> list[Path]:
    """Everything in a folder, as if nobody had touched it for years."""
    found = sorted(folder.rglob("*"))
    for path in found:
        os.utime(path, (0, 0), follow_symlinks=False)
    return found


def test_what_others_put_into_the_folder_stays(tmp_path):
    cache = Cache(tmp_path / "cache", most=0)
    digest = "c" * 64
    for folder in ("thesis", digest, f"{KEY}.kept", f"{digest}.laid", "notes.laid", ".cluster-funding-x.unfinished"):
        (cache.folder / folder).mkdir(parents=True)
        (cache.folder / folder / "chapter").write_text("years of work")
    for file in ("a.csv", ".hidden", "notes.kept", "notes.unfinished", "d" * 64, f".{digest}.kept", f"{KEY}.kept.bak"):
        (cache.folder / file).write_text("of others")
    for link in (f"{'d' * 64}.kept", f"{'d' * 64}.laid", ".cluster-funding-y.unfinished"):
        (cache.folder / link).symlink_to("thesis")
    before = grown_old(cache.folder)
    laid = cache.lay(b"content", "part.zip")
    (laid.parent / "mine").write_text("not laid down")
    grown_old(cache.folder)
    cache.tidy()
    assert sorted(cache.folder.rglob("*")) == sorted([*before, laid.parent, laid.parent / "mine"])


def test_the_variable_names_the_folder_in_which_ours_lies(tmp_path, monkeypatch):
    monkeypatch.setenv(cache_module.VARIABLE, str(tmp_path))
    assert cache_module.default_folder() == tmp_path / "cluster-funding"
    monkeypatch.delenv(cache_module.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    assert cache_module.default_folder() == tmp_path / "own" / "cluster-funding"


def full_disk() -> None:
    """Let this process write no file of more than 1 kB, as on a disk that is full."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))


def test_a_full_disk_or_a_folder_that_is_none_keeps_nothing_and_breaks_nothing(tmp_path):
    code = (
        "import sys, pathlib\nfrom analysis.jupyter._cache import Cache\n"
        "Cache(pathlib.Path(sys.argv[1])).put('a' * 64, bytes(5_000))"
    )
    full = tmp_path / "full"
    subprocess.run([sys.executable, "-c", code, str(full)], preexec_fn=full_disk, check=True)
    assert list(full.iterdir()) == []
    (tmp_path / "file").write_text("")
    nowhere = Cache(tmp_path / "file")
    nowhere.put(KEY, b"result")
    nowhere.tidy()
    assert nowhere.get(KEY) is None
    with pytest.raises(OSError) as told:
        nowhere.lay(b"", "part.zip")
    assert told.value.errno in (errno.ENOTDIR, errno.EEXIST)


def test_a_report_from_the_cache_is_the_same_byte_for_byte_and_so_is_one_without(tmp_path, cache):
    folder = Path(__file__).parents[3] / "notebooks"
    request = Request(folder=folder, only=("06",), languages=("en", "fr"))
    outs = [tmp_path / name for name in ("none", "first", "again")]
    build(outs[0], request)
    for out in outs[1:]:
        build(out, Request(**{**request.__dict__, "cache": cache}))
    assert contents(outs[0]) == contents(outs[1]) == contents(outs[2])
    assert len(list(cache.folder.glob("*.kept"))) == 2


def test_a_language_and_a_part_of_the_places_are_ingredients(tmp_path, cache):
    folder, out = tmp_path / "notebooks", tmp_path / "reports"
    folder.mkdir()
    title = nbformat.v4.new_markdown_cell("# Places\n\nHow many?\n\n## Analysis")
    answer = "import analysis, os\nn = len(analysis.load().places)\n"
    answer += "analysis.findings.Findings((f'{n} places, ' + os.environ['CLUSTER_FUNDING_LANG'],))"
    cell = nbformat.v4.new_code_cell(answer, metadata={"tags": ["short-answer"]})
    nbformat.write(nbformat.v4.new_notebook(cells=[title, cell]), folder / "00_overview.ipynb")

    def built(lang: str, *where: str) -> tuple[bool, int]:
        """Whether the page says what it should, and how many executed notebooks are kept."""
        build(out, Request(folder=folder, languages=(lang,), where=where, cache=cache))
        page = (out / lang / "00_overview.html").read_text(encoding="utf-8")
        n = sum(load().places["region"].isin(part.removeprefix("region=") for part in where)) if where else 238
        return f"{n} places, {lang}" in page, len(list(cache.folder.glob("*.kept")))

    assert [built("en"), built("fr"), built("en"), built("fr")] == [(True, 1), (True, 2), (True, 2), (True, 2)]
    occitanie, martinique = built("en", "region=Occitanie"), built("en", "region=Martinique")
    assert (occitanie, martinique) == ((True, 3), (True, 4))
    assert [built("en", "region=Occitanie"), built("en")] == [(True, 4), (True, 4)]
