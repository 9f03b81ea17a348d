"""Files on which engines once differed, or could: each case with the table or the one line that all of them must give.

A case changes small tables of two places and three funding lines, and says what comes of it: the rows of the groups (name, places,
euros), or the message.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

HEAD = "place_id,region,year,citizens_involved,surface_m2,investment_eur\n"
A, B = "a,Corse,2019,true,50,100\n", "b,Bretagne,2020,,,200.5\n"
LINES = "place_id,line,sector,amount_eur\na,1,public,60\na,2,private,40\nb,1,unknown,\n"
BOTH = [("Bretagne", 1, 200.5), ("Corse", 1, 100.0)]

Rows = list[tuple[str, int, float]]


@dataclass(frozen=True)
class Case:
    """Files as they are written, and what all engines make of them."""

    name: str
    write: Callable[[Path], Path]
    expected: Rows | str
    by: tuple[str, ...] = ("region",)

    @property
    def refused_before(self) -> bool:
        """Whether no engine sees the rows, as the reader or the types of the columns are refused."""
        return isinstance(self.expected, str) and " times)" not in self.expected


def _csv(
    name: str, places: str | bytes, expected: Rows | str, funding: str | bytes = LINES, by: str = "region"
) -> Case:
    def write(folder: Path) -> Path:
        for table, text in (("places", places), ("funding", funding)):
            (folder / f"{table}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return Case(name, write, expected, (by,))


def _cell(name: str, amount: str, expected: Rows | str) -> Case:
    """The amount of the first place, as it stands in CSV."""
    told = (
        expected if isinstance(expected, list) else f"places, row 2: investment_eur is {expected}, which is no number"
    )
    return _csv(name, f"{HEAD}a,Corse,2019,true,50,{amount}\n{B}", told)


def _worth(euros: float) -> Rows:
    return [("Bretagne", 1, 200.5), ("Corse", 1, euros)]


def _year(name: str, year: str, expected: Rows | str) -> Case:
    told = expected if isinstance(expected, list) else f"places, row 2: year is {expected}, which is no number"
    return _csv(name, f"{HEAD}a,Corse,{year},true,50,100\n{B}", told, by="year")


NAN = "places: investment_eur holds NaN, infinity or a number too large to add up"
CSV = [
    _csv("as it should be", HEAD + A + B, BOTH),
    _csv("a comma more at the end of each row", HEAD + A[:-1] + ",\n" + B[:-1] + ",\n", "places, row 2: 7 cells where the header has 6"),
    _csv("a comma more in one row", HEAD + A + B[:-1] + ",\n", "places, row 3: 7 cells where the header has 6"),
    _csv("a comma more in header and rows", HEAD[:-1] + ",\n" + A[:-1] + ",\n" + B[:-1] + ",\n", BOTH),
    _csv("a cell too few", HEAD + A + "b,Bretagne,2020\n", "places, row 3: 3 cells where the header has 6"),
    _csv("a cell too few in the first row", HEAD + "a,Corse\n" + B, "places, row 2: 2 cells where the header has 6"),
    _csv("a comma in a text without quotes", HEAD + "a,Corse, du Sud,2019,true,50,100\n", "places, row 2: 7 cells where the header has 6"),
    _csv("a comma in a text in quotes", HEAD + 'a,"Corse, du Sud",2019,true,50,100\n' + B, [("Bretagne", 1, 200.5), ("Corse, du Sud", 1, 100.0)]),
    _csv("a ragged line of funding", HEAD + A + B, "funding, row 5: 3 cells where the header has 4", LINES + "b,2,public\n"),
    _csv("no place", HEAD, "funding: place_id is no place's (3 times); cluster-funding check names the rows"),
    _csv("no line", HEAD + A + B, BOTH, LINES.splitlines()[0]),
    _csv("an empty file", b"", "places: the file is empty"),
    _csv("nothing but a newline", b"\n", "places: the file is empty"),
    _csv("empty rows", HEAD + "\n" + A + "\n\n" + B, BOTH),
    _csv("a row of blanks", HEAD + A + "   \n" + B, "places, row 3: 1 cells where the header has 6"),
    _csv("a row of commas", HEAD + A + B + ",,,,,\n", "places: place_id is empty (1 times); cluster-funding check names the rows"),
    _csv("no newline at the end", HEAD + A + B[:-1], BOTH),
    _csv("newlines of Windows", (HEAD + A + B).replace("\n", "\r\n"), BOTH),
    _csv("a mark at the beginning", b"\xef\xbb\xbf" + (HEAD + A + B).encode(), BOTH),
    _csv("UTF-16", (HEAD + A + B).encode("utf-16"), "places: the header cannot be read: write CSV in UTF-8"),
    _csv("Latin-1 in a group", (HEAD + "a,Réunion,2019,true,50,100\n").encode("latin-1"), "places: not written in UTF-8: save it as CSV UTF-8"),
    _csv("Latin-1 in a column that is not read", (HEAD + "a,Corse,2019,trué,50,100\n").encode("latin-1"), "places: not written in UTF-8: save it as CSV UTF-8"),
    _csv("Latin-1 in the header", (HEAD.replace("region", "région") + A).encode("latin-1"), "places: the header cannot be read: write CSV in UTF-8"),
    _csv("half a letter at the end", (HEAD + A + B).encode() + b"c,\xc3", "places: not written in UTF-8: save it as CSV UTF-8"),
    _csv("letters of every kind", HEAD + "a,Île-de-France 🏠,2019,true,50,100\n" + B, [("Bretagne", 1, 200.5), ("Île-de-France 🏠", 1, 100.0)]),
    _csv("a semicolon between cells", (HEAD + A).replace(",", ";"), "places: column place_id is missing"),
    _csv("a tabulator between cells", (HEAD + A).replace(",", "\t"), "places: column place_id is missing"),
    _csv("a quote that is not closed", HEAD + 'a,"Corse,2019,true,50,100\n' + B, "places, row 2: 2 cells where the header has 6"),
    _csv("a quote that is not closed in the last column", HEAD.replace("\n", ",note\n") + A[:-1] + ',"x\n' + B[:-1] + ",y\n", "places: a quote is opened and not closed"),
    _csv("a quote in the middle of a text", HEAD + 'a,Cor"se,2019,true,50,100\n' + B, "places: a quote is opened and not closed"),
    _csv("a quote in quotes", HEAD + 'a,"Cor""se",2019,true,50,100\n' + B, [("Bretagne", 1, 200.5), ('Cor"se', 1, 100.0)]),
    _csv("a newline in quotes", HEAD + 'a,"Corse\ndu Sud",2019,true,50,100\n' + B, [("Bretagne", 1, 200.5), ("Corse\ndu Sud", 1, 100.0)]),
    _csv("quotes around all", "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in (HEAD + A + B).splitlines()), BOTH),
    _csv("an empty group", HEAD + A + B.replace("Bretagne", ""), [("Corse", 1, 100.0), ("unknown", 1, 200.5)]),
    _csv("an empty group in quotes", HEAD + A + B.replace("Bretagne", '""'), [("Corse", 1, 100.0), ("unknown", 1, 200.5)]),
    _csv("a blank as group", HEAD + A + B.replace("Bretagne", " "), [(" ", 1, 200.5), ("Corse", 1, 100.0)]),
    _csv("words that mean missing elsewhere", HEAD + A.replace("Corse", "NA") + B.replace("Bretagne", "null"), [("NA", 1, 100.0), ("null", 1, 200.5)]),
    _csv("a number as group", HEAD + A.replace("Corse", "01") + B.replace("Bretagne", "1.0"), [("01", 1, 100.0), ("1.0", 1, 200.5)]),
    _csv("booleans as groups", HEAD + A + B, [("true", 1, 100.0), ("unknown", 1, 200.5)], by="citizens_involved"),
    _csv("booleans in other letters", HEAD + A.replace("true", "True") + B, [("True", 1, 100.0), ("unknown", 1, 200.5)], by="citizens_involved"),
    _csv("an identifier twice", HEAD + A + A, "places: place_id stands twice (1 times); cluster-funding check names the rows", LINES.replace("b,1,unknown,\n", "")),
    _csv("an identifier that is empty in quotes", HEAD + A + B + '"",Corse,2019,true,50,100\n', "places: place_id is empty (1 times); cluster-funding check names the rows"),
    _csv("a line of no place", HEAD + A + B, "funding: place_id is no place's (1 times); cluster-funding check names the rows", LINES + "c,1,public,5\n"),
    _csv("a line without a place", HEAD + A + B, "funding: place_id is empty (1 times); cluster-funding check names the rows", LINES + ",1,public,5\n"),
    _csv("a sector that is none", HEAD + A + B, "funding: sector is none of the vocabulary (1 times); cluster-funding check names the rows", LINES + "a,3,Public,5\n"),
    _csv("a column twice", HEAD.replace("year", "region") + A, "places: column region stands twice"),
    _csv("a column twice in other letters", HEAD.replace("year", "Region") + A, "places: column region stands twice"),
    _csv("a column in other letters", HEAD.replace("region", "Region") + A + B, "--by region: places: column region is missing"),
    _csv("a blank behind the name of a column", HEAD.replace("region", "region ") + A, "--by region: places: column region is missing"),
    _csv("no column of lines", HEAD + A + B, "funding: column sector is missing", LINES.replace("sector", "kind")),
    _csv("a header in quotes", '"' + HEAD[:-1].replace(",", '","') + '"\n' + A + B, BOTH),
    _csv("an amount of lines that is none", HEAD + A + B, "funding, row 2: amount_eur is sixty, which is no number", LINES.replace("60", "sixty")),
    _csv("a line below zero", HEAD + A + B, "funding: amount_eur must be at least 0 (1 times); cluster-funding check names the rows", LINES.replace("60", "-60")),
    _cell("a line between digits", "1_000", "1_000"),
    _cell("a comma for the point, in quotes", '"1,5"', "1,5"),
    _cell("thousands with a blank", "1 000", "1 000"),
    _cell("thousands with a no-break blank", "1\u00a0000", "1\u00a0000"),
    _cell("a currency", "100 €", "100 €"),
    _cell("hexadecimal", "0x10", "0x10"),
    _cell("a boolean as amount", "true", "true"),
    _cell("a word that means missing", "NA", "NA"),
    _cell("letters that turn", "\u202e100", "\\u202e100"),
    _cell("digits of Arabic", "١٠٠", "١٠٠"),
    _cell("an exponent", "1e3", _worth(1000.0)),
    _cell("an exponent in capitals", "1E3", _worth(1000.0)),
    _cell("a plus", "+100", _worth(100.0)),
    _cell("a point at the end", "100.", _worth(100.0)),
    _cell("a point at the beginning", ".5", _worth(0.5)),
    _cell("zeros before", "00100", _worth(100.0)),
    _cell("blanks around", " 100 ", _worth(100.0)),
    _cell("quotes around", '"100"', _worth(100.0)),
    _cell("more digits than a float has", "0.1234567890123456789012345", _worth(0.1234567890123456789012345)),
    _csv("NaN", HEAD + A.replace(",100", ",nan") + B, NAN),
    _csv("infinity", HEAD + A.replace(",100", ",inf") + B, NAN),
    _csv("minus infinity", HEAD + A.replace(",100", ",-Infinity") + B, NAN),
    _csv("400 digits", HEAD + A.replace(",100", "," + "9" * 400) + B, NAN),
    _csv("302 digits", HEAD + A.replace(",100", "," + "9" * 302) + B, "places: investment_eur must be a finite number (1 times); cluster-funding check names the rows"),
    _csv("nothing", HEAD + A.replace(",100", ",") + B, [("Bretagne", 1, 200.5), ("Corse", 1, 0.0)]),
    _csv("nothing in quotes", HEAD + A.replace(",100", ',""') + B, [("Bretagne", 1, 200.5), ("Corse", 1, 0.0)]),
    _csv("zero", HEAD + A.replace(",100", ",0") + B, "places: investment_eur must be above 0 (1 times); cluster-funding check names the rows"),
    _year("a date as year", "2019-05-01", "2019-05-01"),
    _year("a school year", "2019/20", "2019/20"),
    _year("a year with a point", "2019.0", [("2019", 1, 100.0), ("2020", 1, 200.5)]),
    _year("no year", "", [("2020", 1, 200.5), ("unknown", 1, 100.0)]),
    _year("half a year", "2019.5", [("2019.5", 1, 100.0), ("2020", 1, 200.5)]),
    _csv("a year that engines write in two ways", HEAD + A.replace("2019", "20190501") + B, "places: year as a group must be from 0.001 to 10,000,000 (1 times); cluster-funding check names the rows", by="year"),
]  # fmt: skip

TABLES: dict[str, dict[str, Any]] = {
    "places": {
        "place_id": ["a", "b"], "region": ["Corse", "Bretagne"], "year": [2019, 2020],
        "citizens_involved": [True, None], "surface_m2": [50.0, None], "investment_eur": [100.0, 200.5],
    },
    "funding": {
        "place_id": ["a", "a", "b"], "line": [1, 2, 1], "sector": ["public", "private", "unknown"], "amount_eur": [60.0, 40.0, None],
    },
}  # fmt: skip


def _parquet(
    name: str, expected: Rows | str, *, by: str = "region", funding: dict[str, Any] | None = None, **places: Any
) -> Case:
    """Columns of a table, as they are stored in Parquet."""

    def write(folder: Path) -> Path:
        for table, changed in (("places", places), ("funding", funding or {})):
            parquet.write_table(pa.table({**TABLES[table], **changed}), folder / f"{table}.parquet")
        return folder

    return Case(f"Parquet: {name}", write, expected, (by,))


def _stored(column: str, kind: str, values: pa.Array, told: str) -> Case:
    return _parquet(f"{column} as {values.type}", f"places: column {column} is {kind}: store it as {told}", by=column if column != "investment_eur" else "region", **{column: values})  # fmt: skip


DAY = datetime.date(2019, 5, 1)
BOTH_YEARS = [("2019", 1, 100.0), ("2020", 1, 200.5)]
PARQUET = [
    _parquet("as it should be", BOTH),
    _parquet("NaN is not known", [("Bretagne", 1, 200.5), ("Corse", 1, 0.0)], investment_eur=[float("nan"), 200.5]),
    _parquet("infinity", "places: investment_eur must be a finite number (1 times); cluster-funding check names the rows", investment_eur=[float("inf"), 200.5]),
    _parquet("infinity in a line", "funding: amount_eur must be a finite number (1 times); cluster-funding check names the rows", funding={"amount_eur": [60.0, float("inf"), None]}),
    _parquet("NaN in a line", BOTH, funding={"amount_eur": [60.0, 40.0, float("nan")]}),
    _parquet("NaN as a year", [("2020", 1, 200.5), ("unknown", 1, 100.0)], by="year", year=[float("nan"), 2020.0]),
    _parquet("an empty text", [("Corse", 1, 100.0), ("unknown", 1, 200.5)], region=["Corse", ""]),
    _parquet("an empty identifier", "places: place_id is empty (1 times); cluster-funding check names the rows", place_id=["a", ""], funding={"place_id": ["a", "a", "a"]}),
    _parquet("booleans", [("true", 1, 100.0), ("unknown", 1, 200.5)], by="citizens_involved"),
    _parquet("booleans as text", [("true", 1, 100.0), ("unknown", 1, 200.5)], by="citizens_involved", citizens_involved=["true", None]),
    _parquet("texts in a dictionary", BOTH, region=pa.array(["Corse", "Bretagne"]).dictionary_encode()),
    _parquet("large texts", BOTH, region=pa.array(["Corse", "Bretagne"], pa.large_string())),
    _parquet("decimals", BOTH, investment_eur=pa.array([Decimal("100.00"), Decimal("200.50")], pa.decimal128(12, 2))),
    _parquet("whole euros", [("Bretagne", 1, 200.0), ("Corse", 1, 100.0)], investment_eur=pa.array([100, 200], pa.uint16())),
    _parquet("floats of four bytes", BOTH, investment_eur=pa.array([100, 200.5], pa.float32())),
    _parquet("years of one kind or another", BOTH_YEARS, by="year", year=pa.array([2019, 2020], pa.int16())),
    _parquet("lines that are texts", BOTH, funding={"line": ["1", "2", "1"]}),
    _parquet("a line of no place", "funding: place_id is no place's (1 times); cluster-funding check names the rows", funding={"place_id": ["a", "a", "c"]}),
    _parquet("a column twice in other letters", "places: column region stands twice", Region=["x", "y"]),
    _stored("year", r"Date", pa.array([DAY, DAY]), "a number"),
    _stored("year", r"String", pa.array(["2019", "2020"]), "a number"),
    _stored("year", r"Boolean", pa.array([True, False]), "a number"),
    _stored("investment_eur", "String", pa.array(["100", "1_000"]), "a number"),
    _stored("investment_eur", "Boolean", pa.array([True, False]), "a number"),
    _stored("region", "List(String)", pa.array([["Corse"], ["Bretagne"]]), "text"),
    _stored("region", "Int64", pa.array([1, 2]), "text"),
    _stored("region", "Binary", pa.array([b"\xff", b"x"]), "text"),
    _parquet("numbers that engines write in two ways", "places: surface_m2 as a group must be from 0.001 to 10,000,000 (2 times); cluster-funding check names the rows", by="surface_m2", surface_m2=[1e7, 1e-4]),
    _parquet("numbers that all write alike", [("0.001", 1, 200.5), ("9999999.5", 1, 100.0)], by="surface_m2", surface_m2=[9999999.5, 0.001]),
]  # fmt: skip


def _at(name: str, *others: str, form: str = "csv") -> Case:
    """A folder whose name a pattern would take for another, with other numbers in the others."""

    def write(folder: Path) -> Path:
        for one in (name, *others):
            inside = folder / one
            inside.mkdir(parents=True)
            euros = [100.0, 200.5] if one == name else [7.0, 7.0]
            for table, changed in (("places", {"investment_eur": euros}), ("funding", {})):
                made = pa.table({**TABLES[table], **changed})
                if form == "parquet":
                    parquet.write_table(made, inside / f"{table}.parquet")
                else:
                    made.to_pandas().to_csv(inside / f"{table}.csv", index=False)
        return folder / name

    return Case(f"{form} in {name}", write, BOTH)


PATHS = [
    _at(name, *others, form=form)
    for form in ("csv", "parquet")
    for name, others in (
        ("data [v2]", ("data v", "data 2")), ("a*b", ("ab", "axb")), ("{a,b}", ("a", "b")), ("q?", ("qx",)), ("[!a]", ("b",)),
        ("region=X/year=1999", ()), ("a%20b", ("a b",)), ("#x'\"é", ()),
    )
]  # fmt: skip


def _parts(name: str, expected: Rows | str, *files: str) -> Case:
    """A table that is a folder of files."""

    def write(folder: Path) -> Path:
        inside = folder / "places.parquet"
        whole = pa.table(TABLES["places"])
        for row, file in enumerate(files):
            (inside / file).parent.mkdir(parents=True, exist_ok=True)
            parquet.write_table(whole.slice(row, 1), inside / file)
        (inside / "_SUCCESS").touch()
        (inside / ".part.crc").touch()
        parquet.write_table(pa.table(TABLES["funding"]), folder / "funding.parquet")
        return folder

    return Case(name, write, expected)


PARTS = "places.parquet: a table is a file, or a folder of files that end in .parquet, without folders in it"
FOLDERS = [
    _parts("a folder of parts", BOTH, "part-0.parquet", "part-1.parquet"),
    _parts("a folder of parts in folders", PARTS, "region=X/part-0.parquet", "region=Y/part-1.parquet"),
    _parts("a folder of parts and one more", PARTS, "part-0.parquet", "part-1.txt"),
]

CASES = [*CSV, *PARQUET, *PATHS, *FOLDERS]
