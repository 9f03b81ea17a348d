// Keys that are pressed in a panel belong to its controls, not to the notebook: arrows move a slider, not the cells.
function render({ el }) {
  el.hidden = true;
  const keep = (event) => {
    const chord = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape";
    const run = event.key === "Enter" && event.shiftKey;
    const panel = el.closest(".cf-panel");
    if (!chord && !run && panel && panel.contains(event.target)) event.stopImmediatePropagation();
  };
  // before the document, where JupyterLab listens
  window.addEventListener("keydown", keep, true);
  return () => window.removeEventListener("keydown", keep, true);
}
export default { render };
