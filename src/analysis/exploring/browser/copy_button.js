// A button that copies a text, and shows it until it is another one: where the clipboard is closed, it is copied by hand.
function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "jupyter-button cf-copy";
  button.textContent = model.get("label");
  const done = document.createElement("span");
  done.setAttribute("role", "status");
  const code = document.createElement("pre");
  code.hidden = true;
  code.tabIndex = 0;
  code.setAttribute("aria-label", model.get("label"));
  const show = () => { code.textContent = model.get("text"); done.textContent = ""; code.hidden = true; };
  button.addEventListener("click", async () => {
    code.hidden = false;
    try {
      await navigator.clipboard.writeText(model.get("text"));
      done.textContent = model.get("done");
    } catch {
      getSelection().selectAllChildren(code);
      done.textContent = model.get("by_hand");
    }
  });
  model.on("change:text", show);
  show();
  el.append(button, done, code);
  return () => model.off("change:text", show);
}
export default { render };
