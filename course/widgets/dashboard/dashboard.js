// The dashboard: where a learner stands, with links to the lessons, and four buttons for the record of answers.
//
// Traits:
//   html     where you stand; escaped by Python and trusted
//   notice   what came of the last button, or ""
//   words    plain text for the interface (see _WORDS in dashboard.py), and lang, its language
// Out: {kind: "download"}, {kind: "upload"} with the file as a buffer, {kind: "cards"}, {kind: "reset"};
//      {kind: "look"} when it comes into view, {kind: "leave"} when it is taken from the page.
// In: {kind: "file", name, type} with the file as a buffer.

const LARGEST = 9_000_000; // bytes, as in progress/transfer.py: Jupyter's server closes the line at 10 MB

function pushButton(name, onClick) {
  const button = make("button", "course-push", name);
  button.type = "button";
  button.addEventListener("click", onClick);
  return button;
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

// The browser's own "Choose file" speaks the browser's language: it is there, with the focus, but what is seen is ours.
function fileButton(model, name) {
  const label = make("label", "course-push course-upload");
  const input = make("input", "course-file");
  Object.assign(input, { type: "file", accept: ".json,application/json" });
  input.addEventListener("change", () => sendFile(model, input));
  label.append(input, make("span", "", name));
  return label;
}

function drawButtons({ model, buttons, confirm }) {
  const words = model.get("words");
  const ask = pushButton(words.reset, () => {
    confirm.hidden = false;
    confirm.querySelector("button").focus();
  });
  const answer = (yes) => () => {
    confirm.hidden = true;
    ask.focus();
    if (yes) model.send({ kind: "reset" });
  };
  const [no, yes] = [pushButton(words.reset_no, answer(false)), pushButton(words.reset_yes, answer(true))];
  confirm.replaceChildren(make("p", "", words.reset_sure), no, yes);
  const send = (kind) => () => model.send({ kind });
  const [download, cards] = [pushButton(words.download, send("download")), pushButton(words.cards, send("cards"))];
  buttons.replaceChildren(download, fileButton(model, words.upload), cards, ask);
}

// New figures in the old place: what was open stays open, and the focus stays where it was.
function showStanding(standing, html) {
  const stops = () => [...standing.querySelectorAll("a, summary")];
  const open = standing.querySelector("details")?.open ?? false;
  const focus = stops().indexOf(document.activeElement);
  standing.innerHTML = html;
  for (const details of standing.querySelectorAll("details")) details.open = open;
  for (const node of stops()) node.setAttribute(SUPPRESS, "true");
  stops()[focus]?.focus({ preventScroll: true });
}

function render({ model, el }) {
  const root = make("div", "course-dashboard");
  const parts = ["standing-page", "form", "confirm", "hint"].map((part) => make("div", `course-${part}`));
  const [standing, buttons, confirm, notice] = parts;
  root.lang = model.get("words").lang ?? "";
  confirm.hidden = true;
  confirm.setAttribute("role", "group");
  notice.setAttribute("role", "status");
  root.append(standing, buttons, confirm, notice);
  el.append(root);
  keepKeys(root);
  keepPageKeys();
  drawButtons({ model, buttons, confirm });
  openLinksInLab(standing);
  const listeners = {
    "change:html": () => showStanding(standing, model.get("html")),
    "change:notice": () => (notice.textContent = model.get("notice")),
    "msg:custom": (content, buffers) => content.kind === "file" && saveFile(content, buffers[0]),
  };
  listeners["change:html"]();
  for (const [name, listener] of Object.entries(listeners)) model.on(name, listener);
  const seen = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && model.send({ kind: "look" }));
  seen.observe(root);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(name, listener);
    seen.disconnect();
    model.send({ kind: "leave" });
    root.remove();
  };
}

export default { render };
