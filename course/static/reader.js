// The reader: an annotated passage. Its layers can be switched, its terms explain themselves.
//
// Traits:
//   html    the passage; escaped by Python and trusted
//   layers  [{id, name, on}]; written back when somebody switches one
//   terms   {term id: html of its gloss card}; trusted like html
//   words   plain text for the interface: layers and layout (names of the two groups of switches),
//           by_sentence, running (the two layouts), gloss_close (name of the card's × button),
//           lang (the language of all these, "zh-Hans" or "en"; may be missing)

const SUPPRESS = "data-lm-suppress-shortcuts"; // JupyterLab's own mark for "no shortcuts here"
const TERM = "button.course-term";
const DELAY = 250; // milliseconds before the pointer opens or closes a card
const GAP = 6; // pixels between a term and its card

function make(tag, className, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

// ---- keys ----

// In JupyterLab a key pressed inside an output is also a command: b adds a cell, arrows leave
// the cell. So keys stay inside the widget; only Ctrl/Cmd+S goes on, or it would save the web page.
function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    const { target } = event;
    const saving = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    if (!saving) return event.stopPropagation();
    target.removeAttribute(SUPPRESS); // or the notebook would not see this key either
    setTimeout(() => target.setAttribute(SUPPRESS, "true"));
  });
}

// A <summary> or a link anywhere in a notebook has the same trap, and no widget around it.
// Once per page is enough. quiz.js has the same function, because a widget is one file.
function keepPageKeys() {
  if (window.coursePageKeys) return;
  window.coursePageKeys = true;
  const keep = (event) => {
    const combined = event.key === "Tab" || event.ctrlKey || event.metaKey;
    if (!combined && event.target.matches?.(".jp-Notebook :is(summary, a[href])")) event.stopPropagation();
  };
  window.addEventListener("keydown", keep, true); // capture: before the notebook hears of it
}

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

function layerSwitch({ model }, { id, name, on }) {
  const label = choice("checkbox", name, on, (checked) => {
    const layers = model.get("layers").map((layer) => (layer.id === id ? { ...layer, on: checked } : layer));
    model.set("layers", layers); // now every view of this model calls showLayers
    model.save_changes();
  });
  const swatch = make("span", "course-swatch"); // shows how this layer looks in the text
  label.firstChild.dataset.switch = swatch.dataset.layer = id;
  label.firstChild.after(swatch);
  return label;
}

function layoutSwitch({ root, id }, name, running) {
  const checked = running === root.classList.contains("course-running");
  const label = choice("radio", name, checked, () => root.classList.toggle("course-running", running));
  label.firstChild.name = `${id}-layout`;
  return label;
}

// ---- layers and terms ----

function showLayers(view) {
  const layers = view.model.get("layers");
  for (const { id, on } of layers) {
    view.root.classList.toggle(`course-hide-${id}`, !on);
    const input = view.toolbar.querySelector(`[data-switch="${CSS.escape(id)}"]`);
    if (input) input.checked = on;
  }
  showTerms(view, layers.find(({ id }) => id === "term")?.on ?? true);
  for (const node of view.root.querySelectorAll("button, input, summary, a")) node.setAttribute(SUPPRESS, "true");
}

// A term is a button while its layer is on, and plain words, out of the tab order, while it is off.
function showTerms(view, on) {
  if (!on) closeGloss(view);
  for (const old of view.passage.querySelectorAll("[data-term]")) {
    const tag = on && Object.hasOwn(view.model.get("terms"), old.dataset.term) ? "button" : "span";
    if (old.matches(tag)) continue;
    const node = make(tag, "course-term");
    node.dataset.term = old.dataset.term;
    if (tag === "button") {
      Object.assign(node, { type: "button", ariaExpanded: "false" });
      node.setAttribute("aria-controls", `${view.id}-gloss`);
    }
    node.append(...old.childNodes);
    old.replaceWith(node);
  }
}

