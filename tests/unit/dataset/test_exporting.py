"""Files for people: no formula in them, and written whole or not at all."""

from __future__ import annotations

import pytest

from analysis import load
from analysis.dataset._exporting import neutralise, to_csv, write_whole
from files import saved


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "rejected.csv"
    write_whole(target, b"one")
    with pytest.raises(TypeError):
        write_whole(target, "no bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir()] == ["rejected.csv"]


def test_formulas_are_text_and_leave_as_text(tmp_path):
    name = '=HYPERLINK("http://evil.example","x")'
    text = f'Lieu;Coût total;Source\n"{name.replace(chr(34), chr(34) * 2)}";5;javascript:alert(1)\n@SUM(A1);-6;\n'
    data = load(saved(tmp_path / "f.csv", text.encode()))
    assert data.places["name"].tolist() == [name]  # the data keeps its values
    assert data.places["source_url"].isna().all()
    assert "named like source_url, but its values are not" in data.understood["remark"].tolist()
    exported = to_csv(data.places[["name", "investment_eur"]]).decode("utf-8-sig")
    assert exported == 'name,investment_eur\n"\'=HYPERLINK(""http://evil.example"",""x"")",5\n'
    assert neutralise(data.rejected)["Lieu"].tolist() == ["'@SUM(A1)"]
