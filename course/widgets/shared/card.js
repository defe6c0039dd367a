// The card that opens beside a word, a label or a node: the reader and the argument map open, place, leave and close it alike.
// A view has {root, live, id, model, card, opener}; `refocus(opener)` where giving the focus back is more than focus(),
// and `beside` where the card stands to the right or left of its opener if there is room.

const GAP = 6; // pixels between a card and what opened it

function pushButton(className, text, onClick) {
  const button = make("button", className, text);
  button.type = "button";
  button.addEventListener("click", onClick);
  return button;
}

// An empty card for an opener, named after it; `fill` puts its content in before it is shown.
function showCard(view, opener, name, fill) {
  const card = make("div", "course-gloss");
  Object.assign(card, { id: `${view.id}-gloss`, role: "group", tabIndex: -1, ariaLabel: name });
  Object.assign(view, { card, opener });
  fill(card);
  view.live.append(card); // a live region: a screen reader says what appears in it
  openedBy(view, opener);
  placeCard(view);
}

// Say of an opener that the card is its own: the one that opened it, or what stands in its place now.
function openedBy(view, opener) {
  view.opener = opener;
  opener.setAttribute("aria-expanded", "true");
  opener.setAttribute("aria-controls", view.card.id);
}

function addClose(view) {
  const close = pushButton("course-gloss-close", "×", () => closeCard(view));
  close.ariaLabel = view.model.get("words").gloss_close;
  view.card.append(close);
  for (const node of view.card.querySelectorAll("summary, button, input")) node.setAttribute(SUPPRESS, "true");
}

function closeCard(view) {
  clearTimeout(view.timer);
  if (!view.opener) return;
  const { card, opener } = view;
  if (card.contains(document.activeElement)) view.refocus ? view.refocus(opener) : opener.focus(); // never lose the reader's place
  opener.setAttribute("aria-expanded", "false");
  opener.removeAttribute("aria-controls");
  card.remove();
  view.root.style.minHeight = "";
  Object.assign(view, { card: null, opener: null, how: null });
}

// Tab past either end of a card leads back to what opened it.
function leaveCard(view, event) {
  const stops = [...view.card.querySelectorAll("button:enabled, summary, input")].filter((node) => node.offsetParent);
  if (event.target !== (event.shiftKey ? stops[0] : stops.at(-1))) return;
  event.preventDefault();
  closeCard(view);
}

// What of the widget is in view, from its top to its bottom.
function inView(root) {
  const frame = root.getBoundingClientRect();
  const pane = root.closest(".jp-WindowedPanel-outer")?.getBoundingClientRect(); // what of the notebook is in view
  return [Math.max(frame.top, pane?.top ?? 0), Math.min(frame.bottom, pane?.bottom ?? window.innerHeight)];
}

// Below its opener, or above it where there is no room below; always inside the widget's box.
function placeCard(view) {
  const { root, card, opener, beside } = view;
  if (!opener) return;
  root.style.minHeight = "";
  const frame = root.getBoundingClientRect();
  const word = opener.getBoundingClientRect();
  if (beside && placeBeside(view, frame, word)) return;
  const height = card.offsetHeight + GAP;
  const [least, most] = inView(root);
  const below = word.bottom + height <= most;
  const above = word.top - height >= least;
  const over = beside && !below && !above && height <= most - least; // better over its opener than out of sight
  const top = (over ? most - height : !below && above ? word.top - height : word.bottom + GAP) - frame.top;
  const left = Math.min(word.left - frame.left, frame.width - card.offsetWidth - 2); // 2: the frame's borders
  card.style.left = `${Math.max(0, left)}px`;
  card.style.top = `${top}px`;
  root.style.minHeight = `${top + height}px`; // a short passage makes room for the card
}

function hasRoomBeside({ root, card }, word, width = card?.offsetWidth ?? 416) {
  const frame = root.getBoundingClientRect();
  if (word.right + GAP + width <= frame.right - 2) return word.right + GAP;
  return word.left - GAP - width >= frame.left ? word.left - GAP - width : null;
}

// Returns whether there was room beside the opener; the card is moved up or down until all of it is in view.
function placeBeside(view, frame, word) {
  const { root, card } = view;
  const [least, most] = inView(root);
  const left = hasRoomBeside(view, word);
  if (left === null || card.offsetHeight > most - least) return false;
  const top = Math.max(least, Math.min(word.top, most - card.offsetHeight));
  card.style.left = `${left - frame.left}px`;
  card.style.top = `${top - frame.top}px`;
  return true;
}

// Escape and a press elsewhere close the card, wherever the focus is; `signal` ends the listening.
function closeFromOutside(view, signal) {
  const listen = (type, listener) => window.addEventListener(type, listener, { capture: true, signal });
  listen("keydown", ({ key }) => key === "Escape" && closeCard(view));
  listen("pointerdown", ({ target }) => view.opener?.contains(target) || view.card?.contains(target) || closeCard(view));
  listen("resize", () => placeCard(view));
}
