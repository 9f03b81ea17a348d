"""What it costs to start a place: the sentences of notebook 01."""

from __future__ import annotations

import numpy as np

from analysis.findings._codes import MeasureName, Side
from analysis.findings._finding import NO_NUMBERS, Finding, Sample, Tested, Topic, needs
from analysis.findings._wording import Told, name_value, spell_compared, spell_interval, spell_signed
from analysis.numbers import cost, inference, specification
from analysis.numbers._statistics import ROUGH_UNDER
from analysis.numbers.population import Counted, Draw, estimate_weighted_median, find_draw, select_draw
from analysis.words._formatting import (
    format_count,
    format_decimal,
    format_euros,
    format_interval,
    format_p_value,
    format_rate,
    format_share,
    format_whole,
    join_parts,
)
from analysis.words._messages import Spelled, say, spell
from analysis.words.i18n import mark

__all__ = ["INVESTMENT", "find_side", "judge_majority", "tell_rural_against_urban", "tell_share", "tell_too_few"]

#: What every sentence about euros of one plan rests on.
BASIS = say("nominal euros, VAT basis mixed")
#: What a comparison of years rests on.
CONSTANT_BASIS = say("euros of 2024, VAT basis mixed")
#: The place for which the cost model is told.
EXAMPLE_M2 = 350


def tell_too_few(text: Told) -> Finding:
    """A sentence that stands where there are too few places for its number."""
    return Finding(text, NO_NUMBERS, say("too few for a summary"), Side.TOO_FEW)


def _with_n(value: Told, n: float) -> Spelled:
    return spell("{} (n = {})".format, value, spell(format_whole, n))


def _tell_median(counted: Counted, found: inference.Interval) -> Told:
    if found.low != found.low:
        return say("{reading} too few (n = {n})", reading=counted.label, n=spell(format_whole, found.n))
    return say(
        "{reading} {value} ({interval}, n = {n})",
        reading=counted.label,
        value=spell(format_euros, found.value),
        interval=spell(format_interval, found.low, found.high, format_euros),
        n=spell(format_whole, found.n),
    )


@needs("investment_eur")
def tell_typical(sample: Sample) -> Finding:
    """The median investment in its readings, and the middle half."""
    plans = sample.plans
    euros = plans["investment_eur"]
    if len(plans) < inference.LEAST_FOR_SUMMARY:
        places = spell(format_count, len(plans), "place")
        return tell_too_few(say("{places} with an investment: too few for a summary.", places=places))
    readings = {
        Counted.PUBLISHED: inference.estimate_median(euros),
        Counted.WEB: inference.estimate_median(select_draw(plans, Draw.WEB)["investment_eur"]),
        Counted.LISTS: inference.estimate_median(select_draw(plans, Draw.LISTS)["investment_eur"]),
        Counted.PUBLIC: inference.estimate_median(euros[plans["carrier_sector"] == "public"]),
        Counted.PRIVATE: inference.estimate_median(euros[plans["carrier_sector"] == "private"]),
        Counted.CENSUS: estimate_weighted_median(plans, "investment_eur", sample.census),
    }
    whole = readings[Counted.PUBLISHED]
    q1, q3 = np.nanquantile(euros, [0.25, 0.75])
    numbers = say(
        "Median: {readings}; the middle half of all goes from {q1} to {q3} ({basis}).",
        readings=spell(join_parts, [_tell_median(*one) for one in readings.items()]),
        q1=spell(format_euros, q1),
        q3=spell(format_euros, q3),
        basis=BASIS,
    )
    plain = say("Half of the plans cost {median} or less.", median=spell(format_euros, whole.value))
    side = Side.UNDER_A_MILLION if whole.value < specification.CEILING else Side.A_MILLION_OR_MORE
    return Finding(plain, numbers, _with_n(spell(format_euros, whole.value), whole.n), side)


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
    least, most = ordered["group"]
    names = {"least": name_value("place_type", least), "most": name_value("place_type", most)}
    meet = ordered["high"].iloc[0] >= ordered["low"].iloc[1]
    plain = (
        mark("Between the kinds no difference in cost is clear: from {least} to {most}.")
        if meet
        else mark("The kinds differ in cost: {least} is the cheapest, {most} the dearest.")
    )
    numbers = say("Median: {least}; {most} ({basis}).", least=parts[0], most=parts[1], basis=BASIS)
    brief = say("{least} to {most}", **names)
    return Finding(say(plain, **names), numbers, brief, Side.NAMED, (least, most))


