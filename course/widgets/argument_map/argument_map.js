// The argument map: a drawing and an outline that say the same. Each node opens a card with its kind,
// its words and its reasons, and leads to its words in a reader on the same page; each blank opens its choices.
//
// Traits (svg and html are escaped by Python and trusted):
//   svg, steps  the drawing in columns, and in steps for a narrow page; its nodes are g.course-node
//   outline     the same as nested lists; its nodes are .course-node
//               a node has data-node, its id; a blank has data-blank, its number, and data-state: open, right or given
//   cards       {node id: html}
//   items       the questions of the blanks by number, as the quiz has them
//   results     {item id: what came of the answer}
//   notice      one line for the learner, or ""
//   always_drawn  also on a narrow page it opens as a drawing
//   words       plain text for the interface (see _WORDS in argument_map.py), and lang, its language

const NARROW = 560; // pixels below which the outline is shown, unless one chooses

// ---- toolbar ----

function radio(view, name, checked, onChange) {
  const label = make("label", "course-choice");
  const input = make("input", "course-input");
  Object.assign(input, { type: "radio", name: `${view.id}-as`, checked });
  input.addEventListener("change", () => {
    view.chosen = true;
    onChange();
  });
  label.append(input, make("span", "course-choice-name", name));
  return label;
}

function drawToolbar(view) {
  const words = view.model.get("words");
  const asks = view.model.get("items").length > 0;
  const form = make("fieldset", "course-choices");
  form.append(
    make("legend", "course-legend", words.show_as),
    radio(view, words.as_drawing, !view.asOutline, () => showAs(view, false)),
    radio(view, words.as_outline, view.asOutline, () => showAs(view, true)),
  );
  view.count = make("span", "course-count");
  view.count.setAttribute("role", "status");
  view.next = pushButton("course-tool course-next", words.map_next, () => goToNext(view));
  const blanks = make("div", "course-blanks");
  blanks.hidden = !asks;
  blanks.append(view.count, view.next);
  view.zoom = zoomButtons(view, words);
  view.hint = make("p", "course-hint");
  view.toolbar.replaceChildren(form, view.zoom, blanks, view.hint);
}

function zoomButtons(view, words) {
  const group = make("div", "course-zoom");
  group.setAttribute("role", "group");
  group.ariaLabel = words.map_zoom;
  const named = (text, ariaLabel, onClick) => Object.assign(pushButton("course-tool", text, onClick), { ariaLabel });
  group.append(
    named("−", words.map_zoom_out, () => zoomTo(view, view.scale / ZOOM)),
    named("+", words.map_zoom_in, () => zoomTo(view, view.scale * ZOOM)),
    pushButton("course-tool", words.map_fit, () => view.fit()),
  );
  return group;
}

function showAs(view, asOutline) {
  closeCard(view);
  view.asOutline = asOutline;
  const [drawing, outline] = view.toolbar.querySelectorAll("input");
  [drawing.checked, outline.checked] = [!asOutline, asOutline];
  view.pane.hidden = view.zoom.hidden = asOutline;
  view.list.hidden = !asOutline;
  const words = view.model.get("words");
  const fill = asOutline ? words.map_outline_help : words.map_fill_help;
  view.hint.textContent = view.model.get("items").length ? fill : words.map_help;
  if (view.fitted) view.fit();
}

// A view may be made before it has a place on the page, and so before its width is known.
function followWidth(view) {
  const width = view.root.clientWidth;
  if (!width) return;
  if (!view.chosen && !view.model.get("always_drawn") && view.asOutline !== width < NARROW) showAs(view, width < NARROW);
  else if (view.fitted) view.fit();
}

// ---- nodes: a tab stop for the drawing and for each open blank, arrow keys through all ----

const shown = (view) => (view.asOutline ? view.list : view.scroll);
const nodes = (view) => [...shown(view).querySelectorAll(".course-node")];

function asButtons(part) {
  part.querySelectorAll(".course-node").forEach((node, index) => {
    node.setAttribute("role", "button");
    node.setAttribute("aria-expanded", "false");
    node.setAttribute(SUPPRESS, "true");
    node.setAttribute("tabindex", index === 0 || isOpen(node) ? "0" : "-1");
  });
}

function focusNode(view, node) {
  for (const other of nodes(view)) other.setAttribute("tabindex", other === node || isOpen(other) ? "0" : "-1");
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
  if (view.asOutline) return { ArrowRight: all[at + 1], ArrowLeft: all[at - 1] }[key];
  if (key === "ArrowRight") return all[at + 1] && depth(all[at + 1]) > depth(from) ? all[at + 1] : null;
  if (key === "ArrowLeft") return all.slice(0, at).findLast((node) => depth(node) < depth(from));
  return null;
}

