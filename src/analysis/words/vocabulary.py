"""Every table, field and allowed value, once: schema, checks, dictionary and labels derive from here.

Names for readers stand here in English; other languages have theirs in the catalogues, where the context of a field's
name is `FIELD` and that of a value's name is its field: one English word may need several French ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from analysis.words.i18n import pgettext

__all__ = ["DERIVED", "GROUPS", "TABLES", "Field", "Schema", "Value", "label", "labels"]


def __dir__() -> list[str]:
    return __all__


#: What the catalogues call the place where the name of a field stands.
FIELD = "field"
#: The edition of the data that these tables describe.
EDITION = 2
#: The day of the edition: what a report of this data is signed with.
EDITION_DATE = "2026-11-26"


@dataclass(frozen=True)
class Value:
    """One allowed value of a field: its code in the data and its English name for readers."""

    code: str
    label: str


@dataclass(frozen=True)
class Field:
    """One column: its name in the data, type, unit, rule and English name for readers.

    ``type`` is a Table Schema type: string, integer, number or boolean.
    """

    name: str
    type: str
    label: str
    description: str
    unit: str = ""
    required: bool = False
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    pattern: str | None = None
    values: tuple[Value, ...] = ()
    #: The edition of the data that brought the column; a table may lack one that came after the first.
    since: int = 1

    @property
    def codes(self) -> tuple[str, ...]:
        """The allowed codes, in the order in which tables and charts show them."""
        return tuple(value.code for value in self.values)


@dataclass(frozen=True)
class Schema:
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


# The codes that rules and sums compare. A member equals its text; frames, files and messages hold the text alone.


class Sector(StrEnum):
    """Whose money it is; only a carrier is mixed."""

    PUBLIC = "public"
    PRIVATE = "private"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class FunderType(StrEnum):
    """The funder types that rules name: the sector of own funds and of a bank's loan is the carrier's."""

    OWN_FUNDS = "own_funds"
    BANK = "bank"
    UNKNOWN = "unknown"


class Quality(StrEnum):
    """How much of a plan its lines explain."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    TOTAL_ONLY = "total_only"


class SourceKind(StrEnum):
    """Where a plan was read."""

    WEB_PAGE = "web_page"
    STATE_LIST = "state_list"
    GRANT_LIST = "grant_list"
    OWN_FILE = "own_file"


class Settlement(StrEnum):
    """Rural or urban, by Insee's density grid."""

    RURAL = "rural"
    URBAN = "urban"


class Generation(StrEnum):
    """Whether a kind of place is a new one."""

    NEW = "new"
    OLDER = "older"


class Mix(StrEnum):
    """Whether both sectors pay for a plan."""

    MIXED = "mixed"
    ONE_SECTOR = "one_sector"
    UNKNOWN = "unknown"


PLACE_TYPES = (
    Value("third_place", "third place"),
    Value("coworking", "coworking space"),
    Value("fab_lab", "fab lab"),
    Value("makerspace", "makerspace"),
    Value("living_lab", "living lab"),
    Value("cultural_brownfield", "cultural brownfield"),
    Value("incubator", "incubator"),
    Value("business_centre", "business centre"),
    Value("cluster_house", "house of a cluster"),
    Value("innovation_platform", "innovation platform"),
    Value("other", "other place"),
)

DENSITIES = (
    Value("major_urban_centre", "major urban centre"),
    Value("intermediate_urban_centre", "intermediate urban centre"),
    Value("urban_belt", "urban belt"),
    Value("small_town", "small town"),
    Value("rural_town", "rural town"),
    Value("dispersed_rural", "dispersed rural"),
    Value("very_dispersed_rural", "very dispersed rural"),
)

CARRIER_TYPES = (
    Value("municipality", "municipality"),
    Value("intermunicipality", "intermunicipality"),
    Value("department", "department"),
    Value("region", "region"),
    Value("state_body", "State body"),
    Value("university", "university"),
    Value("public_joint_carrier", "joint public body"),
    Value("public_company", "publicly owned company"),
    Value("semi_public_company", "semi-public company"),
    Value("association", "association"),
    Value("cooperative", "cooperative"),
    Value("company", "company"),
    Value("mixed", "public and private together"),
    Value("unknown", "not known"),
)

