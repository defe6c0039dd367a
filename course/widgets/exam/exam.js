// An exam: start, time left, hand in, result. Part of the quiz widget (see quiz.js); a quiz that is no exam has
// no trait `closing`, and then nothing of this shows.
//
// closing  {state: "ready" | "running" | "over", html: the rules or the result, left: seconds or null}
// Out: {kind: "start"}, {kind: "finish"}.

function examBar(model) {
  const bar = make("div", "course-exam");
  const [page, clock] = [make("div", "course-exam-page"), make("p", "course-exam-clock")];
  const button = make("button", "course-button course-exam-button");
  const status = make("p", "course-message");
  button.type = "button";
  status.setAttribute("role", "status");
  bar.append(page, clock, button, status);
  const asked = { model, bar, page, clock, button, status, timer: null, sure: false };
  button.addEventListener("click", () => pressExam(asked));
  const show = () => showExam(asked);
  model.on("change:closing", show);
  show();
  const stop = () => {
    clearInterval(asked.timer);
    model.off("change:closing", show);
  };
  return { bar, stop };
}

function showExam(asked) {
  const { model, bar, page, button, status } = asked;
  const closing = model.get("closing") ?? {};
  const words = model.get("words");
  bar.hidden = !closing.state;
  if (bar.hidden) return;
  bar.dataset.state = closing.state;
  page.innerHTML = closing.html;
  asked.sure = false;
  status.textContent = "";
  button.textContent = { ready: words.exam_start, running: words.exam_finish, over: words.exam_again }[closing.state];
  runClock(asked, closing, words);
}

function runClock(asked, { state, left }, words) {
  clearInterval(asked.timer);
  asked.clock.hidden = state !== "running" || left === null;
  if (asked.clock.hidden) return;
  const end = performance.now() + left * 1000;
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    asked.clock.textContent = `${words.exam_left} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds > 0) return;
    clearInterval(asked.timer);
    asked.model.send({ kind: "finish" });
  };
  asked.timer = setInterval(tick, 500);
  tick();
}

// Handing in with questions open is asked twice.
function pressExam(asked) {
  const { model, status } = asked;
  const { state } = model.get("closing");
  const words = model.get("words");
  const open = model.get("items").filter(({ id }) => !model.get("results")[id]).length;
  if (state === "running" && open && !asked.sure) {
    asked.sure = true;
    status.textContent = words.exam_sure.replace("{n}", open);
    return;
  }
  model.send({ kind: state === "running" ? "finish" : "start" });
}
