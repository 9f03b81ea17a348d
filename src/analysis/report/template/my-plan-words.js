// Numbers as Python writes them and amounts as people write them, by the marks of the page's language.
"use strict";

/** What the page carries: the peers and rules of comparing/_exporting.py, and the words of its language. */
let data;
let words;

// --- writing: each function is the one of the same name in words/_formatting.py

/** Digits of |x| with a number of decimals, halves of the exact value to even: toFixed rounds them up. */
function fixed(x, decimals) {
  const size = Math.abs(x);
  if (decimals < 0) {
    const unit = 10 ** -decimals;
    const below = Math.floor(size / unit) * unit; // amounts are far under 2 ** 53: exact
    const over = size - below;
    const even = (below / unit) % 2 === 0;
    const up = over > unit / 2 || (over === unit / 2 && !even);
    return String(below + (up ? unit : 0));
  }
  const exact = size.toFixed(Math.min(100, decimals + 40)); // a double under 1e21 has no half that 40 more digits do not show
  const text = size.toFixed(decimals);
  const rest = exact.slice(exact.indexOf(".") + 1 + decimals);
  if (!/^50*$/.test(rest)) return text;
  const cut = exact.slice(0, exact.indexOf(".") + (decimals ? 1 + decimals : 0));
  return "02468".includes(cut[cut.length - 1]) ? cut : text;
}

/** The exponent of the first digit of a number above 0. */
const exponentOf = (x) => Number(x.toExponential().split("e")[1]);

/** Three significant digits. */
function rounded(x) {
  if (x === 0) return 0;
  return Math.sign(x) * Number(fixed(x, 2 - exponentOf(Math.abs(x))));
}

/** As ".3g" writes a number between 0.0001 and 1000. */
function short(x) {
  if (x === 0) return "0";
  const text = fixed(x, Math.max(0, 2 - exponentOf(Math.abs(x))));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

const marked = (text) => text.replace(".", words.marks.decimal);
const grouped = (text) => text.replace(/\B(?=(\d{3})+$)/g, words.marks.thousands);
const filled = (text, fields) => text.replace(/\{(\w*)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
const known = (x) => x !== null && x !== undefined && Number.isFinite(x);

function euros(value) {
  if (!known(value)) return words.marks.not_known;
  const x = rounded(value);
  for (const [size, least, form] of words.marks.euros) {
    if (Math.abs(x) >= least) return filled(form, { n: marked(short(x / size)) });
  }
  return filled(words.marks.plain_euros, { n: x >= 100 ? grouped(fixed(x, 0)) : marked(short(x)) });
}

function longEuros(value) {
  if (!known(value)) return words.marks.not_known;
  const x = rounded(value);
  return x >= 1e4 && x < 1e6 ? filled(words.marks.plain_euros, { n: grouped(fixed(x, 0)) }) : euros(value);
}

function share(value) {
  if (!known(value)) return words.marks.not_known;
  if (value > 0 && value < 0.005) return words.marks.least_share;
  if (value >= 0.995 && value < 1 - 1e-12) return words.marks.most_share;
  return filled(words.marks.share, { n: fixed(100 * value, 0) });
}

function plainNumber(value) {
  const x = rounded(value);
  return x >= 100 || x === Math.trunc(x) ? grouped(fixed(x, 0)) : marked(short(x));
}

const whole = (value) => grouped(fixed(value, 0));
const decimal = (value) => marked(fixed(value, 2));

function count(n, noun) {
  const one = words.marks.plural_from_two ? n < 2 : n === 1;
  return filled(words.counts[noun][one ? 0 : 1], { n: whole(n) });
}

function interval(low, high, form) {
  if (low === high || (!known(low) && !known(high))) return words.marks.no_interval;
  return filled(words.marks.range, { low: form(low), high: form(high) });
}

function bounds(low, high, form = share) {
  const [one, other] = [form(low), form(high)];
  return one === other ? one : filled(words.marks.range, { low: one, high: other });
}

function joinNames(parts) {
  if (parts.length < 2) return parts.join("");
  return filled(words.marks.names, { first: parts.slice(0, -1).join(", "), last: parts[parts.length - 1] });
}

const joinParts = (parts) => parts.join(words.marks.between);

// --- reading

const UNITS = {
  k: 1e3, millier: 1e3, milliers: 1e3, mille: 1e3, thousand: 1e3,
  m: 1e6, mio: 1e6, million: 1e6, millions: 1e6, md: 1e9, milliard: 1e9, milliards: 1e9,
};
const SPELLED = new RegExp(
  "^(?:€|eur|euros?)?\\s*(\\d[\\d .,']*|[.,]\\d+)\\s*(" +
    Object.keys(UNITS).sort((a, b) => b.length - a.length).join("|") +
    ")?\\s*(?:(?:de\\s+|d')?(?:€|eur|euros?))?\\s*(?:ht|ttc)?$",
);
const MOST = 1e11; // no plan of a place costs more

/** The number that digits and marks spell; NaN unless thousands stand in groups of three. */
function spelledNumber(digits) {
  const marks = digits.replace(/[^.,]/g, "");
  const last = marks[marks.length - 1] || "";
  const after = last ? digits.slice(digits.lastIndexOf(last) + 1) : "";
  let fraction = "";
  if (new Set(marks).size === 2) fraction = last;
  else if (marks.length === 1) fraction = /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits) ? "" : last;
  let body = digits;
  let part = "";
  if (fraction) {
    if (body.split(fraction).length !== 2 || !/^\d*$/.test(after)) return NaN;
    [body, part] = body.split(fraction);
  }
  const groups = body.split(/[ '.,]/);
  const alike = new Set(body.replace(/\d/g, "")).size < 2;
  if (groups.length > 1 && !(alike && /^\d{1,3}$/.test(groups[0]) && groups.slice(1).every((g) => /^\d{3}$/.test(g)))) return NaN;
  return Number(`${groups.join("") || "0"}.${part || "0"}`);
}

const bare = (text) => text.normalize("NFKC").replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "").replace(/\s+/g, " ").replace(/’/g, "'").trim().toLowerCase();

/** Euros as people write them: 320 000, 320k€, 0,32 M€; NaN where it is none. */
function readEuros(text) {
  const found = SPELLED.exec(bare(text));
  if (!found) return NaN;
  const value = spelledNumber(found[1].trim()) * (UNITS[found[2]] || 1);
  return value <= MOST ? Number(value.toFixed(2)) : NaN;
}

/** A part of the total, 0 to 1: 25 %; NaN where it is none. */
function readPart(text) {
  const found = /^(\d{1,3}(?:[.,]\d+)?) ?%$/.exec(bare(text));
  const part = found ? Number(found[1].replace(",", ".")) / 100 : NaN;
  return part <= 1 ? part : NaN;
}

/** Square metres: 350, 350 m², 1 200 m2; NaN where it is none. */
function readSurface(text) {
  const value = spelledNumber(bare(text).replace(/ ?m ?2$/, "")); // NFKC made ² a 2
  return value > 0 && value <= 1e7 ? value : NaN;
}