FUNDER_TYPES = (
    Value("eu", "European Union"),
    Value("state", "State"),
    Value("region", "region"),
    Value("department", "department"),
    Value("intermunicipality", "intermunicipality"),
    Value("municipality", "municipality"),
    Value("public_joint", "several public bodies"),
    Value("other_public", "other public body"),
    Value("semi_public_company", "semi-public company"),
    Value(FunderType.OWN_FUNDS.value, "carrier's own funds"),
    Value(FunderType.BANK.value, "bank loan"),
    Value("company", "company"),
    Value("foundation", "foundation"),
    Value("citizens", "citizens"),
    Value("other_private", "other private funder"),
    Value(FunderType.UNKNOWN.value, "not known"),
)

SECTORS = (
    Value(Sector.PUBLIC.value, "public"),
    Value(Sector.PRIVATE.value, "private"),
    Value(Sector.UNKNOWN.value, "unknown"),
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
        Sector.PUBLIC.value,
    ),
    **dict.fromkeys(("company", "foundation", "citizens", "other_private"), Sector.PRIVATE.value),
    # its money is public and private at once
    **dict.fromkeys(("semi_public_company", FunderType.UNKNOWN.value), Sector.UNKNOWN.value),
}

#: The sector that follows from a carrier type.
CARRIER_SECTOR_OF = {
    **dict.fromkeys(
        (
            "municipality",
            "intermunicipality",
            "department",
            "region",
            "state_body",
            "university",
            "public_joint_carrier",
            "public_company",
        ),
        Sector.PUBLIC.value,
    ),
    **dict.fromkeys(("association", "cooperative", "company"), Sector.PRIVATE.value),
    **dict.fromkeys(("semi_public_company", "mixed"), Sector.MIXED.value),
    "unknown": Sector.UNKNOWN.value,
}

CARRIER_SECTORS = (
    Value(Sector.PUBLIC.value, "public"),
    Value(Sector.PRIVATE.value, "private"),
    Value(Sector.MIXED.value, "public and private"),
    Value(Sector.UNKNOWN.value, "not known"),
)

YEAR_BASES = (
    Value("decision", "decision"),
    Value("opening", "opening"),
    Value("planned", "planned"),
    Value("article", "year of the article"),
)

STATUSES = (
    Value("planned", "planned"),
    Value("funded", "funded"),
    Value("opened", "opened"),
    Value("closed", "closed"),
    Value("abandoned", "abandoned"),
    Value("unknown", "not known"),
)

AMOUNT_SCOPES = (
    Value("investment", "investment"),
    Value("mixed", "investment and operating together"),
    Value("operating", "operating"),
    Value("unknown", "scope not known"),
)

VAT_BASES = (
    Value("excl", "excluding VAT"),
    Value("incl", "including VAT"),
    Value("unknown", "VAT basis not known"),
)

PLAN_QUALITIES = (
    Value(Quality.COMPLETE.value, "complete: known lines reach 98% of the total"),
    Value(Quality.PARTIAL.value, "partial: some amounts are known"),
    Value(Quality.TOTAL_ONLY.value, "only the total is known"),
)

TOTAL_BASES = (
    Value("stated", "stated by the source"),
    Value("sum_of_lines", "sum of the lines"),
    Value("computed", "computed from a share, or purchase plus works"),
    Value("lower_bound", "lower bound: the source says more than"),
    Value("range_middle", "middle of a range"),
)

AMOUNT_BASES = (
    Value("stated", "stated by the source"),
    Value("from_percentage", "computed from a percentage"),
    Value("remainder", "remainder: the total minus the other lines"),
    Value("joint_split", "part of a joint amount"),
    Value("lower_bound", "lower bound: the source says more than"),
    Value("range_middle", "middle of a range"),
)

CITIZENS_BASES = (
    Value("stated", "stated by the source"),
    Value("scic", "cooperative whose users are members by law (SCIC)"),
    Value("citizens_line", "citizens pay a line"),
)

CENSUS_DIMENSIONS = (
    Value("settlement", "settlement"),
    Value("outside_22_metropolises", "outside the 22 metropolises"),
    Value("legal_form", "legal form"),
    Value("region", "region"),
)

