"""Both languages: numbers as each writes them, whole catalogues, French notebooks, and a JupyterLab in French."""

from __future__ import annotations

import ast
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import nbformat
import pytest
from babel.numbers import format_decimal, format_percent
from typer.testing import CliRunner

import catalogues
from analysis import charts, findings, i18n, inference, shares, summaries, tables, vocabulary
from analysis.__main__ import app
from analysis.charts._describing import text_of
from analysis.jupyter._translating import blocks, translated
from analysis.jupyter._working import copies
from analysis.report import notebooks_folder
from analysis.words import _formatting as formatting
from analysis.words.i18n import VARIABLE, _, language, ngettext, speaking

NOTEBOOKS = sorted(notebooks_folder().glob("[0-9][0-9]_*.ipynb"))
run = CliRunner()


def plain(text: str) -> str:
    """With ordinary blanks for the no-break ones, to read a test by eye."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def french():
    with speaking("fr"):
        yield


# numbers


@pytest.mark.parametrize(
    ("form", "value", "english", "french"),
    [
        (formatting.euros, 1_234_567, "€1.23M", "1,23 M€"),
        (formatting.euros, 150_000, "€150k", "150 k€"),
        (formatting.euros, 5e9, "€5bn", "5 Md€"),
        (formatting.euros, 1_650, "€1,650", "1 650 €"),
        (formatting.euros, -150_000, "-€150k", "-150 k€"),
        (formatting.euros, float("nan"), "not known", "non connu"),
        (formatting.short_euros, 1_200_000, "1.2M", "1,2 M"),
        (formatting.share, 0.654, "65%", "65 %"),
        (formatting.share, 0.001, "<1%", "< 1 %"),
        (formatting.rate, 0.0312, "+3.1%", "+3,1 %"),
        (formatting.p_value, 0.0002, "p < 0.001", "p < 0,001"),
        (formatting.p_value, 0.0346, "p = 0.035", "p = 0,035"),
        (formatting.number, 46_867, "46,900", "46 900"),
        (formatting.whole, 1_234_567, "1,234,567", "1 234 567"),
        (formatting.decimal, -0.126, "-0.13", "-0,13"),
        (lambda n: formatting.count(n, "place"), 0, "0 places", "0 lieu"),
        (lambda n: formatting.count(n, "place"), 1, "1 place", "1 lieu"),
        (lambda n: formatting.count(n, "funder"), 1.5, "1.5 funders", "1,5 financeur"),
        (lambda n: formatting.count(n, "place"), 1_200, "1,200 places", "1 200 lieux"),
        (lambda low: formatting.interval(low, 0.56, formatting.share), 0.43, "43% to 56%", "de 43 % à 56 %"),
        (formatting.quoted, "fab lab", "“fab lab”", "« fab lab »"),
        (formatting.joined, ["a", "b", "c"], "a, b and c", "a, b et c"),
        (formatting.apart, ["a", "b"], "a; b", "a ; b"),
    ],
)
def test_each_language_writes_numbers_its_own_way(form, value, english, french):
    assert form(value) == english
    with speaking("fr"):
        assert plain(form(value)) == french


@pytest.mark.parametrize("value", [0, 3, 999, 1_000, 12_345, 1_234_567])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_marks_and_blanks_are_those_of_babel(lang, value):
    with speaking(lang):
        assert formatting.whole(value) == format_decimal(value, locale=lang)
        assert formatting.decimal(value / 7) == format_decimal(
            value / 7, format="#,##0.00", locale=lang, group_separator=False
        )
        assert formatting.share(0.42) == format_percent(0.42, locale=lang)


# the language that is spoken


def test_the_language_is_that_of_use_then_of_the_environment_then_english(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert language() == "en"
    monkeypatch.setenv(VARIABLE, "fr")
    assert (language(), _("not known"), vocabulary.label("carrier_type")) == ("fr", "non connu", "porteur")
    with speaking("en"):
        assert (language(), vocabulary.label("carrier_type")) == ("en", "carrier")
    assert language() == "fr"
    monkeypatch.setenv(VARIABLE, "de")
    assert language() == "en"  # the command refuses it; an import does not fail


def test_an_unknown_language_names_those_that_there_are():
    with pytest.raises(ValueError, match="unknown language 'de': choose en or fr"):
        i18n.use("de")


@pytest.mark.parametrize("arguments", [["notebooks"], ["lab"], ["template"]])
def test_an_unknown_language_is_told_in_one_line(arguments):
    result = run.invoke(app, [*arguments, "--lang", "de"])
    assert (result.exit_code, result.output) == (2, "unknown language 'de': choose en or fr\n")


def test_an_unknown_language_in_the_environment_is_told_in_one_line():
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "check"], env={**os.environ, VARIABLE: "de"}, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (2, f"{VARIABLE}: unknown language 'de': choose en or fr\n")


def test_the_help_of_the_command_speaks_french():
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "check", "--help"],
        env={**os.environ, VARIABLE: "fr", "COLUMNS": "200"}, capture_output=True, text=True,
    )  # fmt: skip
    assert "Dire ce qui est compris d'un fichier" in plain(done.stdout)


# catalogues


def test_the_check_of_a_catalogue_finds_what_is_missing_unsure_stale_or_ill_formed(tmp_path, monkeypatch):
    for folder in ("src/analysis", "notebooks", "data", "docs"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "src" / "analysis" / "a.py").write_text(
        '_("good"), _("new"), _("{n} of {total}"), _("unsure"), _("## Who?"), _("empty"), _("a: b"), ngettext("{n} a", "{n} as", 2)'
    )
    (tmp_path / "fr" / "LC_MESSAGES").mkdir(parents=True)
    said = {
        "good": "bon",
        "{n} of {total}": "{n} sur {tout}",
        "## Who?": "Qui\u202f?",
        "empty": "",
        "a: b": "a : b",
        "gone": "parti",
    }
    entries = [f'msgid "{source}"\nmsgstr "{text}"\n' for source, text in said.items()]
    entries += ['#, fuzzy\nmsgid "unsure"\nmsgstr "incertain"\n']
    entries += ['msgid "{n} a"\nmsgid_plural "{n} as"\nmsgstr[0] "{n} a"\nmsgstr[1] "{m} as"\n']
    text = catalogues.HEADER.format(lang="fr") + "\n".join(entries)
    (tmp_path / "fr" / "LC_MESSAGES" / "messages.po").write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    told = "\n".join(catalogues.faults("fr", tmp_path))
    for fault in (
        "missing: 'new'", "stale: 'gone'", "fuzzy: 'unsure'", "is not translated: 'empty'",
        "has the fields ['n', 'tout'], the source has ['n', 'total']", "has other headings: '## Who?'",
        "lacks no-break spaces", "has the fields ['m'], the source has ['n']: '{n} as'",
    ):  # fmt: skip
        assert fault in told
    assert "good" not in told
    catalogues.update("fr", tmp_path)
    told = "\n".join(catalogues.faults("fr", tmp_path))
    assert "missing" not in told
    assert "stale" not in told
    assert "no-break" not in told


def test_french_text_in_the_data_of_a_message_is_no_field():
    assert list(blocks("# A\n\ntext\nof two lines\n\n- b\n- c\n")) == ["# A", "text\nof two lines", "- b\n- c"]


# what people read


def english(text: str) -> list[str]:
    """The messages of the catalogue that stand in a text although it is French."""
    said = {str(part) for m in catalogues.extracted() for part in ([m.id] if isinstance(m.id, str) else m.id)}
    parts = [re.split(r"\{[^}]*\}", message) for message in said if len(message) > 20]
    pieces = {piece.strip(" ,.:;()") for part in parts for piece in part}
    return [piece for piece in pieces if len(piece) > 14 and piece in text]


@pytest.fixture(scope="module")
def told_in_french(data) -> str:
    """All sentences, figures and tables of the notebooks on the project's data, in French."""
    import matplotlib.pyplot as plt

    plans, figure = shares.plans(data), plt.figure()
    with speaking("fr"):
        claims = findings.claims(data)
        answers = [
            findings.answer(getattr(findings, topic), data)
            for topic in ("INVESTMENT", "FUNDING_MIX", "TERRITORIES", "STAKEHOLDERS", "CONCEPTS")
        ]
        texts = [repr(findings.overview(claims)), repr(tables.claims(claims)), *(repr(a.short) for a in answers)]
        texts += [repr(tables.plain(a.sensitivity, "Each finding on parts of the sample")) for a in answers]
        texts += [repr(findings.what_was_read(data)), repr(findings.sources(data))]
        texts += [repr(tables.funder_mix(summaries.funder_mix(plans, data.funding), caption="Who pays?"))]
        texts += [
            repr(tables.medians(inference.medians(plans, "investment_eur", by="density"), by="density", caption=""))
        ]
        drawn = [
            charts.plot_distribution(plans, ax=figure.add_subplot()),
            charts.plot_groups(plans, by="place_type", ax=figure.add_subplot()),
            charts.plot_over_years(plans, ax=figure.add_subplot()),
            charts.plot_funder_mix(summaries.funder_mix(plans, data.funding), ax=figure.add_subplot()),
            charts.plot_public_share(plans, ax=figure.add_subplot()),
            charts.plot_leverage(plans, ax=figure.add_subplot()),
            charts.plot_timeline(data.concepts, plans=plans, ax=figure.add_subplot()),
        ]
        texts += [text_of(ax) for ax in drawn]
        texts += [label.get_text() for ax in drawn for label in (*ax.texts, ax.xaxis.label, ax.yaxis.label)]
    plt.close(figure)
    return "\n".join(texts)