@needs("investment_eur")
def tell_rural_against_urban(sample: Sample) -> Finding | Tested:
    """Rural against urban investment, as it is and once kind, draw and carrier are alike."""
    groups = sample.plans.dropna(subset=["settlement", "investment_eur"])["settlement"].value_counts()
    if len(groups) < 2 or groups.min() < inference.LEAST_FOR_SUMMARY:
        return tell_too_few(say("Too few plans are known to be rural or urban to compare the two."))
    plans = sample.plans.assign(draw=find_draw(sample.plans))
    found = inference.compare_means(
        plans, "constant_eur", by="settlement", alike=("place_type", "draw", "carrier_sector")
    )
    raw, alike = found.raw, found.adjusted

    def find(p: float) -> Finding:
        clear = p < 0.05
        fields = {"raw": spell(format_decimal, raw.value), "alike": spell(format_decimal, alike.value)}
        plain = (
            mark("Rural plans cost {raw} than urban ones; of one kind, source and carrier {alike}.")
            if clear
            else mark("Rural plans cost {raw} than urban ones; of one kind, source and carrier no difference is clear.")
        )
        numbers = say(
            "Ratio of geometric means, rural (n = {n_rural}) to urban (n = {n_urban}): {raw} ({raw_interval}); adjusted for kind, "
            "source and carrier {alike} ({interval}), {p} ({basis}).",
            n_rural=spell(format_whole, found.n[0]),
            n_urban=spell(format_whole, found.n[1]),
            raw_interval=spell(format_interval, raw.low, raw.high, format_decimal),
            interval=spell(format_interval, alike.low, alike.high, format_decimal),
            p=spell(format_p_value, p),
            basis=CONSTANT_BASIS,
            **fields,
        )
        lower = Side.RURAL_LOWER if alike.value < 1 else Side.RURAL_HIGHER
        brief = say("{ratio} times ({p})", ratio=fields["alike"], p=spell(format_p_value, p))
        less = {"raw": spell_compared(raw.value), "alike": spell_compared(alike.value)}
        return Finding(say(plain, **less), numbers, brief, lower if clear else Side.NO_CLEAR_DIFFERENCE)

    return Tested(found.p, find)


def _per_unit(sample: Sample, column: str, known: str, few: str) -> tuple[Told, Told | None]:
    """The median per unit in one of two messages, with its interval or that places are too few; and its value."""
    found = inference.estimate_median(sample.plans[column])
    if found.n < inference.LEAST_FOR_SUMMARY:
        return say(few, places=spell(format_count, found.n, "place")), None
    n = spell(format_whole, found.n)
    told = say(
        known,
        median=spell(format_euros, found.value),
        interval=spell(format_interval, found.low, found.high, format_euros),
        n=say("n = {n}, rough", n=n) if found.n < ROUGH_UNDER else spell("n = {}".format, n),
    )
    return told, spell(format_euros, found.value)


def tell_per_unit(sample: Sample) -> Finding:
    """Investment per square metre and per workstation, where known."""
    per_m2, value = _per_unit(
        sample,
        "eur_per_m2",
        mark("per m² {median} ({interval}, {n})"),
        mark("per m²: {places} only, too few for a summary"),
    )
    per_workstation, _value = _per_unit(
        sample,
        "eur_per_workstation",
        mark("per workstation {median} ({interval}, {n})"),
        mark("per workstation: {places} only, too few for a summary"),
    )
    numbers = say(
        "Where the source gives the size, the median is {per_m2}; {per_workstation}.",
        per_m2=per_m2,
        per_workstation=per_workstation,
    )
    if value is None:
        return tell_too_few(say("Too few plans tell their surface to say what a square metre costs."))
    plain = say("Where the surface is known, half of the plans cost {median} a square metre or less.", median=value)
    return Finding(plain, numbers, per_m2, Side.STATED)


