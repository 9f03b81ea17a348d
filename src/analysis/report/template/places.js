// The list of places: search, filters, sorting, pages and each place's plan, all held by the address. Texts are never read as HTML.
"use strict";
(async () => {
  const SIZE = 50;
  const lang = document.documentElement.lang;
  const collator = new Intl.Collator(lang, { sensitivity: "base", numeric: true });
  const whole = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
  const at = (id) => document.getElementById(id);
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  // As `_filters.fold_case`, and what stands between letters is one blank.
  const folded = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("œ", "oe").replace(/[-'’\s]+/g, " ");

  const made = (name, about = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), about);
    element.append(...inside.filter((part) => part !== null && part !== ""));
    return element;
  };

  const bytes = Uint8Array.from(atob(at("rows").textContent.trim()), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const { rows, facets, least, words, headers, taken } = JSON.parse(await new Response(unpacked).text());
  const total = rows.length;
  const numbered = new Map(rows.map((row, number) => [row.id, number]));
  const text = rows.map((row) => folded([row.name, row.where, row.kind, row.under, row.found, row.publisher].join(" ")));
  const every = [...facets, { name: "place_id", codes: rows.map((row) => row.id), of: rows.map((_, number) => [number]) }];

  // ---- numbers as `words/_formatting.py` writes them

  function rounded(value) {
    if (value === 0) return 0;
    const places = 2 - Math.floor(Math.log10(Math.abs(value)));
    if (places >= 0) return Number(value.toFixed(places));
    const scale = 10 ** -places;
    const half = Math.abs(value % scale) === scale / 2; // Python takes the even one
    return (half ? 2 * Math.round(value / scale / 2) : Math.round(value / scale)) * scale;
  }

  const significant = (value) => String(Number(value.toPrecision(3))).replace(".", lang === "fr" ? "," : ".");

  function euros(value) {
    const number = rounded(value);
    const [size, unit] = [[1e9, lang === "fr" ? "Md" : "bn"], [1e6, "M"], [1e3, "k"]].find(
      ([least]) => Math.abs(number) >= (least === 1e3 ? 1e4 : least),
    ) || [1, ""];
    const digits = size === 1 && Math.abs(number) >= 100 ? whole.format(number) : significant(number / size);
    return lang === "fr" ? `${digits}\u00a0${unit}€` : `€${digits}${unit}`;
  }

  // ---- the median, its interval and the middle half, as `inference.estimate_median` and numpy compute them

  function quantile(sorted, part) {
    const place = (sorted.length - 1) * part;
    const [below, above] = [Math.floor(place), Math.ceil(place)];
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  }

  function interval(sorted) {
    const n = sorted.length;
    const covers = [];
    let [term, reached] = [-n * Math.LN2, 0]; // the logarithm of the chance of k heads in n throws
    for (let k = 0; k < Math.floor((n + 1) / 2); k++) {
      if (k > 0) term += Math.log((n - k + 1) / k);
      reached += Math.exp(term);
      covers.push(1 - 2 * reached);
    }
    const k = Math.max(1, covers.filter((chance) => chance >= 0.95).length);
    const narrower = k < covers.length ? covers[k] : 0;
    const part = Math.max(0, (covers[k - 1] - 0.95) / (covers[k - 1] - narrower));
    const inwards = ((n - k) * part) / (k + (n - 2 * k) * part);
    const end = (one, next) => (1 - inwards) * one + inwards * next;
    const [low, high] = [sorted[k - 1], sorted[n - k]];
    return [end(low, sorted[Math.min(k, n - 1)]), end(high, sorted[n - 1 - Math.min(k, n - 1)])];
  }

  function summary(numbers) {
    const known = numbers.map((number) => rows[number].numbers[1]).filter((value) => value !== null).sort((a, b) => a - b);
    if (known.length < least) return words.few;
    const [low, high] = interval(known);
    return filled(words.money, {
      median: euros(quantile(known, 0.5)),
      interval: low === high ? words.same : filled(words.interval, { low: euros(low), high: euros(high) }),
      low: euros(quantile(known, 0.25)),
      high: euros(quantile(known, 0.75)),
      n: whole.format(known.length),
    });
  }

  // ---- the address: what is shown, and nothing else, hangs on it

  const COLUMNS = {
    name: (row) => row.name, place_type: (row) => row.kind, source: (row) => row.publisher,
    year: (row) => row.numbers[0], investment_eur: (row) => row.numbers[1], public_share: (row) => row.numbers[2],
  };

  function decoded(part) {
    try {
      return decodeURIComponent(part.replaceAll("+", " "));
    } catch {
      return ""; // no address of ours
    }
  }

  function read(hash) {
    const state = { place: "", q: "", year: ["", ""], sort: "name", chosen: new Map() };
    for (const part of hash.replace(/^#/, "").split("&")) {
      const [name, value = ""] = part.split(/=(.*)/s);
      if (part.startsWith("place-")) state.place = decoded(part.slice(6));
      else if (name === "q") state.q = decoded(value);
      else if (name === "year" && /^\d{0,4}-?\d{0,4}$/.test(value)) {
        state.year = value.includes("-") ? value.split("-") : [value, value];
      } else if (name === "sort" && Object.hasOwn(COLUMNS, value.replace("-", ""))) state.sort = value;
      else if (value && every.some((facet) => facet.name === name)) state.chosen.set(name, value.split(",").map(decoded));
    }
    return state;
  }

  function written(state) {
    const parts = state.place ? [`place-${encodeURIComponent(state.place)}`] : [];
    if (state.q) parts.push(`q=${encodeURIComponent(state.q)}`);
    for (const [name, codes] of state.chosen) parts.push(`${name}=${codes.map(encodeURIComponent).join(",")}`);
    if (state.year.some(Boolean)) parts.push(`year=${state.year.join("-")}`);
    if (state.sort !== "name") parts.push(`sort=${state.sort}`);
    return `#${parts.join("&")}`;
  }

  let state = read("");
  let page = 0;
  let missing = false;

  function go(change, { step = true } = {}) {
    const hash = written({ ...state, place: "", ...change });
    const bare = hash === "#" ? location.pathname + location.search : hash;
    history[step ? "pushState" : "replaceState"](null, "", bare);
    follow();
  }

  // ---- which places

  function matching(besides = "") {
    const sought = folded(state.q).split(" ").filter(Boolean);
    const [from, to] = state.year.map((year) => (year === "" ? null : Number(year)));
    const tests = [];
    for (const facet of every) {
      if (!state.chosen.has(facet.name) || facet.name === besides) continue;
      const wanted = new Set(state.chosen.get(facet.name));
      tests.push((number) => facet.of[number].some((code) => wanted.has(facet.codes[code])));
    }
    if (from !== null || to !== null) {
      tests.push((number) => {
        const year = rows[number].numbers[0];
        return year !== null && (from === null || year >= from) && (to === null || year <= to);
      });
    }
    if (sought.length) tests.push((number) => sought.every((word) => text[number].includes(word)));
    return rows.map((_, number) => number).filter((number) => tests.every((test) => test(number)));
  }

  function ordered(numbers) {
    const key = COLUMNS[state.sort.replace("-", "")];
    const way = state.sort.startsWith("-") ? -1 : 1;
    const empty = (value) => value === null || value === "";
    return numbers.sort((a, b) => {
      const [x, y] = [key(rows[a]), key(rows[b])];
      if (empty(x) || empty(y)) return empty(x) - empty(y) || a - b; // what is not known comes last either way
      return way * (typeof x === "number" ? x - y : collator.compare(x, y)) || a - b;
    });
  }

  // ---- what is seen

  const link = (publisher, address) =>
    address ? made("a", { className: "bare", href: address, rel: "noopener noreferrer" }, publisher) : publisher;

  function bar(plan) {
    const drawn = made("div", { className: "bar", ariaHidden: "true" }); // the lines below say it
    for (const sector of ["public", "private", "unknown"]) {
      for (const line of plan.lines.filter((one) => one.sector === sector && one.part > 0)) {
        const piece = made("span", { className: `piece ${sector}` }, made("span", {}, `${line.kind} ${line.share}`));
        piece.style.flexGrow = line.part;
        drawn.append(piece);
      }
    }
    return drawn.childElementCount ? drawn : null;
  }

  const key = (plan) =>
    made(
      "ul", { className: "key" },
      ...plan.sectors.map(([sector, name, share]) => made("li", { className: sector }, `${name} ${share}`)),
    );

  // A name that does not fit into its piece is left to the lines below.
  function fit() {
    for (const name of document.querySelectorAll(".piece span")) {
      name.hidden = false;
      name.hidden = name.scrollWidth > name.clientWidth;
    }
  }

  function payer(line) {
    const who = made("b", {}, line.kind);
    const share = line.share ? made("span", { className: "part" }, line.share) : null;
    return made(
      "li", { className: line.sector },
      made("span", { className: "who" }, who, line.name && line.name !== line.kind ? ` ${line.name}` : ""),
      made("span", { className: "sum" }, made("span", {}, line.amount), share ? " " : null, share),
      line.basis ? made("span", { className: "basis" }, line.basis) : null,
    );
  }

  function opened(row) {
    const { lines, facts, phases, sources } = row.plan;
    const told = made("dl", { className: "facts" });
    for (const [name, fact] of facts) told.append(made("div", {}, made("dt", {}, name), made("dd", {}, fact)));
    for (const [id, name] of phases) {
      const other = made("a", { href: written({ ...state, place: id }) }, name);
      told.append(made("div", {}, made("dt", {}, words.phases), made("dd", {}, other)));
    }
    const from = made("ul", { className: "sources" }, ...sources.map(([name, url]) => made("li", {}, link(name, url))));
    return made(
      "div", { className: "plan" },
      bar(row.plan),
      key(row.plan),
      lines.length ? made("p", { className: "over" }, words.lines) : null,
      made("ul", { className: "payers" }, ...lines.map(payer)),
      told,
      sources.length ? made("p", { className: "over" }, words.sources) : null,
      from,
    );
  }

  function cell(name, shown, known, ...more) {
    return made("td", { className: known ? name : `${name} lacking` }, shown, ...more);
  }

  function drawn(number) {
    const row = rows[number];
    const open = row.id === state.place;
    const name = made("a", { className: "open", href: written({ ...state, place: open ? "" : row.id }) }, made("bdi", {}, row.name));
    name.setAttribute("aria-expanded", open);
    name.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // a window of its own
      event.preventDefault(); // the browser would scroll
      go({ place: open ? "" : row.id });
    });
    const [year, money, share] = row.numbers.map((value) => value !== null);
    const said = at("table").dataset;
    const only = (told) => made("span", { className: "card-only" }, told);
    const line = made(
      "tr", { id: `place-${row.id}` },
      made("th", { scope: "row" }, name, made("span", { className: "where" }, row.where)),
      cell("kind", row.kind, true, made("span", { className: "where" }, only(said.carrier), row.under)),
      cell("number year", row.year, year),
      cell("number euros", row.euros, money),
      cell("number share", share ? "" : only(`${said.share} `), share, row.share, share ? only(` ${said.public}`) : ""),
      cell("source", link(row.publisher, row.link), true),
    );
    if (!open) return [line];
    const inner = made("td", { colSpan: 6 }, opened(row));
    return [line, made("tr", { className: "opened" }, inner)];
  }

  function options(select, facet, found) {
    const counts = facet.codes.map(() => 0);
    for (const number of found) for (const code of facet.of[number]) counts[code] += 1;
    const wanted = state.chosen.get(facet.name) || [];
    const single = wanted.length === 1 ? wanted[0] : null;
    const shown = facet.codes.map((_, code) => code).filter((code) => counts[code] > 0 || facet.codes[code] === single);
    shown.sort((a, b) => (facet.codes[a] === "none") - (facet.codes[b] === "none") || collator.compare(facet.labels[a], facet.labels[b]));
    const list = shown.map((code) => {
      const told = `${facet.labels[code]} (${whole.format(counts[code])})`;
      return new Option(told, facet.codes[code], false, facet.codes[code] === single);
    });
    const known = (code) => facet.labels[facet.codes.indexOf(code)];
    if (wanted.length && !(single !== null && known(single))) {
      list.unshift(new Option(wanted.map((code) => known(code) || words.unknown).join(", "), "", true, true));
      list[0].disabled = true;
    }
    select.replaceChildren(made("option", { value: "", textContent: words.any }), ...list);
    if (!wanted.length) select.selectedIndex = 0;
  }

  function fields() {
    if (document.activeElement !== at("search")) at("search").value = state.q;
    for (const [id, year] of [["from", state.year[0]], ["to", state.year[1]]]) {
      if (document.activeElement !== at(id)) at(id).value = year;
    }
    for (const facet of facets) options(at(`filter-${facet.name}`), facet, matching(facet.name));
    at("sort").value = state.sort;
    const hidden = [...at("more").querySelectorAll("select[data-column]")].some((one) => state.chosen.has(one.dataset.column));
    if (hidden || state.year.some(Boolean)) at("more").open = true;
    const named = state.chosen.get("place_id");
    at("named").hidden = !named;
    at("named").textContent = named ? filled(words.named, { n: whole.format(named.length) }) : "";
  }

  function body(numbers) {
    at("table").tBodies[0].replaceChildren(...numbers.flatMap(drawn));
  }

  let found = [];
  function show() {
    const pages = Math.max(1, Math.ceil(found.length / SIZE));
    page = Math.min(page, pages - 1);
    body(found.slice(page * SIZE, (page + 1) * SIZE));
    fit();
    at("pager").hidden = pages === 1;
    at("page").textContent = filled(words.page, { n: whole.format(page + 1), total: whole.format(pages) });
    at("before").disabled = page === 0;
    at("after").disabled = page === pages - 1;
    for (const head of document.querySelectorAll("th[data-column]")) {
      const sorted = head.dataset.column === state.sort.replace("-", "");
      head.setAttribute("aria-sort", sorted ? (state.sort.startsWith("-") ? "descending" : "ascending") : "none");
    }
  }

  function say(id, told) {
    if (at(id).textContent !== told) at(id).textContent = told; // what has not changed is not read aloud again
  }

  let followed = "";
  function follow({ first = false } = {}) {
    if (location.href === followed) return; // going back tells it twice
    followed = location.href;
    const anchor = decoded(location.hash.slice(1));
    if (anchor && !anchor.startsWith("place-") && at(anchor)) return; // a link within the page, not of ours
    const before = state;
    state = read(location.hash);
    const same = written({ ...before, place: "" }) === written({ ...state, place: "" });
    missing = state.place !== "" && !numbered.has(state.place);
    found = ordered(matching());
    const place = found.indexOf(numbered.get(state.place));
    if (!same) page = 0;
    if (place >= 0) page = Math.floor(place / SIZE);
    fields();
    show();
    say("count", missing ? words.gone : found.length ? filled(words.count, { n: whole.format(found.length), total: whole.format(total) }) : words.empty);
    at("money").hidden = found.length === 0;
    say("money", found.length ? summary(found) : "");
    const row = first || same ? at(`place-${state.place || before.place}`) : null; // also the one that was closed
    if (row) {
      row.scrollIntoView({ block: first ? "start" : "nearest" });
      row.querySelector("a.open").focus({ preventScroll: true });
    }
  }

  // ---- the selection as CSV: plain headers, numbers as numbers, no formula

  function cut(value) {
    if (value === null) return "";
    if (typeof value === "number") return lang === "fr" ? String(value).replace(".", ",") : String(value);
    const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[";,\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  }

  function take() {
    const lines = [headers, ...found.map((number) => taken[number])];
    const content = lines.map((line) => line.map(cut).join(lang === "fr" ? ";" : ",")).join("\n");
    const address = URL.createObjectURL(new Blob(["\ufeff", content, "\n"], { type: "text/csv;charset=utf-8" }));
    made("a", { href: address, download: words.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  // ---- what a reader does

  for (const head of document.querySelectorAll("th[data-column]")) {
    const column = head.dataset.column;
    const button = made("button", { type: "button", textContent: head.textContent });
    button.addEventListener("click", () => go({ sort: state.sort === column ? `-${column}` : column }));
    at("sort").append(new Option(`${head.textContent} ↑`, column), new Option(`${head.textContent} ↓`, `-${column}`));
    head.replaceChildren(button);
  }
  for (const select of document.querySelectorAll("select[data-column]")) {
    select.addEventListener("change", () => {
      const chosen = new Map(state.chosen);
      if (select.value) chosen.set(select.dataset.column, [select.value]);
      else chosen.delete(select.dataset.column);
      go({ chosen });
    });
  }
  at("sort").addEventListener("change", () => go({ sort: at("sort").value }));
  at("search").addEventListener("input", () => go({ q: at("search").value.trim() }, { step: false }));
  for (const id of ["from", "to"]) {
    at(id).addEventListener("change", () => go({ year: [at("from").value, at("to").value] }));
  }
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  at("filters").addEventListener("reset", (event) => {
    event.preventDefault();
    at("search").value = "";
    go(read(""));
  });
  at("take").addEventListener("click", take);
  for (const [id, step] of [["before", -1], ["after", 1]]) {
    at(id).addEventListener("click", () => {
      page += step;
      show();
      at("table").parentElement.focus();
    });
  }
  window.addEventListener("popstate", () => follow());
  window.addEventListener("hashchange", () => follow());
  window.addEventListener("resize", fit);
  window.addEventListener("beforeprint", () => body(found));
  window.addEventListener("afterprint", show);
  if (window.matchMedia("(max-width: 40rem)").matches) {
    at("more").querySelector(".fields").prepend(...document.querySelectorAll("#filters > .fields > p:not(.search)"));
  }
  at("filters").hidden = false;
  at("take").hidden = false;
  follow({ first: true });
})();
