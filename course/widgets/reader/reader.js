// The reader: an annotated passage. Presets say what is shown of it, or each layer is switched; what is chosen
// holds for all readers of the notebook. Its words, labels and questions open cards, it can be taken step by
// step, and it is linked with the argument map on the same page.
//
// Traits:
//   html      the passage; escaped by Python and trusted, like all html below
//   glossary  the folded list of its terms, or "" while terms are to be guessed
//   layers    [{id, name, on}], those this passage has; written back when somebody switches one
//   presets   [{id, name, layers: {every layer's id: on}, running}], or [] where there is nothing to choose
//   cards     {name: html}: what [data-card=name] in the passage opens, terms excepted
//   terms     {term id: html}; in "guess first" only those already guessed
//   choices   {term id: [{id, gloss}]}: what to choose from in "guess first"; else empty
//   pinyin    {term id: how it sounds}
//   guess     whether glosses are guessed first; written back
//   offers    which of "guess" and "sounds" this passage has something for
//   short     whether each sentence has its line in short under it (see short.js); written back
//   words     plain text for the interface (see _WORDS in reader.py), and lang, its language
//   roles     [{id, name, meaning}], unguessed [sentence ids], guessed {sentence id: what came of it}: where roles are guessed
//             before they are shown; a choice goes out with model.send({kind: "role", place, role})
//   cuts, said, looked, sounds: any word of the text (see words.js)
// A guess goes out with model.send({kind: "guess", term, choice}); the card comes back in `terms`.

const TERM = "button.course-term";
const OPENER = ":is(button, [role=button]):is([data-card], [data-word])"; // what opens a card
const PLACE = ".course-place"; // the id of a sentence or a paragraph
const TAG = ".course-label, .course-ask"; // what stands beside a sentence and says something of its words
const DELAY = 250; // milliseconds before the pointer opens or closes a card

// ---- toolbar ----

function group(name, choices) {
  const fieldset = make("fieldset", "course-choices");
  fieldset.append(make("legend", "course-legend", name), ...choices);
  return fieldset;
}

// A checkbox or radio button inside its label, so that the words can be clicked too.
function choice(type, name, checked, onChange) {
  const label = make("label", "course-choice");
  const input = make("input", "course-input");
  Object.assign(input, { type, checked });
  input.addEventListener("change", () => onChange(input.checked));
  label.append(input, make("span", "course-choice-name", name));
  return label;
}

function layerSwitch(view, { id, name, on }) {
  const label = choice("checkbox", name, on, (checked) => tellAll(view, { layers: { [id]: checked } }));
  const swatch = make("span", "course-swatch"); // shows how this layer looks in the text
  swatch.setAttribute("aria-hidden", "true"); // it may hold a sign, which is not part of the name
  label.firstChild.dataset.switch = swatch.dataset.layer = id;
  label.firstChild.after(swatch);
  return label;
}

function radio({ id }, group, name, checked, onChange) {
  const label = choice("radio", name, checked, onChange);
  label.firstChild.name = `${id}-${group}`;
  return label;
}

function drawToolbar(view) {
  const { model } = view;
  const [words, layers] = [model.get("words"), model.get("layers")];
  const steps = [["", words.whole], ["paragraph", words.per_paragraph], ["sentence", words.per_sentence]];
  const guessing = choice("checkbox", words.guess, model.get("guess"), (on) => {
    closeCard(view);
    model.set("guess", on);
    model.save_changes();
  });
  const keys = model.get("keeps") ? `${words.word_keys}${words.own_keys}` : words.word_keys;
  const [more, groups] = [make("details", "course-more"), make("div", "course-groups")];
  groups.append(
    ...(layers.length ? [group(words.layers, layers.map((layer) => layerSwitch(view, layer)))] : []),
    group(words.layout, [[false, words.by_sentence], [true, words.running]].map(([on, name]) => layoutChoice(view, on, name))),
    group(words.view, steps.map(([step, name]) => radio(view, "step", name, step === view.step, () => takeSteps(view, step)))),
    group(words.practice, [...offered(view, "guess", guessing), make("span", "course-help", keys)]),
    speechGroup(view),
  );
  groups.querySelector(".course-help").id = `${view.id}-keys`;
  more.append(make("summary", "", words.more), groups);
  const soundsOn = (on) => tellAll(view, { layers: {}, sounds: on });
  const sounds = choice("checkbox", words.all_pinyin, model.get("sounds"), soundsOn);
  sounds.firstChild.dataset.sounds = "true";
  const help = make("span", "course-help", words.word_help);
  help.setAttribute("role", "status"); // it may come to say that the kernel does not answer
  const shown = [...presets(view), ...shortSwitch(view), ...offered(view, "sounds", sounds)];
  view.toolbar.replaceChildren(...shown, stepper(view), help, more);
}

