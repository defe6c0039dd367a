// An exam: the quiz's questions, each answer kept as it is made, and a bar above them that stays in view.
// Part of the quiz widget, whose kinds of answer it uses (see quiz.js). A quiz that is no exam has no trait `closing`.
//
// Traits: items, results, words, notice as in quiz.js, and
//   closing  {state: "ready" | "running" | "over", html: the rules or the result, or the text the questions are about,
//             left: seconds or null}
// Out: {kind: "start"}, {kind: "submit", item, response} (null: taken back), {kind: "finish"}.

const EXAM_TYPING = 500; // milliseconds without a key, and what was typed is sent
const EXAM_SIGNS = { right: "✓", wrong: "✗", missed: "○", partly: "◐", key: "✓" };

function renderExam({ model, el }) {
  const exam = drawExam(model);
  const redraw = () => showExam(exam);
  const news = () => hearExam(exam);
  const tell = () => (exam.notice.textContent = model.get("notice") ?? "");
  const listeners = { closing: redraw, words: redraw, results: news, notice: tell };
  for (const [name, listener] of Object.entries(listeners)) model.on(`change:${name}`, listener);
  el.append(exam.root);
  keepKeys(exam.root);
  keepPageKeys();
  tell();
  redraw();
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(`change:${name}`, listener);
    clearInterval(exam.timer);
    for (const asked of exam.questions) stopExamTimers(asked);
    exam.root.remove();
  };
}

function drawExam(model) {
  const part = (tag, name) => make(tag, `course-${name}`);
  const exam = {
    model, root: part("div", "quiz course-exam"), notice: part("p", "notice"),
    page: part("div", "exam-page"), start: part("button", "button course-submit course-exam-start"),
    bar: part("div", "exam-bar"), clock: part("span", "exam-clock"), count: part("span", "exam-count"),
    finish: part("button", "button course-submit course-exam-finish"), numbers: part("nav", "exam-numbers"),
    message: part("p", "message"), forms: part("div", "exam-questions"),
    viewId: `course-${Math.random().toString(36).slice(2)}`, // differs for each view
    questions: [], timer: null, timeUp: false, sure: false, state: null,
  };
  for (const node of [exam.notice, exam.message]) node.setAttribute("role", "status");
  exam.clock.setAttribute("role", "timer");
  exam.bar.setAttribute("role", "group");
  exam.page.tabIndex = -1;
  exam.start.type = exam.finish.type = "button";
  exam.start.addEventListener("click", () => model.send({ kind: "start" }));
  exam.finish.addEventListener("click", () => pressFinishExam(exam));
  exam.bar.append(exam.clock, exam.count, exam.numbers, exam.finish, exam.message);
  exam.root.append(exam.notice, exam.page, exam.start, exam.bar, exam.forms);
  return exam;
}

// The exam as Python has it: not begun, running, or over. Python says so at the beginning and at the end.
function showExam(exam) {
  const { model, root, page, start, bar, finish } = exam;
  const { state, html } = model.get("closing");
  const words = model.get("words");
  const inside = root.contains(document.activeElement);
  const changed = exam.state !== null && exam.state !== state;
  Object.assign(exam, { state, sure: false });
  // The strip above a lesson counts by the last two: a test is one thing to do, and done once handed in.
  Object.assign(root.dataset, { state, questions: 1, answered: Number(state === "over") });
  root.lang = words.lang ?? "";
  page.innerHTML = html;
  for (const node of page.querySelectorAll("summary")) node.setAttribute(SUPPRESS, "true");
  start.textContent = state === "over" ? words.exam_again : words.exam_start;
  finish.textContent = words.exam_finish;
  bar.ariaLabel = words.exam_bar;
  const hidden = [[page, !html], [start, state === "running" || !start.textContent], [bar, !model.get("items").length], [finish, state !== "running"]];
  for (const [node, isHidden] of hidden) node.hidden = isHidden;
  drawExamQuestions(exam, words);
  countExamAnswers(exam);
  runExamClock(exam);
  if (state === "over" && exam.timeUp) exam.message.textContent = words.exam_over;
  exam.timeUp = false;
  if (changed && inside) (html ? page : exam.questions[0].form.querySelector("legend")).focus({ preventScroll: Boolean(html) });
  if (changed && inside && html) root.scrollIntoView({ block: "start" });
}

function drawExamQuestions(exam, words) {
  for (const asked of exam.questions) stopExamTimers(asked);
  exam.questions = exam.model.get("items").map((item) => examQuestion(exam, item, words));
  exam.forms.replaceChildren(...exam.questions.map(({ form }) => form));
  exam.numbers.replaceChildren(...exam.questions.map(({ number }) => number));
  exam.numbers.ariaLabel = words.exam_numbers;
  hearExam(exam);
}

