"""The README's picture of the panels: `python tools/lab.py` opens JupyterLab as `make lab` does and writes docs/lab.png."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browsing import CHROMIUM, FLAGS  # noqa: E402
from clicking import jupyter_lab, run_all  # noqa: E402

SIZE = ViewportSize(width=1240, height=1000)


def main() -> None:
    """Open the notebook, pick third places, and take the picture."""
    work = Path(tempfile.mkdtemp()) / "work"
    work.mkdir()
    shutil.copy(ROOT / "notebooks" / "06_explore.ipynb", work)
    with jupyter_lab(work) as address, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport=SIZE)
        run_all(page, address("06_explore.ipynb"))
        if page.get_by_role("button", name="Hide notification").count():
            page.get_by_role("button", name="Hide notification").click()
        page.keyboard.press("Control+b")  # the list of files
        places = page.locator(".cf-panel").first
        settlement = places.get_by_role("group", name="settlement", exact=True)
        settlement.locator("summary").click()
        settlement.get_by_role("checkbox", name="rural").check()
        settlement.locator("summary").click()
        page.wait_for_timeout(3_000)
        places.evaluate(
            "panel => { panel.scrollIntoView(); panel.closest('.jp-WindowedPanel-outer').scrollBy(0, -70) }"
        )
        page.wait_for_timeout(500)
        page.screenshot(path=work / "lab.png")
        browser.close()
    picture = Image.open(work / "lab.png").convert("RGB").quantize(128, dither=Image.Dither.NONE)
    picture.save(ROOT / "docs" / "lab.png", optimize=True)
    shutil.rmtree(work.parent)


if __name__ == "__main__":
    main()
