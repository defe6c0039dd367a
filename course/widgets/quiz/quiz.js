// The quiz: questions to answer, and what Python says about the answers. The key stays in Python:
// an answer goes out with model.send, its result comes back in the trait `results`.
//
// Traits:
//   items    [{id, number, kind, prompt_html, hint_html, clue_html, options, choices, rows, steps, gapped_html}];
//            every …html is escaped by Python and trusted
//   results  {item id: null or {status, html, marks, response, attempts}}
//   notice   one line above the questions, or ""
//   drawing  html of what the questions are about (an argument map with blanks), or ""
//   closing  of an exam only, see exam.js
//   words    plain text for the interface: submit, retry (the two buttons), choose (the empty choice
//            of a row to match), empty (said when nothing was answered), your_answer (said above a
//            remembered result), right, wrong, missed (what marks say), no_reply (said when Python
//            does not answer), lang (the language of all these); the last two may be missing

const SYMBOLS = { right: "✓", wrong: "✗", missed: "○" };
const PATIENCE = 6000; // milliseconds to wait for Python

function makeHtml(tag, className, html) {
  const node = make(tag, className);
  node.innerHTML = html ?? "";
  return node;
}

// ---- the kinds of answer: how each is drawn, read and filled in ----
// Each returns {nodes, read, fill}. `read` gives the response Python grades, or null if empty.

function options({ item, name }) {
  const type = ["single", "truth"].includes(item.kind) ? "radio" : "checkbox";
  const inputs = [];
  const nodes = item.options.map(({ id, html }) => {
    const label = make("label", "course-option");
    const input = make("input", "course-input");
    Object.assign(input, { type, name, value: id });
    inputs.push(input);
    label.dataset.part = id;
    label.append(input, makeHtml("span", "course-option-text", html));
    return label;
  });
  const read = () => {
    const ids = inputs.filter((input) => input.checked).map((input) => input.value);
    return type === "radio" ? (ids[0] ?? null) : ids.length ? ids : null;
  };
  const fill = (response) => inputs.forEach((input) => (input.checked = [response].flat().includes(input.value)));
  return { nodes, read, fill };
}

function match({ item, name, words }) {
  const selects = {};
  const nodes = item.rows.map(({ id, html }, index) => {
    const row = make("div", "course-row");
    const label = makeHtml("label", "course-row-text", html);
    const select = make("select", "course-select");
    select.id = label.htmlFor = `${name}-${index}`;
    select.append(new Option(words.choose, ""), ...item.choices.map((c) => new Option(c.text, c.id)));
    selects[id] = select;
    row.dataset.part = id;
    row.append(label, select);
    return row;
  });
  const read = () => {
    const chosen = Object.entries(selects).map(([id, select]) => [id, select.value]);
    return chosen.some(([, value]) => value) ? Object.fromEntries(chosen) : null;
  };
  const fill = (response) => Object.entries(selects).forEach(([id, s]) => (s.value = response?.[id] ?? ""));
  return { nodes, read, fill };
}

function open({ name }) {
  const text = make("textarea", "course-answer");
  text.rows = 4;
  text.setAttribute("aria-labelledby", `${name}-prompt`);
  return { nodes: [text], read: () => text.value.trim() || null, fill: (value) => (text.value = value ?? "") };
}

// Steps with two buttons each: they move by keyboard, touch and pointer alike, and the focus goes with them.
function order({ item, words }) {
  const list = make("ol", "course-steps");
  const rows = new Map(item.steps.map(({ id, text }) => [id, drawStep(list, id, text, words)]));
  const arrange = (ids) => list.append(...ids.map((id) => rows.get(id)).filter(Boolean));
  arrange(item.steps.map(({ id }) => id));
  const read = () => [...list.children].map((row) => row.dataset.part);
  return { nodes: [list], read, fill: (response) => arrange(response ?? item.steps.map(({ id }) => id)) };
}

function drawStep(list, id, text, words) {
  const row = make("li", "course-step");
  row.dataset.part = id;
  const moves = [["↑", words.move_up, -1], ["↓", words.move_down, 1]].map(([sign, name, by]) => {
    const button = make("button", "course-button course-move", sign);
    Object.assign(button, { type: "button", ariaLabel: `${name}：${text}` });
    button.addEventListener("click", () => {
      const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (other) other[by < 0 ? "before" : "after"](row);
      button.focus();
    });
    return button;
  });
  const buttons = make("span", "course-moves");
  buttons.append(...moves);
  row.append(buttons, make("span", "course-step-text", text));
  return row;
}

function cloze({ item, name }) {
  const text = make("input", "course-answer course-word");
  Object.assign(text, { type: "text", maxLength: 200, autocomplete: "off" });
  text.setAttribute("aria-labelledby", `${name}-prompt`);
  const part = make("div", "course-row-gap");
  part.dataset.part = "gap";
  part.append(text);
  return { nodes: [makeHtml("div", "", item.gapped_html), part], read: () => text.value.trim() || null, fill: (value) => (text.value = value ?? "") };
}

const KINDS = { single: options, multiple: options, truth: options, mark: options, match, order, cloze, open };

// ---- one question ----

