"""What columns are by what their numbers say, where their names say nothing or too much: sums, years, codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.cell_lines import holds_funders
from analysis.dataset._reading.columns import Match, list_names_of, says_part
from analysis.dataset._reading.layout import Unnamed
from analysis.dataset._reading.regions import REGIONS
from analysis.dataset._reading.roles import is_amount
from analysis.dataset._reading.telling import Told, each_shown, list_told
from analysis.dataset._reading.testimony import are_round, are_sums, find_sum_of_columns
from analysis.dataset._reading.units import find_worth
from analysis.dataset._reading.values import TOGETHER, find_bodies, find_body
from analysis.dataset._reading.words import fold, is_missing
from analysis.words._messages import say, spell

__all__ = ["OTHER_NUMBERS", "Evidence", "hear_columns"]

#: Sums are looked for in the first rows, of the first columns of numbers.
ROWS, COLUMNS, WIDE = 500, 40, 200
#: A sum that holds in fewer rows than this could be chance.
LEAST = 2


@dataclass
class Evidence:
    """A table and what its columns are, with what is told of that.

    Attributes
    ----------
    frame : DataFrame
        The table; a column that several others make up is put in its place.
    fields, candidates, reasons : dict
        As in `Match`.
    remarks : dict
        Column to what was concluded from its numbers.
    problems : list of tuple
        Column, rule and fields of what is to be told.
    given, dropped : set of str
        Columns that a mapping speaks of, and those that stand in others now: nothing more is concluded of either.
    """

    frame: pd.DataFrame
    fields: dict[str, str]
    candidates: dict[str, tuple[str, ...]]
    reasons: dict[str, Told]
    remarks: dict[str, Told] = field(default_factory=dict)
    problems: list[tuple[str, Rule, dict[str, Any]]] = field(default_factory=list)
    given: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)

    def match(self) -> Match:
        """What the columns are, in their order."""
        fields = {column: self.fields[column] for column in self.frame if column in self.fields}
        candidates = {column: found for column, found in self.candidates.items() if column not in fields}
        kept = {c: r for c, r in self.reasons.items() if c not in fields and c not in candidates}
        return Match(fields, candidates, kept)

    def give(self, column: str, name: str, remark: Told) -> None:
        self.fields[column] = name
        self.remarks[column] = remark

    def column_of(self, name: str) -> str | None:
        return next((column for column, found in self.fields.items() if found == name), None)

    def drop(self, column: str, reason: Told) -> None:
        self.fields.pop(column, None)
        self.candidates.pop(column, None)
        self.reasons[column] = reason
        self.dropped.add(column)


def hear_columns(frame: pd.DataFrame, match: Match, given: set[str] | None = None) -> Evidence:
    """Test what the names of columns say against their numbers, and find by their numbers what they do not say.

    Parameters
    ----------
    frame : DataFrame
        Cells as they came.
    match : Match
        What the columns are by their names and values.
    given : set of str, optional
        Columns that a mapping speaks of: they stay as they are.

    Examples
    --------
    >>> table = pd.DataFrame({"Sted": ["A", "B"], "Kommun": [1, 2], "Fylke": [30, 5], "Summa": [31, 7]}, dtype="object")
    >>> found = hear_columns(table, Match({}, {}, {}))
    >>> found.match().fields
    {'Sted': 'name', 'Kommun': 'funder:unknown', 'Fylke': 'funder:unknown', 'Summa': 'investment_eur'}
    """
    found = Evidence(frame, dict(match.fields), dict(match.candidates), dict(match.reasons), given=given or set())
    for hear in (
        _name_first,
        _take_pairs,
        _take_cells,
        _settle_grants,
        _take_codes,
        _complete_totals,
        _add_years,
        _find_total,
        _find_parts,
    ):
        hear(found)
    return found


def _numbers(found: Evidence, wanted: Callable[[str], bool]) -> dict[str, pd.Series]:
    """The columns of numbers by name, in euros where their header has a unit; at most some rows and columns."""
    head = found.frame.iloc[:ROWS, :WIDE]
    numbers: dict[str, pd.Series] = {}
    for column in head:
        if len(numbers) >= COLUMNS or not wanted(str(column)):
            continue
        cells = head[column]
        few = read_amounts(cells.dropna().head(20))
        if len(few.values) and float(few.values.notna().mean()) >= 0.8:
            numbers[str(column)] = read_amounts(cells, unit=find_worth(str(column)).factor or 1.0).values
    return numbers


def _is_money(found: Evidence, column: str) -> bool:
    return is_amount(found.fields.get(column, ""))


def _is_free(found: Evidence, column: str) -> bool:
    """Whether a column is not used, and neither a share nor a code by its name."""
    return (
        column not in found.fields
        and column not in found.given | found.dropped
        and "%" not in column
        and not COSTS.search(fold(column))
        and not OTHER_NUMBERS.search(fold(column))
    )


#: Headers of numbers that are no money, whatever they add up to.
OTHER_NUMBERS = re.compile(
    r"\b(?:siret|siren|rna|naf|tel|telephone|phone|mobile|fax|codes?|cp|postal|postcode|zip|insee|lat|latitude|lon|lng|longitude|"
    r"annee|year|date|taux|rate|pct|surface|superficie|m2|etp|effectifs?|nombre|nb|number|numero|n|no|num|id|population|habitants)\b"
)


#: Headers of what money was spent on: such parts of a total are no funders.
COSTS = re.compile(
    r"\b(?:couts?|costs?|depenses?|expenses?|expenditure|travaux|works|etudes?|studies|honoraires|fees|foncier|acquisitions?|land|"
    r"equipements?|equipment|materiel|mobilier|furniture|achats?|purchases|amenagements?|construction|building|tva|vat|assiette)\b"
)


def _name_first(found: Evidence) -> None:
    """The first column names the places where no other does, if it holds texts that differ."""
    first = next(iter(found.frame), None)
    if (
        first is None
        or first in found.given
        or first in found.candidates
        or found.fields.keys() & {first}
        or found.column_of("name")
    ):
        return
    named = not isinstance(first, Unnamed)
    if named and any(found.column_of(name) for name in ("carrier_name", "municipality", "place_id")):
        return
    cells = found.frame[first].dropna()
    texts = len(cells) and cells.map(lambda cell: isinstance(cell, str) and not is_missing(cell)).all()
    if (
        texts
        and cells.nunique() > (0.9 if named else 0.5) * len(cells)
        and not read_amounts(cells).values.notna().any()
    ):
        found.give(
            first,
            "name",
            say("the first column, of texts that differ") if named else say("the first column, without a header"),
        )


def _settle_grants(found: Evidence) -> None:
    """An amount beside a name and a funder is what the funder gives, where no column has a total."""
    fields = set(found.fields.values())
    for column, could in list(found.candidates.items()):
        if {"name", "funder"} <= fields and not fields & {"grant_eur", "investment_eur"} and "grant_eur" in could:
            del found.candidates[column]
            found.give(column, "grant_eur", say("stands beside a funder: what it gives"))
            return


def _take_cells(found: Evidence) -> None:
    """A column whose cells hold several funders with their amounts."""
    if any(
        name in ("grant_eur", "amount_eur", "amount_each") or name.startswith("funder:")
        for name in found.fields.values()
    ):
        return
    for column in map(str, found.frame):
        if column not in found.given and found.fields.get(column, "funder") in ("funder", "note", "partners"):
            head = found.frame[column].head(ROWS)
            if holds_funders(head):
                found.give(column, "funders", say("each cell holds funders with their amounts"))
                return


#: A number at the end of a header, or the one that tells it from another of the same name.
NUMBERED = re.compile(r"\s*(?:n\s?[°o]\s*)?\(?(\d{1,2})\)?\s*$", re.IGNORECASE)


def _numbered(found: Evidence) -> dict[str, dict[int, str]]:
    """Columns that differ by a number at the end only: what they have in common, then number to column."""
    groups: dict[str, dict[int, str]] = {}
    for column in map(str, found.frame):
        number = NUMBERED.search(column)
        base = fold(NUMBERED.sub("", column))
        if base and column not in found.given:
            groups.setdefault(base, {}).setdefault(int(number[1]) if number else 1, column)
    return {base: columns for base, columns in groups.items() if len(columns) >= LEAST}


def _names_funders(found: Evidence, columns: list[str]) -> bool:
    """Whether columns name funders: by their header, or by what stands in them."""
    cells = pd.concat([found.frame[column].head(ROWS) for column in columns]).dropna()
    if not len(cells) or not all(isinstance(cell, str) for cell in cells):
        return False
    known = float(cells.map(lambda cell: find_body(cell) != "unknown").mean())
    return known >= 0.5 or any("funder" in list_names_of(NUMBERED.sub("", column)) for column in columns)


def _take_pairs(found: Evidence) -> None:
    """Columns of funders and of amounts with the same numbers, "Financeur 1" and "Montant 1": each pair is a line."""
    groups = _numbered(found)
    for funders in groups.values():
        if not _names_funders(found, list(funders.values())):
            continue
        for amounts in groups.values():
            own = set(amounts.values())
            numeric = _numbers(found, own.__contains__)
            if amounts is funders or set(amounts) != set(funders) or not numeric:
                continue
            for number in sorted(funders):
                found.drop(funders[number], "")
                found.drop(amounts[number], "")
                found.give(
                    funders[number],
                    "funder_each",
                    say("a funder, and what it gives in {column}", column=amounts[number]),
                )
                found.give(amounts[number], "amount_each", say("given by {column}", column=funders[number]))
            return


# --- codes ---------------------------------------------------------------------------------------------------------

#: Codes of the regions of France, since 2016 and before.
REGION_CODES = {1, 2, 3, 4, 6, 11, 24, 27, 28, 32, 44, 52, 53, 75, 76, 84, 93, 94} | {
    21, 22, 23, 25, 26, 31, 41, 42, 43, 54, 72, 73, 74, 82, 83, 91
}  # fmt: skip
DEPARTMENTS = {code.lstrip("0") for code in REGIONS} - {"2A", "2B"}


def _whole(cells: pd.Series) -> list[int] | None:
    """The cells as whole numbers; None where one is something else."""
    texts = [str(cell).strip().removesuffix(".0") for cell in cells.dropna()]
    return (
        [int(text) for text in texts]
        if texts and all(re.fullmatch(r"\d{1,14}", text, re.ASCII) for text in texts)
        else None
    )


def _code_kind(cells: pd.Series, name: str) -> str:
    """What codes a column of a funder's name holds: region, department, municipality, body; empty where it holds none."""
    numbers = _whole(cells)
    if not numbers:
        return ""
    if all(len(str(n)) in (9, 14) for n in numbers):
        return "body"
    if name == "funder:region" and set(numbers) <= REGION_CODES:
        return "region"
    if name == "funder:department" and {str(n) for n in numbers} <= DEPARTMENTS:
        return "department"
    places = all(1001 <= n <= 97_999 for n in numbers)
    if name == "funder:municipality" and places and sum(n % 100 == 0 for n in numbers) < 0.2 * len(numbers):
        return "municipality"
    return ""


