"""A leap or a change of words: the sentences of notebook 05."""

from __future__ import annotations

from analysis.findings._codes import MeasureName, Side, Subset
from analysis.findings._finding import Finding, Sample, Tested, Topic
from analysis.findings._investment import tell_too_few
from analysis.findings._wording import name_group, spell_interval, spell_list, spell_signed
from analysis.numbers import inference, substance
from analysis.words._codes import Feature
from analysis.words._formatting import format_interval, format_p_value, format_share, format_whole, join_parts
from analysis.words._messages import say, spell
from analysis.words.i18n import mark

__all__ = ["CONCEPTS"]

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


def _differ(sample: Sample, *, surface: bool) -> Finding | Tested:
    plans = substance.comparable(sample.every)
    table = substance.features(plans, surface=surface)
    by = plans.loc[table.index, "generation"]
    test, r2 = substance.permanova(table, by), substance.estimate_r2(table, by)
    what = COMPARED_WITH_SURFACE if surface else COMPARED
    if test.p != test.p:
        return tell_too_few(say("Too few new or older places to compare them on {what}.", what=what))
    spread = substance.compare_spread(table, by)

    def find(p: float) -> Finding:
        beyond = p < 0.05
        part, n = spell(format_share, r2.value), spell(format_whole, test.n)
        plain = (
            mark("New and older kinds of place differ on {what}, yet overlap widely.")
            if beyond
            else mark("New and older kinds of place differ on {what} no more than by chance.")
        )
        numbers = say(
            "The two labels hold {r2} of the variation (R² {interval}, PERMANOVA {p}, n = {n} on web pages); equal spread: {spread}.",
            r2=part,
            interval=spell_interval(r2.low, r2.high),
            p=spell(format_p_value, p),
            n=n,
            spread=spell(format_p_value, spread.p),
        )
        side = Side.APART if beyond else Side.NO_CLEAR_DIFFERENCE
        return Finding(say(plain, what=what), numbers, spell("R² {} (n = {})".format, part, n), side)

    return Tested(test.p, find)


def tell_difference(sample: Sample) -> Finding | Tested:
    """New against older kinds on the features that every plan has."""
    return _differ(sample, surface=False)


def tell_difference_with_surface(sample: Sample) -> Finding | Tested:
    """The same with the surface, where it is known."""
    return _differ(sample, surface=True)


def tell_drivers(sample: Sample) -> Finding:
    """The features in which the two generations differ most, and which way."""
    plans = substance.comparable(sample.every)
    table = substance.features(plans)
    drivers = substance.drivers(table, plans["generation"]).dropna(subset=["r2"])
    if not len(drivers):
        return tell_too_few(say("Too few places to say in what new and older kinds differ."))
    clear = drivers[drivers["p"] < 0.05]
    if not len(clear):
        told = say("New and older kinds of place differ clearly in no single feature.")
        return Finding(told, say("n = {n}.", n=spell(format_whole, len(table))), say("none"), Side.NO_FEATURE)
    effects = substance.effects(table, plans["generation"]).set_index("feature")
    ways = [WAYS[Feature(row.feature)][int(effects.loc[row.feature, "effect"] > 0)] for row in clear.itertuples()]
    parts = [
        say(
            "{feature} {share} (Cliff's delta {delta}, {p})",
            feature=Feature(row.feature).label,
            share=spell(format_share, row.r2),
            delta=spell_signed(effects.loc[row.feature, "effect"]),
            p=spell(format_p_value, row.p),
        )
        for row in clear.itertuples()
    ]
    plain = say("Set against older ones, new kinds of place have {ways}.", ways=spell_list(ways))
    numbers = say(
        "Part of each feature's variation between the two: {parts}; Holm-adjusted, n = {n} on web pages.",
        parts=spell(join_parts, parts),
        n=spell(format_whole, len(table)),
    )
    return Finding(plain, numbers, spell_list(ways), Side.NAMED, tuple(sorted(clear["feature"])))


def tell_years(sample: Sample) -> Finding:
    """The years of the two generations in the sample."""
    table = inference.medians(substance.comparable(sample.every), "year", by="generation").dropna(subset=["median"])
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
    plain = (
        say("The new kinds in the sample are of later years than the older ones.")
        if later
        else say("The new kinds in the sample are not clearly of later years than the older ones.")
    )
    numbers = say("Median year on web pages: {years}.", years=years)
    return Finding(plain, numbers, years, Side.NEW_ARE_LATER if later else Side.NEW_ARE_NOT_LATER)


#: The measures of notebook 05, beside claim 8, in the order in which it tells them.
CONCEPTS = Topic(
    {
        MeasureName.GENERATIONS: tell_difference,
        MeasureName.GENERATIONS_WITH_SURFACE: tell_difference_with_surface,
        MeasureName.WHAT_DIFFERS: tell_drivers,
        MeasureName.MEDIAN_YEAR: tell_years,
    },
    # Both generations are compared: kinds and lists of grants are settled.
    counted=(Subset.ALL, Subset.ONE_PER_SITE, Subset.CARRIED_OUT),
)
