// Strips: the peers as dots, the middle half or the expected range as a band, the median as a line, and the reader's plan.
"use strict";

const MOST_DOTS = 400;
const GOLDEN = 0.618033988749895; // steps of it fill a line evenly, in whatever number

function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function shape(name, attributes, title = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (title) {
    const told = document.createElementNS("http://www.w3.org/2000/svg", "title");
    told.textContent = title;
    made.append(told);
  }
  return made;
}

const shareScale = { at: (part) => 1 + 98 * part, ticks: [0, 0.25, 0.5, 0.75, 1], form: share };

/** A scale of euros in powers of ten that holds all values. */
function euroScale(values) {
  const held = values.filter((value) => value > 0);
  const [low, high] = [Math.log10(Math.min(...held)) - 0.05, Math.log10(Math.max(...held)) + 0.05];
  const ticks = [];
  const steps = high - low > 2 ? [1] : high - low > 1 ? [1, 3] : [1, 2, 5];
  for (let power = Math.floor(low); power <= high; power++) {
    for (const step of steps) {
      const at = Math.log10(step) + power;
      if (at > low + (high - low) * 0.04 && at < high - (high - low) * 0.04) ticks.push(step * 10 ** power);
    }
  }
  return { at: (value) => 1 + (98 * (Math.log10(value) - low)) / (high - low), ticks, form: euros };
}

const x = (scale, value) => `${scale.at(value).toFixed(2)}%`;

function drawTicks(scale, height) {
  return scale.ticks.map((tick) => shape("line", { x1: x(scale, tick), x2: x(scale, tick), y1: 0, y2: height, class: "grid" }));
}

/** The numbers below the strips of one group. */
function drawAxis(scale) {
  const made = shape("svg", { class: "axis", width: "100%", height: 18, "aria-hidden": "true" });
  scale.ticks.forEach((tick) => {
    const at = scale.at(tick);
    const anchor = at < 4 ? "start" : at > 96 ? "end" : "middle";
    const label = shape("text", { x: x(scale, tick), y: 13, "text-anchor": anchor });
    label.textContent = scale.form(tick);
    made.append(label);
  });
  return made;
}

function drawDots(row, scale, tellDot) {
  const pairs = [...row.pairs].sort((a, b) => a[0] - b[0]);
  const step = Math.max(1, pairs.length / MOST_DOTS);
  const made = [];
  for (let order = 0; Math.floor(order * step) < pairs.length; order++) {
    const [value, at] = pairs[Math.floor(order * step)];
    const cy = (5 + 22 * ((order * GOLDEN) % 1)).toFixed(1);
    made.push(shape("circle", { cx: x(scale, value), cy, r: 3, class: "peer" }, tellDot(value, at)));
  }
  return made;
}

function drawYours(row, scale) {
  const ends = known(row.valueHigh) && row.valueHigh > row.value ? [row.value, row.valueHigh] : [row.value];
  const made = [];
  if (ends.length > 1) made.push(shape("line", { x1: x(scale, ends[0]), x2: x(scale, ends[1]), y1: 38, y2: 38, class: "between" }));
  for (const end of ends) {
    made.push(shape("line", { x1: x(scale, end), x2: x(scale, end), y1: 0, y2: 33, class: "yours" }));
    const marker = shape("svg", { x: x(scale, end), y: 33, overflow: "visible", width: 1, height: 1, class: "yours" });
    marker.append(shape("path", { d: "M0 0 L6 10 L-6 10 Z" }));
    made.push(marker);
  }
  return made;
}

function drawStrip(row, scale, band, told, tellDot) {
  const made = shape("svg", { width: "100%", height: 44, role: "img", "aria-label": told });
  made.append(...drawTicks(scale, 33));
  if (known(band[0])) {
    const wide = Math.max(scale.at(band[1]) - scale.at(band[0]), 0.3);
    made.append(shape("rect", { x: x(scale, band[0]), width: `${wide.toFixed(2)}%`, y: 1, height: 31, class: "band" }));
  }
  made.append(...drawDots(row, scale, tellDot));
  if (known(row.median)) made.append(shape("line", { x1: x(scale, row.median), x2: x(scale, row.median), y1: 0, y2: 33, class: "median" }));
  made.append(...drawYours(row, scale));
  return made;
}
