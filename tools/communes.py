"""Write the table of municipalities that the package ships, from a CSV of the same columns: python tools/communes.py FILE."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from analysis.dataset._communes import FOLDED, GEOGRAPHY, TABLE, fold_name

__all__ = ["main"]


def main(arguments: list[str], out: Path = TABLE) -> int:
    """Write the table; the exit code is 2 without a file."""
    if len(arguments) != 1:
        print("usage: python tools/communes.py FILE", file=sys.stderr)
        return 2
    given = pd.read_csv(arguments[0], dtype="str", keep_default_na=False, na_values=[""])
    table = given[list(GEOGRAPHY)].sort_values("insee_code", ignore_index=True)
    table.insert(0, FOLDED, table["municipality"].map(fold_name))
    table.to_parquet(out, index=False, compression="zstd", compression_level=19)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
