"""The claims' numbers found again from the CSV files: statsmodels, scipy and numpy, and no code of the package."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

NEW = ["third_place", "fab_lab", "coworking", "makerspace", "living_lab", "cultural_brownfield"]
OLDER = ["incubator", "business_centre", "cluster_house", "innovation_platform"]
RURAL = ["rural_town", "dispersed_rural", "very_dispersed_rural"]
LOCAL = ["municipality", "intermunicipality", "department", "region"]
PUBLIC = [*LOCAL, "state_body", "university", "public_joint_carrier", "public_company"]
#: The census' legal forms by hand: associations 51 + 2, companies 19, cooperatives 7 + 2, public bodies 11 + 2 + 1, the rest.
FORMS = {"association": 0.53, "company": 0.19, "cooperative": 0.09, "public": 0.14, "other": 0.05}
SETTLED = {"rural": 0.34, "urban": 0.66}
DRAWN = 1_000

Ends = tuple[float, float]


def plain(name: str) -> str:
    """A name without brackets, accents, case and punctuation."""
    text = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", " ", name)).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _names(cell: object) -> list[str]:
    return [name for name in cell.split("; ") if name.strip()] if isinstance(cell, str) else []


@lru_cache
def read(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Places, with what the claims look at, and lines."""
    places = pd.read_csv(folder / "places.csv", dtype={"department_code": "str", "insee_code": "str"})
    places = places.sort_values("place_id", ignore_index=True)
    lines = pd.read_csv(folder / "funding.csv")
    places["group"] = places["carrier_type"].map(
        lambda kind: "public" if kind in PUBLIC else kind if kind in FORMS else "other"
    )
    settled = places["density"].isin(RURAL).map({True: "rural", False: "urban"})
    places["settled"] = settled.where(places["density"].notna(), None)
    places["new"], places["older"] = places["place_type"].isin(NEW), places["place_type"].isin(OLDER)
    places["web"] = ~places["source_kind"].isin(["state_list", "grant_list"])
    places["mix"] = [_mix(of, lines[lines["place_id"] == of["place_id"]]) for _, of in places.iterrows()]
    local = set(lines.loc[lines["funder_type"].isin(LOCAL), "place_id"])
    places["local"] = places["carrier_type"].isin(LOCAL) | places["place_id"].isin(local)
    paying = set(lines.loc[lines["funder_type"] == "citizens", "place_id"])
    members = [
        kind == "cooperative" and isinstance(name, str) and re.search(r"\bSCIC\b", name) is not None
        for kind, name in zip(places["carrier_type"], places["carrier_name"], strict=True)
    ]
    told = places["citizens_involved"].map(lambda value: value is True or str(value) == "True")
    places["citizens"] = told | places["place_id"].isin(paying) | pd.Series(members)
    payers = {place: _payers(of) for place, of in lines.groupby("place_id")}
    pairs = zip(places["place_id"], places["partners"], strict=True)
    places["organisations"] = [
        len({plain(name) for name in [*_names(cell), *payers.get(place, [])]} - {""}) for place, cell in pairs
    ]
    return places, lines


def _payers(lines: pd.DataFrame) -> list[str]:
    if "funder_name" not in lines:
        return lines["funder"].tolist()
    rows = zip(lines["funder"], lines["funder_name"], lines["named"].fillna(True), strict=True)
    return [name for funder, names, named in rows if bool(named) for name in (_names(names) or [funder])]


def _mix(place: pd.Series, lines: pd.DataFrame) -> str:
    sectors, euros = lines["sector"], lines["amount_eur"].fillna(0)
    if {"public", "private"} <= set(sectors):
        return "mixed"
    complete = 0.98 * place["investment_eur"] <= euros.sum() <= 1.02 * place["investment_eur"]
    told = complete and not euros[sectors == "unknown"].sum() and not (sectors == "unknown").any()
    return "one_sector" if told else "unknown"


def wilson(flags: pd.Series) -> tuple[float, float, float, int]:
    """A share, its interval, n."""
    low, high = proportion_confint(flags.sum(), len(flags), method="wilson")
    return float(flags.mean()), float(low), float(high), len(flags)