def test_french_sentences_figures_and_tables_hold_no_english(told_in_french):
    assert english(told_in_french) == []
    assert not re.search(r"\b(the|of|and|with|not|between|places|plans are)\b", plain(told_in_french))


def test_french_sentences_say_the_same_numbers(data):
    spoken = {}
    for lang in i18n.LANGUAGES:
        with speaking(lang):
            spoken[lang] = findings.answer(findings.INVESTMENT, data).short
    assert spoken["en"][0].startswith("The median plan costs €855k (95% interval €570k to €1M)")
    assert plain(spoken["fr"][0]).startswith("Le plan médian coûte 855 k€ (intervalle à 95 % : de 570 k€ à 1 M€)")


def test_french_is_set_with_no_break_spaces(told_in_french):
    assert re.findall(r".{0,20} [;?!%»](?!\w).{0,5}", told_in_french) == []
    assert re.findall(r".{0,20}\w[;?!] .{0,5}", told_in_french) == []


# notebooks


def blanked(source: str) -> str:
    """The code of a cell with every text that people read made the same."""
    tree = ast.parse(re.sub(r"^%.*", "", source, flags=re.MULTILINE))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            node.value = "text"
    return ast.dump(tree)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_translated_notebook_keeps_cells_links_and_code(path):
    source = nbformat.read(path, as_version=4)
    found = translated(source, "fr")
    assert [cell.id for cell in found.cells] == [cell.id for cell in source.cells]
    chosen = 'analysis.i18n.use("fr")\n'
    assert sum(chosen in cell.source for cell in found.cells) == 1
    for before, after in zip(source.cells, found.cells, strict=True):
        if before.cell_type == "code":
            assert blanked(after.source.replace(chosen, "")) == blanked(before.source)
            assert after.outputs == []
        elif before.source != "### Concentration":  # a word of both languages
            assert after.source != before.source
            assert re.findall(r"\]\((.*?)\)", after.source) == re.findall(r"\]\((.*?)\)", before.source)
    assert translated(source, "en") == source


