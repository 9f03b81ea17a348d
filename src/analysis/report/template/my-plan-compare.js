// One plan among its peers: each function is the one of comparing/ or numbers/ that its comment names; a test compares them.
"use strict";

// --- the plan (comparing/_plan.py)

const sum = (values) => values.reduce((total, value) => total + value, 0);
const fundingOf = (plan) => data.funders.filter((kind) => known(plan.funding[kind])).map((kind) => [kind, plan.funding[kind]]);
const knownEuros = (plan) => sum(fundingOf(plan).map(([, amount]) => amount));
const restOf = (plan) => Math.max(plan.total - knownEuros(plan), 0);
const isComplete = (plan) => knownEuros(plan) >= data.rules.complete_from * plan.total;
const sectorOf = (plan) => (plan.carrier_type ? data.rules.carrier_sectors[plan.carrier_type] : null);

function eurosOf(plan, sector) {
  const carrier = sectorOf(plan);
  const follows = carrier === "public" || carrier === "private" ? carrier : "unknown";
  const lines = fundingOf(plan).filter(([kind]) => (data.rules.funder_sectors[kind] || follows) === sector);
  const amount = sum(lines.map(([, euro]) => euro));
  if (isComplete(plan)) return (amount * plan.total) / knownEuros(plan);
  return amount + (sector === "unknown" ? restOf(plan) : 0);
}

function publicShare(plan) {
  const low = eurosOf(plan, "public") / plan.total;
  return [low, Math.max(low, 1 - eurosOf(plan, "private") / plan.total)];
}

/** What a plan says of a field that peers may share. */
const valueOf = (plan, name) => (name === "carrier_sector" ? sectorOf(plan) : plan[name] || null);

// --- statistics (numbers/inference.py, comparing/_positions.py)

const sorted = (values) => [...values].sort((a, b) => a - b);

function quantile(ordered, q) {
  const at = (ordered.length - 1) * q;
  const [low, t] = [Math.floor(at), at - Math.floor(at)];
  const [a, b] = [ordered[low], ordered[Math.min(low + 1, ordered.length - 1)]];
  return t >= 0.5 ? b - (b - a) * (1 - t) : a + (b - a) * t;
}

const median = (ordered) => {
  const half = Math.floor(ordered.length / 2);
  return ordered.length % 2 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
};

/** The median with its 95% interval by Nyblom's rule: estimate_median. */
function estimateMedian(values) {
  const x = sorted(values);
  const n = x.length;
  if (n < data.rules.least) return { median: NaN, low: NaN, high: NaN };
  const covers = [];
  let log = -n * Math.LN2; // of the chance that none of n is below the median
  let under = 0;
  for (let k = 0; k < Math.floor((n + 1) / 2); k++) {
    under += Math.exp(log);
    covers.push(1 - 2 * under);
    log += Math.log((n - k) / (k + 1));
  }
  const k = Math.max(1, covers.filter((part) => part >= 0.95).length);
  const [wider, narrower] = [covers[k - 1], k < covers.length ? covers[k] : 0];
  const part = Math.max(0, (wider - 0.95) / (wider - narrower));
  const inwards = ((n - k) * part) / (k + (n - 2 * k) * part);
  const end = (row) => (1 - inwards) * row[k - 1] + inwards * row[Math.min(k, n - 1)];
  return { median: median(x), low: end(x), high: end([...x].reverse()) };
}

/** Share of the others below a value; ties count half. */
function shareBelow(value, others) {
  if (others.length < data.rules.least || !known(value)) return NaN;
  const below = others.filter((other) => other < value).length;
  const same = others.filter((other) => other === value).length;
  return below / others.length + same / others.length / 2;
}

/** The Wilson 95% interval of a position. */
function wilson(part, n) {
  if (!known(part) || !n) return [NaN, NaN];
  const z = data.rules.z;
  const middle = part + z ** 2 / (2 * n);
  const wide = z * Math.sqrt((part * (1 - part)) / n + z ** 2 / (4 * n ** 2));
  return [Math.max((middle - wide) / (1 + z ** 2 / n), 0), Math.min((middle + wide) / (1 + z ** 2 / n), 1)];
}

// --- euros of one year (comparing/_money.py)

function pricePlan(plan, peers) {
  const prices = data.prices;
  const nominal = peers.filter((at) => !data.plans.priced[at]).length;
  if (!prices) return { euros: plan.total, year: null, assumed: !plan.year, nominal };
  const factor = prices.factors[Math.min(plan.year || prices.base, prices.last)];
  return { euros: plan.total * (factor === undefined ? 1 : factor), year: prices.base, assumed: !plan.year, nominal };
}

// --- what it should cost (numbers/cost.py)

