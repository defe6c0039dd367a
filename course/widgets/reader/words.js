// Any word of the text answers: by a click, or by keyboard, where each sentence is one stop and the arrows go from word
// to word. A sentence stays the plain text it is; only the word one is at stands in an element of its own, a button.
// Part of the reader, and put before its script (see reader.py).
//
// Traits of the reader that belong here:
//   cuts    {sentence id: [[start, end, n], …]}, where its words stand; empty until model.send({kind: "cut"}) asks
//   said    [[pinyin, meaning], …] by that n; both "" for a word the course does not know
//   looked  {"A03.4/5-5": html}, the card last asked for with model.send({kind: "look", place, first, last, term})
//   sounds  whether pinyin stands over every word; written back

// What else the card of a word or a term offers, such as keeping it: functions (view, {place, first, last, word, term})
// that return a node, or nothing.
const WORD_OFFERS = [];

const TEXT = ".course-text";
const WORD = ".course-word[data-word]"; // the word one is at, or was last
const ANSWER = 4000; // milliseconds to wait for a card before saying that none came

const placeOf = (text) => text.closest("[data-place]").dataset.place;
const cutOf = (view, text) => view.model.get("cuts")[placeOf(text)] ?? [];
const shownTexts = (view) => [...view.passage.querySelectorAll(TEXT)].filter((text) => text.offsetParent !== null);

const cutsAreHere = (view) => Object.keys(view.model.get("cuts")).length > 0;

// Where the words stand is asked for once; what is to be done with it waits until it has come.
function withCuts(view, go) {
  if (cutsAreHere(view)) return go();
  const words = view.model.get("words");
  clearTimeout(view.answer);
  // Before sending, which fails where there is no kernel.
  view.answer = setTimeout(() => sayInBar(view, words.word_unanswered), ANSWER);
  const asked = view.waiting !== null;
  view.waiting = [...(view.waiting ?? []), go];
  if (!asked) view.model.send({ kind: "cut" });
}

// The line in the bar: what a click on a word does, or that nobody answers.
function sayInBar(view, words) {
  const line = view.toolbar.querySelector(":scope > .course-help");
  if (line.textContent !== words) line.textContent = words;
}

function cutsCame(view) {
  clearTimeout(view.answer);
  sayInBar(view, view.model.get("words").word_help);
  drawSounds(view);
  const waiting = view.waiting ?? [];
  view.waiting = null;
  for (const go of waiting) go();
}

// ---- from a word to its place in the page, and back ----

// The pieces of text from start to end, [node, from, to] each: a mark or a term may begin or end inside a word.
function piecesOf(text, start, end) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, ({ parentNode }) =>
    parentNode.closest("rt") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const pieces = [];
  for (let at = 0; at < end && walker.nextNode(); at += walker.currentNode.length) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, walker.currentNode.length)];
    if (from < to) pieces.push([walker.currentNode, from, to]);
  }
  return pieces;
}

function rectsOf([node, from, to]) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return [...range.getClientRects()];
}

// The number of the word at a point of the screen, or -1.
function wordAt(view, text, { clientX: x, clientY: y }) {
  return cutOf(view, text).findIndex(([start, end]) => piecesOf(text, start, end).flatMap(rectsOf).some(
    (box) => box.left <= x && x < box.right && box.top <= y && y < box.bottom));
}

// Put each piece into an element of its own; the pieces after the first are cut first, so that the offsets hold.
function wrapped(text, start, end, name) {
  return piecesOf(text, start, end).reverse().map(([node, from, to]) => {
    const piece = node.splitText(from);
    piece.splitText(to - from);
    const wrap = make("span", name);
    piece.replaceWith(wrap);
    wrap.append(piece);
    return wrap;
  }).reverse();
}

function unwrap(node) {
  const parent = node.parentNode;
  node.replaceWith(...node.childNodes);
  parent.normalize(); // splitting leaves pieces of text, and empty ones
}

// The words a node holds, [first, last] by their numbers.
function wordsIn(view, text, node) {
  const holds = ([start, end]) => piecesOf(text, start, end).some(([piece]) => node.contains(piece));
  const inside = cutOf(view, text).map(holds);
  return [inside.indexOf(true), inside.lastIndexOf(true)];
}

