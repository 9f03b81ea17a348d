// Keys that are pressed in a panel belong to its controls, not to the notebook: arrows move a slider, not the cells.
// After "Run All" JupyterLab shows the last cell: the first panel comes back into view, unless the person went elsewhere.
const PATIENCE = 120000;
const MOVES = ["pointerdown", "wheel", "keydown"];

function show(panel, notebook) {
  const begun = Date.now();
  let moved = false;
  const stay = () => { moved = true; };
  const end = () => {
    clearInterval(timer);
    MOVES.forEach((name) => notebook.removeEventListener(name, stay, true));
  };
  const timer = setInterval(() => {
    if (moved || Date.now() - begun > PATIENCE || !notebook.isConnected) return end();
    const running = [...notebook.querySelectorAll(".jp-InputPrompt")].some((prompt) => prompt.textContent.includes("*"));
    if (running) return undefined;
    end();
    const cell = panel.closest(".jp-Cell");
    if (cell?.isConnected) cell.scrollIntoView({ block: "start" });
    return undefined;
  }, 200);
  MOVES.forEach((name) => notebook.addEventListener(name, stay, true));
}

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
  // a moment later the panel stands in its notebook
  setTimeout(() => {
    const notebook = el.closest(".jp-Notebook");
    const panel = el.closest(".cf-panel");
    if (notebook && notebook.querySelector(".cf-panel") === panel) show(panel, notebook);
  }, 0);
  return () => window.removeEventListener("keydown", keep, true);
}
export default { render };