function predict(line, logSurface, asked) {
  let total = 0;
  for (const [term, level, value, average] of line.terms) {
    if (!(term in asked)) {
      total += value * (term === "surface" ? logSurface : 1);
      continue;
    }
    const levels = line.levels[term];
    const wanted = asked[term] || "unknown";
    const taken = levels.includes(wanted) ? wanted : data.cost.rest;
    const told = asked[term] !== null || levels.includes(wanted);
    total += value * (told && levels.includes(taken) ? Number(taken === level) : average);
  }
  return total;
}

function rangeOf(middle, ends, n, basis, told) {
  const at = (move) => Math.exp(middle + move);
  return { low: at(ends[0]), middle: Math.exp(middle), high: at(ends[1]), n, basis, known: told };
}

function expectPlan(plan) {
  const { line, means } = data.cost;
  const asked = { place_type: plan.place_type, settlement: plan.settlement, carrier_sector: sectorOf(plan), draw: "web" };
  if (line && plan.surface_m2 > 0) {
    const own = (name) => asked[name] !== null && asked[name] !== data.cost.rest && line.levels[name].includes(asked[name]);
    const told = data.cost.told_by.filter((name) => name === "surface_m2" || own(name));
    return rangeOf(predict(line, Math.log(plan.surface_m2), asked), line.ends, line.n, "surface", told);
  }
  if (!means) return { low: NaN, middle: NaN, high: NaN, n: data.cost.n, basis: "nothing", known: [] };
  const kind = Object.hasOwn(means.kinds, plan.place_type || "") ? means.kinds[plan.place_type] : null;
  if (!kind) return rangeOf(means.everywhere, means.ends, data.cost.n, "all", []);
  return rangeOf(kind[0], means.ends, kind[1], "kind", ["place_type"]);
}

function standingOf(cost, expected) {
  if (!known(expected.middle)) return "not_known";
  return cost < expected.low ? "below" : cost > expected.high ? "above" : "within";
}

// --- positions (comparing/_positions.py)

const everyPlan = () => data.plans.place_id.map((_, at) => at);

function findPeers(plan, like) {
  return everyPlan().filter((at) => like.every((name) => data.plans[name][at] === valueOf(plan, name)));
}

/** One number among the same of some peers; `places` are theirs, in the order of the numbers. */
function position(measure, value, numbers, places, high = NaN) {
  const pairs = numbers.map((number, order) => [number, places[order]]).filter(([number]) => known(number));
  const among = pairs.map(([number]) => number);
  const [below, upTo] = [shareBelow(value, among), shareBelow(high, among)];
  const ordered = sorted(among);
  const quarters = among.length < data.rules.least ? [NaN, NaN] : data.rules.quarters.map((q) => quantile(ordered, q));
  return {
    measure, draw: "", value, valueHigh: high, n: among.length, below, belowHigh: upTo,
    from: wilson(below, among.length)[0],
    to: wilson(known(upTo) ? upTo : below, among.length)[1],
    ...estimateMedian(among), quarters, pairs,
  };
}

function fundersAmong(plan, peers) {
  const total = isComplete(plan) ? knownEuros(plan) : plan.total;
  const web = peers.filter((at) => data.plans.web[at]);
  const lists = peers.filter((at) => !data.plans.web[at]);
  const rows = [];
  for (const [kind, amount] of fundingOf(plan)) {
    if (!amount) continue;
    for (const [draw, ours] of [["web", web], ["lists", lists]]) {
      const giving = ours.flatMap((at) => data.plans.given[at].filter(([giver]) => giver === kind).map(([, part]) => [part, at]));
      const row = position(`share_of_${kind}`, amount / total, giving.map(([part]) => part), giving.map(([, at]) => at));
      const counts = draw === "web" ? { plans: web.length, giving: giving.length } : {};
      if (draw === "web" || row.n >= data.rules.least) rows.push({ ...row, draw, kind, ...counts });
    }
  }
  return rows;
}

function placeAmongPeers(plan, peers, money, expected) {
  const { constant_eur: costs, surface_m2: surfaces, workstations, one_share: one, public_share_low: parts } = data.plans;
  const rows = [position("investment_eur", money.euros, peers.map((at) => costs[at]), peers)];
  if (known(expected.middle)) {
    rows.push({
      measure: "expected_eur", draw: "", value: money.euros, n: expected.n, median: expected.middle, low: expected.low, high: expected.high,
    });
  }
  const per = (sizes) => peers.map((at) => (known(costs[at]) && known(sizes[at]) ? costs[at] / sizes[at] : NaN));
  if (plan.surface_m2) rows.push(position("eur_per_m2", money.euros / plan.surface_m2, per(surfaces), peers));
  if (plan.workstations) rows.push(position("eur_per_workstation", money.euros / plan.workstations, per(workstations), peers));
  const closed = peers.filter((at) => one[at]);
  const [low, high] = publicShare(plan);
  rows.push(position("public_share", low, closed.map((at) => parts[at]), closed, high));
  return [...rows, ...fundersAmong(plan, peers)];
}

