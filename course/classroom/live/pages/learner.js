// A phone: the question, the answer, then what the class answered. An answer is sent until the server has counted it.

import { $, begin, heading, lead, listen, make, passages, pause, post, revealed, say, update } from "./live.js";

const LONGEST = 400;
let state = null, unsent = null, note = "", lastN = 0, built = 0;

// ---- a form for each way of answering: what it is made of, how it is read and filled ----

const name = "answer";
const checked = () => [...$("form").querySelectorAll("input:checked")].map((input) => input.value);
const tick = (values) => {
  for (const input of $("form").querySelectorAll("input")) input.checked = values.includes(input.value);
};
const selects = () => [...$("form").querySelectorAll("select")];
const box = (type, value) => make("input", { type, name, value });

const FORMS = {
  choose: {
    fields: (q) => q.options.map((o) => make("label", { className: "choice" },
      box(q.several ? "checkbox" : "radio", o.id), make("span", {}, make("b", {}, o.name), " ", o.text))),
    read: (q) => (q.several ? checked() : (checked()[0] ?? "")),
    fill: (value) => tick([value].flat()),
  },
  mark: {
    fields: (q) => [passages(q, (sentence, option) => [make("label", {}, box("checkbox", option.id), sentence.text)])],
    read: checked,
    fill: tick,
  },
  match: {
    fields: (q) => [
      make("ul", { className: "options" }, ...q.options.map((o) => make("li", {}, make("b", {}, o.name), " ", o.text))),
      ...q.rows.map((row) => make("label", { className: "row" }, row.text, make("select", { name: row.id },
        make("option", { value: "" }, `— ${say("which")}`),
        ...q.options.map((o) => make("option", { value: o.id }, `${o.name} ${o.text}`))))),
    ],
    read: () => Object.fromEntries(selects().filter((s) => s.value).map((s) => [s.name, s.value])),
    fill: (value) => selects().forEach((s) => { s.value = value[s.name] ?? ""; }),
  },
  number: field({ inputMode: "decimal", maxLength: 30 }),
  word: field({ maxLength: 60 }),
  text: {
    fields: () => {
      const left = make("small", {});
      const area = make("textarea", { name, rows: 5, maxLength: LONGEST });
      area.oninput = () => { left.textContent = say("left", { n: LONGEST - area.value.length }); };
      area.oninput();
      return [make("label", {}, say("your_text"), area), left];
    },
    read: () => $("form").elements[name].value.trim(),
    fill: (value) => { $("form").elements[name].value = value; },
  },
};

function field(properties) {
  return {
    fields: (q) => [lead(q), make("label", {}, say("your_text"),
      make("input", { name, autocomplete: "off", ...properties }), q.unit ?? "")],
    read: () => $("form").elements[name].value.trim(),
    fill: (value) => { $("form").elements[name].value = value; },
  };
}

const empty = (response) => !(typeof response === "object" ? Object.keys(response).length : response);

// ---- the page ----

function draw() {
  if (!state) return;
  const { round, question, open, shown } = state;
  update($("form"), [round], () => {
    const draft = round && round === built ? FORMS[question.form].read(question) : null; // the language was changed
    if (round !== built) [note, lastN] = ["", 0];
    built = round;
    return round ? build(question, draft) : [make("h1", {}, say("wait"))];
  });
  if (round) {
    $("fields").disabled = !open;
    $("fields").hidden = shown && question.form !== "text"; // the results name one's own answer
    $("send").hidden = !open;
    $("send").textContent = say(state.mine ? "change" : "send");
  }
  $("status").textContent = status();
  update($("results"), [round, state.results, state.texts, state.key, state.shown], () => (round ? revealed(state) : []));
}

function build(question, draft) {
  const form = FORMS[question.form];
  const fields = make("fieldset", { id: "fields" }, make("legend", {}, question.hint), ...form.fields(question));
  fields.setAttribute("aria-describedby", "prompt");
  const given = unsent?.response ?? draft ?? state.mine?.response;
  queueMicrotask(() => given && form.fill(given));
  return [heading(state), fields, make("button", { id: "send", className: "primary" })];
}

function status() {
  if (note === "away") return say("away");
  if (!state.round) return "";
  const closed = state.mine ? "closed" : "closed_without";
  if (!state.open) return say(state.key ? "key_shown" : state.shown ? "results_shown" : closed);
  return say(note || (unsent ? "sending" : state.mine ? "counted" : "unanswered"));
}

$("form").onsubmit = (event) => {
  event.preventDefault();
  if (!state?.round || !state.open) return;
  const response = FORMS[state.question.form].read(state.question);
  note = "";
  if (empty(response)) note = "choose_first";
  else {
    lastN = Math.max(lastN, state.mine?.n ?? 0) + 1;
    const idle = !unsent;
    unsent = { round: state.round, n: lastN, response };
    if (idle) send();
  }
  draw();
};

/** Send what is unsent until it is counted, or can no longer be. */
async function send() {
  while (unsent) {
    const sending = unsent;
    let answered = { status: 0 };
    try { answered = await post("/answer", sending); } catch { /* the server is away: again, below */ }
    if (sending !== unsent) continue; // changed meanwhile
    if (answered.ok) {
      const mine = await answered.json();
      if (state.round === sending.round) state.mine = mine;
    }
    if (answered.ok || [409, 422, 400, 403].includes(answered.status)) unsent = null;
    note = { 0: "away", 429: "slow", 503: "away", 422: "unfit", 400: "unfit" }[answered.status] ?? "";
    draw();
    if (unsent) await pause(1000 + 1000 * Math.random());
  }
}

const hear = (told) => {
  if (!told) note = "away";
  else {
    if (note === "away") note = "";
    state = told;
    if (unsent && unsent.round !== state.round) unsent = null;
  }
  draw();
};

begin(() => listen("class", hear));
