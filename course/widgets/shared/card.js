// The card that opens beside a word, a label or a node: the reader and the argument map open, place, leave and close it alike.
// A view has {root, live, id, model, card, opener}; `refocus(opener)` where giving the focus back is more than focus().

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
  opener.setAttribute("aria-expanded", "true");
  opener.setAttribute("aria-controls", card.id);
  placeCard(view);
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
  const stops = [...view.card.querySelectorAll("button, summary, input")].filter((node) => node.offsetParent);
  if (event.target !== (event.shiftKey ? stops[0] : stops.at(-1))) return;
  event.preventDefault();
  closeCard(view);
}

// Below its opener, or above it where there is no room below; always inside the widget's box.
function placeCard({ root, card, opener }) {
  if (!opener) return;
  root.style.minHeight = "";
  const frame = root.getBoundingClientRect();
  const word = opener.getBoundingClientRect();
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

// Escape and a press elsewhere close the card, wherever the focus is; `signal` ends the listening.
function closeFromOutside(view, signal) {
  const listen = (type, listener) => window.addEventListener(type, listener, { capture: true, signal });
  listen("keydown", ({ key }) => key === "Escape" && closeCard(view));
  listen("pointerdown", ({ target }) => view.opener?.contains(target) || view.card?.contains(target) || closeCard(view));
  listen("resize", () => placeCard(view));
}
