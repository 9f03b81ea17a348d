"""What it costs to start a place: the sentences of notebook 01."""

from __future__ import annotations

from analysis.findings._codes import MeasureName, Side
from analysis.findings._finding import Finding, Measure, Sample, needs
from analysis.findings._wording import Told, name_value, spell_interval, spell_signed
from analysis.numbers import inference, summaries
from analysis.words._formatting import (
    format_count,
    format_decimal,
    format_euros,
    format_interval,
    format_p_value,
    format_rate,
    format_share,
    format_whole,
)
from analysis.words._messages import Spelled, say, spell
from analysis.words.i18n import mark

__all__ = ["BAND", "INVESTMENT", "tell_rural_against_urban", "tell_too_few"]

#: The conference's range: €50,000 to several hundred thousand, read as under 1,000,000.
BAND = (50_000, 1_000_000)
#: What every sentence about euros rests on.
BASIS = say("nominal euros, VAT basis mixed; a published sample, not a census")


def tell_too_few(text: Told) -> Finding:
    """A sentence that stands where there are too few places for its number."""
    return Finding(text, say("too few for a summary"), Side.TOO_FEW)


def _with_n(value: Told, n: float) -> Spelled:
    return spell("{} (n = {})".format, value, spell(format_whole, n))


@needs("investment_eur")
def tell_typical(sample: Sample) -> Finding:
    """Median and quartiles of the investment."""
    row = inference.medians(sample.plans, "investment_eur").iloc[0]
    if row["n"] < inference.LEAST_FOR_SUMMARY:
        places = spell(format_count, row["n"], "place")
        return tell_too_few(say("{places} with an investment: too few for a summary.", places=places))
    told = say(
        "The median plan costs {median} (95% interval {interval}); the middle half goes from {q1} to {q3} (n = {n}, {basis}).",
        median=spell(format_euros, row["median"]),
        interval=spell(format_interval, row["low"], row["high"], format_euros),
        q1=spell(format_euros, row["q1"]),
        q3=spell(format_euros, row["q3"]),
        n=spell(format_whole, row["n"]),
        basis=BASIS,
    )
    side = Side.UNDER_A_MILLION if row["median"] < BAND[1] else Side.A_MILLION_OR_MORE
    return Finding(told, _with_n(spell(format_euros, row["median"]), row["n"]), side)


@needs("investment_eur")
def tell_in_band(sample: Sample) -> Finding:
    """Share of the plans within the conference's range."""
    low, high = BAND
    plans = sample.plans
    inside = plans["investment_eur"].between(low, high, inclusive="left")
    found = inference.proportion(int(inside.sum()), len(plans))
    if not found.n:
        return Finding(say("No place has an investment."), say("no place"), Side.NO_PLACE)
    told = say(
        "{n} of {total} plans ({share}, 95% interval {interval}) cost from {low} to under {high}; {less} cost less and {more} "
        "more.",
        n=spell(format_whole, inside.sum()),
        total=spell(format_whole, found.n),
        share=spell(format_share, found.value),
        interval=spell_interval(found.low, found.high),
        low=spell(format_euros, low),
        high=spell(format_euros, high),
        less=spell(format_whole, (plans["investment_eur"] < low).sum()),
        more=spell(format_whole, (plans["investment_eur"] >= high).sum()),
    )
    return Finding(told, tell_share(found), judge_majority(found.low, found.high))


def tell_share(found: inference.Interval) -> Told:
    """A share and the places that it is of."""
    return say("{share} of {n} places", share=spell(format_share, found.value), n=spell(format_whole, found.n))


def judge_majority(low: float, high: float) -> Side:
    """Whether an interval of a share lies above one half, below it, or across it."""
    return Side.MOST if low > 0.5 else Side.FEWER_THAN_HALF if high < 0.5 else Side.CANNOT_TELL


@needs("investment_eur")
def tell_by_kind(sample: Sample) -> Finding:
    """The cheapest and the dearest kind of place."""
    table = inference.medians(sample.plans, "investment_eur", by="place_type").dropna(subset=["median"])
    if len(table) < 2:
        least = inference.LEAST_FOR_SUMMARY
        return tell_too_few(say("Fewer than two kinds of place have {least} plans: no comparison.", least=least))
    ordered = table.sort_values("median").iloc[[0, -1]]
    rough, known = mark("{kind} {median} ({interval}, n = {n}, rough)"), mark("{kind} {median} ({interval}, n = {n})")
    parts = [
        say(
            rough if row.rough else known,
            kind=name_value("place_type", row.group),
            median=spell(format_euros, row.median),
            interval=spell(format_interval, row.low, row.high, format_euros),
            n=spell(format_whole, row.n),
        )
        for row in ordered.itertuples()
    ]
    told = say("By kind, the median goes from {least} to {most}.", least=parts[0], most=parts[1])
    least, most = ordered["group"]
    brief = say("{least} to {most}", least=name_value("place_type", least), most=name_value("place_type", most))
    return Finding(told, brief, Side.NAMED, (least, most))


