"""The page "my plan" in a browser: the numbers of `comparing` to the last digit, by keyboard, on paper, and with bad addresses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analysis import tables
from analysis.comparing import compare, what_if
from analysis.comparing._exporting import export_comparison
from analysis.report._frame import Site
from analysis.report._my_plan import render_my_plan_page
from analysis.words.i18n import LANGUAGES, speak
from seeded import address_of, make_plan

SEEDED = 500
#: All that the page tells of one plan after another, as its text stands there.
READ = """
async addresses => {
  const texts = (path) => [...document.querySelectorAll(path)].map((node) => node.textContent);
  const rows = (path) => [...document.querySelectorAll(path)].map((row) => [...row.cells].map((cell) => cell.textContent));
  const told = [];
  for (const address of addresses) {
    const done = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    location.hash = address;
    await done;
    told.push({
      said: texts("#said")[0], second: texts("#cost .second")[0], funders: texts("#funders > p:not(.key)"), law: texts("#law p"),
      weak: texts("#weak li"), numbers: texts("#numbers li"), positions: rows("#numbers .table:nth-of-type(1) tbody tr"),
      choices: rows("#numbers .table:nth-of-type(2) tbody tr"), scenarios: rows("#what-if tbody tr"), nearest: texts("#nearest li"),
    });
  }
  return told;
}
"""


@pytest.fixture(scope="module")
def pages(data, plans, tmp_path_factory) -> Path:
    """The page in both languages."""
    folder = tmp_path_factory.mktemp("my-plan")
    for lang in LANGUAGES:
        (folder / lang).mkdir()
        page = render_my_plan_page(data, plans, site=Site(lang, tuple(LANGUAGES)))
        (folder / lang / "my-plan.html").write_bytes(page)
    return folder


#: What a comparison looks at.
COLUMNS = [
    "place_id", "name", "place_type", "region", "settlement", "carrier_sector", "vat", "investment_eur", "constant_eur",
    "price_year", "surface_m2", "workstations", "public_share_low", "public_share_high", "public_eur", "private_eur",
    "complete", "year", "total_basis", "amount_scope", "source_kind", "source_url",
]  # fmt: skip
LINES = ["place_id", "funder_type", "amount_eur", "amount_basis"]


def slim(table):
    """Texts as plain objects: rows of them are taken in half the time, and they are taken 500 times."""
    texts = table.select_dtypes("string").columns
    return table.assign(**{name: table[name].astype("object").where(table[name].notna(), None) for name in texts})


@pytest.fixture(scope="module")
def compared(data, plans):
    """Seeded plans with what Python finds of each."""
    plans, data = slim(plans[COLUMNS]), replace(data, funding=slim(data.funding[LINES]))
    exported = export_comparison(data, plans)
    exported["funders"] = [code for code in exported["funders"] if code != "unknown"]
    made = [make_plan(number, exported) for number in range(SEEDED)]
    return [
        (plan, like, compare(data, plan, like=like, plans=plans), what_if(data, plan, like=like, plans=plans))
        for plan, like in made
    ]


def layers(found) -> list[tuple[str, str]]:
    """Each sentence as (plain, numbers), with capitals."""
    told = [
        (str(one.plain), str(one.numbers)) if hasattr(one, "plain") else (str(one), "")
        for one in found.sentences.messages
    ]
    return [(plain[:1].upper() + plain[1:], numbers[:1].upper() + numbers[1:]) for plain, numbers in told]


def in_python(found, scenarios) -> dict[str, list]:
    """What the page should say of a plan, in the language that is spoken."""
    place, expected, public, funders, _near, *laws = layers(found)
    near = tables.nearest(found).frame
    return {
        "said": place[0],
        "second": expected[0],
        "funders": [funders[0], public[0]],
        "weak": list(found.warnings),
        "numbers": [numbers for _plain, numbers in (place, expected, public, funders) if numbers],
        "positions": tables.positions(found).frame.values.tolist(),
        "choices": tables.choices(found).frame.values.tolist(),
        "scenarios": tables.scenarios(scenarios).frame.values.tolist(),
        "nearest": near.iloc[:, :3].values.tolist(),
        "law": [plain for plain, _numbers in laws],
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_500_plans_are_compared_as_python_compares_them_to_the_last_digit(opened, pages, compared, lang):
    addresses = [address_of(plan, like) + f"&n={at}" for at, (plan, like, *_found) in enumerate(compared)]
    with opened() as window:
        page = window.show(pages / lang / "my-plan.html")
        page.wait_for_selector("#plan:not([hidden])")
        told = page.evaluate(READ, addresses)
        assert window.told == []
        assert window.outside() == []
    laws = 0
    with speak(lang):
        for shown, (plan, like, found, scenarios) in zip(told, compared, strict=True):
            wanted = in_python(found, scenarios)
            near, law = wanted.pop("nearest"), wanted.pop("law")
            shown["weak"] = shown["weak"][:-1]  # that the peers are a sample is said of any plan
            assert {name: shown[name] for name in wanted} == wanted, (plan, like)
            for item, (name, amount, why) in zip(shown["nearest"], near, strict=True):
                assert item.startswith(f"{name} {amount} · ")
                assert why in item
            assert law == [] or shown["law"] == law
            laws += len(law)
    assert laws > 20  # both rules were met