def _take_codes(found: Evidence) -> None:
    """Columns called by a region, a department, a municipality or a body that hold its code are no money."""
    kinds = {
        column: kind for column, name in found.fields.items()
        if name.startswith("funder:") and column not in found.given and not find_worth(column)
        and (kind := _code_kind(found.frame[column].head(ROWS), name))
    }  # fmt: skip
    for column, could in list(found.candidates.items()):
        small = _code_kind(found.frame[column].head(ROWS), "funder:department") == "department"
        if (
            small
            and not find_worth(column)
            and set(could) == {"department_code", "funder:department"}
            and _dwarfed(found, column)
        ):
            found.candidates.pop(column)
            found.give(column, "department_code", say("holds codes, no amounts"))
    sure = [kind for kind in kinds.values() if kind != "municipality"]
    for column, kind in kinds.items():
        taken = set(found.fields.values())
        if kind == "municipality" and not sure:
            # five digits are a code or an amount: nothing tells
            found.drop(column, "")
            found.candidates[column] = ("insee_code", "funder:municipality")
            continue
        found.drop(column, say("holds codes, no amounts"))
        field_of = {"department": "department_code", "municipality": "insee_code"}.get(kind)
        if field_of and field_of not in taken:
            found.give(column, field_of, say("holds codes, no amounts"))


