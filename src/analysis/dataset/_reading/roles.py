"""What a column of a file can be, with the names that it has in French and English files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analysis.dataset._reading.values import SPELLINGS
from analysis.dataset._reading.words import fold
from analysis.words import vocabulary
from analysis.words.i18n import LANGUAGES

__all__ = ["IGNORE", "Role", "find_role", "find_roles", "is_amount", "list_roles"]

IGNORE = "ignore"


@dataclass(frozen=True)
class Role:
    """What a column can be.

    Attributes
    ----------
    field : str
        A field of the vocabulary; or ``grant_eur``, ``public_eur``, ``private_eur`` (amounts), ``public_share``,
        ``private_share``, ``grant_share``, ``operating_eur``, ``currency``, ``funder:TYPE`` (what funders of a type give).
    kind : str
        amount, share, count, choice, text, or one of `values.READERS`.
    words : tuple of str
        Names that columns have, in the form of `words.fold`.
    vague : tuple of str
        Names that mean it only where no column says it better.
    """

    field: str
    kind: str
    words: tuple[str, ...]
    vague: tuple[str, ...] = ()


def _role(field: str, kind: str, words: str, vague: str = "") -> Role:
    return Role(
        field,
        kind,
        *(tuple(" ".join(word.split()) for word in part.split(",") if word.strip()) for part in (words, vague)),
    )


_PLACE_ROLES = (
    _role(
        "place_id",
        "text",
        "place id, identifiant, id, id projet, identifier, id lieu, numero, reference, n",
    ),
    _role(
        "name",
        "text",
        """name, nom, nom du lieu, lieu, nom du projet, projet, intitule, intitule du projet, intitule de l
        operation, operation, titre, title, place, project, project title, denomination, nom de la structure,
        operation title, operation name, nom de l operation, titre de l operation, titre du projet,
        structure, nom de l espace, nom du site, nom du tiers lieu, tiers lieu, place name, project name""",
        "description, objet, libelle",
    ),
    _role(
        "place_type",
        "choice",
        "place type, type de lieu, kind of place, typologie, nature du lieu, type, kind, categorie, category",
    ),
    _role(
        "municipality",
        "text",
        "municipality, commune, ville, city, localite, nom de la commune, nom commune, town, recipient org city",
    ),
    _role(
        "insee_code",
        "insee",
        "insee code, code insee, insee, code commune, codgeo, depcom, code insee commune, com",
    ),
    _role(
        "department_code",
        "department",
        """department code, code departement, code du departement, dep, dept, id dep, code dep, num dep, numero
        departement, departement, department, n departement""",
    ),
    _role(
        "department",
        "text",
        "department, departement, nom du departement, nom departement",
    ),
    _role(
        "region",
        "text",
        "region, nom de la region, nom region, nouvelle region",
    ),
    _role(
        "population",
        "count",
        "population, habitants, nombre d habitants, nb habitants, inhabitants, population municipale",
    ),
    _role(
        "density",
        "choice",
        "density, densite, densite de la commune, grille de densite, density of the municipality",
    ),
    _role(
        "carrier_type",
        "choice",
        """carrier type, type de porteur, statut juridique, statut du porteur, forme juridique, legal structure,
        nature du porteur, type de maitre d ouvrage, type de structure, echelon, carrier, porteur""",
    ),
    _role(
        "carrier_name",
        "text",
        """carrier name, nom du porteur, porteur, porteur de projet, porteur du projet, maitre d ouvrage,
        beneficiaire, nom beneficiaire, nom du beneficiaire, carrier, gestionnaire, nom du maitre d ouvrage,
        recipient org name, nom terr, recipient, beneficiary, beneficiary name, name of beneficiary, lead beneficiary""",
    ),
    _role(
        "year",
        "year",
        """year, annee, date, date de convention, date de la convention, date convention, award date, annee d
        ouverture, date d ouverture, exercice, annee de decision, date de decision, annee d attribution, opening
        year, decision year, annee de creation""",
    ),
    _role(
        "status",
        "choice",
        "status, etat d avancement, avancement, statut du projet, etat, statut, stade",
    ),
    _role(
        "investment_eur",
        "amount",
        """investment eur, investment, investissement, investissement total, cout total, cout total du projet, cout
        du projet, cout total previsionnel, montant total, montant total du projet, montant total de l
        operation, montant total des travaux, budget total, budget, budget du projet, montant de l
        investissement, montant investissement, total cost, project cost, total project cost, cout projet,
        capital cost, total investment, cout de l operation, depense totale, depenses totales, montant investi,
        cout global, montant du projet, montant des travaux, total plan de financement, cout de l
        investissement, investment cost, total du projet, cout total de l operation, cout d investissement, total
        depenses eligibles, total des depenses eligibles, total eligible expenditure, eligible expenditure, total eligible
        costs, montant total eligible, total cost of the operation, total depenses""",
        "montant, amount, total, cout, assiette, depense subventionnable, cost",
    ),
    _role(
        "amount_scope",
        "choice",
        "amount scope, scope of the amount, perimetre du montant, nature de la depense, section, type",
    ),
    _role(
        "vat",
        "choice",
        "vat, tva, ht ttc, base fiscale, vat basis",
    ),
    _role(
        "surface_m2",
        "count",
        "surface m2, surface, superficie, m2, floor area, surface en m2, surface totale",
    ),
    _role(
        "workstations",
        "count",
        "workstations, postes, postes de travail, nombre de postes, nb postes, desks, postes de coworking",
    ),
    _role(
        "jobs_fte",
        "count",
        "jobs fte, emplois, etp, jobs, nombre d emplois, nb etp, effectif, salaries",
    ),
    _role(
        "partners",
        "text",
        "partners, partenaires, partenaire, parties prenantes",
    ),
    _role(
        "citizens_involved",
        "boolean",
        "citizens involved, citoyens associes, citoyens, participation citoyenne, habitants associes",
    ),
    _role(
        "source_url",
        "link",
        "source url, source, sources, lien, url, site, site web, link, data source, lien source",
    ),
    _role(
        "source_publisher",
        "text",
        "source publisher, editeur, publisher",
    ),
    _role(
        "other_sources",
        "text",
        "other sources, autres sources",
    ),
    _role(
        "note",
        "text",
        """note, notes, remarque, remarques, commentaire, commentaires, observations, comments, objet de la
        subvention""",
    ),
)


_MONEY_ROLES = (
    _role(
        "grant_eur",
        "amount",
        """grant eur, subvention, montant de la subvention, montant sub, montant subvention, subvention accordee,
        montant accorde, montant attribue, montant vote, aide, aide accordee, montant de l aide, montant total
        de la subvention, amount awarded, grant, grant amount, award, dotation accordee, subvention attribuee,
        aide attribuee, montant octroye""",
        "montant, amount",
    ),
    _role(
        "grant_share",
        "share",
        """grant share, taux de subvention, taux d aide, pct sub, pourcentage de subvention, taux d intervention,
        taux subvention""",
    ),
    _role(
        "public_eur",
        "amount",
        """public eur, montant public, financement public, financements publics, total public, aides publiques,
        total aides publiques, public funding, public money, public amount, fonds publics, part publique,
        public, total des aides publiques, total financements publics, subventions publiques, argent public,
        total public eur, grants or public funds, public grants, total public funding, public contribution,
        total public expenditure, depense publique, depenses publiques totales""",
    ),
    _role(
        "private_eur",
        "amount",
        """private eur, montant prive, financement prive, financements prives, total prive, private funding,
        private money, private amount, fonds prives, part privee, prive, private, argent prive""",
    ),
    _role(
        "public_share",
        "share",
        """public share, part publique, taux public, part du public, part des financements publics, pct public,
        public pct, taux de financement public, taux d aide publique""",
    ),
    _role(
        "private_share",
        "share",
        "private share, part privee, taux prive, part du prive, pct prive, private pct, taux de financement prive",
    ),
    _role(
        "operating_eur",
        "amount",
        """operating eur, turnover, annual turnover, chiffre d affaires, budget de fonctionnement, recettes,
        produits, recettes annuelles, total income, annual income, produits d exploitation, what is your annual
        turnover""",
    ),
    _role(
        "currency",
        "text",
        "currency, devise, monnaie",
    ),
    _role(
        "unit",
        "unit",
        "unit, unite, units, unites, unite monetaire, echelle, unite de compte, monnaie, devise, currency",
    ),
    _role(
        "funder",
        "text",
        """funder, financeur, nom du financeur, attribuant, nom attribuant, funding org name, organisme financeur,
        source de financement, dispositif, dotation, financeurs, nom financeur, organisme, attributaire, donor, cofinanceur,
        cofinanceurs, co financeur, co financeurs, nom du cofinanceur, partenaire financier, partenaires financiers, bailleur,
        bailleurs, funders, co funder, cofunder""",
    ),
    _role(
        "funders",
        "text",
        "",
    ),
    _role(
        "funder_each",
        "text",
        "",
    ),
    _role(
        "amount_each",
        "amount",
        "",
    ),
    _role(
        "funder_type",
        "choice",
        "funder type, type de financeur, nature du financeur",
    ),
    _role(
        "sector",
        "choice",
        "sector, secteur, secteur du financeur",
    ),
    _role(
        "amount_eur",
        "amount",
        """amount eur, contribution, montant de la contribution, montant du financement, montant finance, apport,
        montant, amount""",
    ),
)


#: What columns are called beside the names of their funders.
OF_FUNDERS: dict[str, tuple[str, ...]] = {
    "other_public": tuple(
        f"{other} {money}" for other, moneys in (
            ("autres", "fonds publics,financements publics,aides publiques,subventions publiques,contributions publiques,publics,"
             "financeurs publics,cofinancements publics,cofinanceurs publics,ressources publiques,argent public"),
            ("other", "public,public funding,public funds,public money,public contributions,public sources,public grants"),
        ) for money in moneys.split(",")
    ),
    "other_private": tuple(
        f"{other} {money}" for other, moneys in (
            ("autres", "fonds prives,financements prives,financeurs prives,contributions privees"),
            ("other", "private,private funding,private funds,private sources"),
        ) for money in moneys.split(",")
    ),
    "eu": ("union europeenne", "ue programme", "ue", "aide ue", "aide de l union europeenne", "aide de l union",
           "soutien de l union", "eu funds awarded", "eu funding", "eu funds", "eu contribution", "union support",
           "dont feder", "dont fse", "dont ue", "dont europe"),
}  # fmt: skip


def _funder_roles() -> tuple[Role, ...]:
    """A role for each funder type; "public" alone is the whole public part, not one funder."""
    found, of_sectors = [], {word for role in _MONEY_ROLES for word in role.words}
    for code in vocabulary.labels("funder_type"):
        names = {fold(vocabulary.labels("funder_type", lang)[code]) for lang in LANGUAGES} | set(
            SPELLINGS["funder_type"].get(code, ())
        )
        names |= set(OF_FUNDERS.get(code, ()))
        words = {
            f"{before}{name}"
            for name in names
            for before in ("", "subvention ", "financement ", "montant ", "part ", "aide ")
        }
        found.append(Role(f"funder:{code}", "amount", tuple(sorted(words - of_sectors))))
    return tuple(found)


@cache
def find_roles() -> tuple[Role, ...]:
    """Every role; found when first asked for, since the names of funders are those of every language."""
    return (*_PLACE_ROLES, *_MONEY_ROLES, *_funder_roles())


@cache
def find_role(field: str) -> Role | None:
    """The role of a field; None if there is no such field."""
    return next((role for role in find_roles() if role.field == field), None)


def is_amount(field: str) -> bool:
    """Whether a field holds money."""
    role = find_role(field)
    return role is not None and role.kind == "amount"


def _labels(field: str) -> list[str]:
    """The names of a field in every language: the template uses them."""
    known = field in vocabulary.PLACES.names or field in vocabulary.FUNDING.names
    return [fold(vocabulary.label(field, lang)) for lang in LANGUAGES] if known else []


@cache
def list_roles() -> dict[str, tuple[Role, ...]]:
    """The roles that each name can stand for; a name is in the form of `words.fold`."""
    found: dict[str, list[Role]] = {}
    for role in find_roles():
        own = (fold(role.field), *role.words, *role.vague, *_labels(role.field))
        for word in dict.fromkeys(own):
            found.setdefault(word, []).append(role)
    return {word: tuple(roles) for word, roles in found.items()}