def differ(one: pd.Series, other: pd.Series) -> tuple[float, float, float]:
    """The difference of two shares with Newcombe's interval."""
    low, high = confint_proportions_2indep(
        one.sum(), len(one), other.sum(), len(other), method="newcomb", compare="diff"
    )
    return float(one.mean() - other.mean()), float(low), float(high)


def slope(table: pd.DataFrame) -> tuple[float, float, float, int]:
    """Organisations on the year by least squares, HC3."""
    known = table.dropna(subset=["year"])
    fit = sm.OLS(known["organisations"].astype(float), sm.add_constant(known["year"].astype(float))).fit()
    robust = fit.get_robustcov_results(cov_type="HC3", use_t=True)
    low, high = robust.conf_int()[1]
    return float(robust.params[1]), float(low), float(high), len(known)


def _fit(weights: np.ndarray, counts: np.ndarray, margins: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Raking of many samples at once: a row of weights each; counts say how often a plan is in the sample."""
    for _ in range(200):
        before = weights
        for member, share in margins:
            mass = (counts * weights) @ member
            there = np.where(mass > 0, share, 0.0)
            wanted = there / there.sum(axis=1, keepdims=True) * mass.sum(axis=1, keepdims=True)
            factor = np.divide(wanted, mass, out=np.ones_like(mass), where=mass > 0)
            weights = weights * np.where(member.any(axis=1), factor @ member.T, 1.0)
        if np.abs(np.where(counts > 0, weights - before, 0)).max() <= 1e-8:
            break
    return weights


def rake(plans: pd.DataFrame, counts: np.ndarray) -> np.ndarray:
    """Weights by carrier group, then settlement; trimmed at five times the mean and raked once more."""
    margins = [
        (np.column_stack([plans[column] == code for code in of]).astype(float), np.array(list(of.values())))
        for column, of in (("group", FORMS), ("settled", SETTLED))
    ]
    weights, n = _fit(np.ones_like(counts), counts, margins), counts.sum(axis=1, keepdims=True)
    most = 5 * (counts * weights).sum(axis=1, keepdims=True) / n
    cut = ((weights > most) & (counts > 0)).any(axis=1)
    if cut.any():
        weights[cut] = _fit(np.minimum(weights, most)[cut], counts[cut], margins)
    return weights * n / (counts * weights).sum(axis=1, keepdims=True)


def draw(n: int) -> np.ndarray:
    """How often each plan is in each resample, the sample itself first; no seed of the package's."""
    return np.vstack([np.ones(n), np.random.default_rng(7).multinomial(n, np.full(n, 1 / n), DRAWN)]).astype(float)


@lru_cache
def weigh(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Resamples of the new plans and their weights."""
    places, _ = read(folder)
    new = places[places["new"]]
    counts = draw(len(new))
    return counts, rake(new, counts)


def weighted(folder: Path, flags: pd.Series) -> tuple[float, float, float, float]:
    """A share of the new plans weighted to the census, its interval, the effective n."""
    counts, weights = weigh(folder)
    shares = (counts * weights) @ flags.to_numpy(dtype=float) / counts.sum(axis=1)
    low, high = np.percentile(shares[1:], [2.5, 97.5])
    return float(shares[0]), float(low), float(high), float(weights[0].sum() ** 2 / (weights[0] ** 2).sum())


def cover(low: float, high: float, n: int) -> Ends:
    """Imbens and Manski, the critical value as a root."""
    errors = [np.sqrt(share * (1 - share) / n) for share in (low, high)]
    if high <= 0 or low >= 1:  # no binomial error: the score interval of none, or of all
        ends = proportion_confint(0, n, method="wilson")
        return (0.0, float(ends[1])) if high <= 0 else (1 - float(ends[1]), 1.0)
    apart = (high - low) / max(errors)
    c = optimize.brentq(lambda at: stats.norm.cdf(at + apart) - stats.norm.cdf(-at) - 0.95, 1, 3)
    return max(0.0, low - c * errors[0]), min(1.0, high + c * errors[1])


def climb(folder: Path, sector: str | None = None) -> dict[str, tuple[float, float, float, float]]:
    """Bounds of the share of mixed plans under A0 to A3 as the method writes them, and their intervals."""
    places, lines = read(folder)
    seen = places[(places["carrier_sector"] == "public") & (places["mix"] != "unknown")]
    rate = wilson(seen["mix"] == "mixed")[2]
    of = places[places["new"] & (True if sector is None else places["carrier_sector"] == sector)]
    n, m, left = len(of), int((of["mix"] == "mixed").sum()), of[of["mix"] == "unknown"]
    u, listed = len(left), int((left["source_kind"] == "state_list").sum())
    public = left["carrier_sector"] == "public"
    granted = set(lines.loc[lines["sector"] == "public", "place_id"])
    own = int(((left["carrier_sector"] == "private") & left["place_id"].isin(granted)).sum())
    most = u - int(public.sum())
    counted = {
        "A0": (m, m + u),
        "A1": (m, m + u - listed),
        "A2": (m, m + min(most + int(np.ceil(rate * public.sum())), u - listed)),
        "A3": (m + own, m + most),
    }
    return {code: (low / n, high / n, *cover(low / n, high / n, n)) for code, (low, high) in counted.items()}


def at_random(folder: Path) -> dict[str, tuple[float, float, float]]:
    """A4: all new plans, by sector of the carrier, and weighted; chances from the plans of all kinds, drawn with them."""
    places, _ = read(folder)
    n, counts = len(places), draw(len(places))
    mixed, told = (places["mix"] == "mixed").to_numpy(), (places["mix"] != "unknown").to_numpy()
    chances = np.zeros_like(counts)
    for sector in ("public", "private", "mixed", "unknown"):
        of = (places["carrier_sector"] == sector).to_numpy()
        chance = (counts[:, of & mixed].sum(axis=1) + 0.5) / (counts[:, of & told].sum(axis=1) + 1)
        chances[:, of] = np.where(told[of], mixed[of], chance[:, None])
    drawn = np.random.default_rng(8).binomial(counts.astype(int), chances).astype(float)
    drawn[0] = chances[0]
    new = places["new"].to_numpy()
    weights = np.zeros((len(counts), n))
    weights[:, new] = rake(places[new], counts[:, new])
    of_whom = {
        "published": new.astype(float),
        "public": new * (places["carrier_sector"] == "public").to_numpy(dtype=float),
        "private": new * (places["carrier_sector"] == "private").to_numpy(dtype=float),
        "census": weights,
    }
    found = {}
    for name, weight in of_whom.items():
        shares = (drawn * weight).sum(axis=1) / (counts * weight).sum(axis=1)
        found[name] = (float(shares[0]), *map(float, np.percentile(shares[1:], [2.5, 97.5])))
    return found


FEATURES = ("investment", "funders", "taking_part", "public_carrier", "private_carrier", "citizens", "rural")


@dataclass(frozen=True, eq=False)
class Leap:
    """What the seven features are in the new and the older plans of web pages."""

    values: pd.DataFrame
    new: np.ndarray


def compare_kinds(folder: Path) -> Leap:
    """The features of claim 8."""
    places, lines = read(folder)
    pages = places[places["web"] & (places["new"] | places["older"])]
    payers = {place: _payers(of) for place, of in lines.groupby("place_id")}
    partners = [cell.split(";") if isinstance(cell, str) else [] for cell in pages["partners"]]
    funding = [payers.get(place, []) for place in pages["place_id"]]
    values = pd.DataFrame(
        {
            "investment": np.log10(pages["investment_eur"]),
            "funders": [len({plain(name) for name in names} - {""}) for names in funding],
            "taking_part": [
                len({plain(name) for name in [*one, *other]} - {""})
                for one, other in zip(funding, partners, strict=True)
            ],
            "public_carrier": pages["carrier_sector"] == "public",
            "private_carrier": pages["carrier_sector"] == "private",
            "citizens": pages["citizens_involved"].map(lambda value: str(value) == "True"),
            "rural": (pages["settled"] == "rural").where(pages["settled"].notna(), None),
        }
    ).astype(float)
    return Leap(values, pages["new"].to_numpy())


def sets_of_features() -> list[tuple[str, ...]]:
    """Two or more of seven: 120 sets."""
    return [names for size in range(2, 8) for names in combinations(FEATURES, size)]


def _r2(values: np.ndarray, new: np.ndarray) -> np.ndarray:
    """R² of each column by the two groups."""
    between = sum((values[of].mean(axis=0) - values.mean(axis=0)) ** 2 * of.sum() for of in (new, ~new))
    spread = ((values - values.mean(axis=0)) ** 2).sum(axis=0)
    return np.divide(between, spread, out=np.full(spread.shape, np.nan), where=spread > 0)


def judge_sets(leap: Leap) -> pd.DataFrame:
    """R², its interval moved down by 2 (1 - R²) / (n - 1), the permutation p and what each set says."""
    rng, rows = np.random.default_rng(9), []
    for with_rural in (False, True):
        kept = leap.values.dropna() if with_rural else leap.values
        new = leap.new if not with_rural else leap.new[leap.values.notna().all(axis=1)]
        values, n = kept.to_numpy(), len(kept)
        own = _r2(values, new)
        one, other = np.flatnonzero(new), np.flatnonzero(~new)
        drawn = [np.concatenate([rng.choice(one, len(one)), rng.choice(other, len(other))]) for _ in range(1_500)]
        resampled = np.array([_r2(values[rows_of], new[rows_of]) for rows_of in drawn])
        permuted = np.array([_r2(values, rng.permutation(new)) for _ in range(999)])
        for names in sets_of_features():
            if ("rural" in names) != with_rural:
                continue
            at = [FEATURES.index(name) for name in names]
            r2 = float(own[at].mean())
            ends = np.nanpercentile(np.nanmean(resampled[:, at], axis=1), [2.5, 97.5]) - 2 * (1 - r2) / (n - 1)
            low, high = np.clip(ends, 0, 1)
            p = ((permuted[:, at].mean(axis=1) >= r2 - 1e-9).sum() + 1) / 1_000
            says = "yes" if low > 0.14 and p < 0.05 else "no" if high < 0.14 else "open"
            rows.append(("; ".join(names), r2, low, high, p, says, n))
    return pd.DataFrame(rows, columns=["features", "r2", "low", "high", "p", "says", "n"]).set_index("features")


def rank_new_first(leap: Leap, names: tuple[str, ...]) -> float:
    """The cross-validated AUC of a logistic model (L2, C = 1): five folds that keep the groups' parts, ten times."""
    known = leap.values[list(names)].notna().all(axis=1).to_numpy()
    x, y = leap.values.loc[known, list(names)].to_numpy(), leap.new[known].astype(float)
    rng, found = np.random.default_rng(10), []
    for _ in range(10):
        fold = np.empty(len(y), dtype=int)
        for group in (0.0, 1.0):
            of = np.flatnonzero(y == group)
            fold[rng.permutation(of)] = np.arange(len(of)) % 5
        for held in range(5):
            train, test = fold != held, fold == held
            middle, spread = x[train].mean(axis=0), x[train].std(axis=0)
            fit, told = (x[train] - middle) / spread, (x[test] - middle) / spread

            def loss(beta: np.ndarray, fit: np.ndarray = fit, truth: np.ndarray = y[train]) -> float:
                score = beta[0] + fit @ beta[1:]
                return float((np.logaddexp(0, score) - truth * score).sum() + (beta[1:] ** 2).sum() / 2)

            beta = optimize.minimize(loss, np.zeros(fit.shape[1] + 1)).x
            ranks, truth = stats.rankdata(told @ beta[1:]), y[test] == 1
            wins = ranks[truth].sum() - truth.sum() * (truth.sum() + 1) / 2
            found.append(wins / (truth.sum() * (~truth).sum()))
    return float(np.mean(found))