// ---- the word one is at ----

function dropWord(view) {
  for (const old of view.passage.querySelectorAll(".course-word")) unwrap(old);
  setWordStops(view);
}

// Make a word the one to be at, and return its element: a button of its own, or the button of the term it stands in.
function takeWord(view, text, n) {
  const [start, end, m] = cutOf(view, text)[n];
  const term = piecesOf(text, start, end).map(([node]) => node.parentNode.closest(TERM)).find(Boolean);
  dropWord(view);
  if (term) return term;
  const [word, ...rest] = wrapped(text, start, end, "course-word");
  const whole = [word, ...rest].map((piece) => piece.textContent).join("");
  const label = [whole, ...view.model.get("said")[m]].filter(Boolean).join(" "); // with its pinyin and meaning
  Object.assign(word, { role: "button", tabIndex: 0, ariaExpanded: "false", ariaLabel: label });
  Object.assign(word.dataset, { word: `${placeOf(text)}/${n}-${n}`, whole });
  word.setAttribute(SUPPRESS, "true");
  for (const piece of rest) piece.ariaHidden = "true"; // the label says the whole word
  setWordStops(view);
  return word;
}

// A sentence is one stop: the word one was at in it, or all of it. Step by step, only the sentence one is at is one.
function setWordStops(view) {
  for (const text of view.passage.querySelectorAll(TEXT)) {
    const away = view.step === "sentence" && !text.closest(".course-current");
    text.tabIndex = away || text.querySelector(WORD) ? -1 : 0;
    Object.assign(text, { role: "group", ariaLabel: placeOf(text) });
    text.setAttribute("aria-describedby", `${view.id}-keys`);
    text.setAttribute(SUPPRESS, "true");
  }
}

// ---- the keyboard ----

const MOVES = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1, Home: 0, End: 0, Enter: 0, " ": 0 };

function moveByKey(view, event) {
  const { target, key } = event;
  const text = target.closest?.(TEXT);
  const inWord = target.matches?.(`${WORD}, ${TERM}`);
  if (!text || !(key in MOVES) || (inWord ? key === "Enter" || key === " " : target !== text)) return;
  event.preventDefault();
  withCuts(view, () => goToWord(view, wordFrom(view, text, inWord ? target : null, key)));
}

// Where a key leads, as [text, number of the word].
function wordFrom(view, text, at, key) {
  const [texts, last] = [shownTexts(view), cutOf(view, text).length - 1];
  const row = (step) => texts[texts.indexOf(text) + step];
  if (key === "ArrowDown" || key === "ArrowUp") return [row(MOVES[key]) ?? text, 0];
  if (!at || key === "Home") return [text, key === "End" ? last : 0];
  if (key === "End") return [text, last];
  const here = wordsIn(view, text, at)[key === "ArrowRight" ? 1 : 0] + MOVES[key];
  if (here > last) return row(1) ? [row(1), 0] : [text, last];
  if (here < 0) return row(-1) ? [row(-1), cutOf(view, row(-1)).length - 1] : [text, 0];
  return [text, here];
}

function goToWord(view, [text, n]) {
  if (!cutOf(view, text)[n]) return;
  closeCard(view);
  takeWord(view, text, n).focus();
}

function listenForWords(view) {
  view.root.addEventListener("keydown", (event) => moveByKey(view, event));
  view.passage.addEventListener("focusin", ({ target }) => {
    if (target.matches(TEXT) && target.matches(":focus-visible")) withCuts(view, () => {}); // the next key will need them
  });
  view.passage.addEventListener("click", ({ target, clientX, clientY }) => {
    const text = target.closest(TEXT);
    const marking = !getSelection().isCollapsed; // to copy it, for instance
    if (!text || target.closest(OPENER) || marking) return;
    withCuts(view, () => {
      const n = wordAt(view, text, { clientX, clientY });
      if (n >= 0) openCard(view, takeWord(view, text, n), "click");
    });
  });
}

// ---- the card ----

