"""Tables for readers: formatted text, one look, the same in a notebook, a page and a plain console."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import summaries, vocabulary
from analysis.checking import shown as visible
from analysis.comparing import Comparison
from analysis.dataset import Dataset
from analysis.findings import Claim
from analysis.formatting import count, euros, interval, number, p_value, share
from analysis.substance import Permanova

__all__ = [
    "Table",
    "choices",
    "claims",
    "coverage",
    "features",
    "funder_mix",
    "medians",
    "nearest",
    "permanova",
    "plain",
    "problems",
    "public_share",
    "regions",
    "rows",
    "scenarios",
    "understood",
]


NOTHING = "not shown, no place of this data has what it needs."


@dataclass(frozen=True)
class Table:
    """A table of text with its caption; notebooks show it as HTML, consoles as plain text.

    Examples
    --------
    >>> Table(pd.DataFrame({"place": ["<b>A"], "n": ["3"]}), "Places")
    Places
    place n
     <b>A 3
    """

    frame: pd.DataFrame
    caption: str

    def __repr__(self) -> str:
        if self.frame.empty:
            return f"{self.caption}: {NOTHING}"
        with pd.option_context("display.max_colwidth", None):
            return f"{self.caption}\n{self.frame.to_string(index=False)}"

    def _repr_html_(self) -> str:
        """HTML with every text escaped, column headers with their scope."""
        if self.frame.empty:
            return f"<p>{html.escape(self.caption)}: {NOTHING}</p>"
        with pd.option_context("display.max_colwidth", None):
            table = self.frame.to_html(index=False, border=0, escape=True)
        caption = pd.DataFrame({self.caption: []}).to_html(index=False)  # pandas escapes the caption too
        found = re.search(r"<th>(.*?)</th>", caption, flags=re.DOTALL)
        text = found.group(1) if found else ""
        table = re.sub(r"(<table[^>]*>)", rf"\1\n  <caption>{_literal(text)}</caption>", table, count=1)
        left = ' style="text-align: left"'  # text reads from the left; Jupyter's own style does not
        table = table.replace(' style="text-align: right;"', "").replace("<td>", f"<td{left}>")
        return table.replace("<th>", f'<th scope="col"{left}>')


def _literal(text: str) -> str:
    return text.replace("\\", r"\\")


def plain(frame: pd.DataFrame, caption: str) -> Table:
    """Any table of text, its column names written for readers."""
    return Table(frame.rename(columns=lambda name: str(name).replace("_", " ")), caption)


def rows(data: Dataset) -> Table:
    """Rows that were read, accepted and set aside, for each sheet."""
    shown = pd.DataFrame(
        [
            (r.file + (f", sheet {r.sheet}" if r.sheet else ""), f"{r.read:,}", f"{r.accepted:,}", f"{r.set_aside:,}")
            for r in data.rows
        ],
        columns=["where", "rows read", "accepted", "set aside"],
    )
    return Table(shown, "Every row that was read is accepted or set aside")


def understood(data: Dataset) -> Table:
    """What each column of a file was understood to be; the rows and sheets that are no data come last."""
    frame = data.understood
    frame = frame if frame["sheet"].nunique() > 1 else frame.drop(columns="sheet")
    # what a reader looks at first comes first
    frame = frame[
        [*(name for name in frame if name not in ("examples", "filled", "remark")), "examples", "remark", "filled"]
    ]
    notes = pd.DataFrame({"column": list(data.left_out), "field": "left out"}, columns=frame.columns)
    shown = pd.concat([frame, notes], ignore_index=True).fillna("")
    return plain(
        shown.rename(columns={"column": "column of the file", "field": "understood as"}), "What was understood"
    )


#: More problems than this are counted, not listed: the command `check` and its JSON list all.
MOST_PROBLEMS = 200


def problems(data: Dataset) -> Table:
    """What is wrong in a file, row by row, and what to do."""
    several = len({(problem.file, problem.sheet) for problem in data.problems}) > 1
    listed = data.problems[:MOST_PROBLEMS]
    shown = pd.DataFrame(
        [
            (
                *([p.file + (f", {p.sheet}" if p.sheet else "")] if several else []),
                "" if p.row is None else str(p.row), visible(p.column), visible(p.value), p.severity, p.rule, p.hint,
            )
            for p in listed
        ],
        columns=[*(["where"] if several else []), "row", "column", "value", "kind", "rule", "what to do"],
    )  # fmt: skip
    more = len(data.problems) - len(listed)
    rest = f" (the first {len(listed)}; the command check lists {more} more)" if more else ""
    return Table(shown, f"Problems: {len(data.problems)}{rest}")


def _named(by: str | None, codes: pd.Series) -> pd.Series:
    try:
        return codes.replace(vocabulary.labels(by)) if by else codes
    except KeyError:
        return codes


def medians(frame: pd.DataFrame, *, by: str | None, form: Callable[[float], str] = euros, caption: str) -> Table:
    """Median, interval and quartiles of each group.

    Parameters
    ----------
    frame : DataFrame
        What `inference.medians` returns.
    by : str or None
        The field of the groups, for their names.
    form : callable
        How a value is written.
    caption : str
        What the table shows, with its unit.
    """
    known = np.isfinite(frame["median"])
    shown = pd.DataFrame(
        {
            "group": _named(by, frame["group"]),
            "n": frame["n"].astype(str),
            "median": [form(value) if k else "too few" for value, k in zip(frame["median"], known, strict=True)],
            "95% interval": [
                interval(row.low, row.high, form) + (" (rough)" if row.rough else "") if k else ""
                for row, k in zip(frame.itertuples(), known, strict=True)
            ],
            "middle half": [
                interval(row.q1, row.q3, form) if k else "" for row, k in zip(frame.itertuples(), known, strict=True)
            ],
        }
    )
    return Table(shown, caption)


def public_share(frame: pd.DataFrame, *, by: str | None, caption: str) -> Table:
    """Bounds of the public share of each group: what `summaries.public_share` returns."""
    shown = pd.DataFrame(
        {
            "group": _named(by, frame["group"]),
            "n": frame["n"].astype(str),
            "complete plans": frame["complete"].astype(str),
            "investment": frame["investment_eur"].map(euros),
            "public share, all euros": [interval(row.low, row.high, share) for row in frame.itertuples()],
            "median plan": [interval(row.median_low, row.median_high, share) for row in frame.itertuples()],
        }
    )
    return Table(shown, caption)


def funder_mix(frame: pd.DataFrame, *, caption: str) -> Table:
    """Who pays, by funder type and sector: what `summaries.funder_mix` returns."""
    names = {**vocabulary.labels("funder_type"), summaries.UNEXPLAINED: "no line explains"}
    shown = pd.DataFrame(
        {
            "funder type": frame["funder_type"].map(names),
            "sector": frame["sector"],
            "plans": frame["plans"].astype(int).astype(str),
            "euros": frame["eur"].map(euros),
            "part of all euros": frame["share"].map(share),
            "median in complete plans": frame["median_share"].map(lambda value: share(value) if value == value else ""),
        }
    )
    return Table(shown, caption)


def regions(frame: pd.DataFrame, *, caption: str) -> Table:
    """Places and euros of each region: what `summaries.regions` returns; medians from 5 places on."""
    some = frame[frame["n"] > 0].sort_values(["n", "region"], ascending=[False, True])
    shown = pd.DataFrame(
        {
            "region": some["region"],
            "n": some["n"].astype(str),
            "investment, all plans": some["investment_eur"].map(euros),
            "median plan": [euros(row.median) if row.n >= 5 else "too few" for row in some.itertuples()],
        }
    )
    return Table(shown, caption)


def features(frame: pd.DataFrame, *, caption: str) -> Table:
    """R² and adjusted p-value of each feature: what `substance.drivers` returns."""
    shown = pd.DataFrame(
        {
            "feature": frame["feature"],
            "n": frame["n"].astype(str),
            "R²": frame["r2"].map(share),
            "p, Holm-adjusted": frame["p"].map(p_value),
        }
    )
    return Table(shown, caption)


def permanova(found: Permanova, *, caption: str) -> Table:
    """The result of `substance.permanova`, rounded for people."""
    shown = {"n": [str(found.n)], "pseudo-F": [number(found.f)], "R²": [share(found.r2)], "p": [p_value(found.p)]}
    return Table(pd.DataFrame(shown), caption)


def coverage(plans: pd.DataFrame, fields: Sequence[str], *, caption: str = "What the sample knows") -> Table:
    """How many places know each field.

    Parameters
    ----------
    plans : DataFrame
        One row per place.
    fields : sequence of str
        Columns of the places or of `vocabulary.DERIVED`.
    caption : str
        Title of the table.
    """
    total = max(len(plans), 1)
    rows = [
        {"field": vocabulary.label(name), "places that know it": str(n), "share": share(n / total)}
        for name in fields
        for n in [int(plans[name].notna().sum())]
    ]
    return Table(pd.DataFrame(rows), f"{caption} (n = {count(len(plans), 'place')})")


def _measured(claim: Claim) -> str:
    if claim.unit == "per year":
        return (
            f"{claim.value:+.2f} a year ({claim.low:+.2f} to {claim.high:+.2f})"
            if claim.value == claim.value
            else "no value"
        )
    ends = interval(claim.low, claim.high, share)
    if claim.value != claim.value:
        return f"between {share(claim.low)} and {share(claim.high)}" if claim.low == claim.low else "no value"
    return f"{'R² ' if claim.unit == 'R²' else ''}{share(claim.value)} ({ends})"


def claims(found: list[Claim]) -> Table:
    """The conference's claims with measure, 95% interval and verdict.

    Parameters
    ----------
    found : list of Claim
        What `findings.claims` returns.
    """
    shown = pd.DataFrame(
        {
            "": [number(claim.number) for claim in found],
            "claim": [claim.claim for claim in found],
            "verdict": [claim.verdict for claim in found],
            "value (95% interval)": [_measured(claim) for claim in found],
            "measure": [claim.measure for claim in found],
            "why, and where it turns": [
                claim.why + (f" Verdict {claim.turns}." if claim.turns else "") for claim in found
            ],
        }
    )
    return Table(shown, "The conference's eight claims of January 2017, put to the data")


def _percent(values: pd.Series) -> list[str]:
    return [share(value) if value == value else "not known" for value in values]


def nearest(found: Comparison) -> Table:
    """The places nearest to a plan, with why and where to read of them."""
    frame = found.nearest
    shown = pd.DataFrame(
        {
            "place": [visible(name) for name in frame["name"]],
            "investment": [euros(value) for value in frame["investment_eur"]],
            "near in": frame["why"],
            "distance (0 to 1)": [f"{value:.2f}" for value in frame["distance"]],
            "source": frame["source_url"].fillna("").astype("str"),
        }
    )
    return Table(shown, "The five nearest places")


def choices(found: Comparison) -> Table:
    """How the choice of peers changes the position of the investment."""
    frame = found.choices
    shown = {"peers": frame["like"], "n": frame["n"].astype(str), "the plan costs more than": _percent(frame["below"])}
    return Table(pd.DataFrame(shown), "What the choice of peers changes")


def scenarios(frame: pd.DataFrame) -> Table:
    """How the position moves: what `comparing.what_if` returns."""
    public = [
        interval(low, high, share) if low < high else share(low)
        for low, high in zip(frame["public_low"], frame["public_high"], strict=True)
    ]
    shown = {
        "if": frame["scenario"],
        "investment": [euros(value) for value in frame["investment_eur"]],
        "costs more than": _percent(frame["below"]),
        "public share": public,
    }
    return Table(pd.DataFrame(shown), "What if")
