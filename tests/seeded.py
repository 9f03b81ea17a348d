"""Plans that a seed makes, of all sizes and kinds, and their addresses in the page "my plan"."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import numpy as np

from analysis.comparing import Plan
from analysis.comparing._exporting import Exported
from analysis.words import vocabulary

#: What peers may share with such a plan, once each.
LIKES = (("place_type",), (), ("place_type", "settlement"), ("region",), ("settlement", "carrier_sector"), ("vat",))


def _maybe(rng: np.random.Generator, codes: list[str], known: float) -> str | None:
    return str(rng.choice(codes)) if rng.random() < known else None


def _funding(rng: np.random.Generator, total: float, funders: list[str]) -> dict[str, float]:
    """Some lines, largest as they come; one plan in three is complete to the euro, one in ten a little above."""
    paying = [kind for kind in funders if rng.random() < 0.3]
    parts = rng.dirichlet(np.ones(len(paying) + 1)) * total if paying else np.empty(0)
    amounts = np.round(parts[: len(paying)], -int(rng.integers(0, 4)))
    lines = {kind: float(amount) for kind, amount in zip(paying, amounts, strict=True)}
    if lines and rng.random() < 0.4:
        last = list(lines)[-1]
        rest = total * (1.01 if rng.random() < 0.25 else 1) - sum(lines.values()) + lines[last]
        lines[last] = float(max(round(rest), 0))
    return lines if sum(lines.values()) <= 1.02 * total else {}


def make_plan(number: int, exported: Exported) -> tuple[Plan, tuple[str, ...]]:
    """A plan and what its peers share with it, of what it says."""
    rng = np.random.default_rng([2026, number])
    total = float(round(10 ** rng.uniform(3.5, 7.5), -int(rng.integers(0, 4))))
    carriers = [code for code in vocabulary.labels("carrier_type") if code != "unknown"]
    plan = Plan(
        total,
        _funding(rng, total, exported["funders"]),
        place_type=_maybe(rng, exported["kinds"], 0.9),
        region=_maybe(rng, exported["regions"], 0.6),
        settlement=_maybe(rng, list(vocabulary.labels("settlement")), 0.8),
        carrier_type=_maybe(rng, carriers, 0.8),
        vat=_maybe(rng, ["excl", "incl"], 0.5),
        surface_m2=float(rng.integers(20, 5000)) if rng.random() < 0.7 else None,
        workstations=float(rng.integers(1, 200)) if rng.random() < 0.4 else None,
        year=int(rng.integers(1995, 2032)) if rng.random() < 0.6 else None,
    )
    like = LIKES[number % len(LIKES)]
    return plan, tuple(name for name in like if getattr(plan, name) is not None)


def address_of(plan: Plan, like: tuple[str, ...]) -> str:
    """The plan as the page keeps it in its address."""
    about: dict[str, Any] = {"total": f"{plan.investment_eur:.0f}", "like": ".".join(like)}
    for name in ("place_type", "region", "settlement", "carrier_type", "vat", "year"):
        about[name] = getattr(plan, name) or ""
    for name in ("surface_m2", "workstations"):
        about[name] = f"{getattr(plan, name):.0f}" if getattr(plan, name) else ""
    about |= {f"pay.{kind}": f"{amount:.0f}" for kind, amount in plan.funding.items()}
    return urlencode(about)