SOURCE_KINDS = (
    Value(SourceKind.WEB_PAGE.value, "web page"),
    Value(SourceKind.STATE_LIST.value, "State's list of grants"),
    Value(SourceKind.GRANT_LIST.value, "other list of grants"),
    Value(SourceKind.OWN_FILE.value, "file of one's own"),
)

#: Kinds of source that name one funder by construction.
LISTS = (SourceKind.STATE_LIST.value, SourceKind.GRANT_LIST.value)

#: A plan is complete when its known lines reach this part of the investment.
COMPLETE_FROM = 0.98

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
WEB_ADDRESS = r"https?://\S+"

PLACES = Schema(
    name="places",
    description="One row per place: one financing plan of an innovation place in France.",
    key=("place_id",),
    fields=(
        Field(
            "place_id",
            "string",
            "identifier",
            "Lower-case words joined by hyphens; '-phase-2' and the like where one place has several plans.",
            required=True,
            unique=True,
            pattern=SLUG,
        ),
        Field("name", "string", "place", "Name of the place.", required=True),
        Field(
            "place_type",
            "string",
            "kind of place",
            "What kind of place it is, as its source describes it.",
            values=PLACE_TYPES,
        ),
        Field(
            "municipality",
            "string",
            "municipality",
            "Official geography of 2026; empty where the source names only an intermunicipality.",
        ),
        Field(
            "insee_code",
            "string",
            "Insee code",
            "Insee code of the municipality.",
            pattern=r"(\d{2}|2[AB])\d{3}",
        ),
        Field(
            "department_code",
            "string",
            "department code",
            "Text, with its leading zero: '01', '2A', '974'.",
            pattern=r"\d{2}|2[AB]|97\d",
        ),
        Field("department", "string", "department", "Name of the department."),
        Field("region", "string", "region", "Name of the region, official geography of 2026."),
        Field(
            "latitude",
            "number",
            "latitude",
            "A point inside the municipality (WGS 84, 3 decimals).",
            unit="degrees",
            minimum=-90,
            maximum=90,
            since=2,
        ),
        Field(
            "longitude",
            "number",
            "longitude",
            "A point inside the municipality (WGS 84, 3 decimals).",
            unit="degrees",
            minimum=-180,
            maximum=180,
            since=2,
        ),
        Field(
            "population",
            "integer",
            "inhabitants",
            "Inhabitants of the municipality.",
            unit="inhabitants",
            minimum=0,
        ),
        Field(
            "density",
            "string",
            "density of the municipality",
            "Level of the municipality in Insee's seven-level density grid; levels 5 to 7 are rural.",
            values=DENSITIES,
        ),
        Field(
            "carrier_type",
            "string",
            "carrier",
            "Who carries the project: who pays for or commissions the works. A joint public body is several public "
            "bodies or one that they form; a semi-public company (SEM) is public and private by law.",
            required=True,
            values=CARRIER_TYPES,
        ),
        Field(
            "carrier_sector",
            "string",
            "sector of the carrier",
            "Derived from carrier_type; the carrier's own funds and loans follow it.",
            required=True,
            values=CARRIER_SECTORS,
        ),
        Field("carrier_name", "string", "name of the carrier", "As the source names it."),
        Field(
            "year",
            "integer",
            "year",
            "Year of the event that year_basis names.",
            minimum=1950,
            maximum=2050,
        ),
        Field(
            "year_basis",
            "string",
            "what the year dates",
            "Which event the year belongs to.",
            values=YEAR_BASES,
        ),
        Field(
            "status",
            "string",
            "status",
            "Status of the plan as of the source.",
            required=True,
            values=STATUSES,
        ),
        Field(
            "investment_eur",
            "number",
            "investment",
            "Total cost of the plan; empty where a file knows grants only.",
            unit="EUR, nominal, VAT basis in 'vat'",
            above=0,
        ),
        Field(
            "total_basis",
            "string",
            "basis of the total",
            "How the total is known.",
            values=TOTAL_BASES,
            since=2,
        ),
        Field(
            "amount_scope",
            "string",
            "scope of the amount",
            "Whether the total holds operating money too.",
            required=True,
            values=AMOUNT_SCOPES,
        ),
        Field(
            "vat",
            "string",
            "VAT basis",
            "Whether the total holds VAT.",
            required=True,
            values=VAT_BASES,
        ),
        Field("surface_m2", "number", "surface", "Floor area, where the source says.", unit="m²", above=0),
        Field(
            "workstations",
            "number",
            "workstations",
            "Desks or work places, where the source says.",
            unit="workstations",
            above=0,
        ),
        Field(
            "jobs_fte",
            "number",
            "jobs",
            "Jobs in the place, where the source says.",
            unit="full-time equivalents",
            minimum=0,
        ),
        Field(
            "partners",
            "string",
            "partners",
            "Stakeholders named by the source, separated by '; '.",
        ),
        Field(
            "citizens_involved",
            "boolean",
            "citizens involved",
            "Residents or users take part in governance or funding, as the source says; "
            "empty: it does not say, which is not a no.",
        ),
        Field(
            "citizens_basis",
            "string",
            "basis of citizens involved",
            "Why citizens_involved is true.",
            values=CITIZENS_BASES,
            since=2,
        ),
        Field(
            "plan_quality",
            "string",
            "what is known of the plan",
            "How much of the investment the known lines explain.",
            values=PLAN_QUALITIES,
        ),
        Field(
            "same_site_as",
            "string",
            "earlier plan of the site",
            "The place_id of an earlier plan of the same site.",
            pattern=SLUG,
            since=2,
        ),
        Field(
            "source_kind",
            "string",
            "kind of source",
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
            "Where the facts were read.",
            pattern=WEB_ADDRESS,
        ),
        Field("source_publisher", "string", "publisher", "Who published the source."),
        Field(
            "other_sources",
            "string",
            "other sources",
            "Further addresses, separated by a space.",
            pattern=rf"{WEB_ADDRESS}( {WEB_ADDRESS})*",
        ),
        Field(
            "note",
            "string",
            "note",
            "What the figures cover, and every computation that was made.",
        ),
    ),
)

