// An explorer: a few fields to fill, and below them what Python answers.
//
// Traits:
//   fields   [{id, kind: "text" | "select" | "range", label, options: [{id, name}], min, max}]
//   values   {field id: value}; written back when a field changes
//   html     the answer; escaped by Python and trusted
//   words    plain text for the interface: no_text_here, lang

const WAIT = 250; // milliseconds after the last key before Python is asked

const makers = {
  text(field, value) {
    const input = make("input", "course-input");
    Object.assign(input, { type: "text", value, maxLength: 200, autocomplete: "off", spellcheck: false });
    return input;
  },
  select(field, value) {
    const input = make("select", "course-input");
    for (const { id, name } of field.options) input.append(Object.assign(make("option", "", name), { value: id }));
    input.value = value;
    return input;
  },
  range(field, value) {
    const input = make("input", "course-input");
    Object.assign(input, { type: "range", min: field.min, max: field.max, step: 1, value });
    return input;
  },
};

function drawField(view, field) {
  const label = make("label", "course-field");
  const input = makers[field.kind](field, view.model.get("values")[field.id]);
  const number = make("output", "course-number", field.kind === "range" ? input.value : "");
  input.addEventListener("input", () => {
    if (field.kind === "range") number.textContent = input.value;
    clearTimeout(view.timer);
    view.timer = setTimeout(send, field.kind === "select" ? 0 : WAIT, view, field, input);
  });
  input.addEventListener("keydown", ({ key, isComposing }) => {
    if (key !== "Enter" || isComposing) return; // while pinyin is being typed, Enter chooses characters
    clearTimeout(view.timer);
    send(view, field, input);
  });
  label.append(make("span", "course-field-name", field.label), input, number);
  return label;
}

function send({ model }, field, input) {
  const value = field.kind === "range" ? Number(input.value) : input.value;
  if (model.get("values")[field.id] === value) return;
  model.set("values", { ...model.get("values"), [field.id]: value });
  model.save_changes();
}

function showAnswer(view) {
  view.answer.innerHTML = view.model.get("html");
  for (const go of view.answer.querySelectorAll(".course-goto")) {
    go.setAttribute(SUPPRESS, "true");
    go.addEventListener("click", () => goToPlace(view, go));
  }
}

function goToPlace(view, go) {
  const place = CSS.escape(go.dataset.place);
  const reader = [...document.querySelectorAll(".course-reader")].find((one) => one.querySelector(`[data-place="${place}"]`));
  if (reader) reader.dispatchEvent(new CustomEvent("course-show-place", { detail: go.dataset.place }));
  else view.hint.textContent = view.model.get("words").no_text_here;
}

function render({ model, el }) {
  const root = make("div", "course-explorer");
  const [form, hint, answer] = ["form", "hint", "answer"].map((part) => make("div", `course-${part}`));
  const view = { model, root, form, hint, answer, timer: null };
  root.lang = model.get("words").lang ?? "";
  hint.setAttribute("role", "status");
  answer.setAttribute("aria-live", "polite");
  form.append(...model.get("fields").map((field) => drawField(view, field)));
  root.append(form, hint, answer);
  el.append(root);
  keepKeys(root);
  keepPageKeys();
  showAnswer(view);
  const update = () => showAnswer(view);
  model.on("change:html", update);
  return () => {
    model.off("change:html", update);
    clearTimeout(view.timer);
    root.remove();
  };
}

export default { render };
