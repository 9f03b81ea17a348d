"""What each column of a table is: by its name, then by its values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pandas as pd

from analysis.dataset._reading.amounts import read_amounts
from analysis.dataset._reading.roles import IGNORE, Role, find_role, list_roles
from analysis.dataset._reading.telling import Told
from analysis.dataset._reading.units import find_worth, is_unit
from analysis.dataset._reading.values import READERS, find_body, read_as, read_choice, read_shares
from analysis.dataset._reading.words import fold, is_missing
from analysis.words._messages import say

__all__ = ["Match", "find_vat", "is_known", "list_names_of", "match_columns", "says_part"]

SAMPLE = 500


#: Words of a header that say how amounts are written, not what they are.
MANNER = {
    "ht", "ttc", "hors", "taxe", "taxes", "tva", "eur", "euro", "euros", "k", "keur", "meur", "m", "pct", "en",
    "milliers", "millions", "gbp", "comprises", "toutes", "excl", "incl", "vat", "des", "previsionnel",
}  # fmt: skip


def _core(header: str) -> str:
    words = fold(header).split()
    return " ".join(word for word in words if word not in MANNER) or " ".join(words)


def is_known(header: str) -> bool:
    """Whether a text is the name of a column that has a role."""
    return len(header) < 200 and any(score >= 90 for _, score in _named(header))


def list_names_of(header: str) -> list[str]:
    """The fields that a header can name, the whole of it or without its unit.

    Examples
    --------
    >>> list_names_of("Coût total HT (k€)")
    ['investment_eur']
    """
    return [role.field for role, score in _named(header) if score >= 90]


#: Words that say "a part of it only": the rest of such a header is not its meaning.
LIMITS = {"autre", "autres", "other", "others", "dont", "hors", "sauf", "excluding", "reste", "solde", "sans", "non"}


#: What a column of a funder says before its name: "Participation de l'État", "Aide régionale".
GIVES = re.compile(
    r"(?:(?:co ?)?financements?|participations?|aides?|apports?|contributions?|concours|soutiens?|subventions?|dotations?"
    r"|subv?|particip|part|contrib|fin|grants?|support)(?: (?:financi|publi|attribu|accord|vot|obten)\w*)*"
    r"(?: (?:de la|de l|du|des|de|d|from(?: the)?|of(?: the)?))? "
)
#: At what stage money is: beside another column of the same funder it would count twice.
STAGE = re.compile(
    r"\b(?:demand|sollicit|request|prevu|previs|attend|esper|accord|attribu|vote|obten|acquis|notifi|mandat|engag|sold|acompte|avance"
    r"|tranche|rest|versement|paiement|payment|award|paye)\w*\b|\b(?:versee?s?|paid|due|which)\b"
)
YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")
ADJECTIVES = {
    "regional": "region", "departemental": "departement", "communal": "commune", "municipal": "commune",
    "intercommunal": "epci", "communautair": "epci", "europeen": "europe",
}  # fmt: skip
#: How a column behind such a word shortens its funder: "Subv. Dept".
SHORT = {
    "dept": "departement",
    "dpt": "departement",
    "dep": "departement",
    "cd": "departement",
    "reg": "region",
    "cr": "region",
}


def _given_by(header: str) -> Role | None:
    """The role of a column of one funder, whose name stands behind a word for giving or before a year.

    Examples
    --------
    >>> [role.field for header in ("Participation de l’État", "Aide régionale", "Subv. Dpt") if (role := _given_by(header))]
    ['funder:state', 'funder:region', 'funder:department']
    """
    text = _core(header.replace("’", " ").replace("'", " "))
    bare = GIVES.sub("", f"{text} ", count=1).strip() if GIVES.match(f"{text} ") else text
    bare = " ".join(YEAR.sub(" ", bare).split())
    if not bare or bare == text or len(bare.split()) > 6 or says_part(bare):
        return None
    first = re.sub(r"n?e?s?$", "", bare)
    bare = SHORT.get(bare, bare)
    name = next((noun for stem, noun in ADJECTIVES.items() if " " not in bare and first.startswith(stem[:-1])), bare)
    known = next((role for role in list_roles().get(name, ()) if role.field.startswith("funder:")), None)
    kind = find_body(name)
    return known or (find_role(f"funder:{kind}") if kind != "unknown" else None)


def says_part(words: str) -> bool:
    """Whether folded words say "a part of it only", or a stage of it, so that the rest of them is not the meaning.

    Examples
    --------
    >>> says_part("dont region"), says_part("region demandee"), says_part("region occitanie")
    (True, True, False)
    """
    return bool(LIMITS & set(words.split()) or STAGE.search(words))


def _is_joint(role: Role, halves: list[str]) -> bool:
    """Whether a half of a header names one funder, and the other half another or nobody knows whom: "Région / privés"."""
    return role.field.startswith("funder:") and not all(
        any(other.field == role.field for other in list_roles().get(half, ())) for half in halves
    )


@cache
def _named(header: str) -> tuple[tuple[Role, int], ...]:
    """The roles that a header can have, with how well it names each: 100 for its whole name, less for a vague one or a part."""
    core = _core(header)
    whole: dict[str, tuple[Role, int]] = {}
    bare = _core(re.sub(r"\(.*?\)", " ", header))  # "Commune (2)", "Europe (FEDER)"
    halves = [_core(half) for half in re.split(r"\s[/|]\s|\n", header)] if re.search(r"\s[/|]\s|\n", header) else []
    for word in (*halves, bare, core, fold(header)):
        for role in list_roles().get(word, ()):
            if word in halves and word != core and _is_joint(role, halves):
                continue
            if whole.get(role.field, (role, 0))[1] < 100:
                whole[role.field] = (role, 90 if word in role.vague else 100)
    if funder := _given_by(header):
        whole.setdefault(funder.field, (funder, 95))
    words = core.split()
    if len(words) <= 12 and not LIMITS & set(words):
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                part, rest = " ".join(words[start:end]), len(words) - (end - start)
                if not rest or (end - start) <= rest:
                    continue
                for role in list_roles().get(part, ()):
                    if part in role.vague:
                        continue
                    score = 60 + 5 * (end - start) - 8 * rest
                    if score > whole.get(role.field, (role, 0))[1]:
                        whole[role.field] = (role, score)
    return tuple(whole.values())


def find_vat(header: str) -> str:
    """The VAT basis that a header names.

    Examples
    --------
    >>> find_vat("Coût total HT"), find_vat("Coût total")
    ('excl', 'unknown')
    """
    words = f" {fold(header)} "
    excl, incl = " ht " in words or " hors tax" in words, " ttc " in words or " toutes taxes " in words
    return "excl" if excl and not incl else "incl" if incl and not excl else "unknown"


def _told(cells: pd.Series) -> pd.Series:
    """The cells that do not say that nothing is known."""
    return cells[[not (isinstance(cell, str) and is_missing(cell)) for cell in cells]]


def fits(cells: pd.Series, role: Role) -> float:
    """The part of the filled cells (a sample of them) that can be read as the role's kind; -1 where none is filled."""
    filled = cells.dropna()
    known = _told(filled.head(4 * SAMPLE)).head(SAMPLE)
    if len(known) < min(SAMPLE, len(filled)):  # the first say little: all are looked at
        known = _told(filled).head(SAMPLE)
    if not len(known):
        return -1.0
    if role.kind == "amount" or role.kind == "count":
        return 1.0 - float(read_amounts(known).wrong.mean())
    if role.kind == "share":
        return 1.0 - float(read_shares(known).wrong.mean())
    if role.kind == "choice":
        return 1.0 - float(read_choice(known, role.field).wrong.mean())
    if role.kind == "unit":
        return (
            float(known.map(is_unit).mean())
            if known.map(lambda cell: bool(find_worth(str(cell)).factor)).any()
            else 0.0
        )
    if role.kind in READERS:
        return 1.0 - float(read_as(known, role.kind).wrong.mean())
    return 1.0 if role.field in ("place_id", "currency") else float(read_amounts(known).wrong.mean())


