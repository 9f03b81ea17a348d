// A range on steps: two native sliders, so that keyboard and screen readers know them.
function render({ model, el }) {
  const box = document.createElement("fieldset");
  box.className = "cf-range";
  const legend = document.createElement("legend");
  legend.textContent = model.get("label");
  const told = document.createElement("span");
  told.className = "cf-told";
  told.setAttribute("aria-hidden", "true");
  box.append(legend);
  const ends = ["low", "high"].map((name) => {
    const input = document.createElement("input");
    input.type = "range";
    input.min = 0;
    input.max = model.get("texts").length - 1;
    input.step = 1;
    input.setAttribute("aria-label", `${model.get("label")}, ${model.get(`${name}_label`)}`);
    input.dataset.end = name;
    box.append(input);
    return [name, input];
  });
  box.append(told);
  el.append(box);

  const show = () => {
    const texts = model.get("texts");
    for (const [name, input] of ends) {
      input.value = model.get(name);
      input.setAttribute("aria-valuetext", texts[model.get(name)]);
    }
    told.textContent = `${texts[model.get("low")]} – ${texts[model.get("high")]}`;
  };
  for (const [name, input] of ends) {
    // while it moves only the text follows; the view is drawn when it rests
    input.addEventListener("input", () => {
      const other = model.get(name === "low" ? "high" : "low");
      const at = name === "low" ? Math.min(+input.value, other) : Math.max(+input.value, other);
      input.value = at;
      model.set(name, at);
      show();
    });
    input.addEventListener("change", () => model.save_changes());
  }
  model.on("change:low", show);
  model.on("change:high", show);
  show();
  return () => {
    model.off("change:low", show);
    model.off("change:high", show);
  };
}
export default { render };
