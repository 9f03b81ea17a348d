"""Text files that would fill the memory."""

from __future__ import annotations

from files import told


def test_a_line_of_150_megabytes_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "long.csv"
    with file.open("wb") as out:
        out.write(b"Lieu;Cout total\n")
        for _ in range(150):
            out.write(b"A" * 2**20)
    assert "has a line of more than 4 MB" in told(file)