FUNDING = Schema(
    name="funding",
    description="One row per funding line: one funder's contribution to a financing plan.",
    key=("place_id", "line"),
    refers={"place_id": ("places", "place_id")},
    fields=(
        Field(
            "place_id",
            "string",
            "identifier",
            "The place whose plan the line belongs to.",
            required=True,
            pattern=SLUG,
        ),
        Field("line", "integer", "line", "Number of the line in its plan.", required=True, minimum=1),
        Field("funder", "string", "funder", "As the source names it.", required=True),
        Field(
            "funder_name",
            "string",
            "organisation",
            "The organisation that pays, under one name in all plans; several are separated by '; '.",
            since=2,
        ),
        Field(
            "named",
            "boolean",
            "organisation named",
            "False where the line names an instrument, a category or nobody: it is no stakeholder.",
            since=2,
        ),
        Field(
            "funder_type",
            "string",
            "funder type",
            "What kind of funder it is.",
            required=True,
            values=FUNDER_TYPES,
        ),
        Field(
            "sector",
            "string",
            "sector",
            "Follows from the funder type; own funds and bank loans follow the carrier's sector.",
            required=True,
            values=SECTORS,
        ),
        Field(
            "amount_eur",
            "number",
            "amount",
            "Empty where the source names the funder without an amount.",
            unit="EUR, nominal, VAT basis of the plan",
            minimum=0,
        ),
        Field(
            "amount_basis",
            "string",
            "basis of the amount",
            "How the amount is known; empty without an amount.",
            values=AMOUNT_BASES,
            since=2,
        ),
    ),
)

CONTEXT = Schema(
    name="context",
    description="National figures to set the places against.",
    key=("indicator", "year"),
    fields=(
        Field("indicator", "string", "indicator", "What is measured.", required=True),
        Field("year", "integer", "year", "Year of the figure.", required=True, minimum=1950),
        Field("value", "number", "value", "The figure, in its unit.", required=True),
        Field("unit", "string", "unit", "Unit of the figure.", required=True),
        Field("scope", "string", "scope", "What the figure covers.", required=True),
        Field(
            "source_url",
            "string",
            "source",
            "Where the figure was read.",
            required=True,
            pattern=WEB_ADDRESS,
        ),
        Field("source_publisher", "string", "publisher", "Who published it.", required=True),
    ),
)