const offered = ({ model }, name, node) => (model.get("offers").includes(name) ? [node] : []);

function layoutChoice(view, on, name) {
  const running = view.root.classList.contains("course-running");
  const label = radio(view, "layout", name, on === running, () => setRunning(view, on));
  label.firstChild.dataset.running = on;
  return label;
}

function setRunning(view, on) {
  view.root.classList.toggle("course-running", on);
  for (const input of view.toolbar.querySelectorAll("[data-running]")) input.checked = input.dataset.running === String(on);
}

// ---- presets ----

function presets(view) {
  const all = view.model.get("presets");
  if (!all.length) return [];
  const choices = all.map((preset) => {
    const label = radio(view, "preset", preset.name, false, () => tellAll(view, preset));
    label.firstChild.dataset.preset = preset.id;
    return label;
  });
  const fieldset = group(view.model.get("words").presets, choices);
  fieldset.classList.add("course-presets");
  return [fieldset];
}

// The preset whose layers are those shown, if there is one.
function presetShown({ model }) {
  const layers = model.get("layers");
  return model.get("presets").find((preset) => layers.every(({ id, on }) => preset.layers[id] === on));
}

// What is chosen in one reader holds for all of its notebook: each hears of it here, this one too.
function tellAll({ root }, { layers, running, sounds }) {
  window.dispatchEvent(new CustomEvent("course-read-as", { detail: { page: pageOf(root), layers, running, sounds } }));
}

const pageOf = (root) => root.closest(".jp-NotebookPanel") ?? document.body;

function readAs(view, { page, layers, running, sounds }) {
  if (page !== pageOf(view.root)) return;
  const { model } = view;
  model.set("layers", model.get("layers").map((layer) => ({ ...layer, on: layers[layer.id] ?? layer.on }))); // every view calls showLayers
  if (sounds !== undefined && model.get("offers").includes("sounds")) model.set("sounds", sounds); // and drawSounds
  model.save_changes();
  if (running !== undefined) setRunning(view, running);
}

// ---- steps: one paragraph, or one sentence, at a time ----

function stepper(view) {
  const words = view.model.get("words");
  view.stepper = make("span", "course-stepper");
  const back = pushButton("course-step", "←", () => goTo(view, view.at - 1));
  const on = pushButton("course-step", "→", () => goTo(view, view.at + 1));
  [back.ariaLabel, on.ariaLabel] = [words.previous, words.next];
  view.where = make("span", "course-where");
  view.where.setAttribute("aria-live", "polite");
  view.stepper.append(back, view.where, on);
  view.stepper.hidden = !view.step;
  return view.stepper;
}

// What one step shows; side by side, a row is the paragraph.
function units({ passage, step }) {
  const rows = passage.querySelector(".course-slot") ? ".course-row:not(.course-heads)" : ".course-paragraph";
  return [...passage.querySelectorAll(step === "sentence" ? ".course-sentence" : rows)];
}

function takeSteps(view, step) {
  const first = view.root.querySelector(".course-current");
  view.step = step;
  for (const name of ["paragraph", "sentence"]) view.root.classList.toggle(`course-step-${name}`, step === name);
  view.stepper.hidden = !step;
  const all = units(view);
  goTo(view, Math.max(0, all.findIndex((unit) => first && (unit.contains(first) || first.contains(unit)))));
}