// What is asked of a word's opener, or of a term's: the words it holds, as numbers in their sentence.
function askedOf(view) {
  const text = view.opener.closest(TEXT);
  if (!text) return null;
  const [first, last] = wordsIn(view, text, view.opener);
  const [cut, place] = [cutOf(view, text), placeOf(text)];
  if (first < 0) return null;
  const pieces = piecesOf(text, cut[first][0], cut[last][1]);
  const word = pieces.map(([node, from, to]) => node.data.slice(from, to)).join("");
  return { place, first, last, word, term: view.opener.matches(TERM), key: `${place}/${first}-${last}` };
}

// Fill the part of a card that speaks of words: with what has come, or with what to wait for.
function fillWords(view) {
  withCuts(view, () => {
    const asked = view.opener && askedOf(view);
    if (!asked) return;
    const held = view.card.contains(document.activeElement) && document.activeElement.matches(".course-gloss-close");
    const part = view.card.querySelector(".course-word-part") ?? make("div", "course-word-part");
    const html = view.model.get("looked")[asked.key];
    clearTimeout(view.answer);
    if (html === undefined) askForWord(view, part, asked);
    else showWords(view, part, asked, html);
    if (!part.isConnected) view.card.insertBefore(part, view.card.querySelector(".course-gloss-close"));
    placeCard(view);
    if (held && html !== undefined) focusCard(view);
  });
}

function askForWord(view, part, { place, first, last, term }) {
  const words = view.model.get("words");
  part.textContent = words.word_looking;
  view.answer = setTimeout(() => (part.textContent = words.word_unanswered), ANSWER);
  view.model.send({ kind: "look", place, first, last, term });
}

function showWords(view, part, asked, html) {
  part.innerHTML = html;
  part.append(...WORD_OFFERS.map((offer) => offer(view, asked)).filter(Boolean));
  for (const go of part.querySelectorAll("[data-at]")) {
    const reader = readerOf(view, go.dataset.at);
    if (reader) go.addEventListener("click", () => goToSentence(view, reader, go.dataset.at));
    else go.replaceWith(make("span", "", go.dataset.at)); // it is not on this page
  }
  for (const node of part.querySelectorAll("summary, button")) node.setAttribute(SUPPRESS, "true");
}

// The reader of this notebook that shows a sentence: this one, if it does.
function readerOf({ root }, place) {
  const all = [root, ...pageOf(root).querySelectorAll(".course-reader")];
  return all.find((reader) => reader.querySelector(`.course-sentence[data-place="${CSS.escape(place)}"]`));
}

function goToSentence(view, reader, place) {
  closeCard(view);
  reader.dispatchEvent(new CustomEvent("course-show-place", { detail: place }));
}

// ---- pinyin over every word ----

function drawSounds(view) {
  const [on, shown] = [view.model.get("sounds"), view.passage.querySelector("ruby.course-said")];
  view.root.classList.toggle("course-sounds", on);
  for (const box of view.toolbar.querySelectorAll("[data-sounds]")) box.checked = on;
  if (on && !shown) cutsAreHere(view) ? showSounds(view) : withCuts(view, () => {}); // cutsCame draws them
  if (!on && shown) hideSounds(view);
}

function showSounds(view) {
  const said = view.model.get("said");
  for (const id of view.spoken) showPinyin(view, id, false);
  dropWord(view);
  for (const text of view.passage.querySelectorAll(TEXT)) {
    for (const [start, end, n] of cutOf(view, text)) {
      const pieces = said[n][0] ? wrapped(text, start, end, "course-piece") : [];
      pieces.forEach((piece, m) => {
        const ruby = make("ruby", "course-said");
        piece.replaceWith(ruby);
        ruby.append(...piece.childNodes);
        // Over the first piece stands the sound of the whole word, which a screen reader has from the word's own label.
        const sound = make("rt", "course-sound", m ? "" : said[n][0]);
        Object.assign(sound, { lang: "zh-Latn", ariaHidden: "true" });
        ruby.append(sound);
      });
    }
  }
}

function hideSounds(view) {
  closeCard(view);
  dropWord(view);
  for (const ruby of view.passage.querySelectorAll("ruby.course-said")) {
    ruby.querySelector("rt").remove();
    unwrap(ruby);
  }
}
