// The table of places: search, filters, sorting and pages over the rows that the page carries. Texts are never read as HTML.
"use strict";
(async () => {
  const SIZE = 50;
  const lang = document.documentElement.lang;
  const collator = new Intl.Collator(lang, { sensitivity: "base", numeric: true });
  const number = new Intl.NumberFormat(lang);
  const at = (id) => document.getElementById(id);
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => number.format(values[name]));
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  const bytes = Uint8Array.from(atob(at("rows").textContent.trim()), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const columns = JSON.parse(await new Response(unpacked).text());
  const total = columns[0].rows.length;

  // The place of each different cell in the order of its column; empty cells come last either way.
  for (const column of columns) {
    const order = column.texts.map((_, cell) => cell).filter((cell) => column.texts[cell] !== "");
    const compare = column.keys
      ? (a, b) => column.keys[a] - column.keys[b]
      : (a, b) => collator.compare(column.texts[a], column.texts[b]);
    column.rank = column.texts.map(() => Infinity);
    let rank = 0;
    order.sort(compare).forEach((cell, place) => {
      if (place > 0 && compare(order[place - 1], cell) !== 0) rank = place;
      column.rank[cell] = rank;
    });
    column.found = column.texts.map(plain);
  }

  const state = { words: [], chosen: {}, sort: columns[0], down: false, page: 0 };

  function matching() {
    const kept = [];
    for (let row = 0; row < total; row++) {
      const chosen = columns.every((c) => !(c.name in state.chosen) || c.texts[c.rows[row]] === state.chosen[c.name]);
      const found = chosen && state.words.every((word) => columns.some((c) => c.found[c.rows[row]].includes(word)));
      if (found) kept.push(row);
    }
    const { rank, rows } = state.sort;
    const way = state.down ? -1 : 1;
    return kept.sort((a, b) => {
      const [x, y] = [rank[rows[a]], rank[rows[b]]];
      if (x === y) return a - b;
      return x === Infinity ? 1 : y === Infinity ? -1 : way * (x - y);
    });
  }

  function unfolding(text, told) {
    const made = document.createElement("details");
    const lines = document.createElement("ul");
    lines.append(...told.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    made.append(Object.assign(document.createElement("summary"), { textContent: text }), lines);
    return made;
  }

  function cell(column, row, first) {
    const made = document.createElement(first ? "th" : "td");
    const text = column.texts[column.rows[row]];
    const link = column.links ? column.links[column.rows[row]] : "";
    if (first) made.scope = "row";
    if (column.keys) made.className = "number";
    const told = column.details ? column.details[column.rows[row]] : [];
    if (told.length) {
      made.append(unfolding(text, told));
      return made;
    }
    const inner = document.createElement(first ? "bdi" : link ? "a" : "span");
    if (inner.tagName === "A") {
      inner.href = link;
      inner.rel = "noopener noreferrer";
    }
    inner.textContent = text;
    made.append(inner);
    return made;
  }

  function show() {
    const rows = matching();
    const pages = Math.max(1, Math.ceil(rows.length / SIZE));
    state.page = Math.min(state.page, pages - 1);
    const body = at("table").tBodies[0];
    body.replaceChildren(
      ...rows.slice(state.page * SIZE, (state.page + 1) * SIZE).map((row) => {
        const line = document.createElement("tr");
        line.append(...columns.map((column, place) => cell(column, row, place === 0)));
        return line;
      }),
    );
    const count = at("count");
    count.textContent = rows.length ? filled(count.dataset.text, { n: rows.length, total }) : count.dataset.none;
    at("pager").hidden = pages === 1;
    at("page").textContent = filled(at("page").dataset.text, { n: state.page + 1, total: pages });
    at("before").disabled = state.page === 0;
    at("after").disabled = state.page === pages - 1;
    for (const head of document.querySelectorAll("th[data-column]")) {
      const sorted = head.dataset.column === state.sort.name;
      head.setAttribute("aria-sort", sorted ? (state.down ? "descending" : "ascending") : "none");
    }
  }

  function changed() {
    state.page = 0;
    show();
  }

  for (const head of document.querySelectorAll("th[data-column]")) {
    const column = columns.find((candidate) => candidate.name === head.dataset.column);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => {
      state.down = state.sort === column && !state.down;
      state.sort = column;
      changed();
    });
    head.replaceChildren(button);
  }
  for (const select of document.querySelectorAll("select[data-column]")) {
    const column = columns.find((candidate) => candidate.name === select.dataset.column);
    const order = [...new Set(column.texts)].filter((text) => text !== "").sort(collator.compare);
    select.append(...order.map((text) => new Option(text, text)));
    select.addEventListener("change", () => {
      if (select.value) state.chosen[column.name] = select.value;
      else delete state.chosen[column.name];
      changed();
    });
  }
  at("search").addEventListener("input", () => {
    state.words = plain(at("search").value).split(/\s+/).filter(Boolean);
    changed();
  });
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  at("filters").addEventListener("reset", () => {
    state.words = [];
    state.chosen = {};
    changed();
  });
  for (const [id, step] of [["before", -1], ["after", 1]]) {
    at(id).addEventListener("click", () => {
      state.page += step;
      show();
      at("table").parentElement.focus();
    });
  }
  at("filters").hidden = false;
  show();
})();