function goTo(view, number) {
  closeCard(view);
  const all = units(view);
  view.at = Math.min(Math.max(number, 0), all.length - 1);
  for (const old of view.passage.querySelectorAll(".course-current, .course-around")) old.classList.remove("course-current", "course-around");
  if (view.step) {
    const unit = all[view.at];
    unit.classList.add("course-current");
    unit.closest(".course-paragraph, .course-row")?.classList.add("course-around");
    view.where.textContent = `${unit.dataset.place ?? ""} ${view.at + 1} / ${all.length}`;
    const [back, , on] = view.stepper.children;
    back.setAttribute("aria-disabled", view.at === 0);
    on.setAttribute("aria-disabled", view.at === all.length - 1);
  }
  setTabStops(view);
}

// Step by step, Tab visits only what belongs to the sentence one is at.
function setTabStops(view) {
  const { passage, step } = view;
  setWordStops(view);
  for (const opener of passage.querySelectorAll(OPENER)) {
    opener.tabIndex = step === "sentence" && !opener.closest(".course-current") ? -1 : 0;
  }
}

// ---- layers, and what opens a card ----

function showLayers(view) {
  const layers = view.model.get("layers");
  const off = new Set(layers.filter(({ on }) => !on).map(({ id }) => id));
  for (const { id, on } of layers) {
    view.root.classList.toggle(`course-hide-${id}`, !on);
    const input = view.toolbar.querySelector(`[data-switch="${CSS.escape(id)}"]`);
    if (input) input.checked = on;
  }
  const preset = view.root.dataset.preset = presetShown(view)?.id ?? "";
  for (const input of view.toolbar.querySelectorAll("[data-preset]")) input.checked = input.dataset.preset === preset;
  closeCard(view);
  dropWord(view); // or it could come to stand inside the button of a term
  showTerms(view, !off.has("term"));
  const cards = view.model.get("cards");
  for (const node of view.passage.querySelectorAll("[data-card]:not(.course-term)")) {
    const opens = Object.hasOwn(cards, node.dataset.card) || (node.matches(PLACE) && offersAt(view, node).length > 0);
    asButton(node, opens && !off.has(node.dataset.layer));
  }
  for (const node of view.root.querySelectorAll("button, input, summary, a, [role=button]")) node.setAttribute(SUPPRESS, "true");
  setTabStops(view);
}

// Labels, tags, question marks and ids stay the inline text they are, so that lines break as they should.
function asButton(node, on) {
  if (on === node.hasAttribute("role")) return;
  if (!on) return ["role", "tabindex", "aria-expanded"].forEach((name) => node.removeAttribute(name));
  Object.assign(node, { role: "button", tabIndex: 0, ariaExpanded: "false" });
  if (node.title && !node.dataset.title) node.dataset.title = node.title;
  node.removeAttribute("title"); // the card says the same and can be reached by keyboard
}

const offersAt = (view, opener) => CARD_OFFERS.map((offer) => offer(view, opener)).filter(Boolean);

const termOf = (node) => node.dataset.card.slice("term:".length);

// A term is a button while its layer is on, and plain words, out of the tab order, while it is off.
function showTerms(view, on) {
  for (const old of view.passage.querySelectorAll(".course-term")) {
    const tag = on ? "button" : "span";
    if (old.matches(tag)) continue;
    const node = make(tag, "course-term");
    node.dataset.card = old.dataset.card;
    if (tag === "button") Object.assign(node, { type: "button", ariaExpanded: "false" });
    node.append(...old.childNodes);
    old.replaceWith(node);
  }
}

// A button is a box, and browsers break lines on either side of a box. But a Chinese line must not
// start with a comma or end with an opening quote: a term is tied to such a neighbour.
function tiePunctuation(passage) {
  const texts = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  for (const term of passage.querySelectorAll(".course-term")) {
    texts.currentNode = term;
    const before = texts.previousNode()?.data ?? "";
    texts.currentNode = term;
    let after = texts.nextNode();
    while (after && term.contains(after)) after = texts.nextNode();
    const tie = make("span", "course-tie");
    tie.classList.toggle("course-tie-before", /[“‘（《〈]$/.test(before));
    tie.classList.toggle("course-tie-after", /^[，。、；：！？”’）》〉…]/.test(after?.data ?? ""));
    term.replaceWith(tie);
    tie.append(term);
  }
}

