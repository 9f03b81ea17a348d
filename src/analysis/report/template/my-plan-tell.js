// What is told of a comparison: the sentences of comparing/_telling.py and the tables of tables/_of_plan.py, from the same texts.
"use strict";

const say = (name, fields = {}) => filled(words.texts[name], fields);
const nameOf = (plan) => plan.name || say("my_project");
const isFew = (row) => row.n < data.rules.least;

function placesLike(plan, like) {
  if (like.join() === "place_type" && words.plurals[plan.place_type]) return words.plurals[plan.place_type];
  return say(like.length ? "comparable" : "all_places");
}

function moneyOf(plan, money, own) {
  if (!money.year) return say("euros_nominal");
  if (!own) return say("euros_of", { year: money.year });
  if (money.assumed) return say("euros_assumed", { year: money.year });
  return say("euros_own", { year: money.year, cost: euros(plan.total), own: plan.year });
}

function rankOf(row) {
  const less = row.below < 0.5;
  const tenths = Number(fixed(10 * (less ? 1 - row.below : row.below), 0));
  if (row.n >= data.rules.few && tenths < 10) return [tenths, 10];
  return [row.pairs.filter(([other]) => (less ? other > row.value : other < row.value)).length, row.n];
}

function tellPlace({ plan, like, money, positions: [row], choices }) {
  const fields = { plan: nameOf(plan), places: placesLike(plan, like) };
  if (isFew(row)) return { plain: say("place_few", { ...fields, n: count(row.n, "peer") }) };
  const [from, to] = data.rules.middle;
  const near = row.below === 0.5 || (row.n >= data.rules.few && row.below >= from && row.below <= to);
  const [part, of] = rankOf(row);
  const name = near ? "place_middle" : row.below < 0.5 ? "place_less" : "place_more";
  const tried = choices.map((choice) => choice.below).filter(known);
  return {
    plain: say(name, { ...fields, part: whole(part), of: whole(of), median: longEuros(row.median) }),
    numbers: say("place_numbers", {
      below: share(row.below),
      interval: interval(row.from, row.to, share),
      peers: count(row.n, "peer"),
      median: euros(row.median),
      around: interval(row.low, row.high, euros),
      money: moneyOf(plan, money, false),
      others: bounds(Math.min(...tried), Math.max(...tried)),
    }),
  };
}

/** The range in which such a place is expected, whatever the plan costs. */
function tellRange(plan, expected) {
  if (!known(expected.middle)) return say("expected_not_known", { plans: count(expected.n, "plan") });
  const ends = { middle: longEuros(expected.middle), low: longEuros(expected.low), high: longEuros(expected.high) };
  return expected.basis === "surface" ? say("expected_surface", { ...ends, surface: plainNumber(plan.surface_m2) }) : say("expected", ends);
}

function tellExpected({ plan, money, expected, standing }) {
  const range = tellRange(plan, expected);
  const own = { cost: euros(money.euros), money: moneyOf(plan, money, true) };
  if (standing === "not_known") return { plain: range, numbers: say("expected_none_numbers", own) };
  return {
    plain: `${range} ${capital(say(`standing_${standing}`, { plan: nameOf(plan) }))}`,
    numbers: say("expected_numbers", {
      ...own,
      range: interval(expected.low, expected.high, euros),
      basis: expected.known.length ? joinNames(expected.known.map((name) => words.fields[name])) : words.basis_all,
      plans: count(expected.n, "plan"),
    }),
  };
}

function tellPublic({ positions }) {
  const row = positions.find((one) => one.measure === "public_share");
  const fields = { share: bounds(row.value, row.valueHigh), median: share(row.median), peers: count(row.n, "peer") };
  if (isFew(row)) return { plain: say("public_few", fields), numbers: say("public_few_numbers", fields) };
  return { plain: say("public", fields), numbers: say("public_numbers", { ...fields, interval: interval(row.low, row.high, share) }) };
}

function funderOf(row) {
  const funder = words.funders[row.kind];
  return row.draw === "lists" ? say("funder_on_lists", { funder, draw: words.lists }) : funder;
}

