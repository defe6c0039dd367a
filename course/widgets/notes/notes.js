// All of one's own notes: the page Python writes, and the buttons. Traits beside those of shared/notes.js:
//   html   the notes by place; escaped by Python and trusted
//   words  plain text for the interface, and lang, its language
// Out: {kind: "cards"}, {kind: "annotations"}. In: {kind: "file", name, type} with the file as a buffer.

function drawNotes(view) {
  const { model, page } = view;
  const forms = new Map([...page.querySelectorAll(".course-own-form")].map((form) => [form.dataset.of, form]));
  const held = document.activeElement?.closest?.("[data-note-line]")?.dataset.noteLine;
  page.innerHTML = model.get("html");
  const notes = new Map(model.get("own").map((note) => [note.id, note]));
  for (const line of page.querySelectorAll("[data-note-line]")) {
    const note = notes.get(line.dataset.noteLine);
    if (!note) continue;
    line.querySelector(".course-own-said").id = `${view.id}-${note.id}`;
    line.append(...noteButtons(view, note, () => writeHere(view, line, note)));
    if (forms.has(note.id)) line.append(forms.get(note.id));
    if (held === note.id) line.querySelector("button").focus({ preventScroll: true });
  }
  showGone(view);
  for (const link of page.querySelectorAll("a")) link.setAttribute(SUPPRESS, "true");
}

// What has just been deleted can be brought back where it stood, or at the top if nothing else is kept there.
function showGone(view) {
  if (!view.dropped) return;
  const list = view.page.querySelector(`[data-place="${CSS.escape(view.dropped.place)}"] .course-own-list`);
  const line = undoLine(view, view.dropped);
  if (list) list.append(line);
  else view.page.querySelector("p").after(line);
  if (view.dropped.held) line.querySelector("button").focus({ preventScroll: true });
  view.dropped.held = false;
}

function writeHere(view, line, note) {
  line.querySelector(".course-own-form")?.remove();
  const end = () => {
    form.remove();
    view.page.querySelector(`[data-note-line="${CSS.escape(note.id)}"] button`)?.focus({ preventScroll: true });
  };
  const form = noteForm(view, note, end, end);
  form.dataset.of = note.id;
  line.append(form);
  form.querySelector("select, textarea").focus({ preventScroll: true });
}

// A place leads to a reader of this notebook that shows it, else to the lesson that does.
function goToPlace(event) {
  const link = event.target.closest("[data-at]");
  if (!link) return;
  const sentence = `.course-sentence[data-place="${CSS.escape(link.dataset.at)}"]`;
  const shown = [...document.querySelectorAll(`.course-reader ${sentence}`)].find((one) => one.offsetParent);
  if (!shown) return markForLab(link);
  event.preventDefault();
  event.stopPropagation();
  shown.closest(".course-reader").dispatchEvent(new CustomEvent("course-show-place", { detail: link.dataset.at }));
}

function render({ model, el }) {
  const [root, page, buttons] = ["my-notes", "page", "form"].map((part) => make("div", `course-${part}`));
  const words = model.get("words");
  const view = { model, root, page, id: `course-${Math.random().toString(36).slice(2)}` };
  root.lang = words.lang ?? "";
  for (const kind of ["cards", "annotations"]) {
    buttons.append(pushButton("course-own-button", words[`own_${kind}`], () => model.send({ kind })));
  }
  root.append(page, buttons);
  el.append(root);
  keepKeys(root);
  keepPageKeys();
  page.addEventListener("click", goToPlace);
  const listeners = {
    "change:html": () => drawNotes(view), "change:own": () => drawNotes(view), "change:kept": () => noteAnswered(view),
    "msg:custom": (content, buffers) => content.kind === "file" && saveFile(content, buffers[0]),
  };
  for (const [name, listener] of Object.entries(listeners)) model.on(name, listener);
  drawNotes(view);
  // Other notebooks have kernels of their own: it looks again whenever it comes into view.
  const seen = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && model.send({ kind: "own" }));
  seen.observe(root);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(name, listener);
    seen.disconnect();
    root.remove();
    model.send({ kind: "leave" });
  };
}

export default { render };