// ---- pinyin ----

function showPinyin(view, id, on) {
  view.spoken[on ? "add" : "delete"](id);
  for (const term of view.passage.querySelectorAll(`[data-card="term:${CSS.escape(id)}"]`)) {
    const ruby = term.querySelector("ruby");
    if (on && !ruby) {
      const [wrap, sound] = [make("ruby", ""), make("rt", "course-sound", view.model.get("pinyin")[id])];
      sound.lang = "zh-Latn";
      wrap.append(...term.childNodes, sound);
      term.append(wrap);
    } else if (!on && ruby) {
      ruby.querySelector("rt").remove();
      ruby.replaceWith(...ruby.childNodes);
    }
  }
}

// ---- cards ----

// `how` the card was opened ("hover", "focus" or "click") decides what closes it again.
function openCard(view, opener, how) {
  clearTimeout(view.timer);
  if (view.opener === opener) return;
  closeCard(view);
  const name = opener.cloneNode(true);
  for (const sound of name.querySelectorAll("rt")) sound.remove();
  view.how = how;
  showCard(view, opener, opener.dataset.whole ?? name.textContent, () => fillCard(view));
}

function fillCard(view) {
  const { card, opener, model } = view;
  const words = model.get("words");
  const term = opener.matches(".course-term") ? termOf(opener) : null;
  const known = term === null ? model.get("cards")[opener.dataset.card] : model.get("terms")[term];
  card.replaceChildren();
  if (opener.matches(WORD)) card.append(make("div", "course-word-part"));
  else if (known === undefined && term !== null) offerGlosses(view, term);
  else card.innerHTML = known ?? "";
  if (term === null && !opener.matches(WORD)) card.append(...offersAt(view, opener));
  if (term !== null && known !== undefined && !model.get("sounds")) {
    card.append(choice("checkbox", words.pinyin, view.spoken.has(term), (on) => showPinyin(view, term, on)));
  }
  for (const go of card.querySelectorAll(".course-goto")) go.addEventListener("click", () => goToNode(view, go));
  addClose(view);
  if (opener.matches(WORD) || (term !== null && known !== undefined && view.how === "click")) fillWords(view);
  card.addEventListener("toggle", () => placeCard(view), true);
}

function offerGlosses(view, term) {
  const options = view.model.get("choices")[term] ?? [];
  const list = make("ul", "course-guesses");
  for (const { id, gloss } of options) {
    const item = make("li", "");
    item.append(pushButton("course-guess", gloss, () => view.model.send({ kind: "guess", term, choice: id })));
    list.append(item);
  }
  view.card.append(make("p", "", view.model.get("words").guess_which), list);
}

// A guess has been answered: the card that is open shows it, and keeps the focus it had.
function refreshCard(view) {
  if (!view.card || !view.opener.matches(".course-term")) return;
  const held = view.card.contains(document.activeElement);
  fillCard(view);
  placeCard(view);
  if (held) focusCard(view);
}

function focusCard({ card }) {
  (card.querySelector("button:not(.course-gloss-close), summary, input") ?? card.querySelector("button")).focus();
}

// The pointer opens a term by resting on it, but not while terms are to be guessed.
function openOnHover(view) {
  const hover = ({ pointerType, target }) => {
    if (pointerType !== "mouse" || view.model.get("guess")) return; // a finger taps, and that arrives as a click
    clearTimeout(view.timer);
    const term = target.closest(TERM);
    if (term && !view.opener) view.timer = setTimeout(openCard, DELAY, view, term, "hover");
    else if (term && view.how === "hover") view.timer = setTimeout(openCard, DELAY, view, term, "hover");
    // The pointer may cross over into the card, for instance to copy from it.
    else if (view.how === "hover" && !view.card.contains(target)) view.timer = setTimeout(closeCard, DELAY, view);
  };
  view.root.addEventListener("pointerover", hover);
  view.root.addEventListener("pointerleave", hover);
}

