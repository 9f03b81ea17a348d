// The page "my plan": a form whose state is in the address, and what is told of it at once. Texts are never read as HTML.
"use strict";

const at = (id) => document.getElementById(id);
const ui = (name, fields = {}) => filled(words.ui[name], fields);
const FILLED = ["name", "total", "place_type", "settlement", "carrier_type", "surface_m2", "workstations", "year", "region", "vat", "phase"];
const CODED = ["place_type", "settlement", "carrier_type", "region", "vat", "phase"];
const control = (name) => at(`field-${name}`);
const likeBoxes = () => [...document.querySelectorAll("input[name=like]")];

// --- reading the form

class WrongField extends Error {
  constructor(name, told) {
    super(told);
    this.field = name;
  }
}

const writtenIn = (name) => control(name).value.trim();

function readNumber(name, read, wrong, { above = true } = {}) {
  const text = writtenIn(name);
  if (!text) return null;
  const value = read(text);
  if (!(above ? value > 0 : value >= 0)) throw new WrongField(name, ui(wrong, { value: text.slice(0, 30) }));
  return value;
}

function readYear() {
  const text = writtenIn("year");
  if (!text) return null;
  const [first, last] = [data.rules.year_from, data.rules.year_to];
  const year = /^\d{4}$/.test(text) ? Number(text) : NaN;
  if (!(year >= first && year <= last)) throw new WrongField("year", ui("wrong_year", { first, last, value: text.slice(0, 30) }));
  return year;
}

function readFunder(kind, total) {
  const name = `pay.${kind}`;
  const text = writtenIn(name);
  const part = readPart(text);
  if (!known(part)) return readNumber(name, readEuros, "wrong_amount", { above: false });
  if (total === null) throw new WrongField(name, ui("part_of_nothing"));
  return Math.round(part * total); // whole euros: a part is never meant to the cent
}

/** The plan that is written; what is wrong is told beside its field. */
function readPlan() {
  const wrong = [];
  const read = (name, reader) => {
    try {
      return reader();
    } catch (error) {
      if (!(error instanceof WrongField)) throw error;
      wrong.push(error);
      return null;
    }
  };
  const plan = { name: cleanName(writtenIn("name")) };
  for (const name of CODED) plan[name] = writtenIn(name) || null;
  plan.total = read("total", () => readNumber("total", readEuros, "wrong_amount"));
  plan.surface_m2 = read("surface_m2", () => readNumber("surface_m2", readSurface, "wrong_surface"));
  plan.workstations = read("workstations", () => readNumber("workstations", readSurface, "wrong_number"));
  plan.year = read("year", readYear);
  plan.funding = {};
  for (const kind of data.funders) plan.funding[kind] = read(kind, () => readFunder(kind, plan.total));
  const most = data.rules.most_of_total * plan.total;
  for (const [kind, amount] of plan.total === null ? [] : fundingOf(plan).filter(([, euro]) => euro > most)) {
    wrong.push(new WrongField(`pay.${kind}`, ui("line_high", { amount: longEuros(amount), total: longEuros(plan.total) })));
  }
  if (!wrong.length && plan.total !== null && knownEuros(plan) > most) {
    wrong.push(new WrongField("total", ui("total_low", { total: longEuros(plan.total), sum: longEuros(knownEuros(plan)) })));
  }
  tellWrong(wrong);
  return { plan, right: !wrong.length };
}

function tellWrong(wrong) {
  for (const told of document.querySelectorAll(".wrong")) {
    const error = wrong.find((one) => `wrong-${one.field}` === told.id);
    const field = at(told.id.replace("wrong-", "field-"));
    told.textContent = error ? error.message : "";
    if (error) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const hidden = wrong.map((error) => control(error.field).closest("details")).filter(Boolean);
  for (const fold of hidden) fold.open = true;
}

const chosenLike = () => likeBoxes().filter((box) => box.checked).map((box) => box.value);

// --- the address: numbers and codes alone, whatever somebody wrote into it

/** A name on one line without signs that hide or turn what stands beside them. */
const cleanName = (text) => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "").slice(0, 80);

const AMOUNT = /^\d{1,12}(\.\d{1,2})?$/;
const PART = /^\d{1,3}(\.\d{1,4})?%$/;