@dataclass(frozen=True)
class Match:
    """What the columns of a table are.

    Attributes
    ----------
    fields : dict
        Column to field; a funder type may have several columns.
    candidates : dict
        Ambiguous column to the fields that it could be, or that another column claims as well.
    reasons : dict
        Column to why it is not used, worded when it is shown.
    """

    fields: dict[str, str]
    candidates: dict[str, tuple[str, ...]]
    reasons: dict[str, Told]


def match_columns(frame: pd.DataFrame, given: dict[str, str], *, lines: bool = False) -> Match:
    """Find what each column is.

    Parameters
    ----------
    frame : DataFrame
        Cells as they came.
    given : dict
        Column to field, where it is known; `IGNORE` leaves a column out.
    lines : bool
        Whether the table is one of funding lines.

    Examples
    --------
    >>> table = pd.DataFrame({"Lieu": ["A"], "Coût total HT (k€)": ["150"], "Région": ["50"], "Avis": ["bon"]})
    >>> match_columns(table, {}).fields
    {'Lieu': 'name', 'Coût total HT (k€)': 'investment_eur', 'Région': 'funder:region'}
    """
    fields = {column: field for column, field in given.items() if column in frame and field != IGNORE}
    reasons: dict[str, Told] = {
        column: say("left out by the mapping") for column, field in given.items() if field == IGNORE and column in frame
    }
    taken = {field for field in fields.values() if not field.startswith("funder:")}
    claims: list[tuple[float, str, str]] = []
    for column in frame:
        if column in fields or column in reasons:
            continue
        found = [
            (score, role, fits(frame[column], role))
            for role, score in _named(str(column))
            if _serves(role, lines, str(column))
        ]
        if found and all(fit < 0 for _, _, fit in found):
            reasons[column] = say("every cell is empty")
            continue
        claims += [
            (score + fit, column, role.field) for score, role, fit in found if fit >= (0.5 if score >= 90 else 0.8)
        ]
        amounts = [(score, fit, role) for score, role, fit in found if role.kind == "amount" and score >= 90]
        named = max(amounts, default=None, key=lambda one: one[:2])
        if named and 0 < named[1] < 0.5 and not any(column == claim for _, claim, _ in claims):
            claims.append(
                (named[0] - 10 + named[1], column, named[2].field)
            )  # few of its cells can be read, each is told
        if found and not any(column == claim for _, claim, _ in claims):
            reasons[column] = say("named like {field}, but its values are not", field=found[0][1].field)
    return _settle(frame, claims, fields, reasons, taken)


