"""The files that an engine reads: found in a folder or in an archive."""

from __future__ import annotations

import zipfile

import pytest

from analysis import summaries
from analysis.dataset._reading import find_shipped_data
from analysis.numbers._engines import EngineError, source, summarise_groups
from every_frame import agree


def test_a_zip_archive_is_read(plans, tmp_path):
    with zipfile.ZipFile(tmp_path / "data.zip", "w") as archive:
        for name in ("places.csv", "funding.csv"):
            archive.write(find_shipped_data() / name, f"data/{name}")
    agree(summarise_groups(str(tmp_path / "data.zip"), by=["region"]), summaries.by_group(plans, "region"))


def test_an_archive_that_would_fill_the_disk_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "data.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("places.csv", "funding.csv"):
            archive.writestr(name, "x" * 2**20)
    monkeypatch.setattr(source.shutil, "disk_usage", lambda folder: type("Usage", (), {"free": 2**20}))
    with pytest.raises(
        EngineError, match=r"unpacked it takes 2.0 MiB; 1.0 MiB are free in .*: TMPDIR names another folder"
    ):
        summarise_groups(str(tmp_path / "data.zip"))
