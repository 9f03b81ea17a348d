// Several of some values: a list of check boxes with counts, shut until it is wanted; what is chosen stands on its lid.
function render({ model, el }) {
  const box = document.createElement("fieldset");
  box.className = "cf-multi";
  const legend = document.createElement("legend");
  legend.textContent = model.get("label");
  const lid = document.createElement("details");
  const told = document.createElement("summary");
  const list = document.createElement("div");
  list.className = "cf-list";
  const search = document.createElement("input");
  search.type = "search";
  search.placeholder = model.get("find");
  search.setAttribute("aria-label", `${model.get("label")}: ${model.get("find")}`);
  const rows = document.createElement("div");
  list.append(search, rows);
  lid.append(told, list);
  box.append(legend, lid);
  el.append(box);

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const filter = () => {
    const wanted = fold(search.value);
    for (const row of rows.children) row.hidden = !fold(row.textContent).includes(wanted);
  };
  const choose = () => {
    model.set("value", [...rows.querySelectorAll("input:checked")].map((input) => input.value));
    model.save_changes();
  };
  const fill = () => {
    rows.replaceChildren(...model.get("options").map(([value]) => {
      const row = document.createElement("label");
      const input = document.createElement("input");
      input.type = "checkbox";
      input.value = value;
      input.addEventListener("change", choose);
      row.append(input, document.createElement("span"));
      return row;
    }));
    search.hidden = rows.children.length < 12;
    show();
  };
  // the rows stay as they are, so that the keyboard does not lose its place
  const show = () => {
    const chosen = model.get("value");
    const names = [];
    model.get("options").forEach(([value, text, n], at) => {
      const [input, span] = rows.children[at].children;
      input.checked = chosen.includes(value);
      span.textContent = ` ${text} (${n})`;
      rows.children[at].classList.toggle("cf-none", n === "0" && !input.checked);
      if (input.checked) names.push(text);
    });
    told.textContent = names.length ? names.join(", ") : model.get("all");
  };
  const renew = () => {
    const values = model.get("options").map(([value]) => value);
    const same = values.length === rows.children.length
      && values.every((value, at) => rows.children[at].firstChild.value === value);
    if (same) show();
    else fill();
  };
  // Escape shuts the list and leads back to its lid
  lid.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && lid.open) {
      lid.open = false;
      told.focus();
      event.stopPropagation();
    }
  });
  // so does what is done elsewhere
  const leave = (event) => { if (lid.open && !lid.contains(event.target)) lid.open = false; };
  document.addEventListener("pointerdown", leave, true);
  document.addEventListener("focusin", leave, true);
  search.addEventListener("input", filter);
  model.on("change:options", renew);
  model.on("change:value", show);
  fill();
  return () => {
    document.removeEventListener("pointerdown", leave, true);
    document.removeEventListener("focusin", leave, true);
    model.off("change:options", renew);
    model.off("change:value", show);
  };
}
export default { render };
