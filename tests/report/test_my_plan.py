"""The page "my plan" in a browser: the numbers of `comparing` to the last digit, by keyboard, on paper, and with bad addresses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis import load, shares, tables
from analysis.comparing import compare, what_if
from analysis.comparing._exporting import export_comparison
from analysis.report._frame import Site
from analysis.report._my_plan import render_my_plan_page
from analysis.words.i18n import LANGUAGES, speak
from seeded import address_of, make_plan

SEEDED = 500
#: All that the page tells of one plan after another, as its text stands there.
READ = """
addresses => {
  const texts = (path) => [...document.querySelectorAll(path)].map((node) => node.textContent);
  const rows = (path) => [...document.querySelectorAll(path)].map((row) => [...row.cells].map((cell) => cell.textContent));
  const told = [];
  for (const address of addresses) {
    history.replaceState(null, "", "#" + address); // without the paint that an event of the browser would wait for
    dispatchEvent(new HashChangeEvent("hashchange"));
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
    exported = export_comparison(data, plans)
    plans, data = slim(plans[COLUMNS]), replace(data, funding=slim(data.funding[LINES]))
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
    assert laws > 5  # the law was remarked on


EXAMPLE = (
    "total=320000&place_type=third_place&settlement=rural&carrier_type=municipality&surface_m2=350&region=Bretagne&year=2023"
    "&pay.state=90000&pay.region=60000&pay.municipality=80000&pay.own_funds=50000&pay.citizens=20000"
)
MANY = EXAMPLE.replace("total=320000", "total=640000&name=Le+grand+moulin&workstations=40&phase=funded") + "".join(
    f"&pay.{kind}=30000" for kind in ("eu", "department", "intermunicipality", "foundation", "company")
)


def shown(window, path: Path, address: str = ""):
    page = window.page
    page.goto("about:blank")
    page.goto(f"{path.as_uri()}#{address}")
    page.wait_for_selector("#plan:not([hidden])")
    return page


def test_it_is_filled_by_keyboard_answers_at_once_and_keeps_the_plan_in_the_address(opened, pages):
    with opened() as window:
        page = shown(window, pages / "fr" / "my-plan.html")
        assert page.inner_text("#said") == "Décrivez le projet : la réponse s’affiche ici aussitôt.".replace(
            " :", "\u00a0:"
        )
        page.focus("#field-place_type")
        page.keyboard.type("Tiers")
        page.keyboard.press("Tab")
        for text in ("Rural", "Asso", "200 m²", "0,32 M€", "25 %", "80k€"):
            page.keyboard.type(text)
            page.keyboard.press("Tab")
        page.wait_for_selector("#answer.ready")
        assert "tiers-lieux" in page.inner_text("#said")
        assert page.get_attribute("#said", "role") == "status"
        assert "160\u202f000\u00a0€" in page.inner_text("#rest")
        kept = page.url.split("#")[1]
        assert "total=320000" in kept
        assert "25%25" in kept  # a part stays a part
        told = page.inner_text("#answer")
        again = shown(window, pages / "fr" / "my-plan.html", kept)
        assert again.inner_text("#answer") == told
        assert again.input_value("#field-total") == "320\u202f000"
        again.click("#empty")
        assert "#" not in again.url
        assert again.input_value("#field-total") == ""
        again.click("#example")
        assert again.locator(".strip").count() > 5
        assert window.told == []
        assert window.outside() == []


def test_what_is_wrong_is_told_beside_its_own_field(opened, pages):
    with opened() as window:
        page = shown(window, pages / "en" / "my-plan.html", EXAMPLE)
        for field, written, told in (
            ("pay.state", "900000", "€900,000 is more than the total, €320,000"),
            ("pay.state", "much", "“much” is no amount"),
            ("surface_m2", "200 k€", "“200 k€” is no surface"),
            ("total", "250000", "The total (€250,000) is less than what the funders give together (€300,000)."),
            ("year", "15", "“15” is no year from 1950 to 2050"),
        ):
            before = page.input_value(f"#field-{field}".replace(".", "\\."))
            page.evaluate(
                "name => { document.getElementById(name).closest('details')?.setAttribute('open', '') }",
                f"field-{field}",
            )
            page.fill(f"[id='field-{field}']", written)
            page.dispatch_event(f"[id='field-{field}']", "change")
            assert told in page.inner_text(f"[id='wrong-{field}']")
            assert page.get_attribute(f"[id='field-{field}']", "aria-invalid") == "true"
            assert page.locator(".wrong").evaluate_all("all => all.filter((one) => one.textContent).length") == 1
            assert not page.locator("#cost").is_visible()
            page.fill(f"[id='field-{field}']", before)
            page.dispatch_event(f"[id='field-{field}']", "change")
        assert page.locator("#cost").is_visible()


@pytest.mark.parametrize(
    "address",
    [
        "name=<img src=x onerror=window.__hit=1>&total=1e9999&place_type=</script>&region=javascript:1&pay.state=%3Cb%3E&like=a.b",
        "total=320000&name=%3Cscript%3Ewindow.__hit=1%3C/script%3E%E2%80%AE%00&place_type=third_place&surface_m2=-5&year=99999",
        "total=99999999999999999999&pay.__proto__=5&__proto__=1&constructor=2&like=__proto__&pay.state=5%25%25",
        "=&&&==&%E0%A4%A&total=%",
        "total=1&pay.state=1&place_type=constructor&settlement=toString",
    ],
)
def test_a_hostile_address_is_inert(opened, pages, address):
    with opened() as window:
        page = shown(window, pages / "en" / "my-plan.html", address)
        page.wait_for_timeout(100)
        assert page.evaluate("window.__hit") is None
        assert page.locator("main img, main iframe, main b script").count() == 0
        assert "\u202e" not in page.inner_text("main")
        assert window.told == []
        assert window.outside() == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", [EXAMPLE, MANY])
def test_it_prints_on_one_page_with_the_plan_its_date_and_its_sources(opened, pages, lang, address):
    with opened(width=703) as window:
        page = shown(window, pages / lang / "my-plan.html", address)
        printed = page.pdf(prefer_css_page_size=True)
        assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= 703
        told = page.inner_text("main")
        for text in ("350", "Bretagne", "2023", "CGCT"):
            assert text in told
        assert page.inner_text("#today")
        assert page.locator("#nearest a[href^=http]").count() >= 4
        assert not page.locator("#plan").is_visible()


def test_each_nearest_place_leads_to_itself_and_to_its_source(opened, pages, plans):
    with opened() as window:
        page = shown(window, pages / "en" / "my-plan.html", EXAMPLE)
        links = page.locator("#nearest li a:first-child").evaluate_all(
            "all => all.map((one) => one.getAttribute('href'))"
        )
        assert len(links) == 5
        assert all(link.removeprefix("places.html#place-") in set(plans["place_id"]) for link in links)


def test_without_a_script_it_says_what_it_would_do_and_leads_on(browser, pages):
    page = browser.new_page(java_script_enabled=False)
    page.goto((pages / "en" / "my-plan.html").as_uri())
    assert page.locator("#without").is_visible()
    assert not page.locator("#plan").is_visible()
    assert page.locator("#without a").evaluate_all("all => all.map((one) => one.getAttribute('href'))") == [
        "places.html",
        "06_explore.html",
    ]
    page.close()


def test_a_file_of_ones_own_without_kinds_lines_and_prices_is_told_to_be_too_little(opened, tmp_path):
    (tmp_path / "a.csv").write_text("Lieu;Coût total\n<b>A</b>;100000\nB;200000\n", encoding="utf-8")
    own = load(tmp_path / "a.csv")
    path = tmp_path / "my-plan.html"
    path.write_bytes(render_my_plan_page(own, shares.plans(own), site=Site("en", ("en",))))
    with opened() as window:
        page = shown(window, path, "total=150000&pay.state=50000&surface_m2=100")
        assert (
            page.inner_text("#said")
            == "Too few innovation places to say where my project stands among them (n = 2 peers)."
        )
        assert "Plans are too few" in page.inner_text("#cost")
        assert "too few to compare" in page.inner_text("#funders")
        assert page.inner_text("#nearest") == "Nearest places: none."  # they know too little of each other
        assert window.told == []


@pytest.mark.parametrize(("lang", "scheme", "width"), [("fr", "light", 1440), ("en", "dark", 390), ("fr", "dark", 820)])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(opened, pages, lang, scheme, width):
    script = Axe().axe_script
    with opened(width=width, color_scheme=scheme) as window:
        for address in ("", EXAMPLE, MANY):
            page = shown(window, pages / lang / "my-plan.html", address)
            page.eval_on_selector_all("details", "all => all.forEach(d => d.open = true)")
            page.evaluate(script)
            options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
            faults = page.evaluate("options => axe.run(options)", options)["violations"]
            assert [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in faults] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
