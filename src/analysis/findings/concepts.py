"""A leap or a change of words: the sentences of notebook 05."""

from __future__ import annotations

from analysis import inference, substance
from analysis.findings.finding import Finding, Measure, Sample
from analysis.findings.investment import TOO_FEW
from analysis.formatting import interval, p_value, share

__all__ = ["CONCEPTS", "LARGE", "generations_differ"]

#: R² from which a difference is called large; Cohen, Statistical Power Analysis (1988), eta squared.
LARGE = 0.14
#: What less and more of a feature is called.
WAYS = {
    substance.FEATURES["investment"]: ("lower investments", "higher investments"),
    substance.FEATURES["funders"]: ("fewer funders named", "more funders named"),
    substance.FEATURES["stakeholders"]: ("fewer stakeholders named", "more stakeholders named"),
    substance.FEATURES["public_carrier"]: ("a public carrier less often", "a public carrier more often"),
    substance.FEATURES["private_carrier"]: ("a private carrier less often", "a private carrier more often"),
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
    what = "investment, funders, carriers, stakeholders" + (" and surface" if surface else "")
    if test.p != test.p:
        return Finding(f"Too few new or older places to compare them on {what}.", TOO_FEW, TOO_FEW)
    text = (
        f"On {what}, new and older kinds of place differ {'beyond' if test.p < 0.05 else 'no more than by'} chance "
        f"(PERMANOVA {p_value(test.p)}); knowing which of the two a place is accounts for {share(r2.value)} of the "
        f"variation (R², 95% interval {interval(r2.low, r2.high, share)}, n = {test.n})."
    )
    return Finding(text, f"R² {share(r2.value)} (n = {test.n})", leap_or_words(test, r2))


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
        return Finding("Too few places to say what drives the difference.", TOO_FEW, TOO_FEW)
    clear = table[table["p"] < 0.05]
    parts = ", ".join(f"{row.feature} {share(row.r2)}" for row in clear.itertuples()) or "none beyond chance"
    text = f"Features that differ, by the part of their variation that the generation holds: {parts} (Holm-adjusted)."
    return Finding(text, parts, " ".join(sorted(clear["feature"])))


def which_way(sample: Sample) -> Finding:
    """Whether new kinds of place have more or less of each feature."""
    plans = substance.comparable(sample.plans)
    table = substance.effects(substance.features(plans), plans["generation"])
    clear = table[(table["low"] > 0) | (table["high"] < 0)]
    if not len(clear):
        return Finding("New and older kinds of place differ clearly in no single feature.", "none", "none")
    parts = [f"{WAYS[row.feature][row.effect > 0]} ({row.effect:+.2f})" for row in clear.itertuples()]
    text = (
        f"Set against older ones, new kinds of place have {', '.join(parts)}: Cliff's delta, n = {clear['n'].iloc[0]}."
    )
    return Finding(text, ", ".join(parts), " ".join(clear["feature"]))


def when(sample: Sample) -> Finding:
    """The years of the two generations in the sample."""
    table = inference.medians(substance.comparable(sample.plans), "year", by="generation").dropna(subset=["median"])
    if len(table) < 2:
        return Finding("Too few places of each generation have a year.", TOO_FEW, TOO_FEW)
    parts = [f"{r.group} {r.median:.0f} ({r.low:.0f} to {r.high:.0f}, n = {r.n})" for r in table.itertuples()]
    apart = table["low"].iloc[0] > table["high"].iloc[1]
    return Finding(f"Median year in the sample: {'; '.join(parts)}.", "; ".join(parts), str(bool(apart)))


#: The measures of notebook 05, in the order in which it tells them.
CONCEPTS: dict[str, Measure] = {
    "new against older kinds": differ,
    "the same with the surface": differ_with_surface,
    "what differs": what_drives,
    "which way": which_way,
    "median year": when,
}
