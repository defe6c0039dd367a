// The deck, shown by the live server: the cover has the way in, a question's slide asks the class (key L) and shows beside
// it what was answered.

import { drawn, learn, listen, make, post, revealed, say, update, wayIn } from "./live.js";

const deck = document.querySelector(".reveal");
const counts = make("div", { className: "counts" });
const status = make("span", { role: "status" });
const press = make("button", { type: "button", onclick: next });
const again = make("button", { type: "button", onclick: () => act("open", here()) });
const all = make("a", { target: "teacher" });
const bar = make("nav", { className: "live-bar", hidden: true }, status, " ", press, again, all);
bar.onkeydown = (event) => [" ", "Enter"].includes(event.key) && event.stopPropagation(); // presses the button only
let state = null, seen = 0, askable = new Set();

const here = () => Reveal.getCurrentSlide().dataset.item;
const isHere = () => Boolean(state?.round) && state.question.id === here();

async function act(name, detail = "") {
  const answered = await post("/act", { act: name, detail, seen }).catch(() => null);
  if (answered?.ok) seen = Math.max(seen, (await answered.json()).seen);
  else if (answered?.status !== 409) status.textContent = say("failed");
  return answered?.ok;
}

/** The one key: open the question of this slide; end the vote and show it; fold the results away, and back. */
async function next() {
  if (bar.hidden || !state) return;
  if (!isHere()) return act("open", here());
  if (state.open && !(await act("close"))) return;
  act(state.shown ? "hide" : "show");
}

function draw() {
  bar.hidden = !askable.has(here());
  const open = !bar.hidden && isHere() && state.open;
  const shown = !bar.hidden && isHere() && state.shown;
  document.body.classList.toggle("voted", shown);
  Reveal.layout();
  if (bar.hidden || !state) return;
  press.textContent = `${say(!isHere() ? "ask_class" : open ? "close_show" : shown ? "hide" : "show")}　L`;
  again.hidden = !isHere() || open;
  all.href = `/teacher#${here()}`;
  const told = open ? [say("is_open"), say("voted", { n: state.voted })] : [];
  status.textContent = [...told, say("present", { n: state.present })].join("　");
  update(counts, shown ? [state.round, state.results, state.texts, state.key] : [], () => (shown ? beside() : []));
}

/** The counts, by letters alone where the slide has the words; texts that were picked, and the answer if it is shown. */
function beside() {
  const letters = Reveal.getCurrentSlide().querySelector(".options, .rows");
  const options = state.question.options?.map((o) => (letters ? { ...o, text: "" } : o));
  const form = state.question.form === "mark" ? "choose" : state.question.form;
  const brief = { ...state, question: { ...state.question, options, form } };
  const none = form === "text" && !state.texts.length ? [drawn(brief), make("p", {}, say("pick_there"))] : [];
  return [...none, ...revealed(brief)];
}

if (!Reveal.isReady()) await new Promise((done) => Reveal.on("ready", done));
const data = await learn(document.documentElement.lang.slice(0, 2));
askable = new Set(data.lists.map((question) => question.id));
again.textContent = say("second");
all.textContent = say("all_acts");
document.querySelector(".cover").append(make("div", { id: "way-in" }));
wayIn(data);
document.body.append(bar, make("aside", { className: "live-counts" }, counts));
Reveal.configure({ keyboard: { ...Reveal.getConfig().keyboard, 76: next } });
Reveal.on("slidechanged", draw);
draw();
listen("screen", (told) => {
  if (told) [state, seen] = [told, Math.max(seen, told.seen)];
  draw();
  if (!told) status.textContent = say("away");
});
