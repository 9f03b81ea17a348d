// A range on steps: one line with two handles, which are native sliders, so that keyboard and screen readers know them.
const MOMENT = 200;

function render({ model, el }) {
  const box = document.createElement("fieldset");
  box.className = "cf-range";
  const legend = document.createElement("legend");
  legend.textContent = model.get("label");
  const told = document.createElement("span");
  told.className = "cf-told";
  told.setAttribute("aria-hidden", "true");
  const line = document.createElement("div");
  line.className = "cf-line-of-steps";
  const part = document.createElement("span");
  line.append(part);
  box.append(legend, line);
  const ends = ["low", "high"].map((name) => {
    const input = document.createElement("input");
    input.type = "range";
    input.min = 0;
    input.max = model.get("texts").length - 1;
    input.step = 1;
    input.setAttribute("aria-label", `${model.get("label")}, ${model.get(`${name}_label`)}`);
    input.dataset.end = name;
    line.append(input);
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
    const most = Math.max(texts.length - 1, 1);
    part.style.left = `${(100 * model.get("low")) / most}%`;
    part.style.right = `${100 - (100 * model.get("high")) / most}%`;
    // where both stand at the end, the lower one must still be reached
    ends[0][1].style.zIndex = model.get("low") >= most ? 2 : "";
    told.textContent = `${texts[model.get("low")]} – ${texts[model.get("high")]}`;
  };
  for (const [name, input] of ends) {
    // while it moves the text follows at once, and the view whenever it rests a moment
    let timer;
    input.addEventListener("input", () => {
      const other = model.get(name === "low" ? "high" : "low");
      const at = name === "low" ? Math.min(+input.value, other) : Math.max(+input.value, other);
      input.value = at;
      model.set(name, at);
      show();
      clearTimeout(timer);
      timer = setTimeout(() => model.save_changes(), MOMENT);
    });
    input.addEventListener("change", () => { clearTimeout(timer); model.save_changes(); });
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
