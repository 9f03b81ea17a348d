"""The files of the data package that are made from the vocabulary: datapackage.json and the dictionary."""

from __future__ import annotations

import json
from typing import Any

from analysis._system import VERSION
from analysis.words.vocabulary import DERIVED, EDITION, EDITION_DATE, TABLES, Field, Schema, labels

__all__ = ["make_descriptor", "make_dictionary", "make_files"]

TITLE = "Financing plans of new innovation places in France"
DATA_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
CODE_LICENCE = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
SOURCES = [
    {"title": "Conference of 18 January 2017 on new innovation places (France Clusters, INRA, ANPP): the eight claims"},
    {
        "title": "DGCL / ANCT, State investment grants DETR, DSIL and DSID of 2018",
        "path": "https://github.com/anct-carto/dotation_investissement",
    },
    {
        "title": "DGCL / ANCT, State investment grants of 2019",
        "path": "https://github.com/anct-carto/dotations_investissement_2019",
    },
    {
        "title": "Insee density grid and municipal populations, as published by ANCT",
        "path": "https://github.com/anct-carto/superposeur-V2",
    },
    {
        "title": "Points of municipalities: IGN Admin Express COG 2018 (Licence Ouverte), by way of france-geojson",
        "path": "https://github.com/gregoiredavid/france-geojson",
    },
    {
        "title": "France Tiers-Lieux, census of third places of 2023",
        "path": "https://observatoire.francetierslieux.fr/",
    },
    {"title": "Insee, index of building prices BT01, cited year by year in prices.csv (source_url)"},
    {"title": "Web pages of press, institutions and carriers, cited row by row in places.csv (source_url)"},
]
DESCRIPTION = (
    "What it costs to start a third place, coworking space, fab lab, living lab, incubator or house of a cluster in "
    "France, and who pays: one financing plan per place, one funding line per funder, each with its source. "
    "A published sample, not a census."
)


def _constraints(field: Field) -> dict[str, Any]:
    rules: dict[str, Any] = {}
    if field.required:
        rules["required"] = True
    if field.unique:
        rules["unique"] = True
    if field.values:
        rules["enum"] = list(field.codes)
    if field.pattern:
        rules["pattern"] = field.pattern
    low = field.minimum if field.minimum is not None else field.above
    if low is not None:
        rules["minimum"] = low
    if field.maximum is not None:
        rules["maximum"] = field.maximum
    return rules


def _schema_field(field: Field) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": field.label,
        "description": field.description + (f" Above {field.above:g}." if field.above is not None else ""),
    }
    if field.unit:
        entry["unit"] = field.unit
    rules = _constraints(field)
    return {**entry, "constraints": rules} if rules else entry


def _resource(table: Schema) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_schema_field(field) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": [own], "reference": {"resource": resource, "fields": [other]}}
            for own, (resource, other) in table.refers.items()
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": table.description,
        "schema": schema,
    }


def make_descriptor() -> dict[str, Any]:
    """The descriptor of the data package: Frictionless Data Package, tabular profile.

    Returns
    -------
    dict
        What ``datapackage.json`` holds; types, units, allowed values and keys from `analysis.vocabulary`.

    Notes
    -----
    https://specs.frictionlessdata.io/tabular-data-package/

    Examples
    --------
    >>> [resource["name"] for resource in make_descriptor()["resources"]]
    ['places', 'funding', 'context', 'concepts', 'census', 'prices']
    """
    return {
        "profile": "tabular-data-package",
        "name": "cluster-funding",
        "title": TITLE,
        "version": VERSION,
        "edition": EDITION,
        "created": f"{EDITION_DATE}T00:00:00Z",
        "description": DESCRIPTION,
        "keywords": ["tiers-lieux", "innovation places", "public funding", "France"],
        "licenses": [DATA_LICENCE, CODE_LICENCE],
        "sources": SOURCES,
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _rule(field: Field) -> str:
    rules = ["required"] if field.required else []
    rules += ["unique"] if field.unique else []
    rules += [f"above {field.above:g}"] if field.above is not None else []
    rules += [f"from {field.minimum:g}"] if field.minimum is not None else []
    rules += [f"to {field.maximum:g}"] if field.maximum is not None else []
    rules += [f"pattern `{field.pattern}`".replace("|", "\\|")] if field.pattern else []
    rules += [f"since edition {field.since}, may be absent"] if field.since > 1 else []
    return ", ".join(rules)


def _dictionary_table(table: Schema) -> str:
    lines = [
        f"## {table.name}",
        "",
        table.description,
        "",
        "| field | type | unit | rule | meaning |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| `{f.name}` | {f.type} | {f.unit} | {_rule(f)} | {f.description} |" for f in table.fields]
    for field in table.fields:
        if field.values:
            lines += ["", f"Values of `{field.name}`:", "", "| value | English | French |", "|---|---|---|"]
            french = labels(field.name, "fr")
            lines += [f"| `{code}` | {name} | {french[code]} |" for code, name in labels(field.name, "en").items()]
    return "\n".join(lines)


def make_dictionary() -> str:
    """The dictionary of the data package, Markdown, for people.

    Examples
    --------
    >>> make_dictionary().splitlines()[0]
    '# Financing plans of new innovation places in France'
    """
    parts = [
        f"# {TITLE}",
        "*Made from `src/analysis/words/vocabulary.py` by `make data`; change it there.*",
        DESCRIPTION
        + f" This is edition {EDITION}. The tables are UTF-8 CSV files with a comma, a point as decimal mark, and empty cells "
        "for what is not known. `datapackage.json` describes them for programs, `CODING.md` says how each doubtful case was "
        "coded, and `CHANGELOG.md` what changed since the edition before. A package of one's own needs `places.csv` and "
        "`funding.csv` alone; a column that came after the first edition may be absent and is then not known.",
        *(_dictionary_table(table) for table in TABLES.values()),
        "## Computed columns\n\n`analysis.shares.plans` adds these to the places; they are not stored.\n\n"
        + _dictionary_table(DERIVED).split("\n\n", 2)[2],
        LIMITS,
        LICENCES,
    ]
    return "\n\n".join(parts) + "\n"


LIMITS = """## Limits of the sample

- These are plans that somebody published. Large, public and successful projects are over-represented; nothing here counts all places.
- Rows of the State's lists (DETR, DSIL, DSID of 2018 and 2019) know the total and the State's share only.
- What no line explains is of unknown sector. It is never taken to be private.
- Euros are nominal; with or without VAT; for purchase, works or equipment. Years differ.
- One plan may cover two sites, and a plan that was announced is not always the one that was carried out: see `status`.
- Where a figure was computed from others (a remainder, a percentage), `total_basis` and `amount_basis` name the way and `note`
  says how. Most complete plans are closed by such a computation, which is no evidence of a sector."""

LICENCES = """## Licences and how to cite

Data: Creative Commons Attribution 4.0 (`LICENSE` in this folder). Code: MIT. The facts come from the sources that each row names;
cite them with the data: *Cluster funding: financing plans of new innovation places in France*, with the version in `datapackage.json`.

## How these files are made

`make data` writes `datapackage.json` and this file anew; `make generated` fails when they are not in step.
`frictionless validate data/datapackage.json` checks the tables against the descriptor."""


def make_files() -> dict[str, str]:
    """Name and content of each file that is made."""
    return {
        "datapackage.json": json.dumps(make_descriptor(), ensure_ascii=False, indent=2) + "\n",
        "README.md": make_dictionary(),
    }
