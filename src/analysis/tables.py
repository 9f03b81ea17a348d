"""Tables for readers: formatted text, one look, the same in a notebook, a page and a plain console."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from analysis import comparing, summaries, vocabulary
from analysis.checking import shown as visible
from analysis.comparing import Comparison, Plan
from analysis.dataset import Dataset
from analysis.findings import Claim
from analysis.formatting import count, decimal, euros, interval, joined, number, p_value, pair, share, whole
from analysis.i18n import _, mark
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
    "places",
    "plain",
    "plan_lines",
    "positions",
    "problems",
    "public_share",
    "regions",
    "rows",
    "scenarios",
    "understood",
]


NOTHING = mark("not shown, no place of this data has what it needs.")
#: A cell of an HTML table that is one web address and nothing else: its host is shown, and leads there.
LINK = re.compile(r"(<td[^>]*>)(https?://([^\s<>\"'/]+)[^\s<>\"']*)(</td>)")


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
            return pair(self.caption, _(NOTHING))
        with pd.option_context("display.max_colwidth", None):
            return f"{self.caption}\n{self.frame.to_string(index=False)}"

    def _repr_html_(self) -> str:
        """HTML with every text escaped, column headers with their scope."""
        if self.frame.empty:
            return f"<p>{html.escape(pair(self.caption, _(NOTHING)))}</p>"
        with pd.option_context("display.max_colwidth", None):
            table = self.frame.to_html(index=False, border=0, escape=True)
        caption = pd.DataFrame({self.caption: []}).to_html(index=False)  # pandas escapes the caption too
        found = re.search(r"<th>(.*?)</th>", caption, flags=re.DOTALL)
        text = found.group(1) if found else ""
        table = re.sub(r"(<table[^>]*>)", rf"\1\n  <caption>{_literal(text)}</caption>", table, count=1)
        left = ' style="text-align: left"'  # text reads from the left; Jupyter's own style does not
        table = table.replace(' style="text-align: right;"', "").replace("<td>", f"<td{left}>")
        table = table.replace("<th>", f'<th scope="col"{left}>')
        return LINK.sub(r'\1<a href="\2" rel="noopener noreferrer" target="_blank">\3</a>\4', table)


def _literal(text: str) -> str:
    return text.replace("\\", r"\\")


#: Names of columns that `plain` meets, for the catalogues.
NAMES = (
    mark("examples"), mark("filled"), mark("finding"), mark("read as"), mark("remark"), mark("sheet"), mark("turns"),
    mark("unit"),
)  # fmt: skip


def plain(frame: pd.DataFrame, caption: str) -> Table:
    """Any table of text, its column names written for readers."""
    return Table(frame.rename(columns=lambda name: _(str(name).replace("_", " "))), _(caption))


def rows(data: Dataset) -> Table:
    """Rows that were read, accepted and set aside, for each sheet."""
    shown = pd.DataFrame(
        [
            (
                _("{file}, sheet {sheet}").format(file=r.file, sheet=r.sheet) if r.sheet else r.file,
                *(whole(n) for n in (r.read, r.accepted, r.set_aside)),
            )
            for r in data.rows
        ],
        columns=[_("where"), _("rows read"), _("accepted"), _("set aside")],
    )
    return Table(shown, _("Every row that was read is accepted or set aside"))


def understood(data: Dataset) -> Table:
    """What each column of a file was understood to be; the rows and sheets that are no data come last."""
    frame = data.understood
    frame = frame if frame["sheet"].nunique() > 1 else frame.drop(columns="sheet")
    # what a reader looks at first comes first
    frame = frame[
        [*(name for name in frame if name not in ("examples", "filled", "remark")), "examples", "remark", "filled"]
    ]
    notes = pd.DataFrame({"column": list(data.left_out), "field": _("left out")}, columns=frame.columns)
    shown = pd.concat([frame, notes], ignore_index=True).fillna("")
    return plain(
        shown.rename(columns={"column": mark("column of the file"), "field": mark("understood as")}),
        mark("What was understood"),
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
                "" if p.row is None else str(p.row), visible(p.column), visible(p.value), _(p.severity), p.rule, p.hint,
            )
            for p in listed
        ],
        columns=[
            *([_("where")] if several else []),
            _("row"), _("column"), _("value"), _("kind"), _("rule"), _("what to do"),
        ],
    )  # fmt: skip
    more = len(data.problems) - len(listed)
    caption = (
        _("Problems: {n} (the first {listed}; the command check lists {more} more)") if more else _("Problems: {n}")
    )
    return Table(shown, caption.format(n=whole(len(data.problems)), listed=whole(len(listed)), more=whole(more)))


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
            _("group"): _named(by, frame["group"]),
            "n": frame["n"].map(whole),
            _("median"): [form(value) if k else _("too few") for value, k in zip(frame["median"], known, strict=True)],
            _("95% interval"): [
                (_("{interval} (rough)") if row.rough else "{interval}").format(
                    interval=interval(row.low, row.high, form)
                )
                if k
                else ""
                for row, k in zip(frame.itertuples(), known, strict=True)
            ],
            _("middle half"): [
                interval(row.q1, row.q3, form) if k else "" for row, k in zip(frame.itertuples(), known, strict=True)
            ],
        }
    )
    return Table(shown, _(caption))


def _bounds(low: float, high: float) -> str:
    """Both bounds of a share, or the one that they read as."""
    return share(low) if share(low) == share(high) else interval(low, high, share)


def public_share(frame: pd.DataFrame, *, by: str | None, caption: str) -> Table:
    """Bounds of the public share of each group: what `summaries.public_share` returns."""
    shown = pd.DataFrame(
        {
            _("group"): _named(by, frame["group"]),
            "n": frame["n"].map(whole),
            _("complete plans"): frame["complete"].map(whole),
            _("investment"): frame["investment_eur"].map(euros),
            _("public share, all euros"): [_bounds(row.low, row.high) for row in frame.itertuples()],
            _("median plan"): [_bounds(row.median_low, row.median_high) for row in frame.itertuples()],
        }
    )
    return Table(shown, _(caption))


def funder_mix(frame: pd.DataFrame, *, caption: str) -> Table:
    """Who pays, by funder type and sector: what `summaries.funder_mix` returns."""
    names = {**vocabulary.labels("funder_type"), summaries.UNEXPLAINED: _("no line explains")}
    shown = pd.DataFrame(
        {
            vocabulary.label("funder_type"): frame["funder_type"].map(names),
            vocabulary.label("sector"): frame["sector"].map(vocabulary.labels("sector")),
            _("plans"): frame["plans"].map(whole),
            "euros": frame["eur"].map(euros),
            _("part of all euros"): frame["share"].map(share),
            _("median in complete plans"): frame["median_share"].map(
                lambda value: share(value) if value == value else ""
            ),
        }
    )
    return Table(shown, _(caption))


def regions(frame: pd.DataFrame, *, caption: str) -> Table:
    """Places and euros of each region: what `summaries.regions` returns; medians from 5 places on."""
    some = frame[frame["n"] > 0].sort_values(["n", "region"], ascending=[False, True])
    shown = pd.DataFrame(
        {
            vocabulary.label("region"): some["region"],
            "n": some["n"].map(whole),
            _("investment, all plans"): some["investment_eur"].map(euros),
            _("median plan"): [euros(row.median) if row.n >= 5 else _("too few") for row in some.itertuples()],
        }
    )
    return Table(shown, _(caption))


def features(frame: pd.DataFrame, *, caption: str) -> Table:
    """R² and adjusted p-value of each feature: what `substance.drivers` returns."""
    shown = pd.DataFrame(
        {
            _("feature"): frame["feature"].map(_),
            "n": frame["n"].map(whole),
            "R²": frame["r2"].map(share),
            _("p, Holm-adjusted"): frame["p"].map(p_value),
        }
    )
    return Table(shown, _(caption))


def permanova(found: Permanova, *, caption: str) -> Table:
    """The result of `substance.permanova`, rounded for people."""
    shown = {"n": [str(found.n)], "pseudo-F": [number(found.f)], "R²": [share(found.r2)], "p": [p_value(found.p)]}
    return Table(pd.DataFrame(shown), _(caption))


def coverage(plans: pd.DataFrame, fields: Sequence[str], *, caption: str = mark("What the sample knows")) -> Table:
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
        {_("field"): vocabulary.label(name), _("places that know it"): whole(n), _("share"): share(n / total)}
        for name in fields
        for n in [int(plans[name].notna().sum())]
    ]
    return Table(pd.DataFrame(rows), f"{_(caption)} (n = {count(len(plans), 'place')})")


def _measured(claim: Claim) -> str:
    if claim.low != claim.low:
        return _("no value")
    if claim.unit == "per year":
        ends = interval(claim.low, claim.high, partial(decimal, sign=True))
        return _("{slope} a year ({interval})").format(slope=decimal(claim.value, sign=True), interval=ends)
    if claim.value != claim.value:
        return _("between {low} and {high}").format(low=share(claim.low), high=share(claim.high))
    value = f"{share(claim.value)} ({interval(claim.low, claim.high, share)})"
    return f"R² {value}" if claim.unit == "R²" else value


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
            _("claim"): [claim.claim for claim in found],
            _("verdict"): [_(claim.verdict) for claim in found],
            _("value (95% interval)"): [_measured(claim) for claim in found],
            _("measure"): [claim.measure for claim in found],
            _("why, and where it turns"): [
                (_("{why} Verdict {turns}.") if claim.turns else "{why}").format(why=claim.why, turns=claim.turns)
                for claim in found
            ],
        }
    )
    return Table(shown, _("The conference's eight claims of January 2017, put to the data"))


def _percent(values: pd.Series) -> list[str]:
    return [share(value) if value == value else _("not known") for value in values]


def plan_lines(plan: Plan) -> Table:
    """The financing plan itself: who pays what, and what no line explains."""
    names = vocabulary.labels("funder_type")
    rows = [
        (names[kind], euros(amount), share(amount / plan.investment_eur))
        for kind, amount in plan.funding.items()
        if amount
    ]
    if not plan.complete:
        rest = plan.unexplained_eur
        rows.append((_("no line explains"), euros(rest), share(rest / plan.investment_eur)))
    rows.append((_("total"), euros(plan.investment_eur), share(1.0)))
    columns = [vocabulary.label("funder_type"), "euros", _("part of the total")]
    return Table(pd.DataFrame(rows, columns=columns), _("The financing plan, nominal euros"))


def positions(found: Comparison) -> Table:
    """Each number of a plan beside its peers: what part of them it exceeds, and their median with its interval."""
    rows = []
    for row in found.positions.itertuples(index=False):
        form = euros if "eur" in row.measure.split("_") else share
        high = row.value if row.value_high != row.value_high else row.value_high
        above = row.below if row.below_high != row.below_high else row.below_high
        rows.append(
            (
                comparing.measure_label(row.measure),
                form(row.value) if form(row.value) == form(high) else interval(row.value, high, form),
                whole(row.n),
                _bounds(row.below, above) if row.n else _("not known"),
                form(row.median) if row.median == row.median else _("too few"),
                interval(row.low, row.high, form) if row.median == row.median else "",
            )
        )
    columns = [_("number"), _("the plan"), _("peers"), _("exceeds"), _("median of peers"), _("95% interval")]
    return Table(pd.DataFrame(rows, columns=columns), _("The plan beside its peers, nominal euros"))


def nearest(found: Comparison) -> Table:
    """The places nearest to a plan, with why and where to read of them."""
    frame = found.nearest
    near = [
        joined([comparing.measure_label(feature) for feature in features]) or _("nearest of all")
        for features in frame["near_in"]
    ]
    shown = pd.DataFrame(
        {
            _("place"): [visible(name) for name in frame["name"]],
            _("investment"): [euros(value) for value in frame["investment_eur"]],
            _("near in"): near,
            _("distance (0 to 1)"): [decimal(value) for value in frame["distance"]],
            _("source"): frame["source_url"].fillna("").astype("str"),
        }
    )
    return Table(shown, _("The five nearest places"))


def choices(found: Comparison) -> Table:
    """How the choice of peers changes the position of the investment."""
    frame = found.choices
    shown = {
        _("peers"): [comparing.choice_label(like) for like in frame["like"]],
        "n": frame["n"].map(whole),
        _("the plan costs more than"): _percent(frame["below"]),
    }
    return Table(pd.DataFrame(shown), _("What the choice of peers changes"))


def scenarios(frame: pd.DataFrame) -> Table:
    """How the position moves: what `comparing.what_if` returns."""
    public = [_bounds(low, high) for low, high in zip(frame["public_low"], frame["public_high"], strict=True)]
    shown = {
        _("if"): [comparing.scenario_label(code) for code in frame["scenario"]],
        _("investment"): [euros(value) for value in frame["investment_eur"]],
        _("no line explains"): [euros(value) for value in frame["unexplained_eur"]],
        _("costs more than"): _percent(frame["below"]),
        _("public share"): public,
    }
    return Table(pd.DataFrame(shown), _("What if"))


def _share_of_place(low: float, high: float) -> str:
    return _bounds(low, high) if low == low else _("not known")


def places(plans: pd.DataFrame, *, caption: str = mark("Places")) -> Table:
    """One row per place, with its source.

    Parameters
    ----------
    plans : DataFrame
        What `shares.plans` returns, or some of its rows.
    caption : str
        What the table shows.
    """

    def names(column: str) -> list[str]:
        known = {code: label.split(" (")[0] for code, label in vocabulary.labels(column).items()}
        return ["" if pd.isna(value) else known.get(value, visible(value)) for value in plans[column]]

    ends = zip(plans["public_share_low"], plans["public_share_high"], strict=True)
    shown = {
        _("place"): names("name"),
        vocabulary.label("place_type"): names("place_type"),
        vocabulary.label("municipality"): names("municipality"),
        vocabulary.label("region"): names("region"),
        vocabulary.label("settlement"): names("settlement"),
        vocabulary.label("year"): ["" if pd.isna(year) else f"{year:.0f}" for year in plans["year"]],
        _("investment"): ["" if pd.isna(value) else euros(value) for value in plans["investment_eur"]],
        _("public share"): [_share_of_place(low, high) for low, high in ends],
        _("source"): ["" if pd.isna(url) else str(url) for url in plans["source_url"]],
    }
    return Table(pd.DataFrame(shown), _(caption))