// A button is a box, and browsers break lines on either side of a box. But a Chinese line must not
// start with a comma or end with an opening quote: a term is tied to such a neighbour.
function tiePunctuation(passage) {
  const texts = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  for (const term of passage.querySelectorAll("[data-term]")) {
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

// ---- gloss card ----

// `how` the card was opened ("hover", "focus" or "click") decides what closes it again.
function openGloss(view, term, how) {
  clearTimeout(view.timer);
  if (view.term === term) return;
  closeGloss(view);
  const card = make("div", "course-gloss");
  Object.assign(card, { id: `${view.id}-gloss`, role: "note", tabIndex: -1, ariaLabel: term.textContent });
  card.innerHTML = view.model.get("terms")[term.dataset.term];
  const close = make("button", "course-gloss-close", "×");
  Object.assign(close, { type: "button", ariaLabel: view.model.get("words").gloss_close });
  close.addEventListener("click", () => closeGloss(view));
  close.setAttribute(SUPPRESS, "true");
  card.append(close);
  view.live.append(card); // a live region: a screen reader says what appears in it
  term.ariaExpanded = "true";
  Object.assign(view, { card, term, how });
  placeGloss(view);
}

function closeGloss(view) {
  clearTimeout(view.timer);
  if (!view.term) return;
  if (view.card.contains(document.activeElement)) view.term.focus(); // never lose the reader's place
  view.term.ariaExpanded = "false";
  view.card.remove();
  view.root.style.minHeight = "";
  Object.assign(view, { card: null, term: null, how: null });
}

// Below the term, or above it where there is no room below; always inside the widget's box.
function placeGloss({ root, card, term }) {
  if (!term) return;
  root.style.minHeight = "";
  const frame = root.getBoundingClientRect();
  const word = term.getBoundingClientRect();
  const height = card.offsetHeight + GAP;
  const pane = root.closest(".jp-WindowedPanel-outer")?.getBoundingClientRect(); // what of the notebook is in view
  const below = word.bottom + height <= Math.min(frame.bottom, pane?.bottom ?? window.innerHeight);
  const above = word.top - height >= Math.max(frame.top, pane?.top ?? 0);
  const top = (!below && above ? word.top - height : word.bottom + GAP) - frame.top;
  const left = Math.min(word.left - frame.left, frame.width - card.offsetWidth - 2); // 2: the frame's borders
  card.style.left = `${Math.max(0, left)}px`;
  card.style.top = `${top}px`;
  root.style.minHeight = `${top + height}px`; // a short passage makes room for the card
}

function openOnHover(view) {
  const hover = ({ pointerType, target }) => {
    if (pointerType !== "mouse") return; // a finger taps, and that arrives as a click
    clearTimeout(view.timer);
    const term = target.closest(TERM);
    if (term) view.timer = setTimeout(openGloss, DELAY, view, term, "hover");
    // The pointer may cross over into the card, for instance to copy from it.
    else if (view.how === "hover" && !view.card.contains(target)) view.timer = setTimeout(closeGloss, DELAY, view);
  };
  view.root.addEventListener("pointerover", hover);
  view.root.addEventListener("pointerleave", hover);
}

function openOnFocusAndClick(view) {
  view.root.addEventListener("focusin", ({ target }) => {
    // Only for the keyboard: a click brings focus as well, and would open and close at once.
    if (target.matches(TERM) && target.matches(":focus-visible")) openGloss(view, target, "focus");
  });
  view.root.addEventListener("focusout", ({ target, relatedTarget: next }) => {
    const left = view.term === target || view.card?.contains(target);
    if (left && next !== view.term && !view.card.contains(next)) closeGloss(view);
  });
  view.root.addEventListener("click", ({ target }) => {
    const term = target.closest(TERM);
    if (!term) return;
    if (term === view.term && view.how !== "hover") return closeGloss(view);
    openGloss(view, term, "click");
    view.how = "click"; // a card that the pointer had opened now stays
  });
}

// Escape and a press elsewhere close the card, wherever the focus is.
function closeFromOutside(view, signal) {
  const listen = (type, listener) => window.addEventListener(type, listener, { capture: true, signal });
  listen("keydown", ({ key }) => key === "Escape" && closeGloss(view));
  listen("pointerdown", ({ target }) => view.term?.contains(target) || view.card?.contains(target) || closeGloss(view));
  listen("resize", () => placeGloss(view));
}

// ---- the widget ----

function draw(view) {
  closeGloss(view);
  const words = view.model.get("words");
  if (words.lang) view.toolbar.lang = view.live.lang = words.lang;
  view.toolbar.replaceChildren(
    group(words.layers, view.model.get("layers").map((layer) => layerSwitch(view, layer))),
    group(words.layout, [layoutSwitch(view, words.by_sentence, false), layoutSwitch(view, words.running, true)]),
  );
  view.passage.innerHTML = view.model.get("html");
  tiePunctuation(view.passage);
  showLayers(view);
}

function render({ model, el }) {
  const root = make("div", "course-reader");
  const [toolbar, passage, live] = ["toolbar", "page", "live"].map((part) => make("div", `course-${part}`));
  const id = `course-${Math.random().toString(36).slice(2)}`; // differs for every view on the page
  const view = { model, root, toolbar, passage, live, id, term: null, card: null, how: null };
  live.setAttribute("aria-live", "polite");
  root.append(toolbar, passage, live);
  el.append(root);

  const ending = new AbortController();
  keepKeys(root);
  keepPageKeys();
  openOnHover(view);
  openOnFocusAndClick(view);
  closeFromOutside(view, ending.signal);
  draw(view);
  const redraw = () => draw(view);
  const listeners = { html: redraw, words: redraw, terms: redraw, layers: () => showLayers(view) };
  for (const [name, listener] of Object.entries(listeners)) model.on(`change:${name}`, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(`change:${name}`, listener);
    ending.abort();
    clearTimeout(view.timer);
    root.remove();
  };
}

export default { render };
