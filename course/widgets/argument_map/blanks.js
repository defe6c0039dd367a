// The blanks of a map: a card beside the box offers the choices and says what came of the choice made.
// A choice goes out as {kind: "submit", item, response}; Python grades it, keeps it, and sends the map back filled in.

const PATIENCE = 6000; // milliseconds to wait for Python

const itemOf = (view, node) => view.model.get("items")[node.dataset.blank - 1];
const resultOf = (view, item) => view.model.get("results")[item.id];
const isOpen = (node) => node.dataset.state === "open";

function plain(html) {
  const node = make("div", "");
  node.innerHTML = html; // escaped by Python
  return node.textContent;
}

// `anew` offers the choices once more where the answer has been given.
function fillBlank(view, item, anew = false) {
  const words = view.model.get("words");
  const result = resultOf(view, item);
  view.shown = item;
  const told = make("div", "course-told");
  told.tabIndex = -1;
  told.innerHTML = (!anew && result?.html) || "";
  for (const go of told.querySelectorAll(".course-goto")) go.addEventListener("click", () => goToPlace(view, go));
  const asked = make("p", "course-asked", plain(item.prompt_html));
  view.card.classList.add("course-blank-card");
  view.card.replaceChildren(asked, told);
  if (anew || !result?.filled) view.card.append(choices(view, item, anew ? null : result));
  const offer = (name, text, onClick) => view.card.append(pushButton(name, text, onClick));
  if (result?.filled === "given" && !anew) offer("course-again-button", words.map_again, () => askAnew(view, item));
  if (result?.filled && nextOpen(view)) offer("course-next", words.map_next, () => goToNext(view));
  addClose(view);
  view.card.scrollTop = 0;
}

function choices(view, item, result) {
  const words = view.model.get("words");
  const list = make("div", "course-picks");
  list.setAttribute("role", "group");
  list.ariaLabel = words.map_choices;
  for (const { id, html } of item.options) {
    const mark = result?.marks[id];
    const button = pushButton("course-pick", plain(html), () => pick(view, item, id));
    if (mark) {
      button.disabled = true; // it has been tried
      button.dataset.mark = mark;
      button.append(make("span", "course-verdict", `✗ ${words[mark]}`));
    }
    list.append(button);
  }
  return list;
}

function askAnew(view, item) {
  fillBlank(view, item, true);
  placeCard(view);
  focusCard(view);
}

function pick(view, item, response) {
  if (view.waiting) return; // on its way already: a double click is one attempt
  view.waiting = setTimeout(() => {
    view.waiting = null;
    const said = make("p", "course-said", view.model.get("words").no_reply);
    view.card?.querySelector(".course-told")?.replaceChildren(said);
  }, PATIENCE);
  view.model.send({ kind: "submit", item: item.id, response });
}

// Python has answered: the map has changed under the card, which now says what came of the choice.
function showAnswer(view) {
  clearTimeout(view.waiting);
  view.waiting = null;
  if (!view.card || !view.opener?.dataset.blank) return;
  const held = view.card.contains(document.activeElement) || document.activeElement === document.body;
  fillBlank(view, view.shown); // its box may ask for the kind of the step now that the words are there
  placeCard(view);
  view.card.scrollIntoView({ block: "nearest" });
  if (held) view.card.querySelector(".course-told").focus({ preventScroll: true }); // the button pressed is gone
}

function focusCard({ card }) {
  (card.querySelector(".course-pick:not(:disabled)") ?? card.querySelector("button")).focus({ preventScroll: true });
}

// Up and down go from choice to choice.
function pickKey(view, { key, target }) {
  const picks = [...view.card.querySelectorAll(".course-pick:not(:disabled)")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (!step || !picks.includes(target)) return false;
  picks.at((picks.indexOf(target) + step) % picks.length).focus({ preventScroll: true });
  return true;
}

// ---- from blank to blank ----

function nextOpen(view) {
  const all = nodes(view).filter((node) => node.dataset.blank);
  const numbered = all.sort((a, b) => a.dataset.blank - b.dataset.blank);
  const at = view.opener && view.shown ? view.model.get("items").indexOf(view.shown) + 1 : 0;
  const open = numbered.filter(isOpen);
  return open.find((node) => node.dataset.blank > at) ?? open[0];
}

function goToNext(view) {
  const node = nextOpen(view);
  if (!node) return;
  closeCard(view);
  focusNode(view, node);
  openCard(view, node, true);
}

function showCount(view) {
  const { model } = view;
  const items = model.get("items");
  const filled = items.filter((item) => resultOf(view, item)?.filled).length;
  view.count.textContent = model.get("words").map_count?.replace("{n}", filled).replace("{of}", items.length) ?? "";
  view.next.hidden = filled === items.length;
  if (items.length) Object.assign(view.root.dataset, { questions: items.length, answered: filled }); // the strip above a lesson counts by these
  view.notice.textContent = model.get("notice");
}
