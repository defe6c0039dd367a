// What the pages of a live class share: words in two languages, news from the server, a question and its results.

export const $ = (id) => document.getElementById(id);
const KEPT = "live-language";
let language = kept() ?? (navigator.language.startsWith("zh") ? "zh" : "en");
let words = {};

function kept() {
  try { return localStorage.getItem(KEPT); } catch { return null; } // a browser that keeps nothing
}

/** An element with properties and children; text goes in as text, whoever wrote it. */
export function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

export const say = (key, details = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => details[name]);

/** Fetch the words in a language; for the teacher, the questions too. */
export async function learn(wanted = language) {
  language = wanted;
  const data = await patient(() => fetch(`/data?lang=${language}`).then((answer) => answer.json()));
  words = data.words;
  return data;
}

/** Learn the words, fill the page, and again whenever the language is changed. */
export async function begin(draw) {
  const data = await learn();
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  document.title = $("title").textContent = data.title;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  $("language").textContent = say("other");
  $("language").lang = language === "zh" ? "en" : "zh-Hans";
  $("language").onclick = () => {
    source?.close(); // what it would still say is in the other language
    source = null;
    language = language === "zh" ? "en" : "zh";
    try { localStorage.setItem(KEPT, language); } catch { /* then for this page only */ }
    begin(draw);
  };
  draw(data);
}

async function patient(ask) {
  for (;;) {
    try { return await ask(); } catch { await pause(1000); }
  }
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const SILENCE = 25000; // the server says something every 15 seconds
let source = null, heard = 0, tell = () => {};

/** Call `told(state)` with every piece of news and `told(null)` while there is no connection; it comes back by itself. */
export function listen(page, told) {
  source?.close();
  tell = told;
  heard = Date.now();
  const mine = (source = new EventSource(`/events/${page}?lang=${language}`));
  const hear = () => { heard = Date.now(); };
  mine.addEventListener("beat", hear);
  mine.onmessage = (event) => { hear(); if (mine === source) tell(JSON.parse(event.data)); };
  mine.onerror = () => {
    tell(null);
    if (mine.readyState === EventSource.CLOSED) setTimeout(() => mine === source && again(page, told), 2000);
  };
  mine.page = page;
}
/** Listen again; a phone the server does not know (another class has begun) goes back to the door. */
async function again(page, told) {
  const answered = await fetch(location.pathname, { redirect: "manual" }).catch(() => null);
  if (answered?.type === "opaqueredirect") location.assign("/");
  else listen(page, told);
}
const wake = () => source && Date.now() - heard > SILENCE && listen(source.page, tell);
setInterval(wake, 5000);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake());

export const post = (to, message) =>
  fetch(to, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(message) });

// ---- a question ----

export function heading(state) {
  const { question, turn } = state;
  const again = turn > 1 ? make("span", { className: "turn" }, say("again", { n: turn })) : null;
  return make("h1", { id: "prompt" }, make("span", { className: "name" }, question.name), " ", question.prompt, " ", again);
}

export const lead = (question) => (question.lead ? make("p", { className: "lead", lang: "zh-Hans" }, question.lead) : null);

/** What there is to choose from, to be read. */
export function choices(question) {
  if (question.form === "mark") return passages(question, (sentence) => [sentence.text]);
  const rows = (question.rows ?? []).map((row) => make("li", {}, row.text));
  const options = (question.options ?? []).map((o) => make("li", {}, make("b", {}, o.name), " ", o.text));
  return make("div", {}, lead(question), rows.length ? make("ol", {}, ...rows) : null,
    options.length ? make("ul", { className: "options" }, ...options) : null);
}

export function passages(question, inside) {
  const one = (s) => {
    const option = question.options.find((o) => o.name === s.id);
    return option ? make("span", { className: "sentence" }, ...inside(s, option)) : make("span", {}, s.text);
  };
  const paragraph = (p) =>
    make("p", { lang: "zh-Hans" }, make("span", { className: "place" }, p.id), ...p.sentences.map(one));
  return make("div", { className: "passages" }, ...question.passages.map(paragraph));
}

// ---- results: every number in words; bars and shades only repeat it ----

const percent = (n, of) => (of ? Math.round((100 * n) / of) : 0);
const told = (n, of) => say("share", { n, share: percent(n, of) });
const both = ([a, b], of) =>
  b === undefined ? told(a, of[0]) : say("before_after", { a: told(a, of[0]), b: told(b, of[1]) });