def _dwarfed(found: Evidence, column: str) -> bool:
    """Whether the numbers of a column are below a hundredth of the total in every row: codes, not money."""
    total = found.column_of("investment_eur")
    if total is None or "department_code" in found.fields.values():
        return False
    own, whole = (read_amounts(found.frame[name].head(ROWS)).values for name in (column, total))
    known = own.notna() & whole.notna()
    return bool(known.any()) and bool((own[known] * 100 < whole[known]).all()) and float(whole[known].min()) >= 10_000


# --- totals --------------------------------------------------------------------------------------------------------


def _complete_totals(found: Evidence) -> None:
    """Two columns of totals, of which one is filled where the other is not, are one; where they differ, it is told."""
    total = found.column_of("investment_eur")
    if total is None:
        return
    for column in list(found.frame):
        column = str(column)
        if not _is_free(found, column) or column in found.candidates or "investment_eur" not in list_names_of(column):
            continue
        own, other = found.frame[total], found.frame[column]
        if not other.notna().any() or find_worth(total).factor != find_worth(column).factor:
            continue
        gaps = own.isna() & other.notna()
        both = own.notna() & other.notna()
        if gaps.any() and not both.any():
            found.frame = found.frame.assign(**{total: own.where(own.notna(), other)})
            found.remarks[total] = say("completed by {column}, which is filled where it is empty", column=column)
            found.reasons[column] = say("completes {column}", column=total)
        elif gaps.any():
            found.problems.append(
                (column, Rule.TOTALS_TWO, {"other": total, "rows": _list_rows(found.frame.index[gaps])})
            )


