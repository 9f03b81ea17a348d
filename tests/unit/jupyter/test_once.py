"""Nothing runs twice, and nothing old is ever shown."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest

from analysis import load
from analysis.dataset.mine import MINE_VARIABLE
from analysis.jupyter import _ingredients as ingredients_module
from analysis.jupyter._cache import Cache
from analysis.jupyter._ingredients import Ingredients, names_mine
from analysis.jupyter._once import execute_once
from analysis.jupyter._run import NotebookError, Way
from analysis.report import Request, build

RUNS = "import os, pathlib\nlog = pathlib.Path(os.environ['RUNS'])\nlog.write_text(log.read_text() + 'x')"


def book(path: Path, *cells: str) -> Path:
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells]), path)
    return path


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


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
def lab(tmp_path: Path, cache: Cache, trusted: None, monkeypatch: pytest.MonkeyPatch) -> Lab:
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
    monkeypatch.setenv("CLUSTER_FUNDING_X", "red")
    assert lab.runs(COLOUR="blue") == (1, 1)


def test_another_login_executes_nothing_again(lab, monkeypatch):
    lab.runs()
    for name in ("SSH_CONNECTION", "XDG_SESSION_ID", "TZ", "MPLCONFIGDIR", "JPY_SESSION_NAME", "EDITOR", "PATH"):
        monkeypatch.setenv(name, f"/other:{os.environ.get(name, '')}")
    assert lab.runs() == (0, 0)


@pytest.mark.parametrize("reads", ["import helper", "open('figures.csv').read()", "%run other.ipynb"])
def test_a_notebook_that_can_read_other_files_is_executed_each_time(tmp_path, cache, reads):
    (tmp_path / "helper.py").write_text("")
    (tmp_path / "figures.csv").write_text("")
    book(tmp_path / "other.ipynb", "1")
    path = book(tmp_path / "00_own.ipynb", reads)
    execute_once([path], [Way({})], cache=cache)
    assert not cache.folder.exists()


def test_what_changed_while_it_ran_is_not_kept(lab):
    changing = "pathlib.Path('plans.csv').write_text(str(os.getpid()))"
    lab.paths = [book(lab.paths[0], RUNS.replace("RUNS", "RUNS_0"), changing)]
    assert lab.runs() == (1, 0)
    assert not list(lab.cache.folder.glob("*.kept"))


def test_code_that_is_newer_than_this_process_is_not_kept(lab, monkeypatch):
    monkeypatch.setattr(ingredients_module, "_begun", lambda: 0)
    assert lab.runs() == (1, 1)
    assert lab.runs() == (1, 1)


def test_a_report_from_the_cache_is_the_same_byte_for_byte_and_so_is_one_without(tmp_path, cache):
    folder = Path(__file__).parents[3] / "notebooks"
    request = Request(folder=folder, only=("06",), languages=("en", "fr"))
    outs = [tmp_path / name for name in ("none", "first", "again")]
    build(outs[0], request)
    for out in outs[1:]:
        build(out, Request(**{**request.__dict__, "cache": cache}))
    assert contents(outs[0]) == contents(outs[1]) == contents(outs[2])
    assert len(list(cache.folder.glob("*.kept"))) == 2


def test_a_language_and_a_part_of_the_places_are_ingredients(tmp_path, cache, trusted):
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
