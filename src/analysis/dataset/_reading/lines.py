"""The funding lines of a table of places, and of a sheet of funding lines."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.dataset._checking.rules import Rule
from analysis.dataset._reading.cell_lines import read_cells
from analysis.dataset._reading.columns import list_names_of
from analysis.dataset._reading.money import read_money, read_share_values, spell_digits
from analysis.dataset._reading.places import read_plain_field
from analysis.dataset._reading.reading import Shape
from analysis.dataset._reading.source_table import SourceTable
from analysis.dataset._reading.values import find_bodies, find_body, read_shares, read_words
from analysis.dataset._reading.words import fold
from analysis.words import vocabulary
from analysis.words._formatting import show_value
from analysis.words._messages import say, spell

__all__ = ["are_lines", "make_funding_text", "make_key", "read_lines", "read_workbook_lines"]


def _line(
    table: SourceTable, amount: pd.Series, funder: pd.Series | str, kind: pd.Series | str, column: str | None = None
) -> pd.DataFrame:
    """The lines of one column: where it gives an amount, or names the funder without one."""
    index = table.frame.index
    line = pd.DataFrame({"amount": amount}, index=index)
    line["funder"] = pd.Series(funder, index=index, dtype="str")
    line["funder_type"] = pd.Series(kind, index=index, dtype="str")
    return line[(line["amount"] > 0) | (line["amount"].isna() & table.given.get(column or "", False))]


def _types_of(funder: pd.Series, stated: pd.Series | None) -> pd.Series:
    """The type of each funder: as stated, else as its name tells."""
    known = {name: find_bodies(str(name)) for name in funder.dropna().unique()}
    told = funder.map(known).fillna("unknown")
    return told if stated is None else stated.fillna(told)


def _grant_lines(table: SourceTable, total: pd.Series) -> pd.DataFrame | None:
    """The lines of a table with one grant a row."""
    column, rate = table.column_of("grant_eur"), table.column_of("grant_share")
    if column is None and rate is None:
        return None
    amount = (
        read_money(table, column, error=not total.notna().any())
        if column
        else pd.Series(np.nan, index=table.frame.index)
    )
    if rate:
        shares = read_share_values(table, rate)
        if column:
            table.remarks[rate] = say("not used: the amounts are")
            off = (shares - amount / total).abs() > 0.02
            table.tell(rate, off.fillna(False), Rule.SHARE_AGAINST_AMOUNTS)
        else:
            amount = shares * total
    funder = read_plain_field(table, "funder")
    kind = read_plain_field(table, "funder_type")
    if funder is None:
        return _line(table, amount, "grant, funder not named", kind if kind is not None else "unknown", column)
    if kind is None and (name := table.column_of("funder")):
        table.remarks[name] = say("funder type read from the name")
    return _line(table, amount, funder.fillna("not named"), _types_of(funder, kind), column)


def _sector_lines(table: SourceTable, total: pd.Series) -> list[pd.DataFrame]:
    """Lines of a table that splits the total by sector; where it has the public part only, the rest is private."""
    parts: dict[str, pd.Series] = {}
    for sector in ("public", "private"):
        column, share = table.column_of(f"{sector}_eur"), table.column_of(f"{sector}_share")
        if column:
            parts[sector] = read_money(table, column)
        elif share:
            parts[sector] = read_share_values(table, share) * total
    if "public" in parts and "private" not in parts:
        said = say("the rest of the total is counted as private: it is the whole public part")
        table.remark("public_eur" if table.column_of("public_eur") else "public_share", said)
        parts["private"] = (total - parts["public"]).where(total >= parts["public"])
    return [
        _line(table, amount.round(2), f"{sector} money", KINDS[sector], table.column_of(f"{sector}_eur"))
        for sector, amount in parts.items()
    ]


def _cell_lines(table: SourceTable, column: str, total: pd.Series) -> pd.DataFrame:
    """The lines of a column whose cells hold funders with their amounts, or their shares of the total."""
    found, wrong = read_cells(table.frame[column])
    table.tell(column, wrong, Rule.FUNDERS_NOT_READ)
    shares = found["amount"].astype("str").str.endswith("%").to_numpy(dtype=bool)
    amount = read_money(table, column, cells=found["amount"].where(~shares))
    if shares.any():
        part = read_shares(found["amount"].where(shares)).values.to_numpy()
        whole = total.reindex(found.index).to_numpy()
        amount = amount.where(~shares, (part * whole).round(2))
    table.examples[column] = " | ".join(show_value(cell)[:60] for cell in table.frame[column].dropna().unique()[:2])
    kinds = _types_of(found["funder"].astype("str"), None)
    return pd.DataFrame({"amount": amount, "funder": found["funder"].astype("str"), "funder_type": kinds.astype("str")})


def _pair_lines(table: SourceTable) -> list[pd.DataFrame]:
    """The lines of columns that stand in pairs: who gives, and how much."""
    found = []
    for funder, amount in zip(table.columns_of("funder_each"), table.columns_of("amount_each"), strict=False):
        names = read_words(table.frame[funder]).values.astype("object")
        table.read_as[funder] = say("text")
        table.show(funder, names)
        kinds = _types_of(names, None)
        lines = _line(table, read_money(table, amount), names.fillna("not named"), kinds, amount)
        bare = names.notna() & ~names.index.isin(lines.index)
        unknown = pd.DataFrame({"amount": np.nan, "funder": names[bare], "funder_type": kinds[bare]}, dtype="object")
        found += [lines, unknown.astype({"amount": "float64", "funder": "str", "funder_type": "str"})]
    return found


#: What stands between names of funders without amounts; a comma only where each part names one.
BETWEEN = re.compile(r"\s*(?:[;|\n•]|\s\+\s|\s/\s)\s*")


def _names_in(cell: object) -> list[str]:
    """The funders that a cell names.

    Examples
    --------
    >>> _names_in("Région ; État"), _names_in("Région, Département"), _names_in("Fondation Z, sous égide")
    (['Région', 'État'], ['Région', 'Département'], ['Fondation Z, sous égide'])
    """
    parts = [part.strip() for part in BETWEEN.split(str(cell)) if part.strip()]
    by_comma = [part.strip() for part in str(cell).split(",")]
    return by_comma if len(parts) < 2 and all(find_body(part) != "unknown" for part in by_comma) else parts


def _lines_without_amounts(table: SourceTable) -> list[pd.DataFrame]:
    """The funders that a table names, where no column says what they gave."""
    column = table.column_of("funder")
    names = read_plain_field(table, "funder")
    if column is None or names is None or not names.notna().any():
        return []
    table.tell_once(column, Rule.FUNDERS_WITHOUT_AMOUNTS)
    each = names.dropna().map(_names_in).explode().dropna().astype("object")
    kinds = _types_of(each, None)
    return [pd.DataFrame({"amount": np.nan, "funder": each.astype("str"), "funder_type": kinds.astype("str")})]


def _rest_of_sectors(
    table: SourceTable, total: pd.Series, amounts: dict[str, pd.Series], by_funder: dict[str, str]
) -> list[pd.DataFrame]:
    """What columns of the public and the private part say beside columns by funder: all of it, or the rest.

    The sums tell: parts that fill the total together stand beside each other; else those of one sector are in its part.
    """
    of_sector = {
        sector: [
            amounts[c] for c, name in by_funder.items() if vocabulary.FUNDER_SECTORS.get(name.split(":")[1]) == sector
        ]
        for sector in ("public", "private")
    }
    others = [c for c, name in by_funder.items() if vocabulary.FUNDER_SECTORS.get(name.split(":")[1]) not in of_sector]
    found = []
    for name in ("public_share", "private_share"):
        table.remark(name, say("not used: the columns by funder are"))
    whole: pd.Series | None = None
    for sector in ("public", "private"):
        column = table.column_of(f"{sector}_eur")
        if column is None:
            continue
        part = read_money(table, column)
        known = [amount.fillna(0.0) for amount in of_sector[sector]]
        within = sum(known, start=pd.Series(0.0, index=part.index))
        beside = sum((a.fillna(0.0) for a in amounts.values()), start=part.fillna(0.0))
        fills = _fills(beside, total)
        if not known or fills:
            found.append(_line(table, part, f"{sector} money", KINDS[sector], column))
        elif bool((within <= part * 1.02 + 1.0)[part.notna()].all()):
            rest = (part - within).clip(lower=0.0).round(2)
            found.append(_line(table, rest.where(rest > 1.0), f"{sector} money, the rest", KINDS[sector]))
            table.remarks[column] = say("holds the columns of its funders: the rest of it is a line")
            whole = part if sector == "public" else whole
        else:
            table.remarks[column] = say("not used: the columns by funder are")
            table.tell_once(column, Rule.PARTS_AGAINST_WHOLE)
    if whole is not None and not of_sector["private"] and not others and table.column_of("private_eur") is None:
        rest = (total - whole).where(total >= whole)
        found.append(_line(table, rest.round(2), "private money", KINDS["private"]))
    return found


def _fills(parts: pd.Series, total: pd.Series) -> bool:
    """Whether parts add up to their total in every row where both are known."""
    known = total.notna() & (parts > 0)
    return bool(known.any()) and bool(((parts - total).abs() <= 0.002 * total + 1.0)[known].all())


KINDS = {"public": "public_joint", "private": "other_private"}


def _funder_of(header: str) -> str:
    """The funder that a header names: without its unit, or the number of a second column of that name.

    Examples
    --------
    >>> _funder_of("Commune (2)"), _funder_of("Région (k€)"), _funder_of("Europe (FEDER)")
    ('Commune', 'Région', 'Europe (FEDER)')
    """
    name = re.sub(r"[\s(]*(?:[kM]?€|EUR|HT|TTC|\(\d+)[\s)]*$", "", " ".join(header.split()))
    return name or header


def read_lines(table: SourceTable, total: pd.Series) -> tuple[pd.DataFrame, Shape]:
    """Every funding line of a table of places, and the shape that they give it."""
    by_funder = {column: found for column, found in table.match.fields.items() if found.startswith("funder:")}
    sectors = [name for name in ("public_eur", "public_share", "private_eur", "private_share") if table.column_of(name)]
    grants = _grant_lines(table, total)
    if by_funder:
        amounts = {c: read_money(table, c) for c in by_funder}
        found = [_line(table, amounts[c], _funder_of(c), name.split(":")[1], c) for c, name in by_funder.items()]
        found += _rest_of_sectors(table, total, amounts, by_funder)
        # a grant whose funder is named beside the columns is one more line
        found += [grants] if grants is not None and table.column_of("funder") else []
        return _numbered(found), Shape.BY_FUNDER
    if table.column_of("amount_each"):
        return _numbered(_pair_lines(table)), Shape.BY_FUNDER
    if column := table.column_of("funders"):
        return _numbered([_cell_lines(table, column, total)]), Shape.BY_FUNDER
    if sectors:
        if grants is not None:
            used = "grant_eur" if table.column_of("grant_eur") else "grant_share"
            table.remark(used, say("not used: it is in the public part"))
        return _numbered(_sector_lines(table, total)), Shape.PUBLIC_PART
    if grants is not None:
        return _numbered([grants]), Shape.ONE_GRANT if total.notna().any() else Shape.GRANTS
    if shares := _share_lines(table, total):
        return _numbered(shares), Shape.BY_FUNDER
    return _numbered(_lines_without_amounts(table)), Shape.TOTALS


def _share_lines(table: SourceTable, total: pd.Series) -> list[pd.DataFrame]:
    """The lines of columns that give the share of each funder, where no column gives what it is in euros."""
    found = []
    for column in table.frame:
        name = re.sub(
            r"%|\b(?:taux|part)\b(?: d(?:e la |e l['’]|u |es |e |['’])?)?", " ", str(column), flags=re.IGNORECASE
        ).strip(" ()")
        kinds = {field.partition(":")[2] for field in list_names_of(name) if field.startswith("funder:")}
        if (
            column in table.match.fields
            or name == str(column).strip()
            or len(kinds) != 1
            or not table.frame[column].notna().any()
        ):
            continue
        shares = read_share_values(table, column)
        if not shares.notna().any():
            continue
        table.remarks[column] = say("share of the total: the amounts follow from it")
        found.append(_line(table, (shares * total).round(2), _funder_of(name), kinds.pop(), column))
    return found


def _numbered(parts: list[pd.DataFrame]) -> pd.DataFrame:
    empty = pd.DataFrame(
        {"amount": pd.Series(dtype="float64"), "funder": pd.Series(dtype="str"), "funder_type": pd.Series(dtype="str")}
    )
    return (
        pd.concat([part for part in parts if len(part)]).sort_index(kind="stable")
        if any(len(p) for p in parts)
        else empty
    )


def make_key(lines: SourceTable, places: SourceTable) -> tuple[str, str] | None:
    """The columns by which funding lines name their place, in the lines and in the places."""
    best: tuple[float, tuple[str, str] | None] = (0.0, None)
    for own in (lines.column_of("place_id"), lines.column_of("name")):
        for other in (places.column_of("place_id"), places.column_of("name")):
            if own and other:
                known = {fold(str(cell)) for cell in places.frame[other].dropna()}
                cells = lines.frame[own].dropna()
                share = sum(fold(str(cell)) in known for cell in cells) / max(len(cells), 1)
                best = max(best, (share, (own, other)), key=lambda found: found[0])
    return best[1]


def are_lines(candidate: SourceTable, places: SourceTable) -> bool:
    """Whether a table holds funding lines of places: an amount, a funder or its type, and the name of a place."""
    fields = set(candidate.match.fields.values())
    named = bool(fields & {"funder", "funder_type"})
    return "amount_eur" in fields and named and make_key(candidate, places) is not None


def read_workbook_lines(lines: SourceTable, places: SourceTable, ids: pd.Series) -> tuple[pd.DataFrame, pd.Series]:
    """The lines of a sheet of funding lines, and the place of each."""
    place = _places_of(lines, places, ids)
    column = lines.column_of("amount_eur")
    amount = read_money(lines, column, error=True) if column else pd.Series(np.nan, index=lines.frame.index)
    funder, kind = read_plain_field(lines, "funder"), read_plain_field(lines, "funder_type")
    if funder is None:
        funder = kind if kind is not None else pd.Series("not named", index=lines.frame.index, dtype="str")
    found = pd.DataFrame(
        {"amount": amount, "funder": funder.fillna("not named"), "funder_type": _types_of(funder, kind)}
    )
    return found[place.notna()], place[place.notna()]


def _places_of(lines: SourceTable, places: SourceTable, ids: pd.Series) -> pd.Series:
    """The place of each line, by the column that names it; the lines of a single place need none."""
    key = make_key(lines, places)
    if key is None:
        return pd.Series(ids.iloc[0] if len(ids) == 1 else None, index=lines.frame.index, dtype="str")
    own, other = key
    lines.remarks[own] = say("names the place, as {other} does", other=spell(show_value, other))
    lines.read_as[own] = say("text")
    lines.examples[own] = " | ".join(show_value(c) for c in lines.frame[own].dropna().unique()[:3])
    known = {fold(str(cell)): ids[row] for row, cell in places.frame[other].dropna().items()}
    place = lines.frame[own].map(lambda cell: known.get(fold(str(cell))), na_action="ignore")
    lines.tell(own, place.isna(), Rule.PLACE_NOT_FOUND)
    return place


def make_funding_text(lines: pd.DataFrame, ids: pd.Series, sectors: pd.Series) -> pd.DataFrame:
    """Funding lines as text, numbered within their plan, with the sector that follows from their type."""
    places = ids.reindex(lines.index)
    carrier = sectors.reindex(lines.index).replace("mixed", "unknown").fillna("unknown")
    sector = lines["funder_type"].map(vocabulary.FUNDER_SECTORS).fillna(carrier)
    table = pd.DataFrame(
        {"place_id": places, "funder": lines["funder"], "funder_type": lines["funder_type"], "sector": sector}
    )
    table["line"] = (table.groupby("place_id").cumcount() + 1).astype("str")
    table["amount_eur"] = spell_digits(lines["amount"])
    return table.reindex(columns=list(vocabulary.FUNDING.names)).astype("str")
