// One's own in the reader: words kept and highlighted, notes, questions, other readings of a label; shown as a layer
// below the sentence and in its words. Part of the reader, and put before its script (see reader.py and shared/notes.js).

const keepsNotes = ({ model }) => model.get("keeps");
const sentenceAt = (view, place) => view.passage.querySelector(`.course-sentence[data-place="${CSS.escape(place)}"]`);

// ---- what is shown ----

// All is drawn anew from what is kept; a form somebody is writing in stays.
function drawOwn(view) {
  if (!keepsNotes(view)) return;
  const held = view.passage.contains(document.activeElement) ? document.activeElement.dataset.note : null;
  for (const old of view.passage.querySelectorAll(".course-own-mark")) unwrap(old);
  for (const old of view.passage.querySelectorAll(".course-own-list")) old.remove();
  const every = [...view.passage.querySelectorAll(".course-sentence")];
  const sentences = new Map(every.map((one) => [one.dataset.place, one]));
  const gone = view.dropped && sentences.get(view.dropped.place);
  for (const note of view.model.get("own")) {
    const sentence = sentences.get(note.place);
    if (!sentence) continue;
    markOwn(sentence.querySelector(TEXT), note);
    listOf(view, sentence).append(ownLine(view, note));
  }
  if (gone) {
    const line = undoLine(view, view.dropped);
    listOf(view, gone).append(line);
    if (view.dropped.held) line.querySelector("button").focus({ preventScroll: true });
    view.dropped.held = false;
  }
  if (held) view.passage.querySelector(`[data-note="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  showKept(view);
}

function markOwn(text, { start, end, kind }) {
  if (start < 0) return;
  for (const piece of wrapped(text, start, end, "course-own-mark")) Object.assign(piece.dataset, { layer: "mine", kind });
}

function boxOf(view, sentence) {
  const box = sentence.querySelector(".course-own") ?? make("div", "course-own");
  box.dataset.layer = "mine";
  box.lang = view.model.get("words").lang ?? "";
  if (!box.isConnected) sentence.append(box);
  return box;
}

// Forms somebody is writing in, which outlive a passage drawn anew.
function takeForms({ passage }) {
  return [...passage.querySelectorAll(".course-own-form")].map((form) => [form.closest("[data-place]").dataset.place, form]);
}

function putForms(view, forms) {
  for (const [place, form] of forms) boxOf(view, sentenceAt(view, place)).append(form);
}

function listOf(view, sentence) {
  const box = boxOf(view, sentence);
  const list = box.querySelector(".course-own-list") ?? make("ul", "course-own-list");
  if (!list.isConnected) box.prepend(list);
  return list;
}

function ownLine(view, note) {
  const line = make("li", "course-own-line");
  const said = make("span", "course-own-said");
  said.innerHTML = note.html;
  said.id = `${view.id}-${note.id}`;
  line.dataset.kind = note.kind;
  const buttons = noteButtons(view, note, () => writeNote(view, note));
  buttons[0].dataset.note = note.id; // the focus comes back here
  line.append(said, ...buttons);
  return line;
}

// ---- what is written ----

// The form stands at its sentence, so that a press elsewhere loses nothing; afterwards the focus goes back where it was.
function writeNote(view, note) {
  const before = view.pickedFrom ?? view.opener ?? null;
  closeCard(view);
  hidePicked(view);
  const sentence = sentenceAt(view, note.place);
  sentence.querySelector(".course-own-form")?.remove();
  const end = () => {
    form.remove();
    const back = before?.isConnected ? before : sentence.querySelector(".course-own-button") ?? sentence.querySelector(PLACE);
    back.focus({ preventScroll: true });
  };
  const form = noteForm(view, note, end, end);
  boxOf(view, sentence).append(form);
  form.scrollIntoView({ block: "nearest" });
  form.querySelector("select, textarea").focus({ preventScroll: true });
}

// ---- what the cards offer ----

CARD_OFFERS.push((view, opener) => {
  if (!keepsNotes(view) || !opener.closest(".course-sentence")) return null;
  const [words, place] = [view.model.get("words"), opener.closest("[data-place]").dataset.place];
  const part = make("p", "course-card-buttons");
  const offer = (kind, more = {}) => part.append(
    pushButton("course-card-button", words[`own_add_${kind}`], () => writeNote(view, { kind, place, ...more })));
  if (opener.matches(PLACE)) ["note", "question"].forEach((kind) => offer(kind));
  else if (opener.matches(".course-label")) offer("label", { ours: opener.dataset.card.split(":")[1] });
  return part.childElementCount ? part : null;
});

// A word or a term is kept by one button, and let go by the same.
WORD_OFFERS.push((view, { place, first, last, word }) => {
  if (!keepsNotes(view) || word.length > view.model.get("limits").word) return null;
  const cut = view.model.get("cuts")[place];
  const [start, end] = [cut[first][0], cut[last][1]];
  const button = pushButton("course-card-button course-keep", view.model.get("words").own_add_word, () => {
    const known = keptAt(view, place, start, end);
    const content = known ? { kind: "drop", note: known.id } : { kind: "keep", what: "word", place, start, end };
    sendNote(view, content, () => {}, (why) => button.after(make("span", "course-own-told", why)));
  });
  Object.assign(button.dataset, { keep: place, start, end });
  button.ariaPressed = Boolean(keptAt(view, place, start, end));
  return button;
});

const keptAt = (view, place, start, end) => view.model.get("own").find(
  (note) => note.kind === "word" && note.place === place && note.start === start && note.end === end);

function showKept(view) {
  for (const button of view.root.querySelectorAll("[data-keep]")) {
    const { keep, start, end } = button.dataset;
    button.ariaPressed = Boolean(keptAt(view, keep, Number(start), Number(end)));
  }
}

// ---- words marked with the mouse, or with Shift and the arrows ----

const MARK_DELAY = 250; // milliseconds after which what is marked counts as marked

// What is marked, if it is in one sentence of this reader: {place, start, end, quote}, in units of its text.
function markedWords(view) {
  const marking = getSelection();
  if (marking.isCollapsed || !marking.rangeCount) return null;
  const range = marking.getRangeAt(0);
  const within = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
  const text = within(range.startContainer).closest(TEXT);
  if (!text || !view.passage.contains(text) || !text.contains(range.endContainer)) return null;
  const edges = [[range.startContainer, range.startOffset], [range.endContainer, range.endOffset]];
  const [start, end] = edges.map(([node, at]) => {
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(node, at);
    const copy = before.cloneContents();
    for (const sound of copy.querySelectorAll("rt")) sound.remove();
    return copy.textContent.length;
  });
  return start < end ? { place: placeOf(text), start, end, quote: wordsOf(text).slice(start, end) } : null;
}

function showPicked(view) {
  hidePicked(view);
  const picked = markedWords(view);
  if (!picked || !keepsNotes(view)) return;
  const words = view.model.get("words");
  const bar = make("div", "course-picked");
  const offer = (kind, onClick) => bar.append(pushButton("course-card-button", words[`own_add_${kind}`], onClick));
  const failed = (why) => bar.append(make("span", "course-own-told", why));
  const keep = (what) => () => sendNote(view, { kind: "keep", what, ...picked }, () => leavePicked(view), failed);
  offer("highlight", keep("highlight"));
  if (picked.quote.length <= view.model.get("limits").word) offer("word", keep("word"));
  for (const kind of ["note", "question"]) offer(kind, () => writeNote(view, { kind, ...picked }));
  bar.setAttribute("role", "group");
  bar.ariaLabel = `${words.own_bar} “${picked.quote}”`;
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // or the marking would go
  view.picked = bar;
  view.pickedFrom = view.passage.contains(document.activeElement) ? document.activeElement : null;
  view.root.append(bar);
  const [frame, box] = [view.root.getBoundingClientRect(), getSelection().getRangeAt(0).getBoundingClientRect()];
  const [below, above] = [box.bottom - frame.top + GAP, box.top - frame.top - GAP - bar.offsetHeight];
  bar.style.top = `${below + bar.offsetHeight <= frame.height || above < 0 ? below : above}px`;
  bar.style.left = `${Math.max(0, Math.min(box.left - frame.left, frame.width - bar.offsetWidth - 2))}px`;
}

function hidePicked(view) {
  view.picked?.remove();
  view.picked = view.pickedFrom = null;
}

// Away from the bar, back to the word the marking began with.
function leavePicked(view) {
  const { pickedFrom } = view;
  getSelection().removeAllRanges();
  hidePicked(view);
  if (pickedFrom?.isConnected) pickedFrom.focus({ preventScroll: true });
}

// Shift and an arrow mark a word, and then one more or one less; Enter goes to the bar.
function markByKey(view, event) {
  const { target, key, shiftKey } = event;
  const text = target.closest?.(TEXT);
  if (!text || !keepsNotes(view)) return;
  const step = shiftKey && { ArrowRight: 1, ArrowLeft: -1 }[key];
  const toBar = key === "Enter" && view.picked && markedWords(view);
  if (!step && !toBar) return;
  event.preventDefault();
  event.stopPropagation();
  if (toBar) return view.picked.querySelector("button").focus();
  withCuts(view, () => {
    const last = cutOf(view, text).length - 1;
    const here = target === text ? 0 : wordsIn(view, text, target)[0];
    if (view.marking?.text !== text || getSelection().isCollapsed) view.marking = { text, from: here, to: here };
    else view.marking.to = Math.min(Math.max(view.marking.to + step, 0), last);
    const [from, to] = [view.marking.from, view.marking.to].sort((a, b) => a - b);
    const pieces = piecesOf(text, cutOf(view, text)[from][0], cutOf(view, text)[to][1]);
    const end = pieces.at(-1);
    getSelection().setBaseAndExtent(pieces[0][0], pieces[0][1], end[0], end[2]);
  });
}

function listenForNotes(view, signal) {
  view.root.addEventListener("keydown", (event) => markByKey(view, event), { capture: true });
  document.addEventListener("selectionchange", () => {
    clearTimeout(view.markTimer);
    const show = () => view.picked?.contains(document.activeElement) || showPicked(view);
    view.markTimer = setTimeout(show, MARK_DELAY);
  }, { signal });
  window.addEventListener("keydown", ({ key }) => key === "Escape" && view.picked && leavePicked(view), { capture: true, signal });
  signal.addEventListener("abort", () => clearTimeout(view.markTimer));
  if (keepsNotes(view)) view.model.send({ kind: "own" });
}