#: Roles that only a table of funding lines has, and those that it has not.
OF_LINES = {"amount_eur", "sector"}
NOT_OF_LINES = {"investment_eur", "grant_eur", "carrier_name", "carrier_type", "operating_eur", "place_type"}


def _serves(role: Role, lines: bool, header: str) -> bool:
    """Whether a table of this kind has the role; a column headed "%" holds no amounts."""
    if role.kind not in ("amount", "unit") and find_worth(header):
        return False  # a column with a unit of money holds amounts
    if "%" in header and role.kind != "share":
        return False
    if lines:
        return role.field not in NOT_OF_LINES and not role.field.startswith("funder:")
    return role.field not in OF_LINES


def _settle(
    frame: pd.DataFrame,
    claims: list[tuple[float, str, str]],
    fields: dict[str, str],
    reasons: dict[str, Told],
    taken: set[str],
) -> Match:
    """Give each field to the column that names it best; a tie is nobody's."""
    candidates: dict[str, tuple[str, ...]] = {}
    left = sorted(claims, key=lambda claim: -claim[0])
    while left:
        best = left[0][0]
        level = [claim for claim in left if claim[0] >= best - 0.5]
        wanted = {column: tuple(f for _, c, f in level if c == column) for _, column, _ in level}
        for column, could in sorted(wanted.items(), key=lambda item: len(item[1])):
            # a column that can be one thing only goes before one that can be another thing as well
            own = tuple(name for name in could if name not in taken or name.startswith("funder:")) or could
            rivals = [
                c
                for c, others in wanted.items()
                if c != column and set(own) & set(others) and own[0] not in SHARED and len(others) <= len(could)
            ]
            if any(_goes_first(rival, [c for c in (column, *rivals) if c != rival]) for rival in rivals):
                reasons[column] = say("another column is {own}", own=own[0])
            elif len(own) == 1 and (own[0].startswith("funder:") or not rivals or _goes_first(column, rivals)):
                fields[column] = own[0]
                taken.add(own[0])
            else:
                settled = _by_rest(own, taken, wanted, column) if not rivals else None
                if settled:
                    fields[column] = settled
                    taken.add(settled)
                elif not (rivals and any(fields.get(rival) in own for rival in rivals)):
                    candidates[column] = own
        decided = set(fields) | set(candidates) | set(reasons)
        left = [
            claim for claim in left if claim not in level and claim[1] not in decided
            and (claim[2].startswith("funder:") or claim[2] not in taken)
        ]  # fmt: skip
    for column in frame:
        if column not in fields and column not in candidates and column not in reasons:
            known = [f for _, c, f in claims if c == column]
            reasons[column] = (
                say("another column is {known}", known=known[0]) if known else say("its name is not known")
            )
    candidates = {column: own for column, own in candidates.items() if column not in fields}
    ordered = {column: fields[column] for column in frame if column in fields}
    return Match(ordered, candidates, {c: r for c, r in reasons.items() if c not in fields and c not in candidates})


SHARED = ("note",)
#: Of two fields that one name stands for, the first that the values fit is taken: their values tell them apart.
TOLD_BY_VALUES = (
    ("department_code", "department"), ("carrier_type", "carrier_name"), ("place_type", "amount_scope"),
    ("public_share", "public_eur"), ("private_share", "private_eur"),
)  # fmt: skip


def _goes_first(column: str, rivals: list[str]) -> bool:
    """Whether a total without VAT stands beside totals with it: the first is taken, as the sources mostly do."""
    return find_vat(column) == "excl" and all(find_vat(rival) == "incl" for rival in rivals)


def _by_rest(own: tuple[str, ...], taken: set[str], wanted: dict[str, tuple[str, ...]], column: str) -> str | None:
    """The one field that is left for a column, since the others are taken or told apart by values."""
    claimed = {others[0] for other, others in wanted.items() if other != column and len(others) == 1}
    free = [field for field in own if field not in taken and field not in claimed]
    if len(free) == 1:
        return free[0]
    for first, second in TOLD_BY_VALUES:
        if set(free) == {first, second}:
            return first
    funders = [field for field in free if field.startswith("funder:")]
    return funders[0] if len(funders) == 1 and set(free) - set(funders) <= {"amount_scope", "place_type"} else None
