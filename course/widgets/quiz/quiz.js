// The quiz: questions to answer, and what Python says about the answers. The key stays in Python:
// an answer goes out with model.send, its result comes back in the trait `results`.
//
// Traits:
//   items    [{id, number, script, prompt_html, hint_html, clue_html, …}] and what the kind adds (its `sent`), which may be
//            `words` of its own; every …html is escaped by Python and trusted
//   results  {item id: null or {status, html, marks, response, attempts}}
//   one_by_one  true where the questions come one at a time
//   notice   one line above the questions, or ""
//   closing  of an exam only, see exam.js
//   words    plain text for the interface: submit, retry (the two buttons), choose (the empty choice
//            of a row to match), empty (said when nothing was answered), your_answer (said above a
//            remembered result), right, wrong, missed, key (what marks say), earlier_one, later_one,
//            line_… (of a block with many questions), no_reply (said when Python does not answer),
//            lang (the language of all these); the last two may be missing

const SYMBOLS = { right: "✓", wrong: "✗", missed: "○", key: "✓" };
const LINE_SYMBOLS = { right: "✓", partly: "○", wrong: "○", begun: "○", noted: "✓" };
const PATIENCE = 6000; // milliseconds to wait for Python

function makeHtml(tag, className, html) {
  const node = make(tag, className);
  node.innerHTML = html ?? "";
  return node;
}

// ---- the kinds of answer ----
// Each piece of script in kinds/ puts one in here: a function of {item, name, words} that returns {nodes, read, fill, anew}.
// `read` gives the response Python grades, or null if empty; `fill` shows one; `anew` is true where a second try starts empty.
// A kind in several steps (its status is "begun" until the last) may `place` what is told, and return where to look now.

const KINDS = {};

// ---- one question ----

function question(model, item, ofAll, viewId) {
  const words = { ...ofAll, ...item.words }; // a kind may call things by its own names
  const name = `${viewId}-${item.id}`; // radios of two views must not share a group
  const kind = KINDS[item.script]({ item, name, words });
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
  asked.result = result;
  if (!result) return unlock(asked);
  const inside = form.contains(document.activeElement);
  asked.kind.fill(result.response);
  say(asked, "", result.status);
  if (remembered && !result.final) status.append(make("p", "course-remembered", words.your_answer));
  const told = makeHtml("div", "course-feedback", result.html);
  const seat = asked.kind.place?.(told) ?? status;
  status.append(told);
  showMarks(asked, result.marks ?? {});
  lock(asked, result.status !== "begun");
  if (result.final) asked.retry.hidden = true;
  // Submit has just disappeared: without this the focus would fall back to the top of the page.
  if (!inside) return;
  seat.focus({ preventScroll: true });
  seat.scrollIntoView({ block: "nearest" }); // no further than needed
}

function showMarks({ fieldset, words }, marks) {
  for (const node of fieldset.querySelectorAll("[data-part]")) {
    const mark = marks[node.dataset.part];
    node.querySelector(".course-verdict")?.remove();
    node.dataset.mark = mark === "key" ? "right" : (mark ?? "");
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
  if (asked.kind.anew) asked.kind.fill(null);
  asked.fieldset.querySelector("input, select, textarea, button").focus();
}

// ---- many questions: one at a time, those answered folded to a line ----

// Returns {nodes, update}: the nodes to show instead of the forms, and what to call when an answer has come.
function oneAtATime(questions, words) {
  const nav = make("div", "course-pager");
  const [earlier, place, later] = [make("button", "course-button", words.earlier_one), make("span", "course-place-of"), make("button", "course-button", words.later_one)];
  const lines = questions.map((asked, n) => lineOf(asked, () => go(n)));
  let now = Math.max(0, questions.findIndex(({ result }) => !result));
  for (const [button, step] of [[earlier, -1], [later, 1]]) {
    button.type = "button";
    button.addEventListener("click", () => go(now + step));
  }
  place.setAttribute("aria-live", "polite");
  nav.append(earlier, place, later);

  function update() {
    questions.forEach(({ form, result, item }, n) => {
      form.toggleAttribute("data-away", n !== now);
      lines[n].hidden = n === now || !result;
      if (!result) return;
      const said = words[`line_${result.status}`] ?? "";
      lines[n].firstChild.textContent = `${LINE_SYMBOLS[result.status] ?? "✓"} ${said}`;
      lines[n].dataset.status = result.status;
      lines[n].lastChild.textContent = `${item.number}　${form.querySelector(".course-prompt-text").textContent}`;
    });
    [earlier.disabled, later.disabled] = [now === 0, now === questions.length - 1];
    place.textContent = `${now + 1} / ${questions.length}`;
  }

  function go(n) {
    now = n;
    update();
    const { form, fieldset, status } = questions[n];
    (fieldset.disabled ? status : fieldset.querySelector("input, select, textarea, button")).focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  }

  update();
  return { nodes: [...questions.flatMap(({ form }, n) => [lines[n], form]), nav], update };
}

function lineOf({ item }, open) {
  const line = make("button", "course-line-of");
  line.type = "button";
  line.dataset.item = item.id;
  line.append(make("span", "course-verdict"), make("span", "course-line-prompt"));
  line.addEventListener("click", open);
  return line;
}

// ---- the widget ----

function render({ model, el }) {
  if (model.get("closing")) return renderExam({ model, el });
  const root = make("div", "course-quiz");
  const notice = make("p", "course-notice");
  notice.setAttribute("role", "status");
  let [questions, pages] = [[], null];

  // The strip above a lesson counts by these.
  const count = () => {
    root.dataset.questions = questions.length;
    root.dataset.answered = questions.filter(({ result }) => result?.attempts && result.status !== "begun").length;
    pages?.update();
  };
  const tell = () => (notice.textContent = model.get("notice") ?? "");
  const grade = () => {
    for (const asked of questions) {
      const result = model.get("results")[asked.item.id] ?? null;
      if (JSON.stringify(result) !== asked.shown) show(asked, result, false);
    }
    count();
  };
  const draw = () => {
    const words = model.get("words");
    const viewId = `course-${Math.random().toString(36).slice(2)}`; // differs for each view
    if (words.lang) root.lang = words.lang;
    questions = model.get("items").map((item) => question(model, item, words, viewId));
    for (const asked of questions) show(asked, model.get("results")[asked.item.id] ?? null, true);
    pages = model.get("one_by_one") && questions.length > 1 ? oneAtATime(questions, words) : null;
    root.replaceChildren(notice, ...(pages?.nodes ?? questions.map((asked) => asked.form)));
    count();
  };
  const listeners = { items: draw, words: draw, results: grade, notice: tell };

  keepKeys(root);
  keepPageKeys();
  tell();
  draw();
  for (const [name, listener] of Object.entries(listeners)) model.on(`change:${name}`, listener);
  el.append(root);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(`change:${name}`, listener);
    for (const asked of questions) clearTimeout(asked.timer);
    root.remove();
  };
}

export default { render };
