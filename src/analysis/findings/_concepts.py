"""A leap or a change of words: the sentences of notebook 05."""

from __future__ import annotations

from analysis.findings._codes import MeasureName, Side, Verdict
from analysis.findings._finding import Finding, Measure, Sample
from analysis.findings._investment import tell_too_few
from analysis.findings._wording import name_group, spell_interval, spell_list, spell_signed
from analysis.numbers import inference, substance
from analysis.words._codes import Feature
from analysis.words._formatting import format_interval, format_p_value, format_share, format_whole, join_parts
from analysis.words._messages import say, spell
from analysis.words.i18n import mark

__all__ = ["CONCEPTS", "LARGE", "compare_generations"]

#: R² from which a difference is called large; Cohen, Statistical Power Analysis (1988), eta squared.
LARGE = 0.14
COMPARED = say("investment, funders, carriers, stakeholders")
COMPARED_WITH_SURFACE = say("investment, funders, carriers, stakeholders and surface")
#: What less and more of a feature is called.
WAYS = {
    Feature.INVESTMENT: (say("lower investments"), say("higher investments")),
    Feature.FUNDERS: (say("fewer funders named"), say("more funders named")),
    Feature.STAKEHOLDERS: (say("fewer stakeholders named"), say("more stakeholders named")),
    Feature.PUBLIC_CARRIER: (say("a public carrier less often"), say("a public carrier more often")),
    Feature.PRIVATE_CARRIER: (say("a private carrier less often"), say("a private carrier more often")),
}


def compare_generations(sample: Sample, *, surface: bool = False) -> tuple[substance.Permanova, inference.Interval]:
    """PERMANOVA of new against older kinds of place, and the interval of its R²."""
    plans = substance.comparable(sample.plans)
    table = substance.features(plans, surface=surface)
    by = plans.loc[table.index, "generation"]
    return substance.permanova(table, by), substance.r2_interval(table, by)


def judge_difference(test: substance.Permanova, r2: inference.Interval) -> Verdict:
    """Verdict on a leap: beyond chance and large; not supported when the whole interval of R² stays below large."""
    if r2.high < LARGE:
        return Verdict.NOT_SUPPORTED
    return Verdict.SUPPORTED if test.p < 0.05 and r2.low >= LARGE else Verdict.CANNOT_TELL


def _differ(sample: Sample, *, surface: bool) -> Finding:
    test, r2 = compare_generations(sample, surface=surface)
    what = COMPARED_WITH_SURFACE if surface else COMPARED
    if test.p != test.p:
        return tell_too_few(say("Too few new or older places to compare them on {what}.", what=what))
    told = (
        mark(
            "On {what}, new and older kinds of place differ beyond chance (PERMANOVA {p}); knowing which of the two a place "
            "is accounts for {r2} of the variation (R², 95% interval {interval}, n = {n})."
        )
        if test.p < 0.05
        else mark(
            "On {what}, new and older kinds of place differ no more than by chance (PERMANOVA {p}); knowing which of the two "
            "a place is accounts for {r2} of the variation (R², 95% interval {interval}, n = {n})."
        )
    )
    part, n = spell(format_share, r2.value), spell(format_whole, test.n)
    sentence = say(
        told, what=what, p=spell(format_p_value, test.p), r2=part, interval=spell_interval(r2.low, r2.high), n=n
    )
    return Finding(sentence, spell("R² {} (n = {})".format, part, n), judge_difference(test, r2))


def tell_difference(sample: Sample) -> Finding:
    """New against older kinds on the features that every plan has."""
    return _differ(sample, surface=False)


def tell_difference_with_surface(sample: Sample) -> Finding:
    """The same with the surface, where it is known."""
    return _differ(sample, surface=True)


def tell_drivers(sample: Sample) -> Finding:
    """The features in which the two generations differ most."""
    plans = substance.comparable(sample.plans)
    table = substance.drivers(substance.features(plans), plans["generation"]).dropna(subset=["r2"])
    if not len(table):
        return tell_too_few(say("Too few places to say what drives the difference."))
    clear = table[table["p"] < 0.05]
    parts = [
        spell("{} {}".format, Feature(row.feature).label, spell(format_share, row.r2)) for row in clear.itertuples()
    ]
    features = spell_list(parts) if parts else say("none beyond chance")
    told = say(
        "Features that differ, by the part of their variation that the generation holds: {features} (Holm-adjusted).",
        features=features,
    )
    return Finding(told, features, Side.NAMED, tuple(sorted(clear["feature"])))


def tell_directions(sample: Sample) -> Finding:
    """Whether new kinds of place have more or less of each feature."""
    plans = substance.comparable(sample.plans)
    table = substance.effects(substance.features(plans), plans["generation"])
    clear = table[(table["low"] > 0) | (table["high"] < 0)]
    if not len(clear):
        told = say("New and older kinds of place differ clearly in no single feature.")
        return Finding(told, say("none"), Side.NO_FEATURE)
    features = spell_list(
        [
            spell("{} ({})".format, WAYS[Feature(row.feature)][row.effect > 0], spell_signed(row.effect))
            for row in clear.itertuples()
        ]
    )
    told = say(
        "Set against older ones, new kinds of place have {features}: Cliff's delta, n = {n}.",
        features=features,
        n=spell(format_whole, clear["n"].iloc[0]),
    )
    return Finding(told, features, Side.NAMED, tuple(clear["feature"]))


def tell_years(sample: Sample) -> Finding:
    """The years of the two generations in the sample."""
    table = inference.medians(substance.comparable(sample.plans), "year", by="generation").dropna(subset=["median"])
    if len(table) < 2:
        return tell_too_few(say("Too few places of each generation have a year."))
    years = spell(
        join_parts,
        [
            spell(
                "{} {:.0f} ({}, n = {})".format,
                name_group("generation", row.group),
                row.median,
                spell(format_interval, row.low, row.high, "{:.0f}".format),
                spell(format_whole, row.n),
            )
            for row in table.itertuples()
        ],
    )
    later = table["low"].iloc[0] > table["high"].iloc[1]
    told = say("Median year in the sample: {years}.", years=years)
    return Finding(told, years, Side.NEW_ARE_LATER if later else Side.NEW_ARE_NOT_LATER)


#: The measures of notebook 05, in the order in which it tells them.
CONCEPTS: dict[MeasureName, Measure] = {
    MeasureName.GENERATIONS: tell_difference,
    MeasureName.GENERATIONS_WITH_SURFACE: tell_difference_with_surface,
    MeasureName.WHAT_DIFFERS: tell_drivers,
    MeasureName.WHICH_WAY: tell_directions,
    MeasureName.MEDIAN_YEAR: tell_years,
}