def _list_rows(rows: pd.Index) -> str:
    return ", ".join(str(row) for row in rows[:5]) + (" …" if len(rows) > 5 else "")


# --- years ---------------------------------------------------------------------------------------------------------

YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)", re.ASCII)


def _columns_by_year(found: Evidence) -> dict[str, list[str]]:
    """Columns that differ by a year in their name only: what they have in common to their names."""
    groups: dict[str, list[str]] = {}
    for column in map(str, found.frame):
        years = YEAR.findall(column)
        if (
            len(years) == 1
            and column not in found.given
            and found.fields.get(column, "funder:").startswith(("funder:", "grant_eur"))
        ):
            groups.setdefault(fold(YEAR.sub(" ", column)), []).append(column)
    return {name: columns for name, columns in groups.items() if len(columns) >= LEAST}


def _add_years(found: Evidence) -> None:
    """Columns by year are added up: what a funder gave in all; a column that is their sum is no cost by its name alone."""
    for name, columns in _columns_by_year(found).items():
        numbers = _numbers(found, lambda column, own=columns: column in own)  # type: ignore[misc]
        if len(numbers) < LEAST or len(numbers) < len(columns):
            continue
        roles = list_names_of(name) if name else []
        gives = "funder" in found.fields.values() or "grant_eur" in roles
        funder = next((role for role in roles if role.startswith("funder:")), "")
        own = _column_of_sums(found, numbers)
        wanted = funder or ((gives or not name) and "grant_eur" not in found.fields.values())
        if own is None and not wanted:
            continue  # nothing would stand for them
        for column in columns:
            found.drop(column, say("one year of several: they are added up"))
        if own is None:
            own = f"{YEAR.findall(columns[0])[0]}–{YEAR.findall(columns[-1])[0]}"
            own = " ".join([*YEAR.sub(" ", columns[0]).split(), own]) if funder else own
            cells = [
                read_amounts(found.frame[column], unit=find_worth(column).factor or 1.0).values for column in columns
            ]
            total = pd.concat(cells, axis=1).sum(axis=1, min_count=1).astype("object")
            found.frame = found.frame.assign(**{own: total.where(total.notna(), None)})
        remark = spell(list_told, say("the sum of {columns}", columns=spell(each_shown, *columns)))
        if gives or funder:
            found.give(own, "grant_eur" if gives else funder, remark)
        else:
            found.give(own, "investment_eur", remark)
            found.problems.append((own, Rule.SUM_OF_YEARS, {}))


def _column_of_sums(found: Evidence, years: dict[str, pd.Series]) -> str | None:
    """The column that is the sum of columns by year."""
    for column, total in _numbers(
        found, lambda column: column not in years and not OTHER_NUMBERS.search(fold(column))
    ).items():
        if _is_free(found, column) or _is_money(found, column):
            summed = find_sum_of_columns({**years, column: total}, column, least=1)
            if summed and set(summed.parts) == set(years):
                return column
    return None


