"""The files that an engine reads: found in a folder or in an archive."""

from __future__ import annotations

import zipfile

from analysis import summaries
from analysis.dataset._reading import find_shipped_data
from analysis.numbers._engines import summarise_groups
from every_frame import agree


def test_a_zip_archive_is_read(plans, tmp_path):
    with zipfile.ZipFile(tmp_path / "data.zip", "w") as archive:
        for name in ("places.csv", "funding.csv"):
            archive.write(find_shipped_data() / name, f"data/{name}")
    agree(summarise_groups(str(tmp_path / "data.zip"), by=["region"]), summaries.by_group(plans, "region"))