def test_a_french_notebook_runs_speaks_french_and_is_not_overwritten(tmp_path):
    folder, out = tmp_path / "source", tmp_path / "french"
    folder.mkdir()
    (folder / "03_territories.ipynb").write_bytes((notebooks_folder() / "03_territories.ipynb").read_bytes())
    assert copies(folder, out, "fr") == ([out / "03_territories.ipynb"], [])
    notebook = nbformat.read(out / "03_territories.ipynb", as_version=4)
    shown = [
        output.data["text/plain"] for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output
    ]
    assert english("\n".join(shown)) == []
    assert any(plain(text).startswith("Où sont les lieux ?") for text in shown)
    mine = (out / "03_territories.ipynb").read_text(encoding="utf-8").replace("Où sont", "Mais où sont")
    (out / "03_territories.ipynb").write_text(mine, encoding="utf-8")
    assert copies(folder, out, "fr") == ([], [out / "03_territories.ipynb"])
    assert (out / "03_territories.ipynb").read_text(encoding="utf-8") == mine


def test_a_folder_of_notebooks_that_cannot_be_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run.invoke(app, ["notebooks", "--lang", "fr", "--out", str(tmp_path / "file")])
    assert (result.exit_code, result.output) == (2, f"{tmp_path / 'file'} is a file: name a folder with --out\n")


# JupyterLab


def asked(url: str) -> dict:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return json.load(answer)


@pytest.fixture
def lab(tmp_path):
    """A real JupyterLab server as ``lab --lang fr`` starts it, in folders of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    homes = {
        name: str(tmp_path / name)
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    ours = Path(i18n.__file__).parents[1] / "jupyter" / "fr"
    options = ["--no-browser", "--allow-root", f"--port={port}", "--ip=127.0.0.1", "--IdentityProvider.token=secret"]
    process = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options, f"--ServerApp.root_dir={tmp_path}"],
        env={**os.environ, **homes, "JUPYTER_CONFIG_PATH": str(ours)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield lambda path: asked(f"http://127.0.0.1:{port}/{path}?token=secret"), process
    finally:
        process.terminate()
        process.wait(20)


def test_jupyterlab_opens_in_french_without_a_setting_of_the_user(lab):
    ask, process = lab
    for _again in range(120):
        try:
            settings = ask("lab/api/settings/@jupyterlab/translation-extension:plugin")
            break
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None
            time.sleep(0.5)
    default = settings["schema"]["properties"]["locale"]["default"]
    assert default == "fr_FR"
    pack = ask("lab/api/translations/fr_FR")
    assert pack["data"]["jupyterlab"]["menu\u0004File"] == ["Fichier"]


@pytest.mark.usefixtures("french")
def test_plural_forms_follow_the_number():
    assert [ngettext("{n} place", "{n} places", n).format(n=n) for n in (0, 1, 2)] == ["0 lieu", "1 lieu", "2 lieux"]