# --- totals and parts that no name tells ---------------------------------------------------------------------------


def _find_total(found: Evidence) -> None:
    """A column that is the sum of others is the total and those are its parts, where no name tells the total."""
    if {"investment_eur", "operating_eur", "grant_eur", "amount_eur"} & set(found.fields.values()):
        return
    numbers = _numbers(found, lambda column: _is_free(found, column) or _is_money(found, column))
    for column in numbers:
        if not _is_free(found, column):
            continue
        summed = find_sum_of_columns(numbers, column, least=LEAST)
        if summed is None or _is_below_another(numbers, column, summed.parts):
            continue
        found.give(column, "investment_eur", say("the sum of {columns}", columns=spell(each_shown, *summed.parts)))
        for part in summed.parts:
            if part not in found.fields:
                _take_part(found, part, say("a part of {column}, by the sums", column=column))
        return


def _is_below_another(numbers: dict[str, pd.Series], column: str, parts: tuple[str, ...]) -> bool:
    """Whether another column is larger in every row: then the sum is one of grants, beside a cost."""
    for other, values in numbers.items():
        if other not in (column, *parts):
            known = values.notna() & numbers[column].notna()
            if known.any() and bool((values[known] >= numbers[column][known]).all()):
                return True
    return False


def _take_part(found: Evidence, column: str, remark: Told) -> None:
    found.give(column, f"funder:{find_bodies(column)}", remark)


def _find_parts(found: Evidence) -> None:
    """Columns of unknown names that make up what the known parts leave of the total are parts too."""
    total = found.column_of("investment_eur")
    known = [
        c for c, name in found.fields.items() if name.startswith("funder:") or name in ("public_eur", "private_eur")
    ]
    if total is None:
        return
    numbers = _numbers(found, lambda column: column == total or column in known or _is_free(found, column))
    free = [column for column in numbers if _is_free(found, column)]
    if not free or total not in numbers or not set(known) <= set(numbers):
        return
    left = numbers[total].to_numpy() - sum(np.nan_to_num(numbers[column].to_numpy()) for column in known)
    bodies = known or any(find_body(column) != "unknown" for column in free)
    # without a known part it takes two: one column that equals the total may be the total again
    tried = [[column] for column in free if known] + ([free] if len(free) > 1 else [])
    for group in tried:
        parts = sum(np.nan_to_num(numbers[column].to_numpy()) for column in group)
        told = ~np.isnan(left) & (np.asarray(parts) > 0)
        if int(told.sum()) >= LEAST and float(are_sums(np.asarray(parts), left)[told].mean()) >= 0.9:
            if not bodies:  # parts of the cost, or of the money: nobody can know
                names = spell(each_shown, *group)
                found.problems.append((total, Rule.PARTS_UNKNOWN, {"names": names}))
                return
            for column in group:
                _take_part(found, column, say("completes {column}, by the sums", column=total))
            return
    _take_named(found, total, left, {column: numbers[column] for column in free if _names_bodies(column)})


def _names_bodies(column: str) -> bool:
    """Whether a header is the name of funders, each of them of a known type, and all of them of one or public together."""
    named = find_bodies(column) != "unknown" and all(find_body(part) != "unknown" for part in TOGETHER.split(column))
    return named and not says_part(fold(column))


def _take_named(found: Evidence, total: str, left: np.ndarray[Any, Any], named: dict[str, pd.Series]) -> None:
    """Columns that bear the name of a funder ("CD46", "Agglo") are parts where their amounts are round and find room in the total.

    Numbers of another kind (inhabitants, identifiers) are seldom round, or larger than what is left. Where another column has a
    funder of the same type, it may be the same money: that is asked.
    """
    types = [f"funder:{find_bodies(column)}" for column in named]
    known = [*types, *found.fields.values(), *(name for names in found.candidates.values() for name in names)]
    named = {
        column: values
        for (column, values), kind in zip(named.items(), types, strict=True)
        if are_round(values) and known.count(kind) == 1
    }
    together = sum((np.nan_to_num(values.to_numpy()) for values in named.values()), np.zeros(len(left)))
    told = ~np.isnan(left) & (together > 0)
    if named and told.any() and bool((together[told] <= left[told] + 1).all()):
        for column in named:
            _take_part(found, column, say("named like a funder, and within {column}", column=total))