function bars(counts, of) {
  return make("span", { className: "bars", ariaHidden: "true" }, ...counts.map((n, turn) => {
    const bar = make("span", { className: counts.length > 1 && turn === 0 ? "bar first" : "bar", hidden: !n });
    bar.style.inlineSize = `${percent(n, of[turn])}%`;
    return bar;
  }));
}

/** The parts of an answer, as the server counts them. */
const parts = (response = []) =>
  typeof response === "string" || Array.isArray(response)
    ? [response].flat() : Object.entries(response).map((pair) => pair.join("="));

const countsOf = (part, { results }) => results.rows.find((r) => r.part === part)?.counts ?? results.of.map(() => 0);

/** What is said of a part: whether it is right, whether it is one's own answer, how many gave it. */
function remarks(part, { results, key, mine }) {
  const counted = both(countsOf(part, { results }), results.of);
  return [
    key?.right.includes(part) ? make("em", {}, `✓ ${say("right")} `) : null,
    parts(mine?.response).includes(part) ? make("strong", {}, say("yours")) : null,
    " ", make("span", { className: "count", lang: document.documentElement.lang }, counted), " ",
  ];
}

function row(name, text, part, state) {
  const right = state.key?.right.includes(part) ? "right" : "";
  const line = make("li", { className: right }, make("b", {}, name), " ", text ? `${text} ` : "",
    ...remarks(part, state), bars(countsOf(part, state), state.results.of));
  line.dataset.part = part;
  return line;
}

function heat(state) {
  return passages(state.question, (sentence, option) => {
    const words = make("span", { className: "heat" }, sentence.text);
    words.dataset.heat = Math.ceil(percent(countsOf(option.id, state).at(-1), state.results.of.at(-1)) / 20);
    words.dataset.part = option.id;
    return [words, " ", ...remarks(option.id, state)];
  });
}

function list(state) {
  const { question, results } = state;
  if (question.form === "mark") return heat(state);
  const ul = (...rows) => make("ul", { className: "results" }, ...rows);
  if (question.form === "match") {
    return make("div", {}, ...question.rows.map((r) => make("section", {}, make("p", {}, r.text),
      ul(...question.options.map((o) => row(o.name, o.text, `${r.id}=${o.id}`, state))))));
  }
  if (question.options) return ul(...question.options.map((o) => row(o.name, o.text, o.id, state)));
  return ul(...results.rows.map((r) => row(r.part, question.unit ?? "", r.part, state)));
}

/** Results of a vote, two votes beside each other; of texts only how many there are. */
export function drawn(state) {
  const { question, results, key } = state;
  const [a, b] = results.of;
  const of = results.of.length > 1 ? say("of_two", { a, b }) : say("of", { n: a ?? 0 });
  const moved = key && results.moved ? make("p", { className: "moved" }, say("moved", results.moved)) : null;
  return make("div", {}, make("p", { className: "note" }, of), question.form === "text" ? null : list(state), moved);
}

/** What the whole class may see: results, texts that were picked, the answer. */
export function revealed(state) {
  const found = [];
  const texts = (state.texts ?? []).map((text) => make("li", {}, text));
  if (state.results && state.question.form !== "text") found.push(make("h2", {}, say("results")), drawn(state));
  if (texts.length) found.push(make("h2", {}, say("texts")), make("ul", { className: "texts" }, ...texts));
  if (state.key) found.push(...answer(state));
  return found;
}

export function answer({ question, key }) {
  const html = make("div", { className: "key" });
  html.innerHTML = key.html; // the course's own words, escaped by the server
  const options = question.options ?? [];
  const right = options.filter((o) => key.right.includes(o.id)).map((o) => o.name).join(" ");
  return key.html ? [make("h2", {}, `${say("key")} ${right}`.trim()), html] : [];
}

const before = new WeakMap();

/** Put children into an element, unless what they are made of is what it was: nothing is read aloud twice. */
export function update(element, made_of, make_children) {
  const now = JSON.stringify([language, made_of]);
  if (before.get(element) === now) return;
  before.set(element, now);
  const can = () => [...element.querySelectorAll("button, input, select, textarea")];
  const focused = can().indexOf(document.activeElement);
  element.replaceChildren(...make_children());
  if (focused >= 0) (can()[focused] ?? can().at(-1))?.focus(); // who works by keyboard stays where they were
}

export function wayIn(data) {
  const code = data.code.replace(/(...)(...)/, "$1 $2");
  const address = make("p", {}, make("b", {}, data.address.replace("http://", "")));
  $("way-in").replaceChildren(make("img", { src: data.qr, alt: say("qr") }), address,
    make("p", {}, `${say("code")} `, make("b", { className: "code" }, code)));
}
