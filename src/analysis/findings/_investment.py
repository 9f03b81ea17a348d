"""What it costs to start a place: the sentences of notebook 01."""

from __future__ import annotations

from analysis.findings._finding import Finding, Measure, Sample, needs
from analysis.numbers import inference, summaries
from analysis.words import vocabulary
from analysis.words._formatting import count, decimal, euros, interval, p_value, rate, share, whole
from analysis.words.i18n import _, mark

__all__ = ["BAND", "INVESTMENT", "rural_against_urban", "too_few"]

#: The conference's range: €50,000 to several hundred thousand, read as under 1,000,000.
BAND = (50_000, 1_000_000)
#: What every sentence about euros rests on.
BASIS = mark("nominal euros, VAT basis mixed; a published sample, not a census")
TOO_FEW = mark("too few for a summary")


def too_few(text: str) -> Finding:
    """A sentence that stands where there are too few places for its number."""
    return Finding(text, _(TOO_FEW), TOO_FEW)


@needs("investment_eur")
def typical(sample: Sample) -> Finding:
    """Median and quartiles of the investment."""
    row = inference.medians(sample.plans, "investment_eur").iloc[0]
    if row["n"] < inference.LEAST_FOR_SUMMARY:
        few = _("{places} with an investment: too few for a summary.")
        return too_few(few.format(places=count(row["n"], "place")))
    text = _(
        "The median plan costs {median} (95% interval {interval}); the middle half goes from {q1} to {q3} (n = {n}, {basis})."
    ).format(
        median=euros(row["median"]),
        interval=interval(row["low"], row["high"], euros),
        q1=euros(row["q1"]),
        q3=euros(row["q3"]),
        n=whole(row["n"]),
        basis=_(BASIS),
    )
    side = "under €1M" if row["median"] < BAND[1] else "€1M or more"
    return Finding(text, f"{euros(row['median'])} (n = {whole(row['n'])})", side)


@needs("investment_eur")
def in_band(sample: Sample) -> Finding:
    """Share of the plans within the conference's range."""
    low, high = BAND
    plans = sample.plans
    inside = plans["investment_eur"].between(low, high, inclusive="left")
    found = inference.proportion(int(inside.sum()), len(plans))
    if not found.n:
        return Finding(_("No place has an investment."), _("no place"), "no place")
    text = _(
        "{n} of {total} plans ({share}, 95% interval {interval}) cost from {low} to under {high}; {less} cost less and {more} "
        "more."
    ).format(
        n=whole(inside.sum()),
        total=whole(found.n),
        share=share(found.value),
        interval=interval(found.low, found.high, share),
        low=euros(low),
        high=euros(high),
        less=whole((plans["investment_eur"] < low).sum()),
        more=whole((plans["investment_eur"] >= high).sum()),
    )
    return Finding(text, share_of(found), majority(found.low, found.high))


def share_of(found: inference.Interval) -> str:
    """A share and the places that it is of."""
    return _("{share} of {n} places").format(share=share(found.value), n=whole(found.n))


def majority(low: float, high: float) -> str:
    """Whether an interval of a share lies above one half, below it, or across it."""
    return "most" if low > 0.5 else "fewer than half" if high < 0.5 else "cannot tell"


@needs("investment_eur")
def by_kind(sample: Sample) -> Finding:
    """The cheapest and the dearest kind of place."""
    table = inference.medians(sample.plans, "investment_eur", by="place_type").dropna(subset=["median"])
    if len(table) < 2:
        text = _("Fewer than two kinds of place have {least} plans: no comparison.")
        return too_few(text.format(least=inference.LEAST_FOR_SUMMARY))
    names = vocabulary.labels("place_type")
    ordered = table.sort_values("median").iloc[[0, -1]]
    parts = [
        (
            _("{kind} {median} ({interval}, n = {n}, rough)")
            if row.rough
            else _("{kind} {median} ({interval}, n = {n})")
        ).format(
            kind=names.get(row.group, row.group),
            median=euros(row.median),
            interval=interval(row.low, row.high, euros),
            n=whole(row.n),
        )
        for row in ordered.itertuples()
    ]
    text = _("By kind, the median goes from {least} to {most}.").format(least=parts[0], most=parts[1])
    least, most = ordered["group"]
    short = _("{least} to {most}").format(least=names.get(least, least), most=names.get(most, most))
    return Finding(text, short, f"{least} {most}")