function onKey(view, event) {
  if (view.card?.contains(event.target)) {
    if (event.key === "Tab") return leaveCard(view, event);
    if (pickKey(view, event)) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return; // the browser's own zoom among them
  if (view.scroll.contains(event.target) && paneKey(view, event)) return event.preventDefault();
  const node = event.target.closest?.(".course-node");
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
  const item = node.dataset.blank && itemOf(view, node);
  const name = item ? plain(item.prompt_html) : (node.getAttribute("aria-label") ?? node.textContent);
  if (item) makeRoom(view, node);
  showCard(view, node, name, (card) => {
    if (item) return fillBlank(view, item);
    card.innerHTML = view.model.get("cards")[node.dataset.node] ?? "";
    for (const go of card.querySelectorAll(".course-goto")) go.addEventListener("click", () => goToPlace(view, go));
    addClose(view);
  });
  if (item) focusCard(view); // by mouse too: from the box, Tab would go to the next blank
  else if (byKey) view.card.querySelector("button").focus({ preventScroll: true });
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
  const words = view.model.get("words");
  closeCard(view);
  if (words.lang) view.root.lang = words.lang;
  view.scroll.setAttribute("aria-label", words.map_pane);
  drawToolbar(view);
  drawMap(view);
  drawWays(view);
  showAs(view, view.asOutline);
}

// The drawing and the outline anew, with zoom and place kept; a card that is open stays open at its blank.
function drawMap(view) {
  const inside = shown(view).contains(document.activeElement) && document.activeElement.closest(".course-node");
  const at = view.opener ?? inside;
  const number = at ? nodes(view).indexOf(at) : -1;
  putDrawing(view);
  view.list.innerHTML = view.model.get("outline");
  asButtons(view.scroll);
  asButtons(view.list);
  showCount(view);
  if (!at) return;
  // A blank is where it was; it may ask something else now. A node of an outline may have moved.
  const found = at.dataset.blank ? nodes(view)[number] : nodes(view).find(({ dataset }) => dataset.node === at.dataset.node);
  if (view.opener && !found) closeCard(view);
  else if (view.opener) openedBy(view, found);
  else if (found) focusNode(view, found);
}

// Another drawing has come: what was fitted to the width is fitted again.
function drawAnew(view) {
  drawMap(view);
  if (view.fitted) view.fit();
}

// What the view consists of, and how it stands when it opens.
function makeView(model, el) {
  const names = ["toolbar", "pane", "scroll", "outline", "live"];
  const [toolbar, pane, scroll, list, live] = names.map((part) => make("div", `course-${part}`));
  const [root, notice] = [make("div", "course-argmap"), make("p", "course-notice")];
  const id = `course-${Math.random().toString(36).slice(2)}`; // differs for every view on the page
  const view = { model, id, root, notice, toolbar, pane, scroll, list, live, card: null, opener: null, waiting: null };
  Object.assign(view, { asOutline: false, chosen: false, form: "svg", scale: 1, fitted: true, beside: true });
  view.refocus = (node) => focusNode(view, node);
  view.fit = () => {
    if (fitWidth(view)) drawMap(view);
    else setSize(view);
    offerWays(view);
    placeCard(view);
  };
  scroll.setAttribute("role", "group");
  scroll.setAttribute(SUPPRESS, "true");
  scroll.tabIndex = 0;
  notice.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  pane.append(scroll);
  root.append(notice, toolbar, pane, list, live);
  el.append(root);
  return view;
}

function listen(view, signal) {
  const { root, scroll, live } = view;
  keepKeys(root);
  keepPageKeys();
  moveByPointer(view);
  root.addEventListener("keydown", (event) => onKey(view, event));
  root.addEventListener("click", ({ target }) => {
    const node = target.closest(".course-node");
    if (node && !live.contains(node)) openCard(view, node, false);
  });
  closeFromOutside(view, signal);
  scroll.addEventListener("scroll", () => {
    offerWays(view);
    if (view.card && !view.card.contains(document.activeElement)) placeCard(view);
  });
  root.addEventListener("course-show-node", ({ detail }) => showNode(view, detail));
}

function render({ model, el }) {
  const view = makeView(model, el);
  const ending = new AbortController();
  listen(view, ending.signal);
  draw(view);
  const sized = new ResizeObserver(() => followWidth(view));
  sized.observe(view.root);
  const answered = () => {
    drawMap(view);
    showAnswer(view);
  };
  const listeners = { words: () => draw(view), svg: () => drawAnew(view), results: answered, notice: () => showCount(view) };
  for (const [name, listener] of Object.entries(listeners)) model.on(`change:${name}`, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) model.off(`change:${name}`, listener);
    ending.abort();
    sized.disconnect();
    clearTimeout(view.waiting);
    view.root.remove();
  };
}

export default { render };
