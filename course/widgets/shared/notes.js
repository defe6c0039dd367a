// A learner's own notes, alike in the reader and in the list of them: a line's buttons, the form to write in, and
// what is sent. Traits (see KeepsNotes in notes/own.py):
//   keeps   whether notes can be kept here; nothing below is there where they cannot
//   own     [{id, place, kind, start, end, html, text, ours, label}], after model.send({kind: "own"}) and until
//           {kind: "leave"}; html is escaped by Python
//   labels  {layer: [{id, name}]}, what can be put in the place of a label
//   limits  {text, word}, the most characters
//   kept    {n, notice}: the message of that number is done, and what there is to say of it
// Out: {kind: "keep", n, place, what, start, end, ours, text, label} or, of one there is, {kind: "keep", n, note, text, label};
//      {kind: "drop", n, note}, {kind: "restore", n, note}.

const NOTE_ANSWER = 4000; // milliseconds to wait before saying that nobody answers

// `done(notice)` is called when it is kept, `failed(words)` when no answer comes.
function sendNote(view, content, done = () => {}, failed = () => {}) {
  view.sentNotes = (view.sentNotes ?? 0) + 1;
  const n = `${view.id}-${view.sentNotes}`; // differs for every view, and for every time one is drawn
  const timer = setTimeout(() => failed(view.model.get("words").word_unanswered), NOTE_ANSWER);
  if (content.kind === "keep") view.dropped = null;
  view.notesDone = (view.notesDone ?? new Map()).set(n, { done, timer });
  view.model.send({ ...content, n });
}

function noteAnswered(view) {
  const { n, notice } = view.model.get("kept");
  const waiting = view.notesDone?.get(n);
  if (!waiting) return;
  view.notesDone.delete(n);
  clearTimeout(waiting.timer);
  waiting.done(notice ?? "");
}

// The buttons of a note's line; `change` is not there where there is nothing to write.
function noteButtons(view, note, edit) {
  const words = view.model.get("words");
  const named = (key, onClick) => {
    const button = pushButton("course-own-button", words[key], onClick);
    button.setAttribute("aria-describedby", `${view.id}-${note.id}`);
    return button;
  };
  const drop = named("own_delete", () => {
    view.dropped = { ...note, held: true };
    sendNote(view, { kind: "drop", note: note.id }, () => {}, (why) => drop.after(make("span", "course-own-told", why)));
  });
  return note.kind === "highlight" ? [drop] : [named("own_change", edit), drop];
}

// The line that stands where a note was: it can be brought back.
function undoLine(view, note) {
  const words = view.model.get("words");
  const line = make("li", "course-own-gone", `${words.own_deleted} `);
  const undo = pushButton("course-own-button", words.own_undo, () => {
    view.dropped = null;
    sendNote(view, { kind: "restore", note: note.id });
  });
  line.append(undo);
  return line;
}

// The form for a note: {place, kind, ours, text, label, quote} and, where it is changed, its id.
function noteForm(view, note, onKept, onCancel) {
  const words = view.model.get("words");
  const form = make("form", "course-own-form");
  const name = [note.place, words[`own_${note.kind}`], note.quote ? `“${note.quote}”` : ""].filter(Boolean).join(" ");
  const text = make("textarea", "course-own-write");
  const told = make("p", "course-own-told");
  const choose = note.kind === "label" ? labelChoice(view, note) : null;
  const save = make("button", "course-own-button course-own-save", words.own_save);
  const cancel = pushButton("course-own-button", words.own_cancel, onCancel);
  Object.assign(text, { rows: 2, value: note.text ?? "", maxLength: view.model.get("limits").text ?? 2000 });
  text.ariaLabel = note.kind === "label" ? words.own_why : note.kind === "word" ? words.own_gloss : words.own_text;
  text.placeholder = text.ariaLabel;
  told.setAttribute("role", "status");
  form.ariaLabel = name;
  form.append(make("p", "course-own-name", name), ...(choose ? [choose] : []), text, save, cancel, told);
  const asked = note.id ? { kind: "keep", note: note.id } : { ...note, kind: "keep", what: note.kind };
  const keep = (event) => {
    event?.preventDefault();
    const content = { ...asked, text: text.value.trim(), ...(choose ? { label: choose.value } : {}) };
    const done = (notice) => (notice ? (told.textContent = notice) : onKept());
    sendNote(view, content, done, (why) => (told.textContent = why));
  };
  form.addEventListener("submit", keep);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep(event);
    if (event.key === "Escape" && text.value === (note.text ?? "")) onCancel(); // what has been written is not lost by a key
  });
  return form;
}

// Another label of the same layer, or none: then it is said in one's own words.
function labelChoice(view, { ours, label }) {
  const select = make("select", "course-own-choose");
  const words = view.model.get("words");
  const others = (view.model.get("labels")[ours.split("/")[0]] ?? []).filter(({ id }) => id !== ours);
  for (const { id, name } of [...others, { id: "", name: words.own_other }]) {
    const option = make("option", "", name);
    option.value = id;
    select.append(option);
  }
  select.value = label ?? others[0]?.id ?? "";
  select.ariaLabel = words.own_label;
  return select;
}