@needs("investment_eur")
def tell_rural_against_urban(sample: Sample) -> Finding:
    """Investment in rural against urban municipalities, with test and effect size."""
    groups = sample.plans.dropna(subset=["settlement", "investment_eur"])["settlement"].value_counts()
    if len(groups) < 2 or groups.min() < inference.LEAST_FOR_SUMMARY:
        return tell_too_few(say("Too few plans are known to be rural or urban to compare the two."))
    found = inference.two_groups(sample.plans, "investment_eur", by="settlement")
    ratio, p = spell(format_decimal, found.ratio), spell(format_p_value, found.p)
    told = say(
        "The median rural plan costs {rural} (n = {n_rural}), the median urban plan {urban} (n = {n_urban}): {ratio} times as "
        "much, permutation {p}, Cliff's delta {delta}.",
        rural=spell(format_euros, found.medians[0]),
        n_rural=spell(format_whole, found.n[0]),
        urban=spell(format_euros, found.medians[1]),
        n_urban=spell(format_whole, found.n[1]),
        ratio=ratio,
        p=p,
        delta=spell_signed(found.delta),
    )
    clear = Side.RURAL_LOWER if found.ratio < 1 else Side.RURAL_HIGHER
    brief = say("{ratio} times ({p})", ratio=ratio, p=p)
    return Finding(told, brief, clear if found.p < 0.05 else Side.NO_CLEAR_DIFFERENCE)


def _per_unit(sample: Sample, column: str, known: str, few: str) -> Told:
    """The median per unit in one of two messages: with its interval, or that there are too few places."""
    row = inference.medians(sample.plans, column).iloc[0]
    n = spell(format_whole, row["n"])
    if row["n"] < inference.LEAST_FOR_SUMMARY:
        return say(few, places=spell(format_count, row["n"], "place"))
    return say(
        known,
        median=spell(format_euros, row["median"]),
        interval=spell(format_interval, row["low"], row["high"], format_euros),
        n=say("n = {n}, rough", n=n) if row["rough"] else spell("n = {}".format, n),
    )


def tell_per_unit(sample: Sample) -> Finding:
    """Investment per square metre and per workstation, where known."""
    per_m2 = _per_unit(
        sample,
        "eur_per_m2",
        mark("per m² {median} ({interval}, {n})"),
        mark("per m²: {places} only, too few for a summary"),
    )
    per_workstation = _per_unit(
        sample,
        "eur_per_workstation",
        mark("per workstation {median} ({interval}, {n})"),
        mark("per workstation: {places} only, too few for a summary"),
    )
    told = say(
        "Where the source gives the size, the median is {per_m2}; {per_workstation}.",
        per_m2=per_m2,
        per_workstation=per_workstation,
    )
    return Finding(told, per_m2, Side.STATED)


@needs("investment_eur")
def tell_over_years(sample: Sample) -> Finding:
    """Trend of the investment over the years."""
    found = inference.trend(sample.plans, "investment_eur")
    if found.slope != found.slope:
        return tell_too_few(say("Too few plans have a year to speak of a trend."))
    factor, low, high = (10**slope - 1 for slope in (found.slope, found.low, found.high))
    trend = say(
        "{slope} a year by the Theil-Sen line (95% interval {interval}, Kendall's tau {tau}, n = {n} with a year, nominal euros)",
        slope=spell(format_rate, factor),
        interval=spell(format_interval, low, high, format_rate),
        tau=spell_signed(found.tau),
        n=spell(format_whole, found.n),
    )
    side = find_side(found)
    told = {
        Side.RISES: mark("Over the years the investment rises: {trend}."),
        Side.FALLS: mark("Over the years the investment falls: {trend}."),
        Side.NO_CLEAR_TREND: mark("Over the years the investment shows no clear trend: {trend}."),
    }[side]
    brief = say("{slope} a year (n = {n})", slope=spell(format_rate, factor), n=spell(format_whole, found.n))
    return Finding(say(told, trend=trend), brief, side)


def find_side(found: inference.Trend) -> Side:
    """Whether the whole interval of a slope lies above 0, below it, or across it."""
    return Side.RISES if found.low > 0 else Side.FALLS if found.high < 0 else Side.NO_CLEAR_TREND


@needs("investment_eur")
def tell_concentration(sample: Sample) -> Finding:
    """How much of the money the largest plans take."""
    plans = sample.plans
    if len(plans) < inference.LEAST_FOR_SUMMARY:
        places = spell(format_count, len(plans), "place")
        return tell_too_few(say("{places}: too few for a summary of the concentration.", places=places))
    top = summaries.top_share(plans)
    part, gini = spell(format_share, top), spell(format_decimal, summaries.gini(plans))
    told = say(
        "The largest tenth of the plans takes {share} of the euros (Gini {gini}, n = {n}).",
        share=part,
        gini=gini,
        n=spell(format_whole, len(plans)),
    )
    side = Side.OVER_A_THIRD if top > 1 / 3 else Side.A_THIRD_OR_LESS
    return Finding(told, spell("{}, Gini {}".format, part, gini), side)


#: The measures of notebook 01, in the order in which it tells them.
INVESTMENT: dict[MeasureName, Measure] = {
    MeasureName.MEDIAN: tell_typical,
    MeasureName.IN_BAND: tell_in_band,
    MeasureName.BY_KIND: tell_by_kind,
    MeasureName.RURAL_AGAINST_URBAN: tell_rural_against_urban,
    MeasureName.PER_UNIT: tell_per_unit,
    MeasureName.OVER_YEARS: tell_over_years,
    MeasureName.LARGEST_TENTH: tell_concentration,
}