function openOnFocusAndClick(view) {
  view.root.addEventListener("focusin", ({ target }) => {
    // Only for the keyboard: a click brings focus as well, and would open and close at once.
    if (target.matches(TERM) && target.matches(":focus-visible") && !view.model.get("guess")) openCard(view, target, "focus");
  });
  view.root.addEventListener("focusout", ({ target, relatedTarget: next }) => {
    const left = view.opener === target || view.card?.contains(target);
    if (left && next && next !== view.opener && !view.card.contains(next)) closeCard(view);
  });
  view.root.addEventListener("click", ({ target, detail }) => {
    const opener = target.closest(OPENER);
    if (!opener || !view.passage.contains(opener)) return;
    const byKey = detail === 0;
    if (opener === view.opener && view.how === "click") return closeCard(view);
    openCard(view, opener, "click");
    const asked = view.how === "click";
    view.how = "click"; // a card that the pointer or the focus had opened now stays
    if (!asked) fillCard(view); // and says more
    if (byKey) focusCard(view);
  });
  view.root.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (target.matches("[role=button]") && (key === "Enter" || key === " ")) {
      event.preventDefault();
      target.click();
    }
    if (key === "Tab" && view.card?.contains(target)) leaveCard(view, event);
  });
}

// What stands beside a sentence lights the words it is said of, while the pointer or the focus is on it or on its card.
function light(view, target) {
  const tag = view.card?.contains(target) ? view.opener : target.closest(TAG);
  for (const old of view.passage.querySelectorAll(".course-lit")) old.classList.remove("course-lit");
  if (!tag?.dataset.card) return;
  const words = tag.closest(".course-sentence")?.querySelectorAll(`[data-of="${CSS.escape(tag.dataset.card)}"]`) ?? [];
  for (const word of words) word.classList.add("course-lit");
}

// ---- roles guessed before they are shown ----

function drawRoles(view) {
  const { model, passage } = view;
  const sentence = (place) => passage.querySelector(`.course-sentence[data-place="${CSS.escape(place)}"]`);
  for (const place of model.get("unguessed")) sentence(place)?.append(rolesOf(view, place));
  for (const [place, words] of Object.entries(model.get("guessed"))) sentence(place)?.append(make("p", "course-role-told", words));
}

function rolesOf({ model }, place) {
  const ask = make("div", "course-role-ask");
  const question = make("span", "course-role-question", model.get("words").role_ask.replace("{place}", place));
  ask.setAttribute("role", "group");
  ask.ariaLabel = question.textContent;
  ask.append(question);
  for (const { id, name, meaning } of model.get("roles")) {
    const button = pushButton("course-role", name, () => model.send({ kind: "role", place, role: id }));
    button.title = meaning;
    ask.append(button);
  }
  return ask;
}

// A sentence has been answered: the passage is drawn anew, and the focus goes to the next sentence that asks.
function showRoles(view) {
  const asking = document.activeElement?.closest?.(".course-role-ask");
  const held = asking && view.passage.contains(asking);
  drawPassage(view);
  if (held) (view.passage.querySelector(".course-role") ?? view.toolbar.querySelector("input"))?.focus({ preventScroll: true });
}

// ---- to the argument map and back ----

function goToNode(view, go) {
  const { node } = go.dataset;
  const map = [...document.querySelectorAll(".course-argmap")].find((one) => one.querySelector(`[data-node="${CSS.escape(node)}"]`));
  if (!map) return go.replaceWith(make("span", "course-absent", view.model.get("words").no_map_here));
  closeCard(view);
  map.dispatchEvent(new CustomEvent("course-show-node", { detail: node }));
}

