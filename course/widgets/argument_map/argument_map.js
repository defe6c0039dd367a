// The argument map: a drawing and an outline that say the same. Each node opens a card with its kind,
// its words and its reasons, and leads to its words in a reader on the same page.
//
// Traits (svg and html are escaped by Python and trusted):
//   svg      the drawing; its nodes are g[data-node]
//   outline  the same as nested lists; its nodes are .course-node[data-node]
//   cards    {node id: html}
//   words    plain text for the interface (see _WORDS in argument_map.py), and lang, its language

const NARROW = 560; // pixels below which the outline is shown first

// ---- drawing or outline ----

function radio(view, name, checked, onChange) {
  const label = make("label", "course-choice");
  const input = make("input", "course-input");
  Object.assign(input, { type: "radio", name: `${view.id}-as`, checked });
  input.addEventListener("change", onChange);
  label.append(input, make("span", "course-choice-name", name));
  return label;
}

function drawToolbar(view) {
  const words = view.model.get("words");
  const fieldset = make("fieldset", "course-choices");
  fieldset.append(
    make("legend", "course-legend", words.show_as),
    radio(view, words.as_drawing, !view.asOutline, () => showAs(view, false)),
    radio(view, words.as_outline, view.asOutline, () => showAs(view, true)),
  );
  view.toolbar.replaceChildren(fieldset, make("p", "course-hint", words.map_help));
}

function showAs(view, asOutline) {
  closeCard(view);
  view.asOutline = asOutline;
  view.scroll.hidden = asOutline;
  view.list.hidden = !asOutline;
}

// ---- nodes: one tab stop for the whole drawing, arrow keys inside it ----

const shown = (view) => (view.asOutline ? view.list : view.scroll);
const nodes = (view) => [...shown(view).querySelectorAll(".course-node")];

function asButtons(view) {
  for (const part of [view.scroll, view.list]) {
    part.querySelectorAll(".course-node").forEach((node, index) => {
      node.setAttribute("role", "button");
      node.setAttribute("aria-expanded", "false");
      node.setAttribute(SUPPRESS, "true");
      node.setAttribute("tabindex", index === 0 ? "0" : "-1");
    });
  }
}

function focusNode(view, node) {
  for (const other of nodes(view)) other.setAttribute("tabindex", other === node ? "0" : "-1");
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest", inline: "nearest" });
}

// Down and up go through the boxes as they are read; right goes to a reason, left to what it bears on.
function step(view, from, key) {
  const all = nodes(view);
  const at = all.indexOf(from);
  const depth = (node) => Number(node.dataset.depth ?? 0);
  if (key === "ArrowDown") return all[at + 1];
  if (key === "ArrowUp") return all[at - 1];
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  if (key === "ArrowRight") return all[at + 1] && (view.asOutline || depth(all[at + 1]) > depth(from)) ? all[at + 1] : null;
  if (key === "ArrowLeft") return view.asOutline ? all[at - 1] : all.slice(0, at).findLast((node) => depth(node) < depth(from));
  return null;
}

function onKey(view, event) {
  const node = event.target.closest?.(".course-node");
  if (event.key === "Tab" && view.card?.contains(event.target)) return leaveCard(view, event);
  if (!node) return;
  const next = step(view, node, event.key);
  if (next) focusNode(view, next);
  if (event.key === "Enter" || event.key === " ") openCard(view, node, true);
  if (next || /^(Arrow|Enter$| $|Home$|End$)/.test(event.key)) event.preventDefault();
}

// ---- cards ----

function openCard(view, node, byKey) {
  const again = view.opener === node;
  closeCard(view);
  if (again) return;
  showCard(view, node, node.getAttribute("aria-label") ?? node.textContent, (card) => {
    card.innerHTML = view.model.get("cards")[node.dataset.node] ?? "";
    for (const go of card.querySelectorAll(".course-goto")) go.addEventListener("click", () => goToPlace(view, go));
    addClose(view);
  });
  if (byKey) view.card.querySelector("button").focus({ preventScroll: true });
  view.card.scrollIntoView({ block: "nearest" });
}

// ---- to the text and back ----

function goToPlace(view, go) {
  const { place } = go.dataset;
  const reader = [...document.querySelectorAll(".course-reader")].find((one) => one.querySelector(`[data-place="${CSS.escape(place)}"]`));
  if (!reader) return go.replaceWith(make("span", "course-absent", view.model.get("words").no_text_here));
  closeCard(view);
  reader.dispatchEvent(new CustomEvent("course-show-place", { detail: place }));
}

function showNode(view, id) {
  const node = nodes(view).find((one) => one.dataset.node === id && !one.classList.contains("course-again"));
  for (const old of document.querySelectorAll(".course-found")) old.classList.remove("course-found");
  node.classList.add("course-found");
  focusNode(view, node);
  node.scrollIntoView({ block: "center", inline: "center" });
}

// ---- the widget ----

function draw(view) {
  const { model } = view;
  closeCard(view);
  const words = model.get("words");
  if (words.lang) view.root.lang = words.lang;
  view.scroll.innerHTML = model.get("svg");
  view.scroll.setAttribute("aria-label", words.map);
  view.list.innerHTML = model.get("outline");
  drawToolbar(view);
  asButtons(view);
  showAs(view, view.asOutline);
}

function render({ model, el }) {
  const root = make("div", "course-argmap");
  const [toolbar, scroll, list, live] = ["toolbar", "scroll", "outline", "live"].map((part) => make("div", `course-${part}`));
  const id = `course-${Math.random().toString(36).slice(2)}`; // differs for every view on the page
  const narrow = (el.clientWidth || el.closest(".jp-OutputArea")?.clientWidth || NARROW) < NARROW;
  const view = { model, root, toolbar, scroll, list, live, id, card: null, opener: null, asOutline: narrow };
  view.refocus = (node) => focusNode(view, node);
  scroll.setAttribute("role", "group");
  live.setAttribute("aria-live", "polite");
  root.append(toolbar, scroll, list, live);
  el.append(root);

  const ending = new AbortController();
  keepKeys(root);
  keepPageKeys();
  root.addEventListener("keydown", (event) => onKey(view, event));
  root.addEventListener("click", ({ target }) => {
    const node = target.closest(".course-node");
    if (node && !live.contains(node)) openCard(view, node, false);
  });
  closeFromOutside(view, ending.signal);
  scroll.addEventListener("scroll", () => view.card && !view.card.contains(document.activeElement) && placeCard(view));
  root.addEventListener("course-show-node", ({ detail }) => showNode(view, detail));
  draw(view);
  const redraw = () => draw(view);
  const names = ["svg", "outline", "words"];
  for (const name of names) model.on(`change:${name}`, redraw);
  return () => {
    for (const name of names) model.off(`change:${name}`, redraw);
    ending.abort();
    root.remove();
  };
}

export default { render };
