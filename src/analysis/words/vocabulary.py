"""Every table, field and allowed value, once: schema, checks, dictionary and labels derive from here."""

from __future__ import annotations

from dataclasses import dataclass, field

from analysis.words.i18n import language

__all__ = ["DERIVED", "GROUPS", "TABLES", "Field", "Table", "Value", "label", "labels"]


def __dir__() -> list[str]:
    return __all__


@dataclass(frozen=True)
class Value:
    """One allowed value of a field: its code in the data and its name for readers."""

    code: str
    en: str
    fr: str


@dataclass(frozen=True)
class Field:
    """One column: its name in the data, type, unit, rule and name for readers.

    ``type`` is a Table Schema type: string, integer, number or boolean.
    """

    name: str
    type: str
    en: str
    fr: str
    description: str
    unit: str = ""
    required: bool = False
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    pattern: str | None = None
    values: tuple[Value, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The allowed codes, in the order in which tables and charts show them."""
        return tuple(value.code for value in self.values)


@dataclass(frozen=True)
class Table:
    """One table of the data package: its fields, key and description."""

    name: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    refers: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Field:
        """The field of that name; KeyError if the table has none."""
        for candidate in self.fields:
            if candidate.name == name:
                return candidate
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(f.name for f in self.fields)


PLACE_TYPES = (
    Value("third_place", "third place", "tiers-lieu"),
    Value("coworking", "coworking space", "espace de coworking"),
    Value("fab_lab", "fab lab", "fab lab"),
    Value("makerspace", "makerspace", "makerspace"),
    Value("living_lab", "living lab", "living lab"),
    Value("cultural_brownfield", "cultural brownfield", "friche culturelle"),
    Value("incubator", "incubator", "pépinière ou incubateur"),
    Value("business_centre", "business centre", "hôtel d'entreprises"),
    Value("cluster_house", "house of a cluster", "maison de cluster"),
    Value("innovation_platform", "innovation platform", "plateforme d'innovation"),
    Value("other", "other place", "autre lieu"),
)

DENSITIES = (
    Value("major_urban_centre", "major urban centre", "grand centre urbain"),
    Value("intermediate_urban_centre", "intermediate urban centre", "centre urbain intermédiaire"),
    Value("urban_belt", "urban belt", "ceinture urbaine"),
    Value("small_town", "small town", "petite ville"),
    Value("rural_town", "rural town", "bourg rural"),
    Value("dispersed_rural", "dispersed rural", "rural à habitat dispersé"),
    Value("very_dispersed_rural", "very dispersed rural", "rural à habitat très dispersé"),
)

CARRIER_TYPES = (
    Value("municipality", "municipality", "commune"),
    Value("intermunicipality", "intermunicipality", "intercommunalité"),
    Value("department", "department", "département"),
    Value("region", "region", "région"),
    Value("state_body", "State body", "organisme de l'État"),
    Value("university", "university", "université"),
    Value("association", "association", "association"),
    Value("cooperative", "cooperative", "coopérative"),
    Value("company", "company", "entreprise"),
    Value("mixed", "public and private together", "public et privé ensemble"),
    Value("unknown", "not known", "non connu"),
)

FUNDER_TYPES = (
    Value("eu", "European Union", "Union européenne"),
    Value("state", "State", "État"),
    Value("region", "region", "région"),
    Value("department", "department", "département"),
    Value("intermunicipality", "intermunicipality", "intercommunalité"),
    Value("municipality", "municipality", "commune"),
    Value("public_joint", "several public bodies", "plusieurs organismes publics"),
    Value("other_public", "other public body", "autre organisme public"),
    Value("own_funds", "carrier's own funds", "fonds propres du porteur"),
    Value("bank", "bank loan", "emprunt bancaire"),
    Value("company", "company", "entreprise"),
    Value("foundation", "foundation", "fondation"),
    Value("citizens", "citizens", "citoyens"),
    Value("other_private", "other private funder", "autre financeur privé"),
    Value("unknown", "not known", "non connu"),
)

SECTORS = (
    Value("public", "public", "public"),
    Value("private", "private", "privé"),
    Value("unknown", "unknown", "inconnu"),
)

#: The sector that follows from a funder type; the types that follow the carrier's sector are absent.
FUNDER_SECTORS = {
    **dict.fromkeys(
        (
            "eu",
            "state",
            "region",
            "department",
            "intermunicipality",
            "municipality",
            "public_joint",
            "other_public",
        ),
        "public",
    ),
    **dict.fromkeys(("company", "foundation", "citizens", "other_private"), "private"),
    "unknown": "unknown",
}

#: The sector that follows from a carrier type.
CARRIER_SECTOR_OF = {
    **dict.fromkeys(
        ("municipality", "intermunicipality", "department", "region", "state_body", "university"), "public"
    ),
    **dict.fromkeys(("association", "cooperative", "company"), "private"),
    "mixed": "mixed",
    "unknown": "unknown",
}

CARRIER_SECTORS = (
    Value("public", "public", "public"),
    Value("private", "private", "privé"),
    Value("mixed", "public and private", "public et privé"),
    Value("unknown", "not known", "non connu"),
)

YEAR_BASES = (
    Value("decision", "decision", "décision"),
    Value("opening", "opening", "ouverture"),
    Value("planned", "planned", "prévision"),
    Value("article", "year of the article", "année de l'article"),
)

STATUSES = (
    Value("planned", "planned", "prévu"),
    Value("funded", "funded", "financé"),
    Value("opened", "opened", "ouvert"),
    Value("closed", "closed", "fermé"),
    Value("abandoned", "abandoned", "abandonné"),
    Value("unknown", "not known", "non connu"),
)

AMOUNT_SCOPES = (
    Value("investment", "investment", "investissement"),
    Value("mixed", "investment and operating together", "investissement et fonctionnement"),
    Value("operating", "operating", "fonctionnement"),
    Value("unknown", "scope not known", "périmètre non connu"),
)

VAT_BASES = (
    Value("excl", "excluding VAT", "hors taxes"),
    Value("incl", "including VAT", "toutes taxes comprises"),
    Value("unknown", "VAT basis not known", "base fiscale non connue"),
)

PLAN_QUALITIES = (
    Value("complete", "complete: known lines reach 98% of the total", "complet"),
    Value("partial", "partial: some amounts are known", "partiel"),
    Value("total_only", "only the total is known", "total seul"),
)

SOURCE_KINDS = (
    Value("web_page", "web page", "page web"),
    Value("state_list", "State's list of grants", "liste des dotations de l'État"),
    Value("grant_list", "other list of grants", "autre liste de subventions"),
    Value("own_file", "file of one's own", "fichier apporté"),
)

#: Kinds of source that name one funder by construction.
LISTS = ("state_list", "grant_list")

#: A plan is complete when its known lines reach this part of the investment.
COMPLETE_FROM = 0.98

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
WEB_ADDRESS = r"https?://\S+"

PLACES = Table(
    name="places",
    description="One row per place: one financing plan of an innovation place in France.",
    key=("place_id",),
    fields=(
        Field(
            "place_id",
            "string",
            "identifier",
            "identifiant",
            "Lower-case words joined by hyphens; '-phase-2' and the like where one place has several plans.",
            required=True,
            unique=True,
            pattern=SLUG,
        ),
        Field("name", "string", "place", "lieu", "Name of the place.", required=True),
        Field(
            "place_type",
            "string",
            "kind of place",
            "type de lieu",
            "What kind of place it is, as its source describes it.",
            values=PLACE_TYPES,
        ),
        Field(
            "municipality",
            "string",
            "municipality",
            "commune",
            "Official geography of 2026; empty where the source names only an intermunicipality.",
        ),
        Field(
            "insee_code",
            "string",
            "Insee code",
            "code Insee",
            "Insee code of the municipality.",
            pattern=r"(\d{2}|2[AB])\d{3}",
        ),
        Field(
            "department_code",
            "string",
            "department code",
            "code du département",
            "Text, with its leading zero: '01', '2A', '974'.",
            pattern=r"\d{2}|2[AB]|97\d",
        ),
        Field("department", "string", "department", "département", "Name of the department."),
        Field("region", "string", "region", "région", "Name of the region, official geography of 2026."),
        Field(
            "population",
            "integer",
            "inhabitants",
            "habitants",
            "Inhabitants of the municipality.",
            unit="inhabitants",
            minimum=0,
        ),
        Field(
            "density",
            "string",
            "density of the municipality",
            "densité de la commune",
            "Level of the municipality in Insee's seven-level density grid; levels 5 to 7 are rural.",
            values=DENSITIES,
        ),
        Field(
            "carrier_type",
            "string",
            "carrier",
            "porteur",
            "Who carries the project.",
            required=True,
            values=CARRIER_TYPES,
        ),
        Field(
            "carrier_sector",
            "string",
            "sector of the carrier",
            "secteur du porteur",
            "Derived from carrier_type; the carrier's own funds and loans follow it.",
            required=True,
            values=CARRIER_SECTORS,
        ),
        Field("carrier_name", "string", "name of the carrier", "nom du porteur", "As the source names it."),
        Field(
            "year",
            "integer",
            "year",
            "année",
            "Year of the event that year_basis names.",
            minimum=1950,
            maximum=2050,
        ),
        Field(
            "year_basis",
            "string",
            "what the year dates",
            "ce que date l'année",
            "Which event the year belongs to.",
            values=YEAR_BASES,
        ),
        Field(
            "status",
            "string",
            "status",
            "état d'avancement",
            "Status of the plan as of the source.",
            required=True,
            values=STATUSES,
        ),
        Field(
            "investment_eur",
            "number",
            "investment",
            "investissement",
            "Total cost of the plan; empty where a file knows grants only.",
            unit="EUR, nominal, VAT basis in 'vat'",
            above=0,
        ),
        Field(
            "amount_scope",
            "string",
            "scope of the amount",
            "périmètre du montant",
            "Whether the total holds operating money too.",
            required=True,
            values=AMOUNT_SCOPES,
        ),
        Field(
            "vat",
            "string",
            "VAT basis",
            "base fiscale",
            "Whether the total holds VAT.",
            required=True,
            values=VAT_BASES,
        ),
        Field("surface_m2", "number", "surface", "surface", "Floor area, where the source says.", unit="m²", above=0),
        Field(
            "workstations",
            "number",
            "workstations",
            "postes de travail",
            "Desks or work places, where the source says.",
            unit="workstations",
            above=0,
        ),
        Field(
            "jobs_fte",
            "number",
            "jobs",
            "emplois",
            "Jobs in the place, where the source says.",
            unit="full-time equivalents",
            minimum=0,
        ),
        Field(
            "partners",
            "string",
            "partners",
            "partenaires",
            "Stakeholders named by the source, separated by '; '.",
        ),
        Field(
            "citizens_involved",
            "boolean",
            "citizens involved",
            "citoyens associés",
            "Residents or users take part in governance or funding, as the source says; "
            "empty: it does not say, which is not a no.",
        ),
        Field(
            "plan_quality",
            "string",
            "what is known of the plan",
            "ce qui est connu du plan",
            "How much of the investment the known lines explain.",
            values=PLAN_QUALITIES,
        ),
        Field(
            "source_kind",
            "string",
            "kind of source",
            "type de source",
            "state_list: a row of the State's lists of grants DETR, DSIL, DSID 2018-2019, which know the total "
            "and the State's share only; web_page: press, institution or carrier; grant_list: a row of "
            "another list of grants; own_file: a file that a user brings.",
            required=True,
            values=SOURCE_KINDS,
        ),
        Field(
            "source_url",
            "string",
            "source",
            "source",
            "Where the facts were read.",
            pattern=WEB_ADDRESS,
        ),
        Field("source_publisher", "string", "publisher", "éditeur", "Who published the source."),
        Field(
            "other_sources",
            "string",
            "other sources",
            "autres sources",
            "Further addresses, separated by a space.",
            pattern=rf"{WEB_ADDRESS}( {WEB_ADDRESS})*",
        ),
        Field(
            "note",
            "string",
            "note",
            "note",
            "What the figures cover, and every computation that was made.",
        ),
    ),
)

FUNDING = Table(
    name="funding",
    description="One row per funding line: one funder's contribution to a financing plan.",
    key=("place_id", "line"),
    refers={"place_id": ("places", "place_id")},
    fields=(
        Field(
            "place_id",
            "string",
            "identifier",
            "identifiant",
            "The place whose plan the line belongs to.",
            required=True,
            pattern=SLUG,
        ),
        Field("line", "integer", "line", "ligne", "Number of the line in its plan.", required=True, minimum=1),
        Field("funder", "string", "funder", "financeur", "As the source names it.", required=True),
        Field(
            "funder_type",
            "string",
            "funder type",
            "type de financeur",
            "What kind of funder it is.",
            required=True,
            values=FUNDER_TYPES,
        ),
        Field(
            "sector",
            "string",
            "sector",
            "secteur",
            "Follows from the funder type; own funds and bank loans follow the carrier's sector.",
            required=True,
            values=SECTORS,
        ),
        Field(
            "amount_eur",
            "number",
            "amount",
            "montant",
            "Empty where the source names the funder without an amount.",
            unit="EUR, nominal, VAT basis of the plan",
            minimum=0,
        ),
    ),
)

CONTEXT = Table(
    name="context",
    description="National figures to set the places against.",
    key=("indicator", "year"),
    fields=(
        Field("indicator", "string", "indicator", "indicateur", "What is measured.", required=True),
        Field("year", "integer", "year", "année", "Year of the figure.", required=True, minimum=1950),
        Field("value", "number", "value", "valeur", "The figure, in its unit.", required=True),
        Field("unit", "string", "unit", "unité", "Unit of the figure.", required=True),
        Field("scope", "string", "scope", "périmètre", "What the figure covers.", required=True),
        Field(
            "source_url",
            "string",
            "source",
            "source",
            "Where the figure was read.",
            required=True,
            pattern=WEB_ADDRESS,
        ),
        Field("source_publisher", "string", "publisher", "éditeur", "Who published it.", required=True),
    ),
)

CONCEPTS = Table(
    name="concepts",
    description="How the vocabulary of clusters moved, as the conference of January 2017 told it.",
    key=("concept",),
    fields=(
        Field("concept", "string", "concept", "notion", "The concept.", required=True, unique=True),
        Field(
            "since",
            "integer",
            "since",
            "depuis",
            "Year from which it is used; decades are rounded.",
            required=True,
            minimum=1950,
        ),
        Field("what_it_adds", "string", "what it adds", "ce qu'elle ajoute", "What it adds.", required=True),
        Field("source", "string", "source", "source", "Who says so.", required=True),
    ),
)

#: The tables of the data package, in reading order.
TABLES = {table.name: table for table in (PLACES, FUNDING, CONTEXT, CONCEPTS)}

SETTLEMENTS = (
    Value("rural", "rural (Insee density levels 5 to 7)", "rural (niveaux 5 à 7 de la grille Insee)"),
    Value("urban", "urban (levels 1 to 4)", "urbain (niveaux 1 à 4)"),
)

GENERATIONS = (
    Value("new", "new kinds of place", "nouveaux types de lieux"),
    Value("older", "older kinds of place", "types de lieux plus anciens"),
)

MIXES = (
    Value("mixed", "mixed (public and private)", "mixte (public et privé)"),
    Value("one_sector", "one sector only", "un seul secteur"),
    Value("unknown", "cannot be told", "indéterminé"),
)

#: What `shares.plans` computes for each place; never stored in the data package.
DERIVED = Table(
    name="plans",
    description="Columns computed for each place; none of them is stored.",
    key=("place_id",),
    fields=(
        Field(
            "settlement",
            "string",
            "settlement",
            "habitat",
            "Rural: Insee density levels 5 to 7; urban: 1 to 4; empty where the density is not known.",
            values=SETTLEMENTS,
        ),
        Field(
            "generation",
            "string",
            "generation of places",
            "génération de lieux",
            "New: third place, coworking, fab lab, makerspace, living lab, cultural brownfield; older: incubator, "
            "business centre, house of a cluster, innovation platform.",
            values=GENERATIONS,
        ),
        Field("public_eur", "number", "public euros", "euros publics", "Known public euros of the plan.", unit="EUR"),
        Field("private_eur", "number", "private euros", "euros privés", "Known private euros.", unit="EUR"),
        Field(
            "unknown_eur",
            "number",
            "unknown euros",
            "euros inconnus",
            "What no line explains, and lines whose sector is unknown; never counted as private.",
            unit="EUR",
        ),
        Field(
            "public_share_low",
            "number",
            "public share, low bound",
            "part publique, borne basse",
            "Known public euros / investment.",
            unit="share",
        ),
        Field(
            "public_share_high",
            "number",
            "public share, high bound",
            "part publique, borne haute",
            "1 - known private euros / investment.",
            unit="share",
        ),
        Field(
            "complete",
            "boolean",
            "complete plan",
            "plan complet",
            "The known lines reach 98% of the investment.",
        ),
        Field(
            "mix",
            "string",
            "mixed funding",
            "financement mixte",
            "Mixed: a public and a private funder are named; one sector: a complete plan of one sector; "
            "otherwise it cannot be told.",
            values=MIXES,
        ),
        Field(
            "leverage",
            "number",
            "leverage",
            "effet de levier",
            "Private euros per public euro; complete plans with known sectors and public money only.",
            unit="EUR per EUR",
        ),
        Field("funders", "integer", "funders named", "financeurs cités", "Funding lines of the plan.", unit="funders"),
        Field(
            "partners_named",
            "integer",
            "partners named",
            "partenaires cités",
            "Names in 'partners'; 0 where the source names none.",
            unit="partners",
        ),
        Field(
            "stakeholders",
            "integer",
            "stakeholders named",
            "parties prenantes citées",
            "Different names among the funders and the partners of the place; what stands in brackets is left out.",
            unit="stakeholders",
        ),
        Field(
            "eur_per_m2", "number", "investment per m²", "investissement par m²", "Investment / surface.", unit="EUR/m²"
        ),
        Field(
            "eur_per_workstation",
            "number",
            "investment per workstation",
            "investissement par poste",
            "Investment / workstations.",
            unit="EUR/workstation",
        ),
    ),
)


def _quartiles(name: str, of: str, en: str, fr: str, unit: str) -> tuple[Field, ...]:
    return tuple(
        Field(f"{name}_{code}", "number", f"{part} of {en}", f"{partie} {fr}", f"{part} of {of}.", unit=unit)
        for code, part, partie in (
            ("q1", "first quartile", "premier quartile"),
            ("median", "median", "médiane"),
            ("q3", "third quartile", "troisième quartile"),
        )
    )


#: What `summaries.by_group` computes for each group, after the columns of the groups.
GROUPS = Table(
    name="groups",
    description="Columns computed for each group of places.",
    key=(),
    fields=(
        Field("n", "integer", "places", "lieux", "Places of the group.", unit="places"),
        Field("complete_plans", "integer", "complete plans", "plans complets", "Complete plans.", unit="places"),
        Field(
            "investment_eur", "number", "investment", "investissement", "Sum of the investments.", unit="EUR, nominal"
        ),
        *_quartiles("investment", "the investments", "the investment", "de l'investissement", "EUR, nominal"),
        Field(
            "public_share_low",
            "number",
            "public share, low bound",
            "part publique, borne basse",
            "Pooled: sum of known public euros / sum of investments.",
            unit="share",
        ),
        Field(
            "public_share_high",
            "number",
            "public share, high bound",
            "part publique, borne haute",
            "Pooled: sum of public and unknown euros / sum of investments.",
            unit="share",
        ),
        *_quartiles("low", "the places' low bounds", "the low bound", "de la borne basse", "share"),
        *_quartiles("high", "the places' high bounds", "the high bound", "de la borne haute", "share"),
        Field("mixed", "integer", "mixed", "mixtes", "Places with mixed funding.", unit="places"),
        Field("one_sector", "integer", "one sector only", "un seul secteur", "Places of one sector.", unit="places"),
        Field("unknown", "integer", "cannot be told", "indéterminés", "Places that cannot be told.", unit="places"),
    ),
)


def field_of(name: str) -> Field:
    """The field of that name in any table; KeyError if there is none."""
    for table in (*TABLES.values(), DERIVED):
        if name in table.names:
            return table[name]
    raise KeyError(f"the vocabulary has no field {name!r}")


def labels(name: str, lang: str | None = None) -> dict[str, str]:
    """Names for readers of the allowed values of a field, in display order.

    Parameters
    ----------
    name : str
        A field of any table, for instance ``"place_type"``.
    lang : {"en", "fr"}, optional
        Language of the names; the one that is spoken by default.

    Returns
    -------
    dict
        Code to name; empty for a field without allowed values.

    Examples
    --------
    >>> labels("sector")
    {'public': 'public', 'private': 'private', 'unknown': 'unknown'}
    """
    return {value.code: getattr(value, lang or language()) for value in field_of(name).values}


def label(name: str, lang: str | None = None) -> str:
    """Name for readers of a field.

    Examples
    --------
    >>> label("funder_type")
    'funder type'
    """
    return str(getattr(field_of(name), lang or language()))