function toAddress() {
  const kept = new URLSearchParams();
  const keep = (name, value) => value && kept.set(name, value);
  for (const name of FILLED) {
    const text = writtenIn(name);
    const number = { total: readEuros, surface_m2: readSurface, workstations: readSurface }[name];
    keep(name, number && text ? (known(number(text)) ? String(number(text)) : "") : text);
  }
  for (const kind of data.funders) {
    const text = writtenIn(`pay.${kind}`);
    const part = readPart(text);
    const amount = readEuros(text);
    keep(`pay.${kind}`, known(part) ? `${Number((100 * part).toFixed(4))}%` : known(amount) ? String(amount) : "");
  }
  if (kept.toString() && chosenLike().join() !== "place_type") kept.set("like", chosenLike().join("."));
  return kept.toString();
}

const localNumber = (text) => {
  const [body, part] = text.replace("%", "").split(".");
  const number = grouped(body) + (part ? words.marks.decimal + part : "");
  return text.endsWith("%") ? filled(words.marks.share, { n: number }) : number;
};

function fromAddress(text) {
  const given = new URLSearchParams(text.replace(/^#/, ""));
  const take = (name, allowed) => {
    const value = given.get(name) || "";
    return allowed(value) ? value : "";
  };
  for (const name of CODED) {
    control(name).value = take(name, (code) => [...control(name).options].some((option) => option.value === code));
  }
  for (const name of ["total", "surface_m2", "workstations"]) control(name).value = localNumber(take(name, (value) => AMOUNT.test(value)));
  for (const kind of data.funders) {
    control(`pay.${kind}`).value = localNumber(take(`pay.${kind}`, (value) => AMOUNT.test(value) || PART.test(value)));
  }
  control("year").value = take("year", (value) => /^\d{4}$/.test(value));
  control("name").value = cleanName(given.get("name") || "");
  const like = given.has("like") ? given.get("like").split(".") : ["place_type"];
  for (const box of likeBoxes()) box.checked = like.includes(box.value);
  for (const fold of document.querySelectorAll("#plan details")) {
    fold.open ||= [...fold.querySelectorAll("input:not([name=like]), select")].some((field) => field.value);
  }
}

/** Whether an address holds a plan; "#main" and the like lead to a part of the page. */
const holdsPlan = (text) => text.includes("=");

function keepInAddress() {
  const kept = toAddress();
  const address = location.href.split("#")[0] + (kept ? `#${kept}` : "");
  try {
    history.replaceState(null, "", address);
  } catch {
    if (kept) location.replace(`#${kept}`); // where a file may not have a history
  }
}

// --- what is shown

function show(id, ...inside) {
  at(id).replaceChildren(...inside);
  at(id).closest("section, .part").hidden = !inside.length;
}

const paragraph = (text, look = "") => element("p", look ? { class: look } : {}, text);

function showRest(plan, right) {
  const given = knownEuros(plan);
  const rest = at("rest");
  if (!right || (plan.total === null && !given)) {
    rest.textContent = right ? "" : ui("not_compared");
    return;
  }
  if (plan.total === null) rest.textContent = ui("given", { sum: longEuros(given) });
  else if (given > plan.total) rest.textContent = ui("given_above", { sum: longEuros(given - plan.total) });
  else rest.textContent = given === plan.total ? ui("all_found") : ui("rest", { rest: longEuros(plan.total - given), share: share((plan.total - given) / plan.total) });
}

const dotName = (peer) => data.plans.name[peer] + (data.plans.year[peer] === null ? "" : ` (${data.plans.year[peer]})`);

function stripOf(name, row, scale, { band, sub = "", side, labelled = true }) {
  const form = formOf(row);
  const yours = bounds(row.value, known(row.valueHigh) ? row.valueHigh : row.value, form);
  const told = ui("strip", { measure: name, yours, side: side.join(", ") });
  const tellDot = (value, peer) => ui("dot", { place: dotName(peer), value: form(value) });
  const mine = element("span", { class: "mine" }, ui("yours", { value: yours }));
  const head = element("p", { class: "of" }, element("b", {}, name), sub ? ` ${sub}` : "", mine);
  const beside = element("p", { class: "side" }, element("b", {}, side[0]), ...side.slice(1).map((text) => ` · ${text}`));
  return element("div", { class: "strip" }, head, drawStrip(row, scale, { band, labelled, told, tellDot }), beside);
}

const fewPeers = (row) => [ui("too_few", { n: count(row.n, "peer") })];

function costStrips({ positions, expected, money }) {
  const [cost] = positions;
  const values = [...cost.pairs.map(([value]) => value), cost.value, expected.low, expected.high].filter(known);
  const side = known(cost.median) ? [ui("median", { value: longEuros(cost.median) }), count(cost.n, "peer")] : fewPeers(cost);
  const sub = money.year ? ui("euros_of", { year: money.year }) : "";
  const made = [stripOf(capital(words.fields.investment_eur), cost, euroScale(values), { band: [expected.low, expected.high], sub, side })];
  for (const row of positions.filter((one) => one.measure.startsWith("eur_per"))) {
    const half = () => [ui("median", { value: euros(row.median) }), ui("middle_half", { range: interval(...row.quarters, euros) }), count(row.n, "peer")];
    const scale = euroScale([...row.pairs.map(([value]) => value), row.value]);
    made.push(stripOf(capital(words.fields[row.measure]), row, scale, { band: row.quarters, side: known(row.median) ? half() : fewPeers(row) }));
  }
  return made;
}

function sideOfFunder(row) {
  const gives = row.draw === "web" ? ui("gives", { giving: whole(row.giving), plans: whole(row.plans) }) : ui("on_lists", { n: whole(row.n) });
  if (!known(row.median)) return [ui("too_few_give", { n: whole(row.n) }), gives];
  return [ui("median", { value: share(row.median) }), ui("middle_half", { range: interval(...row.quarters, share) }), gives];
}

function funderStrips({ positions }) {
  const rows = positions.filter((row) => row.kind);
  const made = rows.map((row) => stripOf(capital(funderOf(row)), row, shareScale, { band: row.quarters, side: sideOfFunder(row), labelled: false }));
  at("answer").classList.toggle("many", made.length > 7);
  const open = positions.find((row) => row.measure === "public_share");
  const side = known(open.median) ? [ui("median", { value: share(open.median) }), ui("complete", { n: whole(open.n) })] : fewPeers(open);
  return [...made, stripOf(capital(words.fields.public_share), open, shareScale, { band: open.quarters, side })];
}

function makeTable(caption, heads, rows, look = "") {
  const body = rows.map((row) => element("tr", {}, ...row.map((text, order) => (order ? element("td", { "data-label": heads[order] }, text) : element("th", { scope: "row" }, text)))));
  const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
  return element("div", { class: "table", role: "region", "aria-label": caption, tabindex: "0" }, element("table", {}, element("caption", look ? { class: look } : {}, caption), element("thead", {}, head), element("tbody", {}, ...body)));
}

function nearestItems({ nearest }) {
  return nearest.map((one) => {
    const link = element("a", { href: `places.html#place-${encodeURIComponent(data.plans.place_id[one.at])}`, class: "bare" }, element("bdi", {}, data.plans.name[one.at]));
    const address = data.plans.source_url[one.at];
    const told = data.plans.source_publisher[one.at];
    const source = address ? element("a", { href: address, rel: "noopener noreferrer", class: "bare" }, element("bdi", {}, told)) : element("bdi", {}, told);
    const amount = ` ${euros(data.plans.investment_eur[one.at])}`;
    return element("li", {}, link, amount, element("span", { class: "quiet why" }, ` · ${ui("near", { fields: tellNear(one) })}`), ...(told ? [element("span", { class: "quiet" }, ` · ${ui("source")} `), source] : []));
  });
}

const labelOf = (name) => {
  const chosen = control(name).selectedOptions[0];
  return chosen && chosen.value ? chosen.textContent : "";
};

/** What stands above the printed page: the plan itself, in words. */
function facts(plan) {
  const surface = plan.surface_m2 ? `${plainNumber(plan.surface_m2)} m²` : "";
  const posts = plan.workstations ? ui("posts", { n: plainNumber(plan.workstations) }) : "";
  const year = plan.year ? ui("euros_of", { year: plan.year }) : ui("euros_today");
  const parts = [...["place_type", "settlement", "carrier_type"].map(labelOf), surface, posts, labelOf("region"), year, labelOf("vat") || ui("vat_not_said"), labelOf("phase")];
  return parts.filter(Boolean).join(" · ");
}

/** The plan for paper: who pays what, and what is to be found if it withdraws. */
function linesTable({ plan, scenarios }) {
  const after = (scenario) => {
    const row = scenarios.find((one) => one.scenario === scenario);
    return [euros(row.rest), bounds(...row.bounds)];
  };
  const paying = fundingOf(plan).filter(([, amount]) => amount);
  const rows = paying.map(([kind, amount]) => [capital(words.funders[kind]), longEuros(amount), share(amount / plan.total), ...after(`without_${kind}`)]);
  if (restOf(plan) > 0) rows.push([ui("still_to_find"), longEuros(restOf(plan)), share(restOf(plan) / plan.total), "", ""]);
  rows.push([ui("total"), longEuros(plan.total), share(1), ...after("as_planned")]);
  rows.push([capital(words.scenarios.a_fifth_dearer), longEuros(data.rules.growth * plan.total), "", ...after("a_fifth_dearer")]);
  return makeTable(ui("lines"), [ui("who"), ui("amount"), ui("part"), ui("if_gone"), words.fields.public_share], rows);
}

function showLaw(found) {
  const told = tellLaw(found).map(({ plain }) => paragraph(plain, "remark"));
  if (!told.length && isConcerned(found.plan, data.rules.bound_from)) told.push(paragraph(ui("law_kept"), "remark"));
  show("law", ...told);
}

function showFound(found) {
  const [place, expected, open, funders, near, ...laws] = tellSentences(found);
  at("said").textContent = place.plain;
  show("cost", paragraph(expected.plain, "second"), ...costStrips(found), paragraph(ui(known(found.expected.middle) ? "key_cost" : "key_few"), "key"));
  show("funders", paragraph(funders.plain), paragraph(open.plain), ...funderStrips(found), paragraph(ui("key_share"), "key"));
  showLaw(found);
  show("nearest", found.nearest.length ? element("ol", {}, ...nearestItems(found)) : paragraph(near.plain));
  show("what-if", makeTable(ui("what_if"), words.heads.scenarios, tableScenarios(found), "hidden"));
  show("weak", element("ul", {}, ...[...tellWarnings(found), ui("sample")].map((text) => element("li", {}, text))));
  const numbers = [place, expected, open, funders, ...laws].map(({ numbers: told }) => told).filter(Boolean);
  const tables = [makeTable(tableCaption(found), words.heads.positions, tablePositions(found)), makeTable(words.table.choices, words.heads.choices, tableChoices(found))];
  show("numbers", element("ul", {}, ...numbers.map((text) => element("li", {}, text))), ...tables);
  show("lines", linesTable(found));
  at("facts").textContent = facts(found.plan);
  at("title").textContent = ui("title_of", { plan: capital(nameOf(found.plan)) });
}

const tableCaption = ({ money }) => (money.year ? filled(words.table.positions, { year: money.year }) : words.table.positions_nominal);

/** Before a total is known: what such a place costs, and what is missing. */
function showBegun(plan, right) {
  const asked = plan.place_type || plan.surface_m2;
  at("said").textContent = !right ? ui("not_compared") : asked ? capital(tellRange(plan, expectPlan(plan))) : ui("begin");
  for (const section of document.querySelectorAll("#answer :is(section, .part)")) section.hidden = true;
  at("facts").textContent = "";
  at("title").textContent = at("title").dataset.text;
}

function update() {
  const { plan, right } = readPlan();
  showRest(plan, right);
  const ready = right && plan.total !== null;
  if (ready) showFound(compare(plan, chosenLike().filter((name) => valueOf(plan, name) !== null)));
  else showBegun(plan, right);
  at("answer").classList.toggle("ready", ready);
  for (const id of ["print", "copy"]) at(id).disabled = !ready;
  at("copied").textContent = "";
  at("today").textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date());
}

async function copyAddress() {
  try {
    await navigator.clipboard.writeText(location.href);
    at("copied").textContent = ui("copied");
  } catch {
    at("copied").textContent = ui("copy_by_hand");
  }
}

function listen() {
  let waiting = 0;
  const changed = () => {
    clearTimeout(waiting);
    update();
    keepInAddress();
  };
  at("plan").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(changed, 250); // so that a screen reader is not told of each digit
  });
  at("plan").addEventListener("change", changed);
  at("plan").addEventListener("submit", (event) => event.preventDefault());
  at("example").addEventListener("click", () => {
    fromAddress(words.example);
    changed();
  });
  at("empty").addEventListener("click", () => {
    fromAddress("");
    changed();
    control("place_type").focus();
  });
  at("print").addEventListener("click", () => print());
  at("copy").addEventListener("click", copyAddress);
  addEventListener("hashchange", () => {
    if (location.hash && !holdsPlan(location.hash)) return;
    fromAddress(location.hash);
    update();
  });
}

async function unpack(id) {
  const bytes = Uint8Array.from(atob(at(id).textContent.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

async function begin() {
  ({ data, words } = await unpack("peers"));
  fromAddress(holdsPlan(location.hash) ? location.hash : "");
  listen();
  update();
  at("without").hidden = true;
  for (const id of ["plan", "answer"]) at(id).hidden = false;
}

begin();
