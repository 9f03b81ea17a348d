"""The eight questions put to a sample: each with its measure, its readings and its plain words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.findings._codes import Unit, Verdict
from analysis.findings._finding import Sample
from analysis.findings._judging import HALF, CountedAs, Rung, judge, judge_rungs, read_ways, spell_readings
from analysis.findings._part import NOTHING_TO_READ, ClaimPart, judge_share, make_too_few
from analysis.findings._plainly import (
    CARRIED,
    CITIZENS,
    COSTS_THE_FLOOR,
    LEAP,
    LOCAL_BODIES,
    LOCATION,
    MIX,
    MIX_BY_SECTOR,
    MORE_TAKE_PART,
    UNDER_THE_CEILING,
)
from analysis.findings._stakeholders import LOCAL, mark_citizens, mark_local
from analysis.findings._territories import measure_rural, rural_share_of_population
from analysis.findings._wording import Told, spell_interval
from analysis.numbers import inference, ladder, specification
from analysis.numbers._organisations import plain_name
from analysis.numbers.ladder import Assumption
from analysis.numbers.population import Counted, read_margins
from analysis.numbers.specification import CEILING, FLOOR, Says, judge_ends
from analysis.words._formatting import format_decimal, format_euros, format_share, format_whole, join_parts
from analysis.words._messages import Spelled, say, spell
from analysis.words.i18n import mark
from analysis.words.vocabulary import Sector, Settlement

__all__ = [
    "judge_carriers",
    "judge_citizens",
    "judge_cost",
    "judge_leap",
    "judge_local_bodies",
    "judge_mixed",
    "judge_rural",
    "judge_stakeholders",
]

#: What a carrier that is a cluster bears in its name, in plain letters.
CLUSTER = r"cluster|grappe|pole de competitivite|techno ?poles?\b|\bptce\b"


def judge_cost(sample: Sample) -> tuple[ClaimPart, ...]:
    """1: the starting investment goes from €50,000 to several hundred thousand."""
    new = sample.new.where("investment_eur")
    euros = new.plans["investment_eur"]
    found = []
    for about, flag, plain, edge in (
        (say("Floor: €50,000 or more"), euros >= FLOOR, COSTS_THE_FLOOR, FLOOR),
        (say("Ceiling: several hundred thousand, under €1M"), euros < CEILING, UNDER_THE_CEILING, CEILING),
    ):
        readings = read_ways(new.plans, flag, new.census)
        found.append(judge_share(about, readings, plain, euros=spell(format_euros, edge)))
    return tuple(found)


def _read_rung(row: pd.Series, counted: Counted) -> CountedAs:
    low, high = row["interval_low"], row["interval_high"]
    value = row["low"] if row["low"] == row["high"] else np.nan
    says = judge_ends(low, high, HALF)
    return CountedAs(
        counted, value, low, high, int(row["n"]), says, row["effective_n"], bool(row["rough"]), row["lacks"]
    )


def _climb(sample: Sample) -> dict[str, pd.DataFrame]:
    """The ladder of all new plans, and that of each sector of carriers, whose rates come from the plans of all kinds."""
    new = sample.new
    whole = ladder.climb_mixed(new.plans, new.funding, reference=sample.every, census=sample.census)
    by_sector = ladder.climb_mixed(new.plans, new.funding, reference=sample.every, by="carrier_sector")
    return {"all": whole, **{sector: by_sector[by_sector["group"] == sector] for sector in ("public", "private")}}


#: Where no plan of a sector tells who pays it.
NONE_TOLD = mark("Who pays cannot be told of any plan of these carriers, so neither can how many of them mix.")
COUNTED = {"all": Counted.PUBLISHED, "public": Counted.PUBLIC, "private": Counted.PRIVATE}


def _rungs(tables: dict[str, pd.DataFrame], groups: tuple[str, ...], *, census: bool) -> list[Rung]:
    found = []
    for assumption in (Assumption.A0, Assumption.A1, Assumption.A2, Assumption.A3, Assumption.A4):
        readings = []
        for group in groups:
            rows = tables[group][tables[group]["assumption"] == assumption]
            readings += [_read_rung(row, COUNTED[group]) for _, row in rows.iterrows()]
        if census and assumption is Assumption.A4:
            rows = tables["all"][tables["all"]["assumption"] == Assumption.A4_CENSUS]
            readings += [_read_rung(row, Counted.CENSUS) for _, row in rows.iterrows()]
        found.append(Rung(assumption, tuple(readings)))
    return found


def _spell_rung(row: pd.Series) -> Told:
    assumption = Assumption(row["assumption"])
    share = spell_interval(row["low"], row["high"]) if row["low"] != row["high"] else spell(format_share, row["low"])
    ends = spell_interval(row["interval_low"], row["interval_high"])
    return say("{assumption}: {share} ({interval})", assumption=assumption.label, share=share, interval=ends)


def _judge_sector(tables: dict[str, pd.DataFrame], sector: Sector, plans: pd.DataFrame, about: Told) -> ClaimPart:
    group = str(sector.value)
    own = plans[plans["carrier_sector"] == group]
    mixed, decided = int((own["mix"] == "mixed").sum()), int((own["mix"] != "unknown").sum())
    found = inference.proportion(mixed, decided)
    if len(own) < inference.LEAST_FOR_SUMMARY:
        return make_too_few(about, len(own))
    verdict, rung = judge_rungs(_rungs(tables, (group,), census=False))
    untold = verdict is Verdict.CANNOT_TELL and not decided
    plain = say(
        NONE_TOLD if untold else MIX_BY_SECTOR[sector][verdict], mixed=spell(format_whole, mixed), decided=spell(format_whole, decided),
        assumption=rung.assumption.label,
    )  # fmt: skip
    seen = (
        say(
            "of {decided} plans that can be told {mixed} mix ({share}, {interval}); {open} cannot be told",
            decided=spell(format_whole, decided),
            mixed=spell(format_whole, mixed),
            share=spell(format_share, found.value),
            interval=spell_interval(found.low, found.high),
            open=spell(format_whole, len(own) - decided),
        )
        if decided
        else say("none of {n} plans can be told", n=spell(format_whole, len(own)))
    )
    under = rung.assumption if verdict in (Verdict.SUPPORTED_IF, Verdict.NOT_SUPPORTED_IF) else None
    numbers = say("{seen}; {rung}.", seen=seen, rung=_tell_rung(rung))
    return ClaimPart(about, plain, numbers, verdict, rung.readings, Unit.SHARE, under)


def _tell_rung(rung: Rung) -> Told:
    return say("if {assumption}, {readings}", assumption=rung.assumption.label, readings=spell_readings(rung.readings))


def judge_mixed(sample: Sample) -> tuple[ClaimPart, ...]:
    """2: most places have mixed public and private funding; told by who carries them."""
    new = sample.new
    abouts = (say("All new places"), say("Carried by a public body"), say("Carried by a private body"))
    n = len(new.plans)
    tables = _climb(sample)
    if n < inference.LEAST_FOR_SUMMARY:
        return make_too_few(abouts[0], n, tables["all"]), *(make_too_few(about, n) for about in abouts[1:])
    groups = tuple(
        group for group, table in tables.items() if len(table) and table["n"].iloc[0] >= inference.LEAST_FOR_SUMMARY
    )
    verdict, rung = judge_rungs(_rungs(tables, groups, census=True))
    under = rung.assumption if verdict in (Verdict.SUPPORTED_IF, Verdict.NOT_SUPPORTED_IF) else None
    breakdown = ladder.break_down_mixed(new.plans)
    rows = [row for _, row in tables["all"].iterrows() if row["assumption"] in (Assumption.A0, Assumption.A3)]
    numbers = say(
        "{rungs}; {last}. For most to mix, {needed} of the {undecided} plans that cannot be told would have to (n = {n}).",
        rungs=spell(join_parts, [_spell_rung(row) for row in rows]),
        last=_tell_rung(rung),
        needed=spell(format_whole, breakdown.needed),
        undecided=spell(format_whole, breakdown.undecided),
        n=spell(format_whole, n),
    )
    whole = ClaimPart(
        abouts[0],
        say(MIX[verdict], assumption=rung.assumption.label),
        numbers,
        verdict,
        rung.readings,
        Unit.SHARE,
        under,
        tables["all"],
    )
    sectors = zip((Sector.PUBLIC, Sector.PRIVATE), abouts[1:], strict=True)
    return (whole, *(_judge_sector(tables, sector, new.plans, about) for sector, about in sectors))


def judge_rural(sample: Sample) -> tuple[ClaimPart, ...]:
    """3: the places make rural territories attractive: what can be told is where they stand."""
    effect = ClaimPart(
        say("Attractiveness"),
        say("Whether new places attract people or firms to rural areas cannot be told from financing plans."),
        say("Arrivals, jobs and firms before and after, around the places and elsewhere, are not in the data."),
        Verdict.CANNOT_TELL,
    )
    web = sample.web.where("settlement").plans
    flags = web["settlement"] == Settlement.RURAL
    new, older = web["generation"] == "new", web["generation"] == "older"
    found = inference.compare_shares(int(flags[new].sum()), int(new.sum()), int(flags[older].sum()), int(older.sum()))
    about = say("Location: rural more often than older kinds")
    if min(new.sum(), older.sum()) < inference.LEAST_FOR_SUMMARY:
        return effect, make_too_few(about, found.n)
    says = judge_ends(found.low, found.high, 0.0)
    readings = (CountedAs(Counted.WEB, found.value, found.low, found.high, found.n, says),)
    one, other = (measure_rural(web[of]) for of in (new, older))
    settled = read_margins(sample.census).settlement
    numbers = say(
        "Rural on web pages: new kinds {new} ({new_interval}, n = {n_new}), older kinds {older} ({older_interval}, n = {n_older}); "
        "difference {points} points ({low} to {high}); {census} of the census' places, {population} of the population.",
        new=spell(format_share, one.value), new_interval=spell_interval(one.low, one.high), n_new=spell(format_whole, one.n),
        older=spell(format_share, other.value), older_interval=spell_interval(other.low, other.high),
        n_older=spell(format_whole, other.n), points=_points(found.value), low=_points(found.low), high=_points(found.high),
        census=say("not known") if settled is None else spell(format_share, settled[0]),
        population=spell(format_share, rural_share_of_population(sample.context)),
    )  # fmt: skip
    verdict = judge(readings)
    plain = say(LOCATION[verdict], new=spell(format_share, one.value), older=spell(format_share, other.value))
    return effect, ClaimPart(about, plain, numbers, verdict, readings, Unit.POINTS)


def _points(share: float) -> Spelled:
    """A difference of shares in points, with its sign."""
    return spell("{:+.0f}".format, share * 100 + 0.0)


def judge_stakeholders(sample: Sample) -> tuple[ClaimPart, ...]:
    """4: there are more and more stakeholders."""
    about, plans = say("Organisations named per place, by year"), sample.new.web.plans
    groups = {
        Counted.WEB: plans,
        Counted.PUBLIC: plans[plans["carrier_sector"] == Sector.PUBLIC],
        Counted.PRIVATE: plans[plans["carrier_sector"] == Sector.PRIVATE],
    }
    readings = []
    for counted, part in groups.items():
        found = inference.fit_slope(part, "stakeholders")
        says = judge_ends(found.low, found.high, 0.0)
        readings.append(CountedAs(counted, found.slope, found.low, found.high, found.n, says))
    whole, verdict = readings[0], judge(readings)
    numbers = say(
        "Organisations named per place and year of difference (least squares, HC3): {readings}.",
        readings=spell_readings(readings, Unit.PER_YEAR),
    )
    if whole.low != whole.low:
        return (ClaimPart(about, NOTHING_TO_READ, numbers, Verdict.CANNOT_TELL),)
    low, high = (spell(_per_decade, end) for end in (whole.low, whole.high))
    plain = say(MORE_TAKE_PART[verdict], low=low, high=high)
    return (ClaimPart(about, plain, numbers, verdict, tuple(readings), Unit.PER_YEAR),)


def _per_decade(slope: float) -> str:
    return format_decimal(10 * slope, sign=True)


def judge_citizens(sample: Sample) -> tuple[ClaimPart, ...]:
    """5: the citizen is part of it."""
    new = sample.new
    readings = read_ways(new.plans, mark_citizens(new), new.census, fixed_by_lists=True, at_least=True)
    return (judge_share(say("Residents or users take part (at least)"), readings, CITIZENS),)


def judge_local_bodies(sample: Sample) -> tuple[ClaimPart, ...]:
    """6: local elected bodies are involved."""
    new = sample.new
    flag = mark_local(new)["local"]
    readings = read_ways(new.plans, flag, new.census, fixed_by_lists=True, at_least=True)
    return (judge_share(say("Carried or funded by a local authority (at least)"), readings, LOCAL_BODIES),)


def judge_carriers(sample: Sample) -> tuple[ClaimPart, ...]:
    """7: the places are carried by territories and by clusters."""
    plans = sample.new.web.plans
    found = inference.proportion(int(plans["carrier_type"].isin(LOCAL).sum()), len(plans))
    about = say("By territories: carried by a local authority")
    clusters = _count_clusters(sample)
    if found.n < inference.LEAST_FOR_SUMMARY:
        return make_too_few(about, found.n), clusters
    readings = [
        CountedAs(Counted.WEB, found.value, found.low, found.high, found.n, judge_ends(found.low, found.high, HALF))
    ]
    known = _census_of_local(sample.census)
    if known == known:
        readings.append(CountedAs(Counted.CENSUS, known, known, known, 0, judge_ends(known, known, HALF)))
    verdict = judge(readings)
    values = {"web": spell(format_share, found.value), "census": spell(format_share, known)}
    plain = say(CARRIED[verdict if len(readings) > 1 else Verdict.CANNOT_TELL], **values)
    numbers = say("Share of the places: {readings}.", readings=spell_readings(readings))
    return ClaimPart(about, plain, numbers, verdict, tuple(readings)), clusters


def _census_of_local(census: pd.DataFrame | None) -> float:
    """The share of places that a local authority runs, as the census counts them; NaN without one."""
    if census is None or not {"dimension", "category", "share"} <= set(census):
        return np.nan
    rows = census[(census["dimension"] == "legal_form") & (census["category"] == "local authority")]
    return float(rows["share"].iloc[0]) if len(rows) else np.nan


def _count_clusters(sample: Sample) -> ClaimPart:
    plans = sample.every
    names = plans["carrier_name"].dropna() if "carrier_name" in plans else pd.Series(dtype="object")
    bearing = int(names.map(plain_name).str.contains(CLUSTER).sum()) if len(names) else 0
    houses = int((plans["place_type"] == "cluster_house").sum())
    told = {
        "k": spell(format_whole, bearing),
        "n": spell(format_whole, len(names)),
        "houses": spell(format_whole, houses),
    }
    plain = (
        say("Which places a cluster carries cannot be told: {k} of {n} carriers bear such a name.", **told)
        if len(names)
        else say("Which places a cluster carries cannot be told: no carrier is named.")
    )
    return ClaimPart(
        say("By clusters"),
        plain,
        say(
            "Carriers with cluster, grappe, pôle de compétitivité, technopole or PTCE in their name: {k} of {n}, all kinds; "
            "houses of a cluster: {houses}. Sources name a legal form: an association or a company may be a cluster.",
            **told,
        ),
        Verdict.CANNOT_TELL,
    )


def judge_leap(sample: Sample) -> tuple[ClaimPart, ...]:
    """8: the new places are a qualitative leap, not a change of words."""
    about = say("New against older kinds, over all sets of features")
    curve = specification.curve_leap(sample.every, sample.lines)
    says = specification.count_says(curve)
    told = len(curve) - says[Says.NOTHING]
    if not told:
        none = say("No set of features can be compared.")
        return (ClaimPart(about, NOTHING_TO_READ, none, Verdict.CANNOT_TELL, table=curve),)
    verdict = _judge_sets(says, told)
    counts = {
        name: spell(format_whole, says[code])
        for name, code in (("yes", Says.YES), ("no", Says.NO), ("open", Says.OPEN))
    }
    plain = say(LEAP[verdict], total=spell(format_whole, told), **counts)
    auc = curve["auc"].dropna()
    numbers = say(
        "Web pages, n = {n}; R² from {low} to {high} of the variation beside {large}. A model told the features ranks a new place "
        "before an older one {auc_low} to {auc_high} of the time (half is chance). {citizens}",
        n=spell(format_whole, curve["n"].max()), low=spell(format_share, curve["estimate"].min()),
        high=spell(format_share, curve["estimate"].max()), auc_low=spell(format_share, auc.min()),
        auc_high=spell(format_share, auc.max()), large=spell(format_share, specification.LARGE), citizens=_tell_citizens_gap(sample),
    )  # fmt: skip
    return (ClaimPart(about, plain, numbers, verdict, table=curve),)


def _judge_sets(says: dict[Says, int], told: int) -> Verdict:
    for code, verdict in ((Says.YES, Verdict.SUPPORTED), (Says.NO, Verdict.NOT_SUPPORTED)):
        if says[code] == told:
            return verdict
    # Sets of features are no ways to count places: that some say yes and others no settles nothing.
    return Verdict.CANNOT_TELL


def _tell_citizens_gap(sample: Sample) -> Told:
    """Citizens in new against older kinds: what the conference called the leap."""
    web = sample.web
    flags = mark_citizens(web)
    new, older = (flags[web.plans["generation"] == code] for code in ("new", "older"))
    found = inference.compare_shares(int(new.sum()), len(new), int(older.sum()), len(older))
    return say(
        "Sources name citizens in {new} of the new and {older} of the older kinds: {points} points ({low} to {high}).",
        new=spell(format_share, new.mean()), older=spell(format_share, older.mean()), points=_points(found.value),
        low=_points(found.low), high=_points(found.high),
    )  # fmt: skip