function tellFunders({ positions }) {
  const rows = positions.filter((row) => row.kind && known(row.median));
  if (!rows.length) return { plain: say("giving_not_known") };
  const named = (kept) => kept.map(funderOf).join(", ");
  const larger = rows.filter((row) => row.from > 0.5);
  const smaller = rows.filter((row) => row.to < 0.5);
  const plain = [];
  if (larger.length) plain.push(capital(say("larger", { funders: named(larger) })));
  if (smaller.length) plain.push(capital(say("smaller", { funders: named(smaller) })));
  const parts = rows.map((row) =>
    say("giving", {
      funder: funderOf(row), share: share(row.value), median: share(row.median), interval: interval(row.low, row.high, share), n: row.n,
    }),
  );
  return { plain: plain.join(" ") || say("no_funder_differs"), numbers: say("giving_numbers", { funders: joinParts(parts) }) };
}

function tellNearest({ nearest }) {
  const near = nearest.slice(0, data.rules.named).map(({ at }) => `${data.plans.name[at]} (${euros(data.plans.investment_eur[at])})`);
  return { plain: say("nearest", { places: near.length ? joinParts(near) : say("none") }) };
}

function tellLaw({ law }) {
  const told = [];
  if (law.own !== null) told.push({ plain: say("law_own", { share: share(law.own) }) });
  if (law.state !== null) told.push({ plain: say("law_state", { share: share(law.state) }) });
  return told;
}

/** The sentences of a comparison, plain and with their numbers. */
function tellSentences(found) {
  const told = [tellPlace(found), tellExpected(found), tellPublic(found), tellFunders(found), tellNearest(found), ...tellLaw(found)];
  return told.map(({ plain, numbers }) => ({ plain: capital(plain), numbers: numbers ? capital(numbers) : "" }));
}

function tellWarnings({ plan, peers, money }) {
  const told = [];
  if (peers.length < data.rules.few) told.push(say("few_peers", { peers: count(peers.length, "peer") }));
  if (!isComplete(plan)) {
    told.push(say("not_complete", { share: share(knownEuros(plan) / plan.total), rest: euros(restOf(plan)) }));
  }
  const based = peers.filter((at) => data.plans.based[at]);
  const alone = based.filter((at) => data.plans.stated[at]).length;
  if (alone < based.length) told.push(say("closing", { complete: count(based.length, "complete plan"), stated: alone }));
  const same = peers.every((at) => data.plans.vat[at] === plan.vat);
  if (!plan.vat || plan.vat === "unknown" || !same) told.push(say("vat"));
  if (money.year && money.nominal) told.push(say("stay_nominal", { peers: count(money.nominal, "peer") }));
  return told.length ? told : [say("nothing_weakens")];
}

// --- tables

const labelMeasure = (row) =>
  row.kind ? filled(words.table[row.draw === "lists" ? "part_of_on_lists" : "part_of"], { funder: words.funders[row.kind], draw: words.lists }) : words.fields[row.measure];
const percent = (value, from, to) =>
  !known(value) ? words.table.too_few : known(from) ? `${share(value)} (${interval(from, to, share)})` : share(value);

const formOf = (row) => (row.measure.split("_").includes("eur") ? euros : share);

function rowOfPositions(row, standing) {
  const form = formOf(row);
  const around = known(row.median) ? `${form(row.median)} (${interval(row.low, row.high, form)})` : "";
  if (row.measure === "expected_eur") {
    return [words.table.expected, form(row.value), whole(row.n), words.standings[standing], around];
  }
  const bounded = known(row.belowHigh) && share(row.below) !== share(row.belowHigh);
  const above = bounded ? `${bounds(row.below, row.belowHigh)} (${interval(row.from, row.to, share)})` : percent(row.below, row.from, row.to);
  const gives = row.draw === "web" ? filled(words.table.gives, { n: whole(row.n), giving: whole(row.giving), plans: whole(row.plans) }) : whole(row.n);
  return [labelMeasure(row), bounds(row.value, known(row.valueHigh) ? row.valueHigh : row.value, form), gives, above, around || words.table.too_few];
}

const tablePositions = (found) => found.positions.map((row) => rowOfPositions(row, found.standing));

const tableChoices = ({ choices }) => choices.map((row) => [labelChoice(row.like), whole(row.n), percent(row.below, row.from, row.to)]);

function labelChoice(like) {
  return like.length ? filled(words.table.same, { fields: joinNames(like.map((name) => words.fields[name])) }) : words.table.all_places;
}

const labelScenario = (code) =>
  code.startsWith("without_") ? filled(words.table.withdraws, { funder: words.funders[code.slice(8)] }) : words.scenarios[code];

const tableScenarios = ({ scenarios }) =>
  scenarios.map((row) => [labelScenario(row.scenario), euros(row.rest), bounds(...row.bounds)]);

const tellNear = ({ near }) => joinNames(near.map((name) => words.fields[name])) || words.table.nearest_of_all;