// The map asks for a sentence: show it, mark it, and put the focus on its id.
function showPlace(view, place) {
  const sentence = view.passage.querySelector(`[data-place="${CSS.escape(place)}"]`);
  if (view.step) goTo(view, units(view).findIndex((unit) => unit.contains(sentence)));
  for (const old of document.querySelectorAll(".course-found")) old.classList.remove("course-found");
  sentence.classList.add("course-found");
  const id = sentence.querySelector(".course-place");
  if (!id.hasAttribute("tabindex")) id.tabIndex = -1;
  id.focus({ preventScroll: true });
  sentence.scrollIntoView({ block: "center" });
}

// ---- the widget ----

function draw(view) {
  closeCard(view);
  const words = view.model.get("words");
  if (words.lang) view.root.lang = view.toolbar.lang = view.live.lang = words.lang;
  drawToolbar(view);
  drawGlossary(view);
  drawPassage(view);
}

// What opens the folds stands below the labels in the margin, whose height only the browser knows.
const measured = new ResizeObserver((entries) => {
  for (const { target, borderBoxSize } of entries) target.parentElement?.style.setProperty("--course-labels", `${borderBoxSize[0].blockSize}px`);
});

function drawPassage(view) {
  stopSpeaking(view);
  const forms = takeForms(view);
  view.passage.innerHTML = view.model.get("html");
  for (const labels of view.passage.querySelectorAll(".course-labels")) measured.observe(labels);
  // A paragraph's id has a card as well, where it has something to offer.
  for (const id of view.passage.querySelectorAll(`.course-heading > ${PLACE}`)) id.dataset.card = `place:${id.textContent}`;
  tiePunctuation(view.passage);
  drawRoles(view);
  showShorts(view);
  showLayers(view);
  drawSounds(view);
  drawOwn(view);
  putForms(view, forms);
  if (view.step) goTo(view, view.at);
}

function drawGlossary(view) {
  view.list.innerHTML = view.model.get("glossary");
  for (const node of view.list.querySelectorAll("summary")) node.setAttribute(SUPPRESS, "true");
}

function render({ model, el }) {
  const root = make("div", "course-reader");
  const [toolbar, passage, list, live] = ["toolbar", "page", "list", "live"].map((part) => make("div", `course-${part}`));
  list.classList.add("course-passage");
  const id = `course-${Math.random().toString(36).slice(2)}`; // differs for every view on the page
  const view = { model, root, toolbar, passage, list, live, id, opener: null, card: null, how: null, step: "", at: 0, spoken: new Set() };
  view.waiting = null; // what is to be done when it is known where the words stand (see words.js)
  live.setAttribute("aria-live", "polite");
  root.append(toolbar, passage, list, live);
  el.append(root);

  const ending = new AbortController();
  keepKeys(root);
  keepPageKeys();
  openOnHover(view);
  openOnFocusAndClick(view);
  listenForWords(view);
  closeFromOutside(view, ending.signal);
  listenForSpeech(view, ending.signal);
  listenForNotes(view, ending.signal);
  root.addEventListener("course-show-place", ({ detail }) => showPlace(view, detail));
  root.addEventListener("pointerover", ({ target }) => light(view, target));
  root.addEventListener("focusin", ({ target }) => light(view, target));
  window.addEventListener("course-read-as", ({ detail }) => readAs(view, detail), { signal: ending.signal });
  followShorts(view, ending.signal);
  root.classList.toggle("course-running", presetShown(view)?.running ?? false);
  draw(view);
  const listeners = {
    html: () => showRoles(view), words: () => draw(view), layers: () => showLayers(view),
    terms: () => refreshCard(view), glossary: () => drawGlossary(view), short: () => showShorts(view),
    cuts: () => cutsCame(view), sounds: () => drawSounds(view), looked: () => view.card && fillWords(view),
    own: () => drawOwn(view), kept: () => noteAnswered(view),
  };
  for (const [name, listener] of Object.entries(listeners)) model.on(`change:${name}`, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(`change:${name}`, listener);
    ending.abort();
    clearTimeout(view.timer);
    clearTimeout(view.answer);
    root.remove();
    if (keepsNotes(view)) model.send({ kind: "leave" });
  };
}

export default { render };
