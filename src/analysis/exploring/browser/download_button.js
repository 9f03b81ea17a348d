// A button that takes a file along: the kernel makes it when it is asked for, and nothing is written on the server.
function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "jupyter-button cf-copy";
  button.textContent = model.get("label");
  button.addEventListener("click", () => model.send({ asks: true }));
  const take = (message, buffers) => {
    if (!buffers || !buffers.length) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([buffers[0]], { type: message.type }));
    link.download = message.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const close = () => { button.disabled = model.get("empty"); };
  model.on("msg:custom", take);
  model.on("change:empty", close);
  close();
  el.append(button);
  return () => {
    model.off("msg:custom", take);
    model.off("change:empty", close);
  };
}
export default { render };
