"""Which rows are accepted: an error sets its row aside, and a place that is set aside takes its funding lines along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.dataset._checking.problem import Origin, Problem
from analysis.dataset._checking.rules import Rule, Severity
from analysis.dataset._checking.tables import exceeds_total, judge_quality, sum_known_euros
from analysis.words._formatting import format_whole, join_pair, join_parts
from analysis.words._messages import Message, Spelled, say, spell
from analysis.words.i18n import _, ngettext

__all__ = ["Accepted", "Rows", "accept"]


@dataclass(frozen=True)
class Rows:
    """Rows of a file: those that were read are accepted or set aside.

    Attributes
    ----------
    file, sheet : str
        Where they stand.
    read, accepted, set_aside, merged : int
        ``read == accepted + set_aside``; ``merged`` of the accepted ones belong to the place of another row.
    """

    file: str
    sheet: str
    read: int
    accepted: int
    set_aside: int
    merged: int = 0

    def __str__(self) -> str:
        where = _("{file}, sheet {sheet}").format(file=self.file, sheet=self.sheet) if self.sheet else self.file
        read = _count(ngettext("{n} row read", "{n} rows read", self.read), self.read)
        accepted = _count(ngettext("{n} accepted", "{n} accepted", self.accepted), self.accepted)
        aside = _count(ngettext("{n} set aside", "{n} set aside", self.set_aside), self.set_aside)
        if self.merged:
            merged = ngettext(
                "{n} of them merged into the place of another row", "{n} of them merged into the place of another row",
                self.merged,
            )  # fmt: skip
            accepted = f"{accepted}, {_count(merged, self.merged)}"
        return join_pair(where, f"{read} = {accepted} + {aside}")


def _count(told: str, n: int) -> str:
    return told.format(n=format_whole(n))


@dataclass(frozen=True)
class Accepted:
    """What is left of the tables, and what was set aside.

    Attributes
    ----------
    tables : dict of DataFrame
        The accepted rows, numbered from 0.
    problems : list of Problem
        Those of rows that were set aside because of another row.
    rejected : DataFrame
        file, sheet, row, reason, then the cells of each row that was set aside, as they came. A reason is worded when
        it is shown.
    rows : tuple of Rows
        One for each sheet that holds places or funding lines.
    """

    tables: dict[str, pd.DataFrame]
    problems: list[Problem]
    rejected: pd.DataFrame
    rows: tuple[Rows, ...]


Reasons = dict[int, Message | Spelled]


def _bad_rows(problems: list[Problem], origin: Origin) -> Reasons:
    """Row to the reasons why it is set aside."""
    found: dict[int, list[Problem]] = {}
    for problem in problems:
        if (
            problem.row is not None
            and problem.severity is Severity.ERROR
            and (problem.file, problem.sheet) == (origin.file, origin.sheet)
        ):
            found.setdefault(problem.row, []).append(problem)
    return {row: spell(_word_reasons, *those) for row, those in found.items()}


def _word_reasons(*problems: Problem) -> str:
    reasons = [join_pair(str(problem.column), problem.rule) if problem.column else problem.rule for problem in problems]
    return join_parts(list(dict.fromkeys(reasons)))


def _set_aside(source: pd.DataFrame, reasons: Reasons, origin: Origin) -> pd.DataFrame:
    cells = source[source.index.isin(list(reasons))] if reasons else source.head(0)
    where = [origin.find(int(str(row))) for row in cells.index]
    place = pd.DataFrame(where, columns=["file", "sheet", "row"], index=cells.index)
    why = pd.Series([reasons[row] for row in cells.index], index=cells.index, dtype="object")
    return pd.concat([place.assign(reason=why), cells], axis="columns")


def _orphans(funding: pd.DataFrame, places: pd.DataFrame, gone: list[int], origin: Origin) -> list[Problem]:
    """An error for each funding line whose place is set aside."""
    if not gone:
        return []
    names = places.loc[places.index.isin(gone), "place_id"].dropna()
    bad = funding[funding["place_id"].isin(names)]
    column = origin.columns.get("place_id", "place_id")
    return [
        Problem(Rule.PLACE_SET_ASIDE, origin.file, int(str(row)), column, str(place), origin.sheet)
        for row, place in bad["place_id"].items()
    ]


def accept(
    tables: dict[str, pd.DataFrame],
    problems: list[Problem],
    origins: Mapping[str, Origin],
    sources: Mapping[str, pd.DataFrame],
    merged: Mapping[int, int],
) -> Accepted:
    """Set aside each row with an error.

    Parameters
    ----------
    tables : dict of DataFrame
        Typed tables, indexed by the row of their source.
    problems : list of Problem
        All of the file.
    origins : dict of Origin
        Where each table stands.
    sources : dict of DataFrame
        The rows that were read, as they came; ``funding`` only where the lines have rows of their own.
    merged : dict
        Row of a place to the row whose place it belongs to.

    Examples
    --------
    >>> places = pd.DataFrame({"place_id": ["a", "b"], "investment_eur": [1.0, 2.0], "plan_quality": ["total_only"] * 2}, index=[2, 3])
    >>> funding = pd.DataFrame({"place_id": [], "amount_eur": []})
    >>> problem = Problem(Rule.VALUE_REQUIRED, "p.csv", 3, "name")
    >>> origins = {"places": Origin("p.csv"), "funding": Origin("p.csv")}
    >>> found = accept({"places": places, "funding": funding}, [problem], origins, {"places": places}, {})
    >>> print(found.rows[0])
    p.csv: 2 rows read = 1 accepted + 1 set aside
    """
    places, funding = tables["places"], tables["funding"]
    reasons = _bad_rows(problems, origins["places"])
    for row, first in merged.items():
        if first in reasons:
            reasons.setdefault(
                row, say("belongs to row {row}, which is set aside", row=origins["places"].find(first)[2])
            )
    gone = list(reasons)
    more: list[Problem] = []
    rejected = [_set_aside(sources["places"], reasons, origins["places"])]
    read = len(sources["places"])
    sheets = ", ".join(dict.fromkeys(sheet for _file, sheet in origins["places"].parts)) or origins["places"].sheet
    rows = [Rows(origins["places"].file, sheets, read, read - len(rejected[0]), len(rejected[0]),
                 sum(row not in reasons for row in merged))]  # fmt: skip
    if "funding" in sources:
        more = _orphans(funding, places, gone, origins["funding"])
        line_reasons = _bad_rows([*problems, *more], origins["funding"])
        rejected.append(_set_aside(sources["funding"], line_reasons, origins["funding"]))
        read = len(sources["funding"])
        rows.append(
            Rows(origins["funding"].file, origins["funding"].sheet, read, read - len(rejected[1]), len(rejected[1]))
        )
        funding = funding[~funding.index.isin(list(line_reasons))] if line_reasons else funding
    elif gone:
        funding = funding[~funding.index.isin(gone)]
    places = places[~places.index.isin(gone)] if gone else places
    funding = funding[funding["place_id"].isin(places["place_id"])] if gone else funding
    places, funding = _settle(places.reset_index(drop=True), funding.reset_index(drop=True))
    kept = {
        **{name: table.reset_index(drop=True) for name, table in tables.items()},
        "places": places,
        "funding": funding,
    }
    return Accepted(kept, more, pd.concat(rejected, ignore_index=True), tuple(rows))


def _settle(places: pd.DataFrame, funding: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lines above their total lose their amounts; what is known of each plan is filled in where nobody says it."""
    known = sum_known_euros(places, funding)
    above = exceeds_total(places, known)
    if above.any():
        gone = funding["place_id"].isin(places.loc[above, "place_id"])
        funding = funding.assign(amount_eur=funding["amount_eur"].mask(gone))
        known = known.mask(above, 0.0)
    if places["plan_quality"].isna().any():
        places = places.assign(plan_quality=places["plan_quality"].fillna(judge_quality(places, known)))
    return places, funding
