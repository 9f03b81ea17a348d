"""The financing plan of one project on one sheet: expenses and resources, side by side or one below the other, or resources alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePath

import pandas as pd

from analysis.dataset._checking.problem import Problem, UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.columns import find_vat
from analysis.dataset._reading.layout import make_unique
from analysis.dataset._reading.roles import list_roles
from analysis.dataset._reading.sheet import Sheet
from analysis.dataset._reading.telling import each_shown
from analysis.dataset._reading.units import NOTHING, Worth, find_worth, find_worth_around
from analysis.dataset._reading.values import find_body, read_choice
from analysis.dataset._reading.words import fold, is_missing
from analysis.words._formatting import format_whole
from analysis.words._messages import spell

__all__ = ["ProjectPlan", "find_plan", "find_plans"]

#: A plan is a page: it is looked for in the first rows, and a header that far down is none.
FIRST = 60
MOST_ROWS = 400
#: Words of a header that say how amounts are written, not what they are.
MANNER = re.compile(
    r"\b(?:ht|ttc|hors taxes?|toutes taxes comprises|eur|euros?|k|keur|en|previsionnel(?:le)?s?|prevue?s?|montants?|du projet"
    r"|de l (?:operation|investissement)|d investissement|total(?:es)?|eligibles?|planned|estimated|amount|excl|incl|vat"
    r"|(?:nature|type|libelle|intitule|detail)s? des?|postes? de|i|ii|1|2|a|b)\b"
)
SPENDING = {
    "depenses", "depense", "charges", "charge", "emplois", "emploi", "postes", "poste", "besoins", "couts", "cout",
    "expenses", "expense",
    "expenditure", "costs", "cost", "uses", "investissements", "spending",
}  # fmt: skip
#: What heads the resources, or a part of them.
SECTIONS = {"financement public", "financements publics", "aides publiques", "public funding"}
RESOURCES = {
    "ressources", "ressource", "recettes", "recette", "financements", "financement", "financeurs", "financeur",
    "cofinanceurs", "cofinanceur",
    "origine du financement", "origine des financements", "sources de financement", "source de financement",
    "origine des fonds", "origine",
    *SECTIONS, "partenaires financiers",
    "moyens de financement", "moyens", "produits", "resources", "resource", "income", "funding",
    "funders", "funder",
    "sources of funding", "source of funding", "sources", "plan de financement", "organismes financeurs",
    "financeurs publics et prives",
    "financement sollicite", "aides", "cofinancements", "revenue", "financing",
}  # fmt: skip
SHARE = re.compile(r"%|\b(?:taux|part|parts|pourcentage|share|rate|pct|percent(?:age)?)\b")
TOTAL = re.compile(r"(?:total|totaux|montant total|cout total|grand total|ensemble|somme)\b")
PARTIAL = re.compile(r"(?:sous total|s total|sub total|subtotal|total partiel)\b")
PART = re.compile(r"(?:dont|of which|including|y compris)\b")
#: What nobody gives yet.
GAP = re.compile(
    r"(?:reste|solde|montant|somme|besoin|deficit|manque)s? (?:restant )?(?:a|de)"
    r" (?:financer|financement|trouver|rechercher|couvrir|pourvoir|mobiliser)\b"
    r"|(?:autres? )?financements? a (?:trouver|rechercher|mobiliser)\b|a (?:trouver|financer|rechercher)\b"
    r"|(?:funding )?gap\b|(?:still |amount |funds )?(?:left |remaining )?to (?:be )?(?:found|find|raise|raised|fund)\b"
)
AWARDED = re.compile(
    r"\b(?:acquis|acquise|obtenu|obtenue|accorde|accordee|attribue|attribuee|notifie|notifiee|vote|votee|awarded|granted|confirmed)\b"
)
#: Sides and expenses of a year's running, which is no investment.
RUNNING_SIDES = {"charges", "charge", "produits", "revenue", "income and expenditure"}
RUNNING = re.compile(
    r"\b(?:salaires?|loyers?|charges (?:de personnel|locatives|sociales)|assurances?|electricite|fluides|energie|entretien"
    r"|impots?|cotisations|amortissements?|fournitures|frais (?:generaux|postaux|bancaires)|telephone"
    r"|wages|salaries|rent|insurance|utilities|supplies)\b"
)
#: What a title says beside the name of the project.
HEADING = re.compile(
    r"""(?:annexe\s*\w*\s*[:–—-]?\s*)?(?:tableau\s(?:de|du)\s)?(?:plan|budget|projet\sde\splan)(?:\spr[ée]visionnel)?
    (?:\sde|\sd['’])?\s?(?:financement|investissement|prévisionnel)?(?:\spr[ée]visionnel)?
    (?:\s?(?:de\sl['’]op[ée]ration|du\sprojet|de\sl['’]investissement))?
    |(?:provisional\s|estimated\s)?(?:financing|funding|budget)\splan|budget""",
    re.IGNORECASE | re.VERBOSE,
)
UNIT_NOTE = re.compile(
    r"\(?\s*(?:montants? )?(?:en|in)\s+(?:k|m|milliers|millions|euros?|€|keur|thousands?)[^()]*\)?\s*$"
    r"|\(\s*(?:k€|m€|€|ht|ttc|€ ht|€ ttc)\s*\)",
    re.IGNORECASE,
)
PLAIN = re.compile(
    r"(?:feuil|feuille|sheet|tabelle|table|page|onglet|budget|plan|financement|page \d+, table)[\s\d,a-z]*",
    re.IGNORECASE,
)
#: What a line above the table may say of the project, by the field of its label.
ABOUT = (
    "name",
    "carrier_name",
    "municipality",
    "year",
    "place_type",
    "department_code",
    "surface_m2",
    "workstations",
    "jobs_fte",
)
YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)", re.ASCII)
EVEN = 1.0  # euro: sums of rounded amounts may differ by that
NAME, FUNDER, KIND = "Project", "Funder", "Funder type"


@dataclass(frozen=True)
class ProjectPlan:
    """A financing plan: as a table of one place, and one of its funding lines.

    Attributes
    ----------
    places, lines : Sheet
        The tables, each with its header in the first row; rows are numbered as they stand in the file.
    columns, line_columns : dict
        What their columns are.
    left_out : tuple
        Rows that are subtotals, parts of the row above or titles, with their number.
    worth : Worth
        What a number is worth where neither its cell nor its header says, by a title, a note or the sheet's name.
    """

    places: Sheet
    lines: Sheet
    columns: dict[str, str]
    line_columns: dict[str, str]
    left_out: tuple[int, ...] = ()
    worth: Worth = NOTHING


@dataclass
class _Block:
    """One side of a plan: a column of labels and one of amounts below a header."""

    row: int
    label: int
    amount: int
    header: str
    lines: list[tuple[int, str, object, float | None]] = field(default_factory=list)  # row, label, cell, number
    totals: list[tuple[int, str, float, object]] = field(default_factory=list)  # row, label, number, cell
    left_out: list[int] = field(default_factory=list)
    gaps: list[tuple[int, float]] = field(default_factory=list)  # row, number of what is still to be found

    @property
    def missing(self) -> float:
        return sum(number for _row, number in self.gaps)

    @property
    def known(self) -> float:
        return sum(number for *_line, number in self.lines if number is not None)


def _text(cell: object) -> str:
    return " ".join(str(cell).split()) if isinstance(cell, str) else ""


def _core(text: str) -> str:
    return " ".join(MANNER.sub(" ", fold(text)).split())


def _side(cell: object) -> str:
    """Which side of a plan a header cell opens; empty where it opens none."""
    text = _text(cell)
    if not text or len(text) > 60:
        return ""
    core, whole = _core(text), fold(text)
    if core in RESOURCES or whole in RESOURCES:
        return "resources"
    return "spending" if core in SPENDING or whole in SPENDING else ""


def _numbers(cells: Sequence[object]) -> list[float | None]:
    """The number of each cell, all read together; None where it is none."""
    known = pd.Series([None if cell == "" else cell for cell in cells], dtype="object")
    if known.notna().sum() == 0:
        return [None] * len(cells)
    values = read_amounts(known).values
    return [None if value != value else float(value) for value in values]


def _cell(sheet: Sheet, row: int, column: int) -> object:
    cells = sheet.rows[row]
    return cells[column] if column < len(cells) else ""


def _is_share(sheet: Sheet, rows: Sequence[int], column: int, header: str) -> bool:
    if SHARE.search(header.lower()) or SHARE.search(fold(header)):
        return True
    cells = [_cell(sheet, row, column) for row in rows]
    known = [cell for cell in cells if cell not in ("", None)]
    numbers = [n for n in _numbers(known) if n is not None]
    signed = [cell for cell in known if isinstance(cell, str) and cell.strip().endswith("%")]
    return bool(known) and (len(signed) * 2 >= len(known) or (len(numbers) > 1 and max(numbers) <= 1.0))


def _amount_columns(sheet: Sheet, start: int, end: int, label: int, stop: int) -> list[int]:
    """Columns right of the labels that hold amounts: no shares, no texts."""
    rows = [row for row in range(start, end) if _text(_cell(sheet, row, label))]
    found = []
    for column in range(label + 1, stop):
        cells = [_cell(sheet, row, column) for row in rows]
        known = [cell for cell in cells if cell not in ("", None) and not (isinstance(cell, str) and is_missing(cell))]
        numbers = [n for n in _numbers(known) if n is not None]
        header = _header(sheet, start, column)
        if numbers and len(numbers) * 2 > len(known) and not _is_share(sheet, rows, column, header):
            found.append(column)
    return found


def _header(sheet: Sheet, start: int, column: int) -> str:
    """What stands above the first row of a column, in one row or two."""
    above = [_text(_cell(sheet, row, column)) for row in (start - 2, start - 1) if row >= 0]
    return next((text for text in reversed(above) if text), "")


def _end(sheet: Sheet, start: int, label: int, stop: int) -> int:
    """The row after the last of a block: where another begins below it, or three rows are empty."""
    empty = 0
    for row in range(start, min(len(sheet.rows), start + MOST_ROWS)):
        cells = [_cell(sheet, row, column) for column in range(label, stop)]
        if (
            _side(cells[0])
            and _core(_text(cells[0])) not in SECTIONS
            and not any(n is not None for n in _numbers(cells[1:]))
        ):
            return row
        empty = 0 if any(str(cell).strip() for cell in cells if cell is not None) else empty + 1
        if empty == 3:
            return row - 2
    return min(len(sheet.rows), start + MOST_ROWS)


def _labels(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a column holds texts below a row, not amounts: "Coût" may head either."""
    below = [
        cell
        for r in range(row + 1, min(row + 8, len(sheet.rows)))
        if (cell := _cell(sheet, r, column)) not in ("", None)
    ]
    return sum(number is not None for number in _numbers(below)) * 2 <= len(below)


def _is_title(sheet: Sheet, row: int) -> bool:
    """Whether a word for a side stands alone above the row that heads the sides: then it is the title of the plan."""
    if sum(bool(_text(cell)) for cell in sheet.rows[row]) > 1:
        return False
    below = next((r for r in range(row + 1, min(row + 4, len(sheet.rows))) if any(map(_text, sheet.rows[r]))), None)
    return below is not None and any(map(_side, sheet.rows[below]))


def _starts(sheet: Sheet, first: int = FIRST) -> list[tuple[int, int, str]]:
    found = []
    for row, cells in enumerate(sheet.rows[:first]):
        here = [
            (row, column, side)
            for column, cell in enumerate(cells[:40])
            if (side := _side(cell)) and _labels(sheet, row, column)
        ]
        texts = [cell for cell in cells if _text(cell)]
        # in the row of a header no cell is an amount
        if (
            here
            and not any(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in cells)
            and len(texts) < 12
            and not _is_title(sheet, row)
        ):
            found += here
    return found


def _is_plain_header(sheet: Sheet, row: int, label: int) -> bool:
    """Whether the row below a header is a second one: texts alone, one of them a word for amounts."""
    if row + 1 >= len(sheet.rows):
        return False
    cells = [_text(cell) for cell in sheet.rows[row + 1]]
    filled = [cell for cell in sheet.rows[row + 1] if cell not in ("", None)]
    words = {word for cell in cells for word in fold(cell).split()}
    return (
        len(filled) > 1
        and all(isinstance(cell, str) for cell in filled)
        and all(n is None for n in _numbers(filled))
        and bool(words & {"montant", "montants", "amount", "ht", "ttc", "eur", "euros", "cout"})
    )


def _block(sheet: Sheet, row: int, label: int, stop: int) -> list[_Block]:
    """The block below a header, once for each column of amounts that it may have."""
    start = row + 2 if _is_plain_header(sheet, row, label) else row + 1
    end = _end(sheet, start, label, stop)
    found = []
    for amount in _amount_columns(sheet, start, end, label, stop):
        header = _header(sheet, start, amount) or _text(_cell(sheet, row, label))
        block = _Block(row, label, amount, header)
        rows = [
            r
            for r in range(start, end)
            if str(_cell(sheet, r, label) or "").strip() or _cell(sheet, r, amount) not in ("", None)
        ]
        for r, number in zip(rows, _numbers([_cell(sheet, r, amount) for r in rows]), strict=True):
            _take(block, r, str(_cell(sheet, r, label) or "").strip(), _cell(sheet, r, amount), number)
        if block.lines:
            found.append(block)
    return found


def _take(block: _Block, row: int, label: str, cell: object, number: float | None) -> None:
    """Put a row where it belongs: a line, a total, or what is left out."""
    word = fold(label)
    before = block.known
    label = re.sub(r"^[-–—•*·]\s*", "", label)
    if PARTIAL.match(word) or PART.match(word):
        block.left_out.append(row)
    elif GAP.match(word):
        block.left_out.append(row)
        block.gaps += [(row, number)] if number else []
    elif TOTAL.match(word) or (not label and number is not None and block.lines and abs(number - before) <= EVEN):
        if number is not None:
            block.totals.append((row, label, number, cell))
    elif label and block.totals and (number is None or word.startswith(("tva", "vat"))):
        block.left_out.append(row)  # a note below the total
    else:
        block.lines.append((row, label, cell, number))


def _total(block: _Block) -> float | None:
    return block.totals[-1][2] if block.totals else None


def _without_subtotals(block: _Block) -> None:
    """Take out lines that are the sum of those that follow or go before, where only so the lines make the total."""
    total = _total(block)
    if total is None or abs(block.known - total) <= EVEN:
        return
    lines = [line for line in block.lines if line[3]]
    found: set[int] = set()
    for at, (_row, _label, _given, number) in enumerate(lines):
        assert number is not None
        after = _runs([line[3] or 0.0 for line in lines[at + 1 :]])
        before = _runs([line[3] or 0.0 for line in reversed(lines[:at]) if id(line) not in found])
        if any(n > 0 and abs(number - run) <= EVEN for n, run in enumerate([*after[1:], *before[1:]], start=1)):
            found.add(id(lines[at]))
    without = sum(line[3] or 0.0 for line in lines if id(line) not in found)
    if found and abs(without - total) <= EVEN:
        block.left_out += [line[0] for line in lines if id(line) in found]
        block.lines = [line for line in block.lines if id(line) not in found]


def _runs(numbers: Sequence[float]) -> list[float]:
    """The sums of the first one, two, three ... numbers."""
    sums, total = [], 0.0
    for number in numbers[:30]:
        total += number
        sums.append(total)
    return sums


def _type(label: str) -> str:
    """What kind of funder a label names; "unknown" where it does not."""
    parts = [label, *re.split(r"\s*[–—:(/,;]\s*|\s-\s", label)]
    known = read_choice(pd.Series(parts, dtype="object"), "funder_type").values
    spelled = next((str(code) for code in known if isinstance(code, str) and code != "unknown"), "")
    return spelled or find_body(label)


def _is_plan(resources: _Block, spending: _Block | None, sheet: Sheet) -> bool:
    """Whether the labels are funders, rather than places or projects."""
    named = [label for _row, label, *_rest in resources.lines if label]
    funders = sum(_type(label) != "unknown" for label in named)
    if spending is not None:
        return funders >= 1 or _balanced(resources, spending)
    if len(set(map(fold, named))) < len(named) or (
        any(_type(label) == "unknown" for label in named[:1]) and funders * 2 < len(named)
    ):
        return False
    # a column that names places, or is no part of a plan, makes it a table of lines
    cells = [_text(cell) for cell in sheet.rows[resources.row]]
    strange = [cell for at, cell in enumerate(cells) if cell and at != resources.label and _names_place(cell)]
    return not strange and len(named) >= 2 and funders * 2 > len(named)


def _names_place(header: str) -> bool:
    fields = {role.field for role in list_roles().get(fold(header), ())}
    return bool(fields & {"name", "place_id", "municipality", "carrier_name", "insee_code"})


def _balanced(resources: _Block, spending: _Block) -> bool:
    total, other = _total(resources) or resources.known, _total(spending) or spending.known
    return total > 0 and abs(total - other) <= EVEN


def _choose(found: list[_Block], like: list[_Block]) -> _Block | None:
    """Of the columns of amounts of a block the one that counts; None where nothing says which.

    Columns of which each line fills one are taken together; else the one that was granted, that is the sum of the others,
    that fits the other side, or that is without tax.
    """
    if len(found) < 2:
        return found[0] if found else None
    if merged := _merged(found) or _of_years(found):
        return merged
    for likely in (
        [one for one in found if AWARDED.search(fold(one.header))],
        [one for one in found if len(found) > 2 and _is_sum(one, [other for other in found if other is not one])],
        [one for one in found if any(_balanced(one, other) for other in like)],
        [one for one in found if find_vat(one.header) == "excl"],
    ):
        if len(likely) == 1:
            return likely[0]
    return None


def _of_years(found: list[_Block]) -> _Block | None:
    """Columns that are headed by years, added up line by line; None where they are headed by anything else."""
    years = [YEAR.findall(one.header) for one in found]
    if not all(len(own) == 1 for own in years) or len({own[0] for own in years}) < len(found):
        return None
    by_row: dict[int, list[tuple[int, str, object, float | None]]] = {}
    for one in found:
        for line in one.lines:
            by_row.setdefault(line[0], []).append(line)
    first = found[0]
    lines: list[tuple[int, str, object, float | None]] = []
    for row, parts in sorted(by_row.items()):
        known = [line[3] for line in parts if line[3] is not None]
        lines.append((row, parts[0][1], sum(known), sum(known)) if known else parts[0])
    totals = [(row, label, sum(one.totals[at][2] for one in found)) for at, (row, label, _n, _c) in enumerate(first.totals)
              if all(len(one.totals) == len(first.totals) for one in found)]  # fmt: skip
    header = f"{years[0][0]}–{years[-1][0]}"
    return _Block(
        first.row, first.label, first.amount, header, lines, [(*total, total[2]) for total in totals], first.left_out
    )


def _is_sum(one: _Block, others: list[_Block]) -> bool:
    """Whether a column is the sum of the others, line by line."""
    parts: dict[int, float] = {}
    for other in others:
        for row, _label, _given, number in other.lines:
            parts[row] = parts.get(row, 0.0) + (number or 0.0)
    return all(abs((number or 0.0) - parts.get(row, 0.0)) <= EVEN for row, _label, _given, number in one.lines)


def _titles(sheet: Sheet, row: int) -> list[tuple[int, str]]:
    return [(r, text) for r in range(row) for cell in sheet.rows[r] if (text := _text(cell))]


def _about(sheet: Sheet, row: int) -> dict[str, tuple[str, str]]:
    """What the lines above a plan say of the project: field to label and value."""
    found: dict[str, tuple[str, str]] = {}
    for r in range(row):
        cells = [str(cell).strip() for cell in sheet.rows[r] if cell is not None and str(cell).strip()]
        pairs = [(a, b) for a, b in pairwise(cells)] if len(cells) == 2 else []
        pairs += [(a, b) for cell in cells for a, sign, b in [cell.partition(":")] if sign]
        for label, value in pairs:
            word = fold(label.rstrip(" :"))
            role = next((role for role in list_roles().get(word, ()) if role.field in ABOUT), None)
            if role and value.strip() and role.field not in found:
                found[role.field] = (label.rstrip(" :").strip(), value.strip(" :"))
    return found


def _worth_around(sheet: Sheet) -> Worth:
    """The unit that a title, a note below or the sheet's name gives to the whole plan."""
    alone = [str(cells[0]) for row in sheet.rows if len(cells := [c for c in row if c not in ("", None)]) == 1]
    return find_worth_around([("", text) for text in (*alone, sheet.name)])[0]


def _name(sheet: Sheet, row: int) -> str:
    """The name of the project: what a title says beside "financing plan", else the sheet's or the file's."""
    for _row, text in _titles(sheet, row):
        bare = UNIT_NOTE.sub("", text).strip()
        found = HEADING.match(bare)
        rest = bare[found.end() :] if found else bare
        rest = re.sub(r"^\s*(?:pr[ée]visionnel(?:le)?|ht|ttc)?\s*[–—:|,-]*\s*", "", rest, flags=re.IGNORECASE)
        rest = re.sub(
            r"^(?:(?:projet|op[ée]ration|project|pour)\b\s*)?(?:(?-i:de la)|de l['’]|du|des|de|of)?\b\s*[:–—-]?\s*",
            "",
            rest,
            flags=re.IGNORECASE,
        )
        if (
            len(re.findall(r"[^\W\d_]", rest)) > 2
            and ":" not in rest
            and (found or "projet" in fold(text) or len(_titles(sheet, row)) == 1)
        ):
            return rest.strip(" –—:-|")
    if sheet.name and not PLAIN.fullmatch(sheet.name.strip()):
        return sheet.name.strip()
    stem = PurePath(sheet.file).stem
    return " ".join(re.sub(r"[_-]+", " ", stem).split()) or stem


def find_plan(sheet: Sheet) -> ProjectPlan | None:
    """The financing plan of one project on a sheet; None if it holds none.

    Parameters
    ----------
    sheet : Sheet
        As it was found.

    Raises
    ------
    UnreadableError
        If it holds a plan with several columns of amounts, and nothing says which one counts.

    Examples
    --------
    >>> rows = [["Plan de financement – Fab lab Le Rabot", ""], ["Dépenses", "Montant HT", "Ressources", "Montant"],
    ...         ["Travaux", 90000, "Région", 60000], ["", "", "Fonds propres", 30000], ["Total", 90000, "Total", 90000]]
    >>> plan = find_plan(Sheet("plan.xlsx", "", rows, range(1, 6)))
    >>> plan.places.rows[1], [row[1:] for row in plan.lines.rows[1:]]
    (['Fab lab Le Rabot', 90000], [['Région', 60000, 'region'], ['Fonds propres', 30000, 'own_funds']])
    """
    if sheet.labelled or not sheet.visible or sheet.turned:
        return None
    sheet = _without_hidden(sheet)
    starts = _starts(sheet)
    for row, label, side in starts:
        if side != "resources":
            continue
        right = [column for r, column, _s in starts if r == row and column > label]
        width = max(map(len, sheet.rows), default=0)
        beside = next(((r, column) for r, column, s in starts if s == "spending" and r == row), None)
        other = beside or next(((r, column) for r, column, s in reversed(starts) if s == "spending" and r != row), None)
        resources = _block(sheet, row, label, min(right, default=width))
        spending = []
        if other:
            next_ = [column for r, column, _s in starts if r == other[0] and column > other[1]]
            spending = _block(sheet, *other, min(next_, default=width))
        for one in (*resources, *spending):
            _without_subtotals(one)
        ours = _choose(resources, spending)
        if ours is None and len(resources) > 1 and _is_plan(resources[0], next(iter(spending), None), sheet):
            names = spell(each_shown, *(one.header for one in resources))
            problem = Problem(
                Rule.PLAN_AMBIGUOUS, sheet.file, sheet.numbers[row], sheet=sheet.name, fields={"names": names}
            )
            raise UnreadableError([problem])
        theirs = _choose(spending, [ours] if ours else [])
        if ours is not None and ours.lines and _is_plan(ours, theirs or next(iter(spending), None), sheet):
            return _make(sheet, ours, theirs, min(row, other[0]) if other else row)
    return None


def find_plans(sheet: Sheet) -> list[ProjectPlan]:
    """The financing plans on a sheet: mostly one or none; several that stand one below the other are several.

    Examples
    --------
    >>> def plan(name, much):
    ...     return [[name], ["Ressources", "Montant"], ["Région", much], ["Commune", much], ["Total", 2 * much], []]
    >>> rows = [*plan("Plan de financement – Alpha", 10_000), *plan("Plan de financement – Beta", 20_000)]
    >>> [found.places.rows[1] for found in find_plans(Sheet("a.xlsx", "", rows, range(1, 13)))]
    [['Alpha', 20000], ['Beta', 40000]]
    """
    parts = _part(sheet)
    found = [plan for part in parts if (plan := find_plan(part))] if len(parts) > 1 else []
    if found and len(found) == len(parts):
        return found
    plan = find_plan(sheet)
    return [plan] if plan else []


def _part(sheet: Sheet) -> list[Sheet]:
    """A sheet cut above each side that begins again below a total: there another plan begins."""
    if sheet.labelled or not sheet.visible or sheet.turned or len(_starts(sheet)) < 1:
        return [sheet]
    edges, sides, top = [0], set[str](), 0
    for row, column, side in _starts(sheet, MOST_ROWS):
        again = side in sides and "resources" in sides and row > top
        if again and _core(_text(_cell(sheet, row, column))) not in SECTIONS and _has_total(sheet, edges[-1], row):
            edges.append(_title_row(sheet, row, top + 1))
            sides = set()
        sides.add(side)
        top = row
    if len(edges) == 1 or not _has_total(sheet, edges[-1], len(sheet.rows)):
        return [sheet]
    return [
        replace(sheet, rows=sheet.rows[first:last], numbers=sheet.numbers[first:last], merged=())
        for first, last in pairwise([*edges, len(sheet.rows)])
    ]


def _has_total(sheet: Sheet, first: int, last: int) -> bool:
    return any(TOTAL.match(fold(text)) for row in sheet.rows[first:last] for cell in row if (text := _text(cell)))


def _title_row(sheet: Sheet, row: int, first: int) -> int:
    """The first of the lines of text right above a header, from a row on: what stands between is blank."""
    at = row
    while at > first and not any(str(cell).strip() for cell in sheet.rows[at - 1] if cell is not None):
        at -= 1
    while at > first and (cells := [cell for cell in sheet.rows[at - 1] if cell not in ("", None)]):
        if not all(isinstance(cell, str) for cell in cells) or any(n is not None for n in _numbers(cells)):
            break
        at -= 1
    return at


def _merged(found: list[_Block]) -> _Block | None:
    """Columns of which each line fills one, as "asked for" and "granted": taken together."""
    by_row: dict[int, list[tuple[int, str, object, float | None]]] = {}
    for one in found:
        for line in one.lines:
            by_row.setdefault(line[0], []).append(line)
    filled = {row: [line for line in lines if line[3]] for row, lines in by_row.items()}
    if any(len(lines) > 1 for lines in filled.values()):
        return None
    first = found[0]
    lines = [(filled[row] or by_row[row])[0] for row in sorted(by_row)]
    return _Block(first.row, first.label, first.amount, first.header, lines, [], first.left_out)


def _make(sheet: Sheet, ours: _Block, theirs: _Block | None, top: int) -> ProjectPlan:
    number = sheet.numbers
    problems: list[Problem] = []

    def tell(rule: Rule, row: int, **amounts: float) -> None:
        said = {name: spell(format_whole, value) for name, value in amounts.items()}
        problems.append(Problem(rule, sheet.file, number[row], sheet=sheet.name, fields=said))

    for block, rule in ((theirs, Rule.PLAN_EXPENSES_SUM), (ours, Rule.PLAN_RESOURCES_SUM)):
        total = _total(block) if block else None
        whole = block is not None and all(line[3] is not None for line in block.lines)
        sums = (block.known, block.known + block.missing) if block else ()
        if block and total is not None and abs(block.known - total) > EVEN and (whole or block.known > total + EVEN):
            fits = any(abs(one - other) <= EVEN for one in sums for _row, _label, other, _given in block.totals)
            if not fits:
                tell(rule, block.totals[-1][0], sum_of_lines=block.known, total=total)
    if not (theirs and _balanced(ours, theirs)) and not any(one.totals for one in (ours, theirs) if one):
        side = theirs if theirs and all(line[3] is not None for line in theirs.lines) else ours
        if all(line[3] is not None for line in side.lines):
            tell(Rule.PLAN_WITHOUT_TOTAL, side.row, lines=len(side.lines), sum_of_lines=side.known)
    for row, missing in ours.gaps:
        tell(Rule.PLAN_GAP, row, amount=missing)
    total_row, header, total, given = _investment(ours, theirs)
    resources = _total(ours)
    if theirs and resources is not None and total is not None and abs(resources - total) > EVEN:
        tell(Rule.PLAN_UNEVEN, ours.totals[-1][0], expenses=total, resources=resources)
    vat = find_vat(header)
    titles = " ".join(text for _row, text in _titles(sheet, top))
    said = " ".join(filter(None, [header, titles if vat == "unknown" else "", sheet.name]))
    worth = find_worth(header) or find_worth(ours.header) or _worth_around(sheet)
    basis = {"excl": " HT", "incl": " TTC"}.get(find_vat(said) if vat == "unknown" else "", "")
    running = theirs is not None and _is_running(sheet, ours, theirs)
    about = _about(sheet, top)
    name = about.pop("name", ("", _name(sheet, top)))[1]
    total_header = (header or "Total") + basis
    heads = make_unique([NAME, total_header, *(label for label, _value in about.values())])
    columns = dict(zip(heads, ["name", "operating_eur" if running else "investment_eur", *about], strict=True))
    place: list[object] = [name, given, *(value for _label, value in about.values())]
    line_header = ours.header or "Amount"
    funder = _text(_cell(sheet, ours.row, ours.label))
    line_heads = make_unique([NAME, funder if funder not in (line_header, NAME, KIND) else FUNDER, line_header, KIND])
    # a blank beside lines that make the whole total is no line: the form lists who might have given
    even = total is not None and abs(ours.known - total) <= EVEN
    kept = [line for line in ours.lines if not (line[3] == 0 or (line[3] is None and even and not _said(line[2])))]
    kept = [line for line in kept if line[3] is not None or _said(line[2]) or _type(line[1]) != "unknown"]
    rows: list[list[object]] = [[name, label or "not named", cell, _type(label)] for _row, label, cell, _number in kept]
    lines_at = [number[row] for row, *_rest in kept]
    at = number[total_row] if number[total_row] not in lines_at else number[top]
    gone = sorted({number[r] for block in (ours, theirs) if block for r in block.left_out})
    return ProjectPlan(
        Sheet(sheet.file, sheet.name, [heads, place], (number[top], at), labelled=True, problems=(*sheet.problems, *problems),
              settings=sheet.settings),
        Sheet(sheet.file, sheet.name, [line_heads, *rows], (number[ours.row], *lines_at), labelled=True),
        columns, dict(zip(line_heads, ["name", "funder", "amount_eur", "funder_type"], strict=True)), tuple(gone), worth,
    )  # fmt: skip


def _said(cell: object) -> bool:
    """Whether a cell says something: "to be confirmed" does, a dash or nothing does not."""
    return bool(re.search(r"\w", str(cell))) if cell is not None else False


def _is_running(sheet: Sheet, ours: _Block, theirs: _Block) -> bool:
    """Whether a plan is the budget of a year's running: its sides are called so, or its expenses come back each year."""
    sides = {_core(_text(_cell(sheet, block.row, block.label))) for block in (ours, theirs)}
    labels = [fold(label) for _row, label, *_rest in theirs.lines]
    often = sum(bool(RUNNING.search(label)) for label in labels)
    return often * 2 >= len(labels) or (bool(sides & RUNNING_SIDES) and often > 0)


def _investment(ours: _Block, theirs: _Block | None) -> tuple[int, str, float | None, object]:
    """The row and the header of the investment, its number and its cell: what is spent, else what is raised."""
    resources = _total(ours)
    for block in filter(None, (theirs, ours)):
        fits = [t for t in block.totals if resources is not None and abs(t[2] - resources) <= EVEN]
        totals = fits or [t for t in block.totals if find_vat(t[1]) == "excl"] or block.totals[-1:]
        if totals:
            row, label, number, cell = totals[0]
            vat = find_vat(label)
            basis = "" if vat == "unknown" or find_vat(block.header) == vat else {"excl": " HT"}.get(vat, " TTC")
            return row, block.header + basis, number, cell
        if block.lines and all(line[3] is not None for line in block.lines):
            return block.row, block.header, block.known, _in_currency(block)
    return ours.row, ours.header, None, ""


def _in_currency(block: _Block) -> object:
    """The sum of a block, with the currency of its cells where that is not the euro."""
    cells = pd.Series([cell for _row, _label, cell, number in block.lines if number is not None], dtype="object")
    currency = read_amounts(cells).currency if len(cells) else "EUR"
    return block.known if currency == "EUR" else f"{block.known:.2f} {currency}"


def _without_hidden(sheet: Sheet) -> Sheet:
    """A sheet without the rows and columns that are not shown."""
    if not sheet.hidden_rows and not sheet.hidden_columns:
        return sheet
    kept = [
        (number, row) for number, row in zip(sheet.numbers, sheet.rows, strict=True) if number not in sheet.hidden_rows
    ]
    rows = [["" if at in sheet.hidden_columns else cell for at, cell in enumerate(row)] for _number, row in kept]
    return replace(
        sheet, rows=rows, numbers=[number for number, _row in kept], hidden_rows=frozenset(), hidden_columns=frozenset()
    )
