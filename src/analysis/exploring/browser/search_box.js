// A text that is searched for while it is written: a moment after the last letter it is known.
const MOMENT = 250;

function render({ model, el }) {
  const row = document.createElement("label");
  row.className = "cf-search";
  const name = document.createElement("span");
  name.textContent = model.get("label");
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = model.get("hint");
  row.append(name, input);
  el.append(row);
  let timer;
  const send = () => {
    clearTimeout(timer);
    model.set("value", input.value);
    model.save_changes();
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(send, MOMENT); });
  input.addEventListener("change", send);
  const show = () => { if (input.value !== model.get("value")) input.value = model.get("value"); };
  model.on("change:value", show);
  show();
  return () => {
    clearTimeout(timer);
    model.off("change:value", show);
  };
}
export default { render };
