// Your own text: a box to paste into or a file, and below it the reader and what was counted.
//
// Traits:
//   html     what was counted; escaped by Python and trusted
//   reader   the model id of the reader's widget, or ""
//   words    plain text for the interface (see _WORDS in own_text.py); lang, its language; largest, bytes of a file
// Out: {kind: "read", title, text}, or {kind: "read", title, name} with the file as a buffer.
// In: {kind: "told", problem, notice}.

const PATIENCE = 30_000; // milliseconds: cutting a long text takes some seconds, with jieba's dictionary to load first

function field(name, input) {
  const label = make("label", "course-field");
  label.append(make("span", "course-field-name", name), input);
  return label;
}

function drawForm(view) {
  const { form, model } = view;
  const words = model.get("words");
  const [title, box, file] = [make("input", "course-input"), make("textarea", "course-box"), make("input", "course-file")];
  Object.assign(title, { type: "text", maxLength: 100, autocomplete: "off", placeholder: words.own_title_hint });
  Object.assign(box, { rows: 6, spellcheck: false, lang: "zh-Hans" });
  Object.assign(file, { type: "file", accept: ".txt,text/plain" });
  const button = make("button", "course-button", words.own_read);
  button.type = "button";
  Object.assign(view, { title, box, file });
  const chosen = make("span", "course-chosen");
  const name = () => (chosen.textContent = file.files[0]?.name ?? "");
  file.addEventListener("change", name);
  box.addEventListener("input", () => { // what was touched last is read
    file.value = "";
    name();
  });
  button.addEventListener("click", () => send(view));
  const choose = field(words.own_file, file); // looks like a button and speaks our language; the browser's own does not
  choose.classList.add("course-choose");
  choose.append(chosen);
  form.append(field(words.own_box, box), field(words.own_title, title), choose, button);
}

async function send(view) {
  const { model, title, box, file } = view;
  const words = model.get("words");
  const [chosen] = file.files;
  if (chosen?.size > words.largest) return tell(view, true, words.own_huge); // said here, and the file not sent
  tell(view, false, words.own_reading);
  view.timer = setTimeout(tell, PATIENCE, view, true, words.own_no_kernel);
  const message = { kind: "read", title: title.value };
  if (!chosen) return model.send({ ...message, text: box.value });
  model.send({ ...message, name: chosen.name }, undefined, [await chosen.arrayBuffer()]);
}

function tell({ timer, notice }, problem, words) {
  clearTimeout(timer);
  notice.dataset.problem = problem;
  notice.textContent = words;
}

function showCounted({ model, counted }) {
  counted.innerHTML = model.get("html");
  counted.hidden = !model.get("html");
  for (const summary of counted.querySelectorAll("summary")) summary.setAttribute(SUPPRESS, "true");
}

async function showReader({ model, reader }) {
  const id = model.get("reader");
  if (!id) return;
  const manager = model.widget_manager;
  const { el } = await manager.create_view(await manager.get_model(id));
  if (model.get("reader") === id) reader.replaceChildren(el);
}

function render({ model, el }) {
  const root = make("div", "course-pasted");
  const asked = make("div", "course-explorer");
  const [form, notice, reader] = ["pasted-form", "hint", "pasted-reader"].map((part) => make("div", `course-${part}`));
  const counted = make("div", "course-explorer course-pasted-counted");
  const view = { model, form, notice, counted, reader, timer: null };
  root.lang = model.get("words").lang ?? "";
  notice.setAttribute("role", "status");
  Object.assign(reader, { role: "region", ariaLabel: model.get("words").own_reader, tabIndex: 0 }); // a long text scrolls in it
  asked.append(form, make("p", "course-code-way", model.get("words").own_code_way), notice);
  root.append(asked, reader, counted);
  el.append(root);
  keepKeys(root);
  keepPageKeys();
  drawForm(view);
  const listeners = {
    "change:html": () => showCounted(view),
    "change:reader": () => showReader(view),
    "msg:custom": (content) => content.kind === "told" && tell(view, content.problem, content.notice),
  };
  showCounted(view);
  showReader(view);
  for (const [name, listener] of Object.entries(listeners)) model.on(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(name, listener);
    clearTimeout(view.timer);
    root.remove();
  };
}

export default { render };