@needs("investment_eur")
def rural_against_urban(sample: Sample) -> Finding:
    """Investment in rural against urban municipalities, with test and effect size."""
    groups = sample.plans.dropna(subset=["settlement", "investment_eur"])["settlement"].value_counts()
    if len(groups) < 2 or groups.min() < inference.LEAST_FOR_SUMMARY:
        return too_few(_("Too few plans are known to be rural or urban to compare the two."))
    found = inference.two_groups(sample.plans, "investment_eur", by="settlement")
    text = _(
        "The median rural plan costs {rural} (n = {n_rural}), the median urban plan {urban} (n = {n_urban}): {ratio} times as "
        "much, permutation {p}, Cliff's delta {delta}."
    ).format(
        rural=euros(found.medians[0]),
        n_rural=whole(found.n[0]),
        urban=euros(found.medians[1]),
        n_urban=whole(found.n[1]),
        ratio=decimal(found.ratio),
        p=p_value(found.p),
        delta=decimal(found.delta, sign=True),
    )
    clear = ("rural lower" if found.ratio < 1 else "rural higher") if found.p < 0.05 else "no clear difference"
    return Finding(text, _("{ratio} times ({p})").format(ratio=decimal(found.ratio), p=p_value(found.p)), clear)


def _per_unit(sample: Sample, column: str, known: str, few: str) -> str:
    """The median per unit in one of two messages: with its interval, or that there are too few places."""
    row = inference.medians(sample.plans, column).iloc[0]
    if row["n"] < inference.LEAST_FOR_SUMMARY:
        return few.format(places=count(row["n"], "place"))
    ends = interval(row["low"], row["high"], euros)
    n = _("n = {n}, rough") if row["rough"] else "n = {n}"
    return known.format(median=euros(row["median"]), interval=ends, n=n.format(n=whole(row["n"])))


def per_unit(sample: Sample) -> Finding:
    """Investment per square metre and per workstation, where known."""
    parts = [
        _per_unit(
            sample,
            "eur_per_m2",
            _("per m² {median} ({interval}, {n})"),
            _("per m²: {places} only, too few for a summary"),
        ),
        _per_unit(
            sample,
            "eur_per_workstation",
            _("per workstation {median} ({interval}, {n})"),
            _("per workstation: {places} only, too few for a summary"),
        ),
    ]
    text = _("Where the source gives the size, the median is {per_m2}; {per_workstation}.")
    return Finding(text.format(per_m2=parts[0], per_workstation=parts[1]), parts[0], "")


@needs("investment_eur")
def over_years(sample: Sample) -> Finding:
    """Trend of the investment over the years."""
    found = inference.trend(sample.plans, "investment_eur")
    if found.slope != found.slope:
        return too_few(_("Too few plans have a year to speak of a trend."))
    factor, low, high = (10**slope - 1 for slope in (found.slope, found.low, found.high))
    direction = "rises" if found.low > 0 else "falls" if found.high < 0 else "shows no clear trend"
    told = {
        "rises": _("Over the years the investment rises: {trend}."),
        "falls": _("Over the years the investment falls: {trend}."),
        "shows no clear trend": _("Over the years the investment shows no clear trend: {trend}."),
    }[direction]
    trend = _(
        "{slope} a year by the Theil-Sen line (95% interval {interval}, Kendall's tau {tau}, n = {n} with a year, nominal euros)"
    ).format(
        slope=rate(factor), interval=interval(low, high, rate), tau=decimal(found.tau, sign=True), n=whole(found.n)
    )
    short = _("{slope} a year (n = {n})").format(slope=rate(factor), n=whole(found.n))
    return Finding(told.format(trend=trend), short, direction)


@needs("investment_eur")
def concentration(sample: Sample) -> Finding:
    """How much of the money the largest plans take."""
    plans = sample.plans
    if len(plans) < inference.LEAST_FOR_SUMMARY:
        few = _("{places}: too few for a summary of the concentration.")
        return too_few(few.format(places=count(len(plans), "place")))
    top, gini = summaries.top_share(plans), summaries.gini(plans)
    text = _("The largest tenth of the plans takes {share} of the euros (Gini {gini}, n = {n}).")
    text = text.format(share=share(top), gini=decimal(gini), n=whole(len(plans)))
    return Finding(text, f"{share(top)}, Gini {decimal(gini)}", "over a third" if top > 1 / 3 else "a third or less")


#: The measures of notebook 01, in the order in which it tells them.
INVESTMENT: dict[str, Measure] = {
    mark("median investment"): typical,
    mark("from €50k to under €1M"): in_band,
    mark("cheapest and dearest kind"): by_kind,
    mark("rural against urban"): rural_against_urban,
    mark("per m²"): per_unit,
    mark("trend over years"): over_years,
    mark("largest tenth"): concentration,
}
