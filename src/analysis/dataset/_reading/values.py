"""Values that are no amounts: years, shares, codes, yes and no, kinds of places and of bodies."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd

from analysis.dataset._checking.columnar import holds
from analysis.dataset._reading.words import fold, is_missing
from analysis.words import vocabulary
from analysis.words.i18n import LANGUAGES

__all__ = [
    "TOGETHER",
    "Column",
    "Shares",
    "find_bodies",
    "find_body",
    "find_kinds",
    "read_as",
    "read_choice",
    "read_shares",
    "read_words",
    "read_years",
]


@dataclass(frozen=True)
class Column:
    """Text in the spelling of the vocabulary, and the cells that could not be read."""

    values: pd.Series
    wrong: pd.Series


@dataclass(frozen=True)
class Shares:
    """Shares from 0 to 1; ``wrong`` cells hold no share, ``doubtful`` ones could be a percentage or a fraction."""

    values: pd.Series
    wrong: pd.Series
    doubtful: pd.Series
    how: str


def _by_cell(cells: pd.Series, read: Callable[[object], str | None]) -> Column:
    """Each different cell read once; None where it cannot be read, empty text where it says that nothing is known."""
    found = {cell: read(cell) for cell in cells.unique() if cell is not None and cell == cell}
    wrong = [cell for cell, value in found.items() if value is None]
    known = {cell: value for cell, value in found.items() if value}
    values = pd.Series([known.get(cell) for cell in cells], index=cells.index, dtype="str")
    return Column(values, cells.isin(wrong) if wrong else pd.Series(False, index=cells.index))


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e16:
        return str(int(cell))
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell)


def read_words(cells: pd.Series) -> Column:
    """Text, without what says that nothing is known; a whole number has no point: 21860194600000.0 is 21860194600000."""
    return _by_cell(cells, _word)


def _word(cell: object) -> str:
    text = _text(cell)
    return "" if is_missing(text) else " ".join(text.split())


YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)", re.ASCII)
SHORT_YEAR = re.compile(r"\s*\d{1,2}[/.-]\d{1,2}[/.-](\d\d)\s*", re.ASCII)


#: "mars-21": a month and the end of a year.
MONTH_YEAR = re.compile(
    r"(?:\d{1,2}\s*)?\b(?:jan|f[ée]v|feb|mar|avr|apr|mai|may|juin|jun|juil|jul|ao[ûu]|aug|sep|oct|nov|d[ée]c)[^\W\d_]*\.?[\s/.-]+'?(\d\d)",
    re.IGNORECASE,
)
#: Days since 1899-12-30, as spreadsheets count them, from 1950 to 2049.
SERIAL = re.compile(r"(1[89]|[2-4]\d|5[0-4])\d{3}(?:\.\d+)?", re.ASCII)


def _year(cell: object) -> str | None:
    if isinstance(cell, date):
        return str(cell.year)
    text = _text(cell)
    if is_missing(text):
        return ""
    if SERIAL.fullmatch(text.strip()):
        year = (date(1899, 12, 30) + timedelta(days=int(float(text)))).year
        return str(year) if 1950 <= year < 2050 else None
    years = set(YEAR.findall(text[:100]))
    short = SHORT_YEAR.fullmatch(text) or MONTH_YEAR.fullmatch(text.strip())
    return years.pop() if len(years) == 1 else f"20{short[1]}" if short else None


def read_years(cells: pd.Series) -> Column:
    """The year of dates in any order, of date cells, of the numbers that spreadsheets keep for dates, and of years; two
    years in a cell are none.

    Examples
    --------
    >>> read_years(pd.Series(["2017/09/08", "05/12/2016", 2019.0, "2016 or 2017"])).values.tolist()
    ['2017', '2016', '2019', nan]
    """
    return _by_cell(cells, _year)


BOOLEANS = {
    **dict.fromkeys(("oui", "o", "yes", "y", "true", "vrai", "x", "1"), "true"),
    **dict.fromkeys(("non", "no", "n", "false", "faux", "0"), "false"),
}


def _boolean(cell: object) -> str | None:
    text = fold(_text(cell))
    return BOOLEANS.get(text) or ("" if is_missing(_text(cell)) else None)


def _department(cell: object) -> str | None:
    text = _text(cell).strip().upper()
    found = re.match(r"(97\d|2[AB]|\d{1,2})(?:\.0)?(?:\s*[-–:(].*)?$", text, re.ASCII)
    return "" if is_missing(text) else found[1].zfill(2) if found else None


def _insee(cell: object) -> str | None:
    text = _text(cell).strip().upper().removesuffix(".0")
    return "" if is_missing(text) else text.zfill(5) if re.fullmatch(r"\d{4,5}|2[AB]\d{3}", text, re.ASCII) else None


def _link(cell: object) -> str | None:
    text = _text(cell).strip()
    found = re.search(r"https?://\S+", text)
    return found[0] if found else "" if is_missing(text) else None


READERS: dict[str, Callable[[object], str | None]] = {
    "boolean": _boolean, "department": _department, "insee": _insee, "link": _link, "year": _year,
}  # fmt: skip


def read_as(cells: pd.Series, kind: str) -> Column:
    """Cells of a kind of `READERS`.

    Examples
    --------
    >>> read_as(pd.Series([1, "2a", "974", "67 - Bas-Rhin", "Ain"]), "department").values.tolist()
    ['01', '2A', '974', '67', nan]
    """
    return _by_cell(cells, READERS[kind])


#: Spellings beside the codes and names of the vocabulary; a spelling means one value of a field.
SPELLINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "place_type": {
        "third_place": ("tiers lieu", "tiers lieux", "tierslieu", "third places"),
        "coworking": ("coworking", "co working", "espace de co working", "telecentre", "espace de travail partage", "cotravail"),
        "fab_lab": ("fablab", "fab labs", "fablabs", "atelier de fabrication numerique"),
        "makerspace": ("maker space", "hackerspace", "atelier partage"),
        "living_lab": ("livinglab",),
        "cultural_brownfield": ("friche", "friche industrielle", "lieu intermediaire"),
        "incubator": ("pepiniere", "pepiniere d entreprises", "incubateur", "pepiniere d entreprise", "couveuse"),
        "business_centre": ("hotel d entreprise", "hotels d entreprises", "centre d affaires", "batiment relais"),
        "cluster_house": ("maison de cluster", "maison de clusters", "maison des clusters"),
        "innovation_platform": ("plateforme technologique", "plate forme d innovation", "centre d innovation"),
        "other": ("autre", "other"),
    },
    "carrier_type": {
        "municipality": ("commune", "communes", "ville", "mairie", "local authority"),
        "intermunicipality": (
            "epci", "intercommunalite", "communaute de communes", "communaute d agglomeration", "metropole", "agglomeration",
            "communaute urbaine", "syndicat mixte", "petr", "cc", "ca",
        ),
        "department": ("conseil departemental", "conseil general"),
        "region": ("conseil regional",),
        "state_body": ("etat", "organisme de l etat", "etablissement public"),
        "university": ("universite", "academic institution", "ecole", "school educational establishment"),
        "association": ("asso", "loi 1901", "association loi 1901", "charity", "registered charity", "informal collaboration",
                        "unincorporated association"),
        "cooperative": ("scic", "scop", "cae", "industrial and provident society"),
        "company": ("entreprise", "societe", "sas", "sarl", "sa", "company limited by shares", "for profit", "cic",
                    "company limited by guarantee"),
        "public_joint_carrier": ("groupement de collectivites", "parc naturel regional", "pnr"),
        "public_company": ("spl", "societe publique locale", "office public de l habitat"),
        "semi_public_company": ("sem", "saem", "saeml", "societe d economie mixte"),
        "mixed": ("public prive", "mixte", "gip"),
        "unknown": (),
    },
    "funder_type": {
        "eu": ("europe", "ue", "feder", "leader", "feader", "fse", "fonds europeens", "union europeenne", "erdf"),
        "state": ("etat", "detr", "dsil", "dsid", "fnadt", "prefecture", "anct", "fnada", "france relance", "drac", "cget"),
        "region": ("conseil regional", "region"),
        "department": ("conseil departemental", "departement", "conseil general"),
        "intermunicipality": (
            "epci", "communaute de communes", "communaute d agglomeration", "metropole", "agglomeration", "interco",
            "communaute urbaine", "petr", "pays", "syndicat mixte", "intercommunalites",
        ),
        "municipality": ("commune", "ville", "mairie", "communes"),
        "public_joint": ("public", "financement public", "public funding"),
        "other_public": ("autre public", "autres publics", "caisse des depots", "banque des territoires", "ademe", "cci", "agefiph"),
        "own_funds": ("autofinancement", "fonds propres", "fonds propres du porteur", "apport", "apports", "own funds",
                      "apport personnel", "maitre d ouvrage", "part porteur", "reste a charge",
                      "apport en fonds propres", "self funding"),
        "bank": ("emprunt", "emprunts", "pret", "prets", "pret bancaire", "banque", "loan", "bank", "emprunt bancaire"),
        "company": ("entreprises", "mecenat", "sponsor", "corporate income", "partenaires prives", "mecenat d entreprise"),
        "foundation": ("fondation", "fondations", "foundation"),
        "other_private": ("prive", "private", "autres prives", "financement prive", "fonds prives"),
        "citizens": ("crowdfunding", "financement participatif", "citoyens", "habitants", "membership", "adhesions", "dons"),
        "unknown": ("autre", "autres", "other", "others", "divers", "autres financements", "autres financeurs"),
    },
    "status": {
        "planned": ("en projet", "projet", "a venir"), "funded": ("engage", "en travaux", "valide"),
        "opened": ("ouvert", "en activite", "realise", "en fonctionnement"), "closed": ("ferme",), "abandoned": ("abandonne",),
        "unknown": (),
    },
    "amount_scope": {"investment": ("investissement", "invest", "capital"), "operating": ("fonctionnement", "exploitation", "revenue"),
                     "mixed": ("mixte", "investissement et fonctionnement")},
    "vat": {"excl": ("ht", "hors taxe", "hors taxes", "excl vat"), "incl": ("ttc", "incl vat"),
            "unknown": ("base fiscale non connue",)},
    "density": {},
}  # fmt: skip


@cache
def _codes(field: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        found |= {fold(name): code for code, name in vocabulary.labels(field, lang).items()}
    found |= {fold(code): code for code in vocabulary.labels(field)}
    return {**{word: code for code, words in SPELLINGS.get(field, {}).items() for word in words}, **found}


def read_choice(cells: pd.Series, field: str, given: dict[str, str] | None = None) -> Column:
    """The code of each value of a field, from its code, its names in both languages, or another spelling.

    Examples
    --------
    >>> read_choice(pd.Series(["Tiers-lieux", "fablab", "castle"]), "place_type").values.tolist()
    ['third_place', 'fab_lab', nan]
    """
    codes = {**_codes(field), **{fold(word): code for word, code in (given or {}).items()}}

    def code(cell: object) -> str | None:
        text = fold(_text(cell))
        return codes.get(text) or codes.get(text.removesuffix("s")) or ("" if is_missing(_text(cell)) else None)

    return _by_cell(cells, code)


#: Words that name a kind of place, in any case, with or without accents.
KINDS = {
    "third_place": r"tiers[ -]?lieux?|third places?",
    "coworking": r"co-?working|t[eé]l[eé]centres?|co-?travail",
    "fab_lab": r"fab[ -]?labs?",
    "makerspace": r"maker[ -]?spaces?",
    "living_lab": r"living[ -]?labs?",
    "incubator": r"p[eé]pini[eè]res?|incubateurs?|incubators?",
    "business_centre": r"h[oô]tels? d.entreprises?|village d.entreprises",
    "cluster_house": r"maison d(?:u|e|es) clusters?",
}


#: A street, a quarter or a school may bear the name of a kind of place: what follows such a word names no kind.
NAMED_AFTER = (
    r"\b(?:rue|avenue|av\.?|boulevard|bd|place|placette|chemin|impasse|all[ée]es?|square|route|quai|cours|quartier|lotissement|"
    r"r[ée]sidence|parking|rond[- ]point|arr[êe]t|station|street|road|lane|avenue|square|district)\s+"
    r"(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’])?"
)


def find_kinds(texts: pd.Series) -> pd.Series:
    """The one kind of place that each description names; missing where it names none or several.

    Examples
    --------
    >>> find_kinds(pd.Series(["Création d'un tiers-lieu", "Pépinière et hôtel d’entreprises"])).tolist()
    ['third_place', nan]
    """
    anything = "|".join(KINDS.values())
    named = holds(texts, rf"{NAMED_AFTER}(?:{anything})")
    if named.any():
        after = re.compile(rf"{NAMED_AFTER}(?:{anything})\b", re.IGNORECASE)
        texts = texts.mask(named, texts[named].map(lambda text: after.sub(" ", str(text))))
    found = pd.DataFrame({code: holds(texts, rf"\b(?:{words})\b") for code, words in KINDS.items()}, index=texts.index)
    return found.idxmax(axis=1).where(found.sum(axis=1) == 1).astype("str")


#: Bodies of people that bear the name of a territory, and are none of its councils.
OF_PEOPLE = re.compile(
    r"\b(association|asso|charity|comite|mission locale|ligue|federation|amicale|club|collectif|foyer rural|mjc|"
    r"maison des jeunes|familles rurales|secours|croix rouge|habitat et humanisme)\b"
)
OF_MEMBERS = re.compile(r"\b(scic|scop|cooperatives?)\b")
BODIES = tuple(
    (code, re.compile(words))
    for code, words in {
        "eu": r"\b(feder|feader|fse|leader|europe|europeenne?s?|european|l union|ue)\b",
        "state": r"\b(etat|detr|dsil|dsid|fnadt|fnada|anct|prefecture|ministere|drac|cget)\b",
        "region": r"^cr\b|\b(region|conseil reg(ional)?|regional council)\b",
        "department": r"^cd ?(\d\d[\dab]?)?\b(?! rom)|\b(departement|dpt|dept|conseil (dep|dpt|dept|departemental|general)|"
        r"county council|(aide|subvention|fonds|financement) departementale?)\b",
        "intermunicipality": r"^(cc|ca|cu|ccom)\b|\b(c(ommunau)?te (de communes|d agglo|d agglomeration|urbaine)|metropole|epci|petr|"
        r"agglo(meration)?|syndicat mixte|com ?com|interco)\b",
        "municipality": r"^(ville|communes?|mairie)\b",
        "other_public": r"\b(caisse des depots|banque des territoires|ademe|caf|caisse d allocations familiales|msa|cci|"
        r"chambre d(e commerce|e metiers|agriculture)|agence de l eau|epf)\b",
        "foundation": r"\b(fondations?|foundation|fonds de dotation)\b",
        "bank": r"\b(emprunt|pret bancaire|credit (agricole|mutuel|cooperatif)|caisse d epargne|banque populaire|bank loan)\b",
        "own_funds": r"\b(autofinancement|fonds propres|apport)\b",
        "university": r"\b(universite|university)\b",
        "association": r"\b(association|asso|charity)\b",
        "cooperative": r"\b(scic|scop|cooperative)\b",
        "company": r"\b(sas|sarl|sa|ltd|plc|societe)\b",
    }.items()
)
OF_CARRIERS = {
    "municipality",
    "intermunicipality",
    "department",
    "region",
    "university",
    "association",
    "cooperative",
    "company",
}
OF_FUNDERS = {code for code, _ in BODIES} - {"university", "association", "cooperative"}
#: What stands between the names of funders that gave one amount together.
TOGETHER = re.compile(r"\s*(?:[;+/&,\n|]|\bet\b|\band\b|\s[-–]\s)\s*")


def find_body(name: str, *, carrier: bool = False) -> str:
    """What kind of funder or carrier a name tells; "unknown" where it does not.

    Examples
    --------
    >>> find_body("Conseil départemental de l’Aube"), find_body("Ville de Poitiers"), find_body("Trouver sonnette")
    ('department', 'municipality', 'unknown')
    """
    words = fold(name.replace("’", " ").replace("'", " "))
    if OF_PEOPLE.search(words) and not re.search(r"\b(fondation|foundation)\b", words):
        members = "cooperative" if OF_MEMBERS.search(words) else "association"
        return members if carrier else "other_private"
    allowed = OF_CARRIERS if carrier else OF_FUNDERS
    return next((code for code, spelled in BODIES if code in allowed and spelled.search(words)), "unknown")


def find_bodies(names: str) -> str:
    """The type that the names of one or several funders tell: several of different types are public together, or of unknown type.

    Examples
    --------
    >>> find_bodies("Région"), find_bodies("Région + DETR"), find_bodies("Région et Fondation de France")
    ('region', 'public_joint', 'unknown')
    """
    kinds = {find_body(part) for part in TOGETHER.split(names)} - {"unknown"}
    if len(kinds) < 2:
        return find_body(names)
    return "public_joint" if {vocabulary.FUNDER_SECTORS.get(kind) for kind in kinds} == {"public"} else "unknown"


def read_shares(cells: pd.Series) -> Shares:
    """Shares written as percentages or as fractions: the column tells which.

    All from 0 to 1: fractions. Some above 1, or a percent sign: percentages; a cell of 1 or less without a sign is
    doubtful then, since nothing tells which it is.

    Examples
    --------
    >>> read_shares(pd.Series(["65 %", "0,3", 40.0])).values.tolist()
    [0.65, nan, 0.4]
    """
    texts = cells.map(lambda cell: _text(cell).translate({0xA0: " ", 0x202F: " "}).strip(), na_action="ignore").astype(
        "str"
    )
    known = texts.notna() & ~texts.map(lambda text: is_missing(str(text)), na_action="ignore").fillna(True).astype(bool)
    sign = texts.str.endswith("%").fillna(False).astype(bool)
    digits = texts.str.removesuffix("%").str.strip().str.replace(",", ".")
    spelled = digits.str.fullmatch(r"\d{1,6}(\.\d+)?|\.\d+", flags=re.ASCII).fillna(False).astype(bool)
    numbers = pd.to_numeric(digits.where(spelled), errors="coerce").astype("float64")
    percent = bool(sign.any() or (numbers > 1).any())
    doubtful = percent & ~sign & (numbers <= 1) & (numbers > 0)
    values = numbers / 100 if percent else numbers
    wrong = known & ~(values <= 1)
    return Shares(
        np.where(wrong | doubtful, np.nan, values) + pd.Series(0.0, index=cells.index),
        wrong, doubtful.fillna(False).astype(bool), "percentages" if percent else "fractions",
    )  # fmt: skip
