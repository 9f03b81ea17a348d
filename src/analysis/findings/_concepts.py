"""A leap or a change of words: the sentences of notebook 05."""

from __future__ import annotations

from analysis.findings._finding import Finding, Measure, Sample
from analysis.findings._investment import too_few
from analysis.numbers import inference, substance
from analysis.words import vocabulary
from analysis.words._formatting import apart, decimal, interval, p_value, share, whole
from analysis.words.i18n import _, mark

__all__ = ["CONCEPTS", "LARGE", "generations_differ"]

#: R² from which a difference is called large; Cohen, Statistical Power Analysis (1988), eta squared.
LARGE = 0.14
COMPARED = mark("investment, funders, carriers, stakeholders")
COMPARED_WITH_SURFACE = mark("investment, funders, carriers, stakeholders and surface")
#: What less and more of a feature is called.
WAYS = {
    substance.FEATURES["investment"]: (mark("lower investments"), mark("higher investments")),
    substance.FEATURES["funders"]: (mark("fewer funders named"), mark("more funders named")),
    substance.FEATURES["stakeholders"]: (mark("fewer stakeholders named"), mark("more stakeholders named")),
    substance.FEATURES["public_carrier"]: (mark("a public carrier less often"), mark("a public carrier more often")),
    substance.FEATURES["private_carrier"]: (mark("a private carrier less often"), mark("a private carrier more often")),
}


def generations_differ(sample: Sample, *, surface: bool = False) -> tuple[substance.Permanova, inference.Interval]:
    """PERMANOVA of new against older kinds of place, and the interval of its R²."""
    plans = substance.comparable(sample.plans)
    table = substance.features(plans, surface=surface)
    by = plans.loc[table.index, "generation"]
    return substance.permanova(table, by), substance.r2_interval(table, by)


def leap_or_words(test: substance.Permanova, r2: inference.Interval) -> str:
    """Verdict on a leap: beyond chance and large; not supported when the whole interval of R² stays below large."""
    if r2.high < LARGE:
        return "not supported"
    return "supported" if test.p < 0.05 and r2.low >= LARGE else "cannot tell"


def _differ(sample: Sample, *, surface: bool) -> Finding:
    test, r2 = generations_differ(sample, surface=surface)
    what = _(COMPARED_WITH_SURFACE if surface else COMPARED)
    if test.p != test.p:
        return too_few(_("Too few new or older places to compare them on {what}.").format(what=what))
    text = (
        _(
            "On {what}, new and older kinds of place differ beyond chance (PERMANOVA {p}); knowing which of the two a place "
            "is accounts for {r2} of the variation (R², 95% interval {interval}, n = {n})."
        )
        if test.p < 0.05
        else _(
            "On {what}, new and older kinds of place differ no more than by chance (PERMANOVA {p}); knowing which of the two "
            "a place is accounts for {r2} of the variation (R², 95% interval {interval}, n = {n})."
        )
    ).format(
        what=what, p=p_value(test.p), r2=share(r2.value), interval=interval(r2.low, r2.high, share), n=whole(test.n)
    )
    return Finding(text, f"R² {share(r2.value)} (n = {whole(test.n)})", leap_or_words(test, r2))


def differ(sample: Sample) -> Finding:
    """New against older kinds on the features that every plan has."""
    return _differ(sample, surface=False)


def differ_with_surface(sample: Sample) -> Finding:
    """The same with the surface, where it is known."""
    return _differ(sample, surface=True)


def what_drives(sample: Sample) -> Finding:
    """The features in which the two generations differ most."""
    plans = substance.comparable(sample.plans)
    table = substance.drivers(substance.features(plans), plans["generation"]).dropna(subset=["r2"])
    if not len(table):
        return too_few(_("Too few places to say what drives the difference."))
    clear = table[table["p"] < 0.05]
    parts = ", ".join(f"{_(row.feature)} {share(row.r2)}" for row in clear.itertuples()) or _("none beyond chance")
    text = _(
        "Features that differ, by the part of their variation that the generation holds: {features} (Holm-adjusted)."
    ).format(features=parts)
    return Finding(text, parts, " ".join(sorted(clear["feature"])))


def which_way(sample: Sample) -> Finding:
    """Whether new kinds of place have more or less of each feature."""
    plans = substance.comparable(sample.plans)
    table = substance.effects(substance.features(plans), plans["generation"])
    clear = table[(table["low"] > 0) | (table["high"] < 0)]
    if not len(clear):
        return Finding(_("New and older kinds of place differ clearly in no single feature."), _("none"), "none")
    parts = [f"{_(WAYS[row.feature][row.effect > 0])} ({decimal(row.effect, sign=True)})" for row in clear.itertuples()]
    text = _("Set against older ones, new kinds of place have {features}: Cliff's delta, n = {n}.").format(
        features=", ".join(parts), n=whole(clear["n"].iloc[0])
    )
    return Finding(text, ", ".join(parts), " ".join(clear["feature"]))


def when(sample: Sample) -> Finding:
    """The years of the two generations in the sample."""
    table = inference.medians(substance.comparable(sample.plans), "year", by="generation").dropna(subset=["median"])
    if len(table) < 2:
        return too_few(_("Too few places of each generation have a year."))
    names = vocabulary.labels("generation")
    parts = [
        f"{names[r.group].split(' (')[0]} {r.median:.0f} ({interval(r.low, r.high, '{:.0f}'.format)}, n = {whole(r.n)})"
        for r in table.itertuples()
    ]
    later = table["low"].iloc[0] > table["high"].iloc[1]
    text = _("Median year in the sample: {years}.").format(years=apart(parts))
    return Finding(text, apart(parts), str(bool(later)))


#: The measures of notebook 05, in the order in which it tells them.
CONCEPTS: dict[str, Measure] = {
    mark("new against older kinds"): differ,
    mark("the same with the surface"): differ_with_surface,
    mark("what differs"): what_drives,
    mark("which way"): which_way,
    mark("median year"): when,
}
