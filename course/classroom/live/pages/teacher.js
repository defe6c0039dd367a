// The teacher's page: choose a question, open and close it, show results, show the answer, pick texts.

import { $, answer, begin, choices, drawn, heading, listen, make, post, revealed, say, update, wayIn } from "./live.js";

let state = null, lists = [];

/** Ask the server to do something; it tells every page. `seen` keeps a second click from doing it twice. */
async function act(name, detail = "") {
  let done = false;
  try {
    const answered = await post("/act", { act: name, detail, seen: state.seen });
    done = answered.ok || answered.status === 409;
  } catch { /* said below */ }
  $("status").textContent = done ? $("status").textContent : say("failed");
}

function listed() {
  const steps = new Map();
  for (const q of lists) steps.set(q.step, [...(steps.get(q.step) ?? []), q]);
  const asked = (q) => (state?.asked[q.id] ? `（${say("asked")}）` : "");
  const option = (q) => make("option", { value: q.id }, `${q.name}　${asked(q)}${q.prompt.slice(0, 60)}`);
  return [...steps].map(([step, questions]) => make("optgroup", { label: step }, ...questions.map(option)));
}

function buttons() {
  const found = [];
  const add = (name, key, detail = "", className = "") =>
    found.push(make("button", { type: "button", className, onclick: () => act(name, detail) }, say(key)));
  if (!state.round) return [];
  if (state.open) add("close", "close", "", "primary");
  else {
    if (state.shown) add("hide", "hide");
    else if (state.question.form !== "text" || state.picked.length) add("show", "show", "", "primary");
    if (!state.key && state.private.key.html) add("key", "show_key");
    add("open", "second", state.question.id);
    if (!state.key) add("reopen", "reopen");
  }
  add("clear", "clear");
  return found;
}

function gathered() {
  if (state.question.form !== "text") return [];
  const one = ({ id, text }) => {
    const picked = state.picked.includes(text);
    const name = picked ? "drop" : "pick";
    const press = { type: "button", onclick: () => act(name, picked ? text : id) };
    return make("li", {}, make("span", {}, text), " ", make("button", press, say(name)));
  };
  const texts = state.private.texts;
  const list = texts.length ? make("ul", { className: "texts" }, ...texts.map(one)) : make("p", {}, say("none"));
  return [make("h2", {}, say("gathered")), list];
}

function draw(told) {
  if (!told) return void ($("status").textContent = say("away"));
  state = told;
  const { round, question, turn } = state;
  const at = round ? [say(state.open ? "is_open" : "is_closed"), say("voted", { n: state.voted })] : [say("idle")];
  $("status").textContent = [...at, say("present", { n: state.present })].join("　");
  update($("question"), [lists.length, state.asked], chosen);
  const options = !(state.shown && state.results && question.form !== "text");
  update($("asked"), [round, turn, options], () => (round ? [heading(state), options ? choices(question) : ""] : []));
  update($("acts"), [round, state.open, state.shown, Boolean(state.key), Boolean(state.picked?.length)], buttons);
  update($("results"), [round, state.results, state.texts, state.key], () => (round ? revealed(state) : []));
  $("private").hidden = !round;
  update($("private-results"), [round, state.private, state.picked], () => {
    if (!round) return [];
    const known = { question, ...state.private };
    return [drawn(known), ...gathered(), ...answer(known)];
  });
}

/** The list of questions, with the one that was chosen still chosen; a link from a slide names one (#q03-08). */
function chosen() {
  const before = $("question").value || location.hash.slice(1);
  queueMicrotask(() => { if (lists.some((q) => q.id === before)) $("question").value = before; });
  return listed();
}

$("choose").onsubmit = (event) => {
  event.preventDefault();
  if (state) act("open", $("question").value);
};

begin((data) => {
  lists = data.lists;
  $("slides").href = `/slides?lang=${document.documentElement.lang.slice(0, 2)}`;
  wayIn(data);
  listen("teacher", draw);
});
