"""One file of places or grants, in whatever form, as places and funding lines in the vocabulary."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.dataset._checking.problem import Origin, Problem, UnreadableError
from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.asking import list_open
from analysis.dataset._reading.columns import Match, find_vat, is_known, list_names_of, match_columns
from analysis.dataset._reading.cutting import cut
from analysis.dataset._reading.evidence import hear_columns
from analysis.dataset._reading.files import read_sheets
from analysis.dataset._reading.filling import fill_down
from analysis.dataset._reading.joining import find_joint, leave_out_refused, without_lines_of
from analysis.dataset._reading.layout import Grid, Unnamed, lay_out, spell_rows
from analysis.dataset._reading.lines import are_lines, make_funding_text, read_lines, read_workbook_lines
from analysis.dataset._reading.mapping import Mapping
from analysis.dataset._reading.money import spell_digits
from analysis.dataset._reading.places import read_places
from analysis.dataset._reading.plan import ProjectPlan
from analysis.dataset._reading.plausible import doubt_amounts
from analysis.dataset._reading.projects import find_projects
from analysis.dataset._reading.reading import PLAN, WORKBOOK, Kind, Reading, Shape
from analysis.dataset._reading.roles import IGNORE, is_amount
from analysis.dataset._reading.sheet import Sheet
from analysis.dataset._reading.source_table import SourceTable, list_names, list_understood
from analysis.dataset._reading.standards import find_standard, names_column
from analysis.dataset._reading.standing import calls_rows_places
from analysis.dataset._reading.telling import Told, each_shown, either
from analysis.dataset._reading.text import refuse
from analysis.dataset._reading.together import SHEET, find_field_of_sheets, is_copy, join
from analysis.dataset._reading.units import find_worth
from analysis.dataset._reading.words import fold
from analysis.words import vocabulary
from analysis.words._formatting import format_whole, join_pair, show_value
from analysis.words._messages import Message, Spelled, say, spell

__all__ = ["read_own_file", "read_own_sheets"]

MONEY = (
    "funders",
    "amount_each",
    "investment_eur",
    "grant_eur",
    "public_eur",
    "private_eur",
    "operating_eur",
    "public_share",
    "private_share",
)


#: Fields that a column of texts cannot be: what its cells say is told, ten of them.
MONEY_ONLY = {"investment_eur", "grant_eur", "operating_eur", "public_eur", "private_eur", "amount_eur"}
MOST_TOLD = 10


#: What a place is called by.
NAMES = ("name", "carrier_name", "municipality", "place_id")

NOT_NEEDED = say("not needed from this standard")


def _repeated(table: SourceTable, places: pd.DataFrame, total: pd.Series, merged: dict[int, int]) -> None:
    """Warn of rows that look like another row."""
    keys = pd.DataFrame({"total": total})
    for name in ("municipality", "note", "year"):
        keys[name] = places.get(name, "")
    if column := table.column_of("grant_eur"):
        keys["grant"] = table.frame[column].astype("str")
    keys = keys[~keys.index.isin(list(merged)) & places["name"].notna()]
    keys = keys[keys.duplicated(keep=False)]  # names are compared where all else is equal
    keys["name"] = places["name"].reindex(keys.index).str.lower()
    again = keys.duplicated(keep="first")
    if "grant" not in keys and total.isna().all():
        return
    column = table.column_of("name") or table.column_of("carrier_name")
    if again.any() and column:
        bad = pd.Series(table.frame.index.isin(keys.index[again]), index=table.frame.index)
        table.tell(column, bad, Rule.ROW_AGAIN)


def _table_of(grid: Grid, mapping: Mapping, *, lines: bool = False, sheets: str | None = None) -> SourceTable:
    """A grid with what its columns are; ``sheets`` is the field that the names of joined sheets fill."""
    mapping = _with_own_names(mapping, grid.frame)
    given = mapping.lines if lines else mapping.columns
    if sheets and sheets not in match_columns(grid.frame, given, lines=lines).fields.values():
        given = {SHEET: sheets, **given}
    standard = None if lines else find_standard(grid.frame)
    known = {**(standard.fields if standard else {}), **given}
    found = match_columns(grid.frame, known, lines=lines)
    if standard:
        # a standard says what its columns are: what it does not name is not guessed from names alone
        kept = {
            c: f
            for c, f in found.fields.items()
            if standard.open or c in known or f in ("department_code", "region", "insee_code", "amount_scope")
        }
        funder = (standard.constants or {}).get("funder_type")
        if funder and "funder" not in kept.values() and any(f.startswith("funder:") for f in kept.values()):
            # beside columns of other funders the grant is one of them
            kept = {c: f"funder:{funder}" if f == "grant_eur" else f for c, f in kept.items()}
        reasons = {c: found.reasons.get(c, NOT_NEEDED) for c in grid.frame if c not in kept}
        reasons = {c: NOT_NEEDED if known.get(c) == IGNORE else r for c, r in reasons.items()}
        found = Match(kept, found.candidates if standard.open else {}, reasons)
    remarks: dict[str, Told] = {}
    told: list[tuple[str, Rule, dict[str, Any]]] = []
    if not standard and not lines:
        heard = hear_columns(grid.frame, found, set(given))
        grid, found, remarks, told = replace(grid, frame=heard.frame), heard.match(), heard.remarks, heard.problems
    frame, filled = fill_down(grid.frame, found.fields)
    if filled:
        note = spell(join_pair, spell_rows(filled), say("belongs to the row above: its cells are written once"))
        grid = replace(grid, frame=frame, left_out=(*grid.left_out, note))
    table = SourceTable(grid, found, standard, mapping, remarks=remarks)
    for column, rule, fields in told:
        table.tell_once(column, rule, **fields)
    return table


def _with_own_names(mapping: Mapping, frame: pd.DataFrame) -> Mapping:
    """A mapping that calls the columns as the table does: that of an unnamed one may have been written in any language."""
    unnamed = [column for column in frame if isinstance(column, Unnamed)]
    if not unnamed or not (mapping.columns or mapping.lines or mapping.decimal or mapping.unit):
        return mapping
    known = {name: column for column in unnamed for name in column.in_each_language() if name not in frame}

    def renamed(part: dict[str, Any]) -> dict[str, Any]:
        return {known.get(name, name): value for name, value in part.items()}

    return replace(
        mapping,
        columns=renamed(mapping.columns), lines=renamed(mapping.lines),
        decimal=renamed(mapping.decimal), unit=renamed(mapping.unit),
    )  # fmt: skip


def _worth(table: SourceTable) -> int:
    """How much of a table of places a table is; 0 if it is none."""
    fields = set(table.match.fields.values())
    money = any(name in fields for name in MONEY) or any(name.startswith("funder:") for name in fields)
    if not money:
        return 0
    return (10 if "investment_eur" in fields else 5) + len(fields)


def _asked(sheets: list[Sheet], name: str | None, file: str) -> list[Sheet]:
    if name is None:
        return sheets
    found = [sheet for sheet in sheets if sheet.name == name]
    if not found:
        raise refuse(
            file, Rule.NO_SUCH_SHEET, name=show_value(name), value=each_shown(*(sheet.name for sheet in sheets))
        )
    return found


def _sheet(sheet: Sheet, why: Message) -> Spelled:
    return spell(join_pair, say("sheet {name}", name=show_value(sheet.name)), why)


def _header_of(mapping: Mapping, key: str) -> int | None:
    text = mapping.file.get(key, "")
    return int(text) if text else None


def _cut(sheet: Sheet) -> list[Sheet]:
    """The tables of a sheet, each a sheet of its own; what was wrong before is told once."""
    first, *others = cut(sheet, is_known)
    return [first, *(replace(other, problems=(), broken={}) for other in others)]


def _lay_out(sheet: Sheet, header: int | None) -> Grid | None:
    """The table of a sheet, with what was wrong before it was looked for."""
    grid = lay_out(sheet, lambda text: is_known(text) or names_column(text), header)
    if grid is None or not (sheet.problems or sheet.broken):
        return grid
    return replace(grid, problems=(*sheet.problems, *grid.problems), broken={**sheet.broken, **grid.broken})


def _choose_sheet(
    sheets: list[Sheet], mapping: Mapping, file: str
) -> tuple[SourceTable, SourceTable | None, list[Told]]:
    """The table of places, the table of funding lines if there is one, and why the other sheets are left out."""
    notes: list[Told] = []
    tables = []
    headed = False
    refused: dict[str, pd.DataFrame] = {}
    asked = {sheet.name for sheet in _asked(sheets, mapping.file.get("sheet"), file)}
    hidden = [sheet for sheet in sheets if not sheet.visible and sheet.name not in mapping.file.values()]
    hidden = hidden if len(hidden) < len(sheets) else []
    notes += [_sheet(sheet, say("hidden; name it with [file] sheet to have it read")) for sheet in hidden]
    header = _header_of(mapping, "header")
    shown = [sheet for sheet in sheets if not any(sheet is other for other in hidden)]
    if header and not any(header in sheet.numbers for sheet in shown if sheet.name in asked):
        raise refuse(file, Rule.MAPPING_NO_ROW, at=header)
    for sheet in [part for one in shown for part in ([one] if header else _cut(one))]:
        grid = _lay_out(sheet, header)
        if grid is None or not (len(grid.frame) or grid.broken):
            headed = headed or grid is not None
            notes += [_sheet(sheet, say("no table") if len(sheet.rows) else say("empty"))] if sheet.name else []
            continue
        grid, gone = leave_out_refused(grid)
        refused[sheet.name] = pd.concat([refused[sheet.name], gone]) if sheet.name in refused else gone
        tables.append(_table_of(grid, mapping))

    def rank(table: SourceTable) -> tuple[bool, bool, bool, bool, int]:
        worth, named = _worth(table), any(table.column_of(name) for name in NAMES)
        return table.grid.sheet.name in asked, worth >= 10, worth > 0, named, len(table.frame)

    ranked = sorted(tables, key=rank, reverse=True)
    if not ranked and headed:
        raise refuse(file, Rule.NO_ROW)
    if not ranked or not _worth(ranked[0]):
        raise _unrecognised(ranked, file)
    places, *others = ranked
    if "sheet" not in mapping.file:
        places, others, copies = _joined(places, tables, mapping)
        notes += copies
    by_name = {sheet.name for sheet in _asked(sheets, mapping.file.get("lines_sheet"), file)}
    lines = None
    for other in others:
        sheet = other.grid.sheet
        grid = other.grid
        if "header" in mapping.file or "lines_header" in mapping.file:  # its own header is not that of the places
            grid = _lay_out(sheet, _header_of(mapping, "lines_header")) or grid
        candidate = _table_of(grid, mapping, lines=True)
        gone = refused.get(places.grid.sheet.name, places.frame.head(0))
        every = pd.concat([places.frame, gone]) if len(gone) else places.frame
        joint = find_joint(grid.frame, every) if lines is None and sheet.name in by_name else None
        if joint and not _worth(other) >= 10:
            (key,), own = joint.places, next(iter(joint.lines))
            grid = without_lines_of(grid, own, gone[key]) if key in gone else grid
            if not are_lines(candidate, places):
                places = _table_of(places.grid, replace(mapping, columns={**joint.places, **mapping.columns}))
                candidate = _table_of(grid, replace(mapping, lines={**joint.lines, **mapping.lines}), lines=True)
            else:
                candidate = _table_of(grid, mapping, lines=True)
        if lines is None and sheet.name in by_name and are_lines(candidate, places):
            lines = candidate
            continue
        if not _worth(other) or _repeats(other, places):
            why = say("neither places nor funding lines") if not _worth(other) else say("a summary of the places")
            notes.append(_sheet(sheet, why))
            continue
        notes.append(_sheet(sheet, say("another table of places; name it with [file] sheet")))
        if "sheet" not in mapping.file:
            n = len(other.frame)
            problem = Problem(
                Rule.SHEET_NOT_READ, file, sheet=sheet.name, fields={"number": n, "n": spell(format_whole, n)}
            )
            places.problems.append(problem)
    return places, lines, notes


def _tables_of(
    plan: ProjectPlan, sheets: list[Sheet], mapping: Mapping
) -> tuple[SourceTable, SourceTable | None, list[Told]]:
    """The tables of a financing plan, and what is left out of it."""
    found = replace(
        mapping, columns={**plan.columns, **mapping.columns}, lines={**plan.line_columns, **mapping.lines}
    )  # fmt: skip
    places, lines = _lay_out(plan.places, None), _lay_out(plan.lines, None)
    assert places is not None
    said = say("the title, a note or the name of the sheet")
    places = replace(places, worth=plan.worth, worth_by=said)
    lines = replace(lines, worth=plan.worth, worth_by=said) if lines is not None else None
    notes: list[Told] = (
        [spell(join_pair, spell_rows(plan.left_out), say("a subtotal, or a part of the row above"))]
        if plan.left_out
        else []
    )
    if plan.places.name:
        notes += [
            _sheet(sheet, say("not part of the financing plan")) for sheet in sheets if sheet.name != plan.places.name
        ]
    return (
        _table_of(places, found),
        _table_of(lines, found, lines=True) if lines is not None and len(lines.frame) else None,
        notes,
    )


def _joined(
    best: SourceTable, tables: list[SourceTable], mapping: Mapping
) -> tuple[SourceTable, list[SourceTable], list[Told]]:
    """The table of places with all tables that have its columns, the other tables, and which ones repeat it."""
    others = [table for table in tables if table is not best]
    others = [_as_columns_of(best, table) for table in others]
    columns = {fold(str(column)) for column in best.frame}
    same = [{fold(str(column)) for column in table.frame} == columns and _worth(table) > 0 for table in others]
    rest = [table for table, is_same in zip(others, same, strict=True) if not is_same]
    notes: list[Told] = []
    parts = [best]
    for table in (table for table, is_same in zip(others, same, strict=True) if is_same):
        if any(is_copy(table.frame.reindex(columns=part.frame.columns), part.frame) for part in parts):
            notes.append(_sheet(table.grid.sheet, say("its rows stand in another sheet as well")))
        else:
            parts.append(table)
    if len(parts) == 1:
        return best, rest, notes
    order = {id(table.grid.sheet): at for at, table in enumerate(tables)}
    parts.sort(key=lambda table: order[id(table.grid.sheet)])
    names = [table.grid.sheet.name for table in parts]
    labels = names if len(set(names)) == len(names) else [table.grid.title or table.grid.sheet.name for table in parts]
    grid = join([table.grid for table in parts], labels)
    found = _table_of(grid, mapping, sheets=find_field_of_sheets(labels))
    return found, rest, notes


def _as_columns_of(best: SourceTable, table: SourceTable) -> SourceTable:
    """A table with the names of another, where they say the same in other words: each field has one column, of one unit."""
    ours, theirs = best.match.fields, table.match.fields
    if len(best.frame.columns) != len(table.frame.columns) or sorted(ours.values()) != sorted(theirs.values()):
        return table
    if len(set(ours.values())) < len(ours) or len(ours) < len(best.frame.columns) or not _worth(table):
        return table
    name_of = {field: column for column, field in ours.items()}
    names = {column: name_of[field] for column, field in theirs.items()}
    if any(
        find_worth(column) != find_worth(name) or find_vat(column) != find_vat(name) for column, name in names.items()
    ):
        return table
    frame = table.grid.frame.rename(columns=names)
    return replace(table, grid=replace(table.grid, frame=frame), match=Match(ours, {}, {}))


def _repeats(summary: SourceTable, places: SourceTable) -> bool:
    """Whether a table has no more rows than the places and the same sum: it sums them up in another way."""
    ours, theirs = (table.column_of("investment_eur") for table in (places, summary))
    if not ours or not theirs or len(summary.frame) > len(places.frame):
        return False
    sums = [
        float(read_amounts(table.frame[column], unit=find_worth(column).factor or 1.0).values.sum())
        for table, column in ((places, ours), (summary, theirs))
    ]
    return sums[0] > 0 and abs(sums[0] - sums[1]) <= 0.002 * sums[0]


def _unrecognised(tables: list[SourceTable], file: str) -> UnreadableError:
    """The error for a file without an amount that is understood; ambiguous columns are named with what they could be."""
    if not tables:
        return refuse(file, Rule.NO_TABLE)
    table = tables[0]
    sheet = table.grid.sheet.name
    seen = spell(each_shown, *list(table.frame)[:12])
    _tell_unread(table)
    error = UnreadableError(
        [
            *table.grid.problems,
            *table.problems,
            Problem(Rule.NO_MONEY, file, sheet=sheet, fields={"seen": seen}),
            *(
                Problem(Rule.COLUMN_COULD_BE, file, None, column, sheet=sheet, fields={"found": spell(either, *found)})
                for column, found in table.match.candidates.items()
            ),
        ]
    )
    error.understood = _draft(table)
    return error


def _draft(table: SourceTable) -> Mapping:
    """The mapping of a table in which no amount was understood, to be filled in: what each column could be is a comment."""
    sheet = table.grid.sheet
    at = next(
        (number for number, row in zip(sheet.numbers, sheet.rows, strict=True) if [*row][:1] == list(table.frame)[:1]),
        None,
    )
    file = {**sheet.settings, **({"sheet": sheet.name} if sheet.name else {}), **({"header": str(at)} if at else {})}
    found = list_open(table, unknown=True)
    columns = {column: name for column, name in table.match.fields.items() if column not in found}
    return replace(table.mapping, file={**file, **table.mapping.file}, columns=columns, open=found)


def read_own_file(content: bytes, file: str, mapping: Mapping | None = None) -> Reading:
    """Read one file of places or grants.

    Parameters
    ----------
    content : bytes
        What the file holds: CSV, TSV, XLSX, XLS, ODS, Parquet or JSON.
    file : str
        Name that problems carry.
    mapping : Mapping, optional
        What is known of it; the rest is found out.

    Returns
    -------
    Reading
        Places and funding lines, all that was understood, and what could not be read.

    Raises
    ------
    UnreadableError
        If no table of places or grants is found; the message says which columns were seen.

    Examples
    --------
    >>> found = read_own_file("Lieu;Coût total;Région\\nA;150 k€;50 000\\n".encode(), "plans.csv")
    >>> found.texts["funding"][["funder_type", "amount_eur"]].values.tolist()
    [['region', '50000']]
    """
    mapping = mapping or Mapping()
    return read_own_sheets(read_sheets(content, file, mapping.of_text), file, mapping)


def read_own_sheets(sheets: list[Sheet], file: str, mapping: Mapping, plan: ProjectPlan | None = None) -> Reading:
    """Read the sheets of one file; or a financing plan that was found on one of them."""
    table, lines, notes = _tables_of(plan, sheets, mapping) if plan else _choose_sheet(sheets, mapping, file)
    places, total = read_places(table)
    _tell_ambiguous(table)
    if table.standard:
        table.problems += table.standard.check(table.grid)
    if not plan and places["place_type"].isna().all() and not calls_rows_places(table.column_of("name")):
        table.tell_once("", Rule.NO_KIND_OF_PLACE)
    found, shape = read_lines(table, total)
    if table.column_of("operating_eur") and not table.column_of("investment_eur"):
        shape = Shape.OPERATING
    merged = find_projects(table, places, total)
    doubt_amounts(table, total, found, merged)
    _tell_unread(table)
    _repeated(table, places, total, merged)
    ids = places["place_id"].copy()
    for row, first in merged.items():
        ids[row] = ids[first]
    places["investment_eur"] = spell_digits(total)
    own = table.grid.sheet
    reading = Reading(
        texts={},
        origins={"places": Origin(own.file, own.name, list_names(table), table.grid.parts)},
        sources={"places": _with_broken(table.grid)},
        problems=(*table.grid.problems, *table.problems),
        kind=Kind(shape, table.standard.title if table.standard else ""),
        columns=list_understood(table),
        left_out=(*table.grid.left_out, *_tell_merged(table, merged), *notes),
        merged=merged,
    )
    funding = make_funding_text(found, ids, places["carrier_sector"])
    if lines is not None:
        more, where = read_workbook_lines(lines, table, ids)
        by_id = pd.Series(places["carrier_sector"].to_numpy(), index=ids.to_numpy())
        by_id = by_id[~by_id.index.duplicated()]
        funding = make_funding_text(more, where, where.map(by_id))
        reading = replace(
            reading,
            origins={
                **reading.origins,
                "funding": Origin(lines.grid.sheet.file, lines.grid.sheet.name, list_names(lines)),
            },
            sources={**reading.sources, "funding": _with_broken(lines.grid)},
            problems=(*reading.problems, *lines.grid.problems, *lines.problems),
            kind=Kind(Shape.BY_FUNDER, PLAN if plan else WORKBOOK),
            columns=(*reading.columns, *list_understood(lines)),
            left_out=(*reading.left_out, *lines.grid.left_out),
        )
    else:
        reading.origins["funding"] = Origin(own.file, own.name, {"amount_eur": table.column_of("grant_eur") or ""})
    places = places[~places.index.isin(list(merged))]
    texts = {"places": places.reindex(columns=list(vocabulary.PLACES.names)).astype("str"), "funding": funding}
    return replace(reading, texts=texts, mapping=_settle_mapping(table, lines, mapping))


def _tell_merged(table: SourceTable, merged: dict[int, int]) -> list[Told]:
    """The rows that are one project, ten of them."""
    groups: dict[int, list[int]] = {}
    for row, first in merged.items():
        groups.setdefault(first, [first]).append(row)
    said = say("one project: each row is a line of its plan")
    shown = [[row % Origin.ROWS for row in rows] for rows in list(groups.values())[:10]]
    more: list[Told] = [say("{n} more projects of several rows", n=len(groups) - 10)] if len(groups) > 10 else []
    return [*(spell(join_pair, spell_rows(rows), said) for rows in shown), *more]


def _tell_unread(table: SourceTable) -> None:
    """A warning for each cell of a column that is called by an amount and holds none."""
    for column in table.frame:
        if column in table.match.fields or column in table.match.candidates or table.standard:
            continue
        if column not in table.mapping.columns and any(is_amount(name) for name in list_names_of(str(column))):
            cells = table.frame[column]
            texts = cells.map(lambda cell: isinstance(cell, str) and not any(c.isdigit() for c in cell)).head(MOST_TOLD)
            named = set(list_names_of(str(column)))
            if texts.all() and cells.notna().any() and named <= MONEY_ONLY:
                bad = cells.notna() & (pd.Series(range(len(cells)), index=cells.index) < MOST_TOLD)
                table.tell(str(column), bad, Rule.AMOUNT_NOT_READ)


def _tell_ambiguous(table: SourceTable) -> None:
    for column, found in table.match.candidates.items():
        table.tell_once(column, Rule.COLUMN_AMBIGUOUS, found=spell(either, *found))


def _with_broken(grid: Grid) -> pd.DataFrame:
    """The rows that were read as they came, those that are broken too."""
    if not grid.broken:
        return grid.frame
    width = max(len(grid.frame.columns), *(len(cells) for cells in grid.broken.values()))
    names = [*grid.frame.columns, *(f"cell {at + 1}" for at in range(len(grid.frame.columns), width))]
    more = pd.DataFrame(
        [[*cells, *[None] * (width - len(cells))] for cells in grid.broken.values()],
        columns=names,
        index=list(grid.broken),
        dtype="object",
    )
    return pd.concat([grid.frame, more]).sort_index()


def _settle_mapping(table: SourceTable, lines: SourceTable | None, mapping: Mapping) -> Mapping:
    """The mapping with which the file was read: what was given and what was found out."""
    sheet = table.grid.sheet
    names = {"sheet": sheet.name, "lines_sheet": lines.grid.sheet.name if lines else ""}
    file = {**sheet.settings, **{key: name for key, name in names.items() if name}, **mapping.file}
    columns = {
        column: table.match.fields.get(column, IGNORE) for column in table.frame if column not in table.match.candidates
    }
    line_columns = {} if lines is None else {
        column: lines.match.fields.get(column, IGNORE) for column in lines.frame if column not in lines.match.candidates
    }  # fmt: skip
    return replace(mapping, file=file, columns=columns, lines=line_columns, open=list_open(table))
