"""A financing plan to set beside the places, and what is wrong with one."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as by_default

from analysis.dataset._checking.tables import MOST_OF_TOTAL
from analysis.words import vocabulary
from analysis.words._formatting import format_whole
from analysis.words.i18n import _
from analysis.words.vocabulary import Sector

__all__ = ["LIKE", "Plan", "PlanError", "check_choice"]

#: What peers may be asked to share with a plan.
LIKE = ("place_type", "region", "settlement", "carrier_sector", "vat")


class PlanError(ValueError):
    """Something in a plan or in the choice of peers that cannot be used.

    Attributes
    ----------
    field : str
        The field: a name of `Plan`, ``funding.<funder type>``, or ``like``.
    told : str
        What is wrong with it, in the language that is spoken.
    """

    def __init__(self, field: str, told: str) -> None:
        super().__init__(f"{field}: {told}")
        self.field, self.told = field, told


def check_choice(name: str, value: str, allowed: Iterable[str]) -> None:
    """Raise a `PlanError` with a near match unless a value is allowed."""
    known = list(allowed)
    if value in known:
        return
    near = difflib.get_close_matches(str(value), known, n=1)
    told = (
        _("{value!r} is not known; did you mean {names}?") if near else _("{value!r} is not known; there are {names}")
    )
    raise PlanError(name, told.format(value=value, names=", ".join(map(repr, near or known))))


def _number(name: str, value: object, *, zero: bool = False) -> None:
    known = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not known or value < 0 or (value == 0 and not zero):  # type: ignore[operator]
        told = _("must be a number from 0, not {value}") if zero else _("must be a number above 0, not {value}")
        raise PlanError(name, told.format(value=f"{value:.15g}" if known else repr(value)))


def _check_year(value: object) -> None:
    field = vocabulary.PLACES["year"]
    known = isinstance(value, int) and not isinstance(value, bool)
    if not known or not field.minimum <= value <= field.maximum:  # type: ignore[operator]
        told = _("must be a year from {first} to {last}, not {value}")
        first, last = (f"{end:.0f}" for end in (field.minimum, field.maximum))
        raise PlanError("year", told.format(first=first, last=last, value=repr(value)))


@dataclass(frozen=True)
class Plan:
    """A financing plan to set beside the places.

    Attributes
    ----------
    investment_eur : float
        Total cost, EUR of its year, above 0.
    funding : dict
        Funder type to EUR; what the lines do not explain is of unknown nature.
    place_type, region, settlement, carrier_type, vat : str, optional
        Codes of the vocabulary; None where it is not known.
    surface_m2, workstations : float, optional
        Above 0.
    year : int, optional
        The year of its euros; without it they are taken as those of `prices.BASE`.
    name : str
        What the plan is called.

    Raises
    ------
    PlanError
        A ValueError that names the field.

    Examples
    --------
    >>> plan = Plan(100_000, {"region": 60_000, "own_funds": 30_000}, carrier_type="association")
    >>> plan.public_share, plan.euros("unknown")
    ((0.6, 0.7), 10000.0)
    """

    investment_eur: float
    funding: Mapping[str, float] = by_default(default_factory=dict)
    place_type: str | None = None
    region: str | None = None
    settlement: str | None = None
    carrier_type: str | None = None
    vat: str | None = None
    surface_m2: float | None = None
    workstations: float | None = None
    year: int | None = None
    name: str = ""

    def __post_init__(self) -> None:
        _number("investment_eur", self.investment_eur)
        for name in ("surface_m2", "workstations"):
            if getattr(self, name) is not None:
                _number(name, getattr(self, name))
        if self.year is not None:
            _check_year(self.year)
        for kind, amount in self.funding.items():
            check_choice("funding", kind, vocabulary.labels("funder_type"))
            _number(f"funding.{kind}", amount, zero=True)
        for name in ("place_type", "settlement", "carrier_type", "vat"):
            if getattr(self, name) is not None:
                check_choice(name, getattr(self, name), vocabulary.labels(name))
        if self.known_eur > MOST_OF_TOTAL * self.investment_eur:
            told = _("{total} is below the sum of the funding lines, {sum}")
            raise PlanError(
                "investment_eur", told.format(total=format_whole(self.investment_eur), sum=format_whole(self.known_eur))
            )

    @property
    def title(self) -> str:
        """What the plan is called, in the language that is spoken where it has no name."""
        return self.name or _("my project")

    @property
    def carrier_sector(self) -> str | None:
        """The sector that follows from the carrier; None where it is not known."""
        return vocabulary.CARRIER_SECTOR_OF[self.carrier_type] if self.carrier_type else None

    @property
    def known_eur(self) -> float:
        """Euros that the lines explain."""
        return float(sum(self.funding.values()))

    @property
    def unexplained_eur(self) -> float:
        """Euros that no line explains."""
        return max(self.investment_eur - self.known_eur, 0.0)

    @property
    def complete(self) -> bool:
        """Whether the lines explain the plan, as they do a complete plan of the data."""
        return self.known_eur >= vocabulary.COMPLETE_FROM * self.investment_eur

    def euros(self, sector: str) -> float:
        """Euros of a sector: public, private, or unknown (with what no line explains).

        The lines of a complete plan are scaled to the investment, as `shares.financing` does with those of the data.
        """
        follows = self.carrier_sector if self.carrier_sector in (Sector.PUBLIC, Sector.PRIVATE) else Sector.UNKNOWN
        own = {kind: vocabulary.FUNDER_SECTORS.get(kind, follows) for kind in self.funding}
        known = sum(amount for kind, amount in self.funding.items() if own[kind] == sector)
        if self.complete:
            return float(known * self.investment_eur / self.known_eur)
        return float(known + (self.unexplained_eur if sector == Sector.UNKNOWN else 0.0))

    @property
    def public_share(self) -> tuple[float, float]:
        """Low and high bound of the public share."""
        low = self.euros(Sector.PUBLIC) / self.investment_eur
        return low, max(low, 1 - self.euros(Sector.PRIVATE) / self.investment_eur)