function question(model, item, words, viewId) {
  const name = `${viewId}-${item.id}`; // radios of two views must not share a group
  const kind = KINDS[item.kind]({ item, name, words });
  const form = make("form", "course-item");
  const fieldset = make("fieldset", "course-question");
  const legend = make("legend", "course-prompt");
  const hint = makeHtml("p", "course-hint", item.hint_html);
  const status = make("div", "course-status");
  const submit = make("button", "course-button course-submit", words.submit);
  const retry = make("button", "course-button", words.retry);
  legend.append(make("span", "course-number", item.number), makeHtml("span", "course-prompt-text", item.prompt_html));
  legend.id = `${name}-prompt`;
  hint.id = `${name}-hint`;
  fieldset.setAttribute("aria-describedby", hint.id);
  const clue = makeHtml("div", "course-clue", item.clue_html);
  for (const summary of clue.querySelectorAll("summary")) summary.setAttribute(SUPPRESS, "true");
  fieldset.append(legend, hint, ...kind.nodes);
  Object.assign(status, { role: "status", ariaLive: "polite", tabIndex: -1 });
  retry.type = "button";
  form.dataset.item = item.id;
  form.append(fieldset, clue, submit, status, retry);

  const asked = { model, item, words, kind, form, fieldset, status, submit, retry, shown: null, timer: null };
  retry.addEventListener("click", () => tryAgain(asked));
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // a form never leaves the page
    send(asked);
  });
  return asked;
}

function send(asked) {
  const response = asked.kind.read();
  if (asked.timer) return; // on its way already: a double click is one attempt
  say(asked, response === null ? asked.words.empty : "");
  if (response === null) return;
  asked.timer = setTimeout(() => {
    asked.timer = null;
    say(asked, asked.words.no_reply);
  }, PATIENCE);
  asked.model.send({ kind: "submit", item: asked.item.id, response });
}

// `remembered` is true when the result was there before this view was drawn.
function show(asked, result, remembered) {
  const { form, status, words } = asked;
  clearTimeout(asked.timer);
  asked.timer = null;
  asked.shown = JSON.stringify(result);
  if (!result) return unlock(asked);
  const inside = form.contains(document.activeElement);
  asked.kind.fill(result.response);
  say(asked, "", result.status);
  if (remembered && !result.final) status.append(make("p", "course-remembered", words.your_answer));
  status.append(makeHtml("div", "course-feedback", result.html));
  showMarks(asked, result.marks ?? {});
  lock(asked, true);
  if (result.final) asked.retry.hidden = true;
  // Submit has just disappeared: without this the focus would fall back to the top of the page.
  if (!inside) return;
  status.focus({ preventScroll: true });
  status.scrollIntoView({ block: "nearest" }); // no further than needed
}

function showMarks({ fieldset, words }, marks) {
  for (const node of fieldset.querySelectorAll("[data-part]")) {
    const mark = marks[node.dataset.part];
    node.querySelector(".course-verdict")?.remove();
    node.dataset.mark = mark ?? "";
    if (mark) node.append(make("span", "course-verdict", `${SYMBOLS[mark]} ${words[mark]}`));
  }
}

function say({ status }, text, kind = "") {
  status.replaceChildren();
  status.dataset.status = kind;
  if (text) status.append(make("p", "course-message", text));
}

function lock({ fieldset, submit, retry }, locked) {
  fieldset.disabled = locked;
  submit.hidden = locked;
  retry.hidden = !locked;
}

function unlock(asked) {
  say(asked, "");
  showMarks(asked, {});
  lock(asked, false);
}

// A choice is made anew; what has been written or matched stays, to be worked on.
function tryAgain(asked) {
  unlock(asked);
  if (["single", "multiple", "truth", "mark"].includes(asked.item.kind)) asked.kind.fill(null);
  asked.fieldset.querySelector("input, select, textarea, button").focus();
}

// ---- the widget ----

function render({ model, el }) {
  const root = make("div", "course-quiz");
  const notice = make("p", "course-notice");
  notice.setAttribute("role", "status");
  const drawing = make("div", "course-drawn");
  const { bar, stop } = examBar(model);
  let questions = [];

  const picture = () => {
    const open = drawing.querySelector("details")?.open ?? false;
    const [left, top] = [drawing.querySelector(".course-scroll")?.scrollLeft ?? 0, drawing.querySelector(".course-scroll")?.scrollTop ?? 0];
    drawing.innerHTML = model.get("drawing") ?? "";
    drawing.hidden = !drawing.innerHTML;
    drawing.querySelector(".course-scroll")?.scrollTo(left, top); // a blank filled in moves nothing else
    for (const details of drawing.querySelectorAll("details")) details.open = open;
    for (const node of drawing.querySelectorAll("summary, [tabindex]")) node.setAttribute(SUPPRESS, "true");
  };
  const tell = () => (notice.textContent = model.get("notice") ?? "");
  const grade = () => {
    for (const asked of questions) {
      const result = model.get("results")[asked.item.id] ?? null;
      if (JSON.stringify(result) !== asked.shown) show(asked, result, false);
    }
  };
  const draw = () => {
    const words = model.get("words");
    const viewId = `course-${Math.random().toString(36).slice(2)}`; // differs for each view
    if (words.lang) root.lang = words.lang;
    questions = model.get("items").map((item) => question(model, item, words, viewId));
    root.replaceChildren(notice, drawing, ...questions.map((asked) => asked.form), bar);
    for (const asked of questions) show(asked, model.get("results")[asked.item.id] ?? null, true);
  };
  const listeners = { items: draw, words: draw, results: grade, notice: tell, drawing: picture };

  keepKeys(root);
  keepPageKeys();
  tell();
  picture();
  draw();
  for (const [name, listener] of Object.entries(listeners)) model.on(`change:${name}`, listener);
  el.append(root);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(`change:${name}`, listener);
    for (const asked of questions) clearTimeout(asked.timer);
    stop();
    root.remove();
  };
}

export default { render };