CONCEPTS = Schema(
    name="concepts",
    description="How the vocabulary of clusters moved, as the conference of January 2017 told it.",
    key=("concept",),
    fields=(
        Field("concept", "string", "concept", "The concept.", required=True, unique=True),
        Field(
            "since",
            "integer",
            "since",
            "Year from which it is used; decades are rounded.",
            required=True,
            minimum=1950,
        ),
        Field("what_it_adds", "string", "what it adds", "What it adds.", required=True),
        Field("source", "string", "source", "Who says so.", required=True),
    ),
)

CENSUS = Schema(
    name="census",
    description="Margins of France Tiers-Lieux' census of third places of 2023: who runs a place, not who carries its "
    "investment. The source rounds: the shares of a dimension need not add up to 1.",
    key=("dimension", "category"),
    fields=(
        Field("dimension", "string", "dimension", "What is counted by.", required=True, values=CENSUS_DIMENSIONS),
        Field("category", "string", "category", "As the source names it.", required=True),
        Field(
            "share", "number", "share", "Part of the places counted.", unit="share", required=True, minimum=0, maximum=1
        ),
        Field("year", "integer", "year", "Year of the census.", required=True, minimum=1950),
        Field(
            "counted",
            "integer",
            "places counted",
            "Places that the census knows.",
            unit="places",
            required=True,
            minimum=1,
        ),
        Field("source_url", "string", "source", "Where the figure was read.", required=True, pattern=WEB_ADDRESS),
        Field("source_publisher", "string", "publisher", "Who published it.", required=True),
    ),
)

PRICES = Schema(
    name="prices",
    description="Yearly means of Insee's index BT01, the price of building (all trades), to compare the euros of two years.",
    key=("year",),
    fields=(
        Field("year", "integer", "year", "Year of the mean.", required=True, unique=True, minimum=1950),
        Field(
            "bt01", "number", "index of building prices", "Mean of the year.", unit="2010 = 100", required=True, above=0
        ),
        Field(
            "months", "integer", "months", "Months in the mean.", unit="months", required=True, minimum=1, maximum=12
        ),
        Field(
            "basis", "string", "basis of the index", "As published, or joined from the series of before.", required=True
        ),
        Field("source_url", "string", "source", "Where the figure was read.", required=True, pattern=WEB_ADDRESS),
    ),
)

#: The tables of the data package, in reading order.
TABLES = {table.name: table for table in (PLACES, FUNDING, CONTEXT, CONCEPTS, CENSUS, PRICES)}

SETTLEMENTS = (
    Value(Settlement.RURAL.value, "rural (Insee density levels 5 to 7)"),
    Value(Settlement.URBAN.value, "urban (levels 1 to 4)"),
)

GENERATIONS = (
    Value(Generation.NEW.value, "new kinds of place"),
    Value(Generation.OLDER.value, "older kinds of place"),
)

MIXES = (
    Value(Mix.MIXED.value, "mixed (public and private)"),
    Value(Mix.ONE_SECTOR.value, "one sector only"),
    Value(Mix.UNKNOWN.value, "cannot be told"),
)

