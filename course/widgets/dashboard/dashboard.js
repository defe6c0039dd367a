// The dashboard: where a learner stands, and three buttons for the record of answers.
//
// Traits:
//   html     where you stand; escaped by Python and trusted
//   notice   what came of the last button, or ""
//   words    plain text for the interface (see _WORDS in dashboard.py), and lang, its language
// Out: {kind: "download"}, {kind: "upload"} with the file as a buffer, {kind: "cards"}, {kind: "reset"}.
// In: {kind: "file", name, type} with the file as a buffer.

const LARGEST = 9_000_000; // bytes, as in progress/transfer.py: Jupyter's server closes the line at 10 MB

function pushButton(name, onClick) {
  const button = make("button", "course-goto", name);
  button.type = "button";
  button.addEventListener("click", onClick);
  return button;
}

function saveFile({ name, type }, buffer) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([buffer], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function sendFile(model, input) {
  const [file] = input.files;
  if (!file) return;
  input.value = "";
  if (file.size > LARGEST) {
    model.set("notice", model.get("words").file_huge); // said here, and the file not sent
    return;
  }
  model.send({ kind: "upload" }, undefined, [await file.arrayBuffer()]);
}

function drawButtons({ model, buttons, confirm }) {
  const words = model.get("words");
  const label = make("label", "course-field", "");
  const input = make("input", "course-file");
  Object.assign(input, { type: "file", accept: ".json,application/json" });
  input.addEventListener("change", () => sendFile(model, input));
  label.append(make("span", "course-field-name", words.upload), input);
  const ask = pushButton(words.reset, () => {
    confirm.hidden = false;
    confirm.querySelector("button").focus();
  });
  const answer = (yes) => () => {
    confirm.hidden = true;
    ask.focus();
    if (yes) model.send({ kind: "reset" });
  };
  confirm.replaceChildren(make("p", "", words.reset_sure), pushButton(words.reset_no, answer(false)), pushButton(words.reset_yes, answer(true)));
  const send = (kind) => () => model.send({ kind });
  buttons.replaceChildren(pushButton(words.download, send("download")), label, pushButton(words.cards, send("cards")), ask);
}

function render({ model, el }) {
  const root = make("div", "course-explorer course-dashboard");
  const [standing, buttons, confirm, notice] = ["standing-page", "form", "confirm", "hint"].map((part) => make("div", `course-${part}`));
  root.lang = model.get("words").lang ?? "";
  confirm.hidden = true;
  confirm.setAttribute("role", "group");
  notice.setAttribute("role", "status");
  root.append(standing, buttons, confirm, notice);
  el.append(root);
  keepKeys(root);
  keepPageKeys();
  drawButtons({ model, buttons, confirm });
  const listeners = {
    "change:html": () => {
      const open = standing.querySelector("details")?.open ?? false;
      standing.innerHTML = model.get("html");
      for (const details of standing.querySelectorAll("details")) details.open = open;
      for (const summary of standing.querySelectorAll("summary")) summary.setAttribute(SUPPRESS, "true");
    },
    "change:notice": () => (notice.textContent = model.get("notice")),
    "msg:custom": (content, buffers) => content.kind === "file" && saveFile(content, buffers[0]),
  };
  listeners["change:html"]();
  for (const [name, listener] of Object.entries(listeners)) model.on(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(name, listener);
    root.remove();
  };
}

export default { render };