function examQuestion(exam, item, words) {
  const name = `${exam.viewId}-${item.id}`;
  const asked = { exam, item, words, kind: KINDS[item.script]({ item, name, words }), timer: null, typing: null };
  const [form, fieldset] = [make("form", "course-item"), make("fieldset", "course-question")];
  const [legend, status] = [make("legend", "course-prompt"), make("div", "course-status")];
  const hint = makeHtml("p", "course-hint", item.hint_html);
  const clue = makeHtml("div", "course-clue", item.clue_html);
  const number = make("button", "course-exam-number", item.number);
  legend.append(make("span", "course-number", item.number), makeHtml("span", "course-prompt-text", item.prompt_html));
  Object.assign(legend, { id: `${name}-prompt`, tabIndex: -1 });
  hint.id = `${name}-hint`;
  fieldset.setAttribute("aria-describedby", hint.id);
  fieldset.append(legend, hint, ...asked.kind.nodes);
  for (const summary of clue.querySelectorAll("summary")) summary.setAttribute(SUPPRESS, "true");
  status.setAttribute("role", "status");
  form.dataset.item = item.id;
  form.append(fieldset, clue, status);
  number.type = "button";
  number.addEventListener("click", () => {
    form.scrollIntoView({ block: "start" }); // below the bar: see scroll-margin in exam.css
    legend.focus({ preventScroll: true });
  });
  listenToAnswer(Object.assign(asked, { form, fieldset, status, number }));
  const { response } = exam.model.get("results")[item.id] ?? {};
  if (response) asked.kind.fill(response);
  asked.kept = JSON.stringify(asked.kind.read());
  return asked;
}

// Whatever changes the answer (a choice, a move, a word) keeps it; a word is sent when it has been typed.
function listenToAnswer(asked) {
  const { form } = asked;
  for (const type of ["click", "change"]) form.addEventListener(type, () => keepAnswer(asked));
  form.addEventListener("input", () => {
    clearTimeout(asked.typing);
    asked.typing = setTimeout(() => keepAnswer(asked), EXAM_TYPING);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // a form never leaves the page
    keepAnswer(asked);
  });
}

function keepAnswer(asked) {
  const { exam, item, kind, words } = asked;
  if (exam.state !== "running") return;
  clearTimeout(asked.typing);
  const response = kind.read();
  if (JSON.stringify(response) === asked.kept) return;
  stopExamTimers(asked);
  asked.kept = JSON.stringify(response);
  asked.timer = setTimeout(() => {
    asked.kept = null; // the same answer can be given again
    tellOfAnswer(asked, "wrong", "");
    asked.status.append(make("p", "course-message", words.no_reply));
  }, PATIENCE);
  exam.model.send({ kind: "submit", item: item.id, response });
}

function stopExamTimers(asked) {
  clearTimeout(asked.timer);
  clearTimeout(asked.typing);
}

// What Python says of the answers: while the exam runs that they are kept, at the end what each was worth.
function hearExam(exam) {
  const results = exam.model.get("results");
  for (const asked of exam.questions) {
    const result = results[asked.item.id] ?? null;
    const told = JSON.stringify(result);
    if (told === asked.told) continue;
    asked.told = told;
    clearTimeout(asked.timer);
    tellOfAnswer(asked, result?.status ?? "", result?.html ?? "");
    if (result?.final) closeExamQuestion(asked, result);
  }
  countExamAnswers(exam);
}

function tellOfAnswer(asked, status, html) {
  asked.status.dataset.status = status;
  asked.status.replaceChildren(...(html ? [makeHtml("div", "course-feedback", html)] : []));
  for (const summary of asked.status.querySelectorAll("summary")) summary.setAttribute(SUPPRESS, "true");
}

function closeExamQuestion({ fieldset, words }, { marks }) {
  fieldset.disabled = true;
  for (const node of fieldset.querySelectorAll("[data-part]")) {
    const mark = marks[node.dataset.part];
    node.dataset.mark = mark === "key" ? "right" : (mark ?? "");
    if (mark) node.append(make("span", "course-verdict", `${EXAM_SIGNS[mark]} ${words[mark]}`));
  }
}

function countExamAnswers(exam) {
  const { questions, model, count, message } = exam;
  const words = model.get("words");
  const results = model.get("results");
  let answered = 0;
  for (const { item, number } of questions) {
    const status = results[item.id]?.status ?? "";
    const sign = EXAM_SIGNS[status];
    answered += status === "noted";
    number.dataset.status = status;
    number.textContent = sign ? `${item.number} ${sign}` : item.number;
    const state = words[{ noted: "exam_done" }[status] ?? (sign ? status : "exam_open")];
    number.ariaLabel = words.exam_number.replace("{n}", item.number).replace("{state}", state);
  }
  count.hidden = exam.state !== "running";
  count.textContent = words.exam_count.replace("{n}", answered).replace("{of}", questions.length);
  exam.open = questions.length - answered;
  exam.sure = false;
  message.textContent = "";
}

function runExamClock(exam) {
  const { state, left } = exam.model.get("closing");
  const words = exam.model.get("words");
  clearInterval(exam.timer);
  exam.clock.hidden = state !== "running" || left === null;
  if (exam.clock.hidden) return;
  const end = performance.now() + left * 1000;
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    exam.clock.textContent = `${words.exam_left} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds > 0) return;
    clearInterval(exam.timer);
    exam.timeUp = true;
    handExamIn(exam);
  };
  exam.timer = setInterval(tick, 500);
  tick();
}

// Handing in with questions open is asked once.
function pressFinishExam(exam) {
  if (!exam.open || exam.sure) return handExamIn(exam);
  exam.sure = true;
  exam.message.textContent = exam.model.get("words").exam_sure.replace("{n}", exam.open);
}

function handExamIn(exam) {
  for (const asked of exam.questions) keepAnswer(asked); // a word still being typed
  exam.model.send({ kind: "finish" });
}