#: What `shares.plans` computes for each place; never stored in the data package.
DERIVED = Schema(
    name="plans",
    description="Columns computed for each place; none of them is stored.",
    key=("place_id",),
    fields=(
        Field(
            "settlement",
            "string",
            "settlement",
            "Rural: Insee density levels 5 to 7; urban: 1 to 4; empty where the density is not known.",
            values=SETTLEMENTS,
        ),
        Field(
            "generation",
            "string",
            "generation of places",
            "New: third place, coworking, fab lab, makerspace, living lab, cultural brownfield; older: incubator, "
            "business centre, house of a cluster, innovation platform.",
            values=GENERATIONS,
        ),
        Field("public_eur", "number", "public euros", "Known public euros of the plan.", unit="EUR"),
        Field("private_eur", "number", "private euros", "Known private euros.", unit="EUR"),
        Field(
            "unknown_eur",
            "number",
            "unknown euros",
            "What no line explains, and lines whose sector is unknown; never counted as private.",
            unit="EUR",
        ),
        Field(
            "public_share_low",
            "number",
            "public share, low bound",
            "Known public euros / investment.",
            unit="share",
        ),
        Field(
            "public_share_high",
            "number",
            "public share, high bound",
            "1 - known private euros / investment.",
            unit="share",
        ),
        Field(
            "complete",
            "boolean",
            "complete plan",
            "The known lines reach 98% of the investment.",
        ),
        Field(
            "mix",
            "string",
            "mixed funding",
            "Mixed: a public and a private funder are named; one sector: a complete plan of one sector; "
            "otherwise it cannot be told.",
            values=MIXES,
        ),
        Field(
            "leverage",
            "number",
            "leverage",
            "Private euros per public euro; complete plans with known sectors and public money only.",
            unit="EUR per EUR",
        ),
        Field("funders", "integer", "funders named", "Funding lines of the plan.", unit="funders"),
        Field(
            "partners_named",
            "integer",
            "partners named",
            "Names in 'partners'; 0 where the source names none.",
            unit="partners",
        ),
        Field(
            "stakeholders",
            "integer",
            "stakeholders named",
            "Different organisations among the funders (funder_name where named says so, else funder; none where named "
            "is false) and the partners of the place; what stands in brackets is left out.",
            unit="stakeholders",
        ),
        Field(
            "constant_eur",
            "number",
            "investment in constant euros",
            "Investment in the prices of price_year, by Insee's index of building costs BT01; nominal where price_year is empty.",
            unit="EUR",
        ),
        Field(
            "price_year",
            "integer",
            "year of the prices",
            "The year in whose prices constant_eur is; empty where it stays nominal: a plan without a year, or of a year "
            "before the index.",
        ),
        Field("eur_per_m2", "number", "investment per m²", "Investment / surface.", unit="EUR/m²"),
        Field(
            "eur_per_workstation",
            "number",
            "investment per workstation",
            "Investment / workstations.",
            unit="EUR/workstation",
        ),
    ),
)


def _quartiles(name: str, of: str, what: str, unit: str) -> tuple[Field, ...]:
    return tuple(
        Field(f"{name}_{code}", "number", f"{part} of {what}", f"{part} of {of}.", unit=unit)
        for code, part in (("q1", "first quartile"), ("median", "median"), ("q3", "third quartile"))
    )


#: What `summaries.by_group` computes for each group, after the columns of the groups.
GROUPS = Schema(
    name="groups",
    description="Columns computed for each group of places.",
    key=(),
    fields=(
        Field("n", "integer", "places", "Places of the group.", unit="places"),
        Field("complete_plans", "integer", "complete plans", "Complete plans.", unit="places"),
        Field("investment_eur", "number", "investment", "Sum of the investments.", unit="EUR, nominal"),
        *_quartiles("investment", "the investments", "the investment", "EUR, nominal"),
        Field(
            "public_share_low",
            "number",
            "public share, low bound",
            "Pooled: sum of known public euros / sum of investments.",
            unit="share",
        ),
        Field(
            "public_share_high",
            "number",
            "public share, high bound",
            "Pooled: sum of public and unknown euros / sum of investments.",
            unit="share",
        ),
        *_quartiles("low", "the places' low bounds", "the low bound", "share"),
        *_quartiles("high", "the places' high bounds", "the high bound", "share"),
        Field("mixed", "integer", "mixed", "Places with mixed funding.", unit="places"),
        Field("one_sector", "integer", "one sector only", "Places of one sector.", unit="places"),
        Field("unknown", "integer", "cannot be told", "Places that cannot be told.", unit="places"),
    ),
)


def find_field(name: str) -> Field:
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
    return {value.code: pgettext(name, value.label, lang) for value in find_field(name).values}


def label(name: str, lang: str | None = None) -> str:
    """Name for readers of a field, in the language that is spoken unless another one is named.

    Examples
    --------
    >>> label("funder_type"), label("funder_type", "fr")
    ('funder type', 'type de financeur')
    """
    return pgettext(FIELD, find_field(name).label, lang)