@needs("investment_eur")
def tell_expected(sample: Sample) -> Finding:
    """What a third place of 350 m² is expected to cost, by the plans of all kinds that know their surface."""
    model = cost.fit_cost(sample.every, sample.prices)
    found = cost.expect(model, place_type="third_place", surface_m2=EXAMPLE_M2)
    if found.low != found.low or found.basis is not cost.CostBasis.SURFACE:
        return tell_too_few(say("Too few plans tell their surface to say what a place of a given size costs."))
    surface = model.terms[model.terms["term"] == "surface"].iloc[0]
    fields = {
        "m2": spell(format_whole, EXAMPLE_M2), "low": spell(format_euros, found.low), "high": spell(format_euros, found.high),
    }  # fmt: skip
    plain = say("A third place of {m2} m² costs from {low} to {high} in eight cases of ten.", **fields)
    numbers = say(
        "Middle {middle}, range of 80% (n = {n} plans with a surface, {basis}). Twice the surface costs {twice} times as much "
        "({twice_low} to {twice_high}). Half of the plans lie within a factor {error} of what the others tell, by the kind's "
        "median {kind_error}. It says nothing of need.",
        middle=spell(format_euros, found.middle),
        n=spell(format_whole, found.n),
        basis=CONSTANT_BASIS,
        twice=spell(format_decimal, 2 ** surface["value"]),
        twice_low=spell(format_decimal, 2 ** surface["low"]),
        twice_high=spell(format_decimal, 2 ** surface["high"]),
        error=spell(format_decimal, model.error_factor),
        kind_error=spell(format_decimal, model.kind_error_factor),
    )
    brief = spell(format_interval, found.low, found.high, format_euros)
    return Finding(plain, numbers, brief, Side.STATED)


@needs("investment_eur")
def tell_over_years(sample: Sample) -> Finding | Tested:
    """Trend of the investment over the years, in euros of one year."""
    found = inference.trend(sample.plans, "constant_eur")
    if found.slope != found.slope:
        return tell_too_few(say("Too few plans have a year to speak of a trend."))
    factor, low, high = (10**slope - 1 for slope in (found.slope, found.low, found.high))

    def find(p: float) -> Finding:
        side = find_side(found) if p < 0.05 else Side.NO_CLEAR_TREND
        plain = {
            Side.RISES: say("Later plans cost more, prices taken into account."),
            Side.FALLS: say("Later plans cost less, prices taken into account."),
            Side.NO_CLEAR_TREND: say("Over the years no clear change in cost shows, prices taken into account."),
        }[side]
        numbers = say(
            "{slope} a year ({interval}; Theil-Sen, Kendall's tau {tau}, {p}, n = {n} with a year, {basis}).",
            slope=spell(format_rate, factor),
            interval=spell(format_interval, low, high, format_rate),
            tau=spell_signed(found.tau),
            p=spell(format_p_value, p),
            n=spell(format_whole, found.n),
            basis=CONSTANT_BASIS,
        )
        brief = say("{slope} a year (n = {n})", slope=spell(format_rate, factor), n=spell(format_whole, found.n))
        return Finding(plain, numbers, brief, side)

    return Tested(found.p, find)


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
    euros = plans["investment_eur"]
    top, gini = inference.estimate_top_share(euros), inference.estimate_gini(euros)
    part = spell(format_share, top.value)
    numbers = say(
        "Largest tenth: {share} of the euros ({interval}); Gini {gini} ({gini_interval}); n = {n}, {basis}.",
        share=part,
        interval=spell_interval(top.low, top.high),
        gini=spell(format_decimal, gini.value),
        gini_interval=spell(format_interval, gini.low, gini.high, format_decimal),
        n=spell(format_whole, len(plans)),
        basis=BASIS,
    )
    plain = say("One plan in ten, the largest, takes {share} of all euros.", share=part)
    side = Side.OVER_A_THIRD if top.value > 1 / 3 else Side.A_THIRD_OR_LESS
    return Finding(plain, numbers, part, side)


#: The measures of notebook 01, in the order in which it tells them.
INVESTMENT = Topic(
    {
        MeasureName.MEDIAN: tell_typical,
        MeasureName.EXPECTED: tell_expected,
        MeasureName.BY_KIND: tell_by_kind,
        MeasureName.RURAL_AGAINST_URBAN: tell_rural_against_urban,
        MeasureName.PER_UNIT: tell_per_unit,
        MeasureName.OVER_YEARS: tell_over_years,
        MeasureName.LARGEST_TENTH: tell_concentration,
    }
)