function compareChoices(plan, like, cost) {
  const tried = [like, ...data.rules.choices].filter((choice) => choice.every((name) => valueOf(plan, name) !== null));
  const different = tried.filter((choice, at) => tried.findIndex((other) => other.join() === choice.join()) === at);
  return different.map((choice) => {
    const costs = findPeers(plan, choice).map((at) => data.plans.constant_eur[at]).filter(known);
    const below = shareBelow(cost, costs);
    const [from, to] = wilson(below, costs.length);
    return { like: choice, n: costs.length, below, from, to };
  });
}

// --- the nearest places (comparing/_nearest.py)

function gapsTo(plan, at, cost) {
  const peers = data.plans;
  const logGap = (value, other) => (known(other) ? Math.min(Math.abs(Math.log10(other) - Math.log10(value)) / 2, 1) : NaN);
  const gaps = [["investment_eur", logGap(cost, peers.constant_eur[at])]];
  if (plan.surface_m2) gaps.push(["surface_m2", logGap(plan.surface_m2, peers.surface_m2[at])]);
  const [low, high] = publicShare(plan);
  const apart = Math.max(peers.public_share_low[at] - high, low - peers.public_share_high[at], 0);
  gaps.push(["public_share", peers.told[at] ? apart : NaN]);
  for (const name of ["place_type", "settlement", "carrier_sector", "region"]) {
    const value = valueOf(plan, name);
    if (value === null) continue;
    gaps.push([name, peers[name][at] === null ? NaN : Number(peers[name][at] !== value)]);
  }
  return gaps;
}

function findNearest(plan, cost) {
  const scale = 10 ** data.rules.digits;
  const found = [];
  for (const at of everyPlan()) {
    const gaps = gapsTo(plan, at, cost);
    const told = gaps.filter(([, gap]) => known(gap));
    if (told.length < Math.min(data.rules.least_features, gaps.length)) continue;
    const distance = Math.round((sum(told.map(([, gap]) => gap)) / told.length) * scale) / scale;
    found.push({ at, distance, near: told.filter(([, gap]) => gap < data.rules.alike).map(([name]) => name) });
  }
  return found.sort((a, b) => a.distance - b.distance || a.at - b.at).slice(0, data.rules.nearest);
}

// --- the law (comparing/_law.py)

function isConcerned(plan, since) {
  const there = !plan.region || data.rules.mainland.includes(plan.region);
  return data.rules.bound.includes(plan.carrier_type) && there && (!plan.year || plan.year >= since);
}

/** What part of the public money the carrier may pay itself at most. */
function ownPart(plan) {
  const carrier = plan.carrier_type;
  const follows = sectorOf(plan) || "unknown";
  const lines = fundingOf(plan).filter(([kind, amount]) => amount > 0 && (data.rules.funder_sectors[kind] || follows) === "public");
  const isOwn = (kind) =>
    ["own_funds", "bank", "public_joint"].includes(kind) || kind === carrier || (kind === "municipality" && carrier === "intermunicipality");
  const amounts = (kept) => sum(kept.map(([, amount]) => amount));
  const part = lines.length ? amounts(lines.filter(([kind]) => isOwn(kind))) / amounts(lines) : 0;
  const [open, unknown] = [eurosOf(plan, "public"), eurosOf(plan, "unknown")];
  return open + unknown > 0 ? (open * part + unknown) / (open + unknown) : NaN;
}

function lawOf(plan) {
  const own = ownPart(plan);
  const state = (plan.funding[data.rules.state] || 0) / plan.total;
  return {
    own: isConcerned(plan, data.rules.bound_from) && own < data.rules.own_part ? own : null,
    state: isConcerned(plan, data.rules.state_from) && state > data.rules.state_part ? state : null,
  };
}

// --- what if (comparing/_what_if.py)

function whatIf(plan, peers, money) {
  const paying = fundingOf(plan).filter(([, amount]) => amount > 0);
  paying.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const without = paying.map(([kind]) => [`without_${kind}`, { ...plan, funding: { ...plan.funding, [kind]: null } }]);
  const scenarios = [["as_planned", plan], ...without, ["a_fifth_dearer", { ...plan, total: data.rules.growth * plan.total }]];
  const costs = peers.map((at) => data.plans.constant_eur[at]);
  const rate = money.euros / plan.total;
  return scenarios.map(([scenario, changed]) => ({
    scenario, total: changed.total, rest: restOf(changed), below: shareBelow(rate * changed.total, costs), bounds: publicShare(changed),
  }));
}

/** All of a comparison: `compare` and `what_if`. */
function compare(plan, like) {
  const peers = findPeers(plan, like);
  const money = pricePlan(plan, peers);
  const expected = expectPlan(plan);
  return {
    plan, like, peers, money, expected,
    standing: standingOf(money.euros, expected),
    positions: placeAmongPeers(plan, peers, money, expected),
    choices: compareChoices(plan, like, money.euros),
    nearest: findNearest(plan, money.euros),
    scenarios: whatIf(plan, peers, money),
    law: lawOf(plan),
  };
}
