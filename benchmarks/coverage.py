"""How often each interval holds the truth, in samples drawn where the truth is known: ``python benchmarks/coverage.py``.

Nominal is 95% (80% for the range of a cost). Prints a table in Markdown: the interval, the case, how often it covers, of
how many samples. With 1,000 samples a share of 95% is told to 1.4 points, with 200 to 3.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pandas as pd
from scipy.stats import norm

from analysis.numbers import cost, inference, ladder, population, substance

Ends = tuple[float, float]
Case = tuple[str, str, float, int, Callable[[np.random.Generator], Ends]]
SEED = 20240517


def ends(found: object) -> Ends:
    return float(found.low), float(found.high)  # type: ignore[attr-defined]


def medians() -> Iterator[Case]:
    for n in (5, 6, 8, 12, 39, 121):
        for name, interval in (("median", inference.median), ("estimate_median", inference.estimate_median)):
            yield f"inference.{name}", f"normal, n = {n}", 0.0, 1000, partial(draw_median, interval, n)


def draw_median(interval: Callable[[object], object], n: int, rng: np.random.Generator) -> Ends:
    return ends(interval(rng.normal(0, 1.4, n)))


def proportions() -> Iterator[Case]:
    for n, share in ((10, 0.1), (10, 0.5), (39, 0.1), (39, 0.5), (177, 0.5)):
        yield "inference.proportion", f"p = {share}, n = {n}", share, 1000, partial(draw_proportion, n, share)


def draw_proportion(n: int, share: float, rng: np.random.Generator) -> Ends:
    return ends(inference.proportion(int(rng.binomial(n, share)), n))


def ratios() -> Iterator[Case]:
    """Private over public euros where few plans have any private euro."""
    mean = 0.13 * np.exp(0.5 * (1.5**2))
    yield "inference.pooled_ratio", "BCa, n = 39, 13% non-zero", mean, 200, draw_pooled


def draw_pooled(rng: np.random.Generator) -> Ends:
    private = np.where(rng.random(39) < 0.13, rng.lognormal(0, 1.5, 39), 0.0)
    return ends(inference.pooled_ratio(private, np.ones(39)))


def variations() -> Iterator[Case]:
    for apart in (0.0, 0.3, 0.8):
        between = apart**2 * (60 * 30) / 90**2
        truth = between / (1 + between)
        for name, interval in (("r2_interval", substance.r2_interval), ("estimate_r2", substance.estimate_r2)):
            case = f"5 features, 60 and 30 plans, {apart} deviations apart"
            yield f"substance.{name}", case, truth, 300, partial(draw_r2, interval, apart)


def draw_r2(interval: Callable[..., object], apart: float, rng: np.random.Generator) -> Ends:
    by = pd.Series(["a"] * 60 + ["b"] * 30)
    table = pd.DataFrame(rng.normal(size=(90, 5)) + apart * (by == "b").to_numpy()[:, None])
    return ends(interval(table, by))


def deltas() -> Iterator[Case]:
    for m, n, apart in ((10, 10, 0.8), (15, 15, 0.8), (15, 15, 1.5), (15, 40, 0.8), (40, 80, 0.0)):
        truth = float(2 * norm.cdf(apart / np.sqrt(2)) - 1)
        case = f"normal, {m} and {n} values, delta = {truth:.2f}"
        yield "substance.effects", case, truth, 1000, partial(draw_effect, m, n, apart)
        if m >= substance.LEAST_FOR_DELTA:
            yield "substance.estimate_delta", case, truth, 1000, partial(draw_delta, m, n, apart)


def draw_effect(m: int, n: int, apart: float, rng: np.random.Generator) -> Ends:
    table = pd.DataFrame({"x": np.concatenate([rng.normal(apart, 1, m), rng.normal(0, 1, n)])})
    row = substance.effects(table, pd.Series(["a"] * m + ["b"] * n, name="group")).iloc[0]
    return float(row["low"]), float(row["high"])


def draw_delta(m: int, n: int, apart: float, rng: np.random.Generator) -> Ends:
    return ends(substance.estimate_delta(rng.normal(apart, 1, m), rng.normal(0, 1, n)))


def trends() -> Iterator[Case]:
    slope = partial(inference.trend, value="count", log=False)
    for n, truth in ((25, 0.0), (25, 0.1), (120, 0.0), (120, 0.1)):
        case = f"Poisson counts of mean 3, n = {n}, slope {truth}"
        yield "inference.trend", case, truth, 500, partial(draw_trend, slope, n, truth)
        line = partial(inference.fit_slope, value="count")
        yield "inference.fit_slope", case, truth, 1000, partial(draw_trend, line, n, truth)


def draw_trend(line: Callable[..., object], n: int, truth: float, rng: np.random.Generator) -> Ends:
    year = rng.integers(2010, 2025, n)
    return ends(line(pd.DataFrame({"year": year, "count": rng.poisson(3 + truth * (year - 2017))})))


def means() -> Iterator[Case]:
    for m, n in ((10, 30), (40, 80)):
        for alike in ((), ("kind",)):
            case = f"ratio of 0.5, {m} and {n} plans, unequal spread{', adjusted for a kind' if alike else ''}"
            yield "inference.compare_means", case, 0.5, 1000, partial(draw_means, m, n, alike)


def draw_means(m: int, n: int, alike: tuple[str, ...], rng: np.random.Generator) -> Ends:
    group = np.array(["a"] * m + ["b"] * n)
    kind = rng.random(m + n) < np.where(group == "a", 0.6, 0.3)
    spread = np.where(group == "a", 1.5, 1.0)
    effect = np.log(0.5) * (group == "a") + (0.7 * kind if alike else 0.0)
    frame = pd.DataFrame({"euros": np.exp(effect + rng.normal(0, spread)), "group": group, "kind": kind.astype(str)})
    found = inference.compare_means(frame, "euros", by="group", alike=alike)
    return ends(found.adjusted if alike else found.raw)


def costs() -> Iterator[Case]:
    for n in (40, 121):
        yield "cost.expect (80%)", f"a new plan, {n} plans that know their surface", np.nan, 500, partial(draw_cost, n)


def draw_cost(n: int, rng: np.random.Generator) -> Ends:
    """The ends less what the new plan costs: they cover 0 where the plan lies in its range."""
    surface = rng.lognormal(6.5, 1, n + 1)
    kind = rng.choice(["third_place", "coworking", "fab_lab"], n + 1)
    settled, sector = rng.choice(["rural", "urban"], n + 1), rng.choice(["public", "private"], n + 1)
    euros = np.exp(8 + 0.8 * np.log(surface) + 0.4 * (kind == "fab_lab") + rng.normal(0, 1, n + 1))
    table = pd.DataFrame({"surface_m2": surface, "place_type": kind, "settlement": settled, "carrier_sector": sector})
    model = cost.fit_cost(table.assign(investment_eur=euros, year=2024, source_kind="web_page").iloc[:n], None)
    asked = {"settlement": settled[n], "carrier_sector": sector[n], "surface_m2": surface[n]}
    low, high = ends(cost.expect(model, place_type=kind[n], **asked))
    return low - euros[n], high - euros[n]


def bounds() -> Iterator[Case]:
    for n in (40, 177):
        for truth in (0.14, 0.5, 0.83):
            case = f"A0, 14% mixed, 69% undecided, n = {n}, truth {truth}"
            yield "ladder.cover_value", case, truth, 1000, partial(draw_bounds, n)


def draw_bounds(n: int, rng: np.random.Generator) -> Ends:
    mixed, undecided, _ = rng.multinomial(n, [0.14, 0.69, 0.17])
    low, high = np.array([mixed / n]), np.array([(mixed + undecided) / n])
    low_end, high_end = ladder.cover_value(low, high, np.sqrt(low * (1 - low) / n), np.sqrt(high * (1 - high) / n))
    return float(low_end[0]), float(high_end[0])


#: The census, and how often each carrier is in a sample that over-represents public ones; the measure by carrier.
CARRIERS = ["association", "company", "cooperative", "region", "mixed"]
IN_CENSUS, IN_SAMPLE = [0.53, 0.19, 0.09, 0.14, 0.05], [0.12, 0.15, 0.12, 0.55, 0.06]
MEASURE = {"association": 0.3, "company": 0.5, "cooperative": 0.4, "region": 0.7, "mixed": 0.5}
CENSUS = pd.DataFrame(
    {
        "dimension": ["legal_form"] * 4 + ["settlement"] * 2,
        "category": ["association", "company", "cooperative", "school", "rural", "towns"],
        "share": [*IN_CENSUS[:4], 0.34, 0.66],
    }
)


def shares() -> Iterator[Case]:
    truth = float(np.dot(IN_CENSUS, [MEASURE[name] for name in CARRIERS]))
    yield "population.estimate_share", "raked, n = 177, effective n near 70", truth, 200, draw_share


def draw_share(rng: np.random.Generator) -> Ends:
    carriers = rng.choice(CARRIERS, 177, p=IN_SAMPLE)
    flag = rng.random(177) < np.array([MEASURE[name] for name in carriers])
    table = pd.DataFrame({"carrier_type": carriers, "settlement": rng.choice(["rural", "urban"], 177), "flag": flag})
    return ends(population.estimate_share(table, "flag", CENSUS))


def measure(truth: float, samples: int, draw: Callable[[np.random.Generator], Ends]) -> tuple[float, int]:
    """How often the ends hold the truth, of the samples that have ends."""
    rng, target = np.random.default_rng(SEED), 0.0 if np.isnan(truth) else truth
    found = np.array([draw(rng) for _ in range(samples)])
    told = ~np.isnan(found).any(axis=1)
    covers = (found[told, 0] <= target + 1e-12) & (found[told, 1] >= target - 1e-12)
    return float(covers.mean()) if told.any() else np.nan, int(told.sum())


GROUPS = (medians, proportions, ratios, variations, deltas, trends, means, bounds, shares, costs)


def main(arguments: list[str]) -> int:
    """Print the table, of all intervals or of those whose name holds the first argument."""
    print("| interval | case | covers | samples with an interval |\n|---|---|---|---|")
    for group in GROUPS:
        for name, case, truth, samples, draw in group():
            if not arguments or arguments[0] in name:
                covers, told = measure(truth, samples, draw)
                print(f"| `{name}` | {case} | {covers:.1%} | {told} of {samples} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
