// What the course says of a passage or a count stands folded: the reader thinks first. (Elsewhere it stands open.)
// Below a question it opens by itself once that is answered; before, its name asks for the answer, and a click still opens it.

import { say } from "./language.js";
import { areAnswered } from "./watch.js";

const ASKS = /^course\.ask\("\d\d", "(guess|reading|map|audit)"/m;
const ENDS = /^#{2,3} /m; // a heading: what stands above it is another matter
const sourceOf = (cell) => cell.model.sharedModel.getSource();
const asks = (cell) => cell?.model.type === "code" && ASKS.test(sourceOf(cell));

const isOurs = (cell) => cell.model.getMetadata("tags")?.includes("ours");

// The question a fold stands below: the nearest one up to the heading, with those right above it.
function questionsAbove(cell, cells) {
  let n = cells.indexOf(cell) - 1;
  while (n >= 0 && !asks(cells[n])) {
    if (/^course\.fill_map\(/m.test(sourceOf(cells[n])) || (cells[n].model.type === "markdown" && ENDS.test(sourceOf(cells[n])))) return [];
    n -= 1;
  }
  const found = [];
  for (; asks(cells[n]); n -= 1) found.push(cells[n]);
  return found;
}

// Returns what folds all that is ours; it is done again whenever a question is drawn or answered.
export function followFolds(panel) {
  const tend = () => tendFolds(panel);
  const isQuestion = (node) => node.nodeType === 1 && (node.matches("[data-questions]") || node.querySelector("[data-questions]"));
  const answers = new MutationObserver((records) => records.some(({ type, addedNodes }) => type === "attributes" || [...addedNodes].some(isQuestion)) && tend());
  answers.observe(panel.content.node, { childList: true, subtree: true, attributeFilter: ["data-answered"] });
  panel.disposed.connect(() => answers.disconnect());
  return tend;
}

// Folds what is ours, names every fold, and opens those whose question has just been answered.
function tendFolds({ content }) {
  const cells = content.widgets;
  for (const cell of cells.filter(isOurs)) {
    const fold = cell.model.type === "code" ? foldOutput(cell.node) : foldProse(cell.node);
    if (!fold) continue; // not drawn yet
    const questions = questionsAbove(cell, cells);
    if (questions.length && !fold.node.courseOpened && questions.every((question) => areAnswered([question]))) {
      fold.node.courseOpened = true; // once: who closes it again wants it closed
      fold.open(true);
    }
    const waits = questions.length > 0 && !fold.node.courseOpened;
    fold.call(waits ? say("先回答上面的问题，再对照", "Answer the question above first, then compare") : nameOf(cell, questions.length > 0));
  }
}

function nameOf(cell, answered) {
  if (cell.model.type === "markdown") return answered ? say("我们的读法", "Our reading") : say("我们的读法（自己先想，再打开）", "Our reading (think first, then open)");
  if (/^course\.show_map\(/m.test(sourceOf(cell))) return say("对照我们的图（填完再打开）", "Compare with our map (when yours is filled in)");
  return answered ? say("结果", "The result") : say("结果（自己先想，再打开）", "The result (think first, then open)");
}

// Or the observer of the page would see a change without end.
const write = (node, words) => node.textContent !== words && (node.textContent = words);

function foldProse(node) {
  const prose = node.querySelector(".jp-RenderedMarkdown");
  if (!prose?.firstChild) return null;
  let fold = [...prose.children].find((child) => child.matches(".course-ours"));
  if (!fold) {
    fold = document.createElement("details");
    fold.className = "course-ours";
    fold.append(document.createElement("summary"), ...prose.childNodes);
    fold.firstChild.setAttribute("data-lm-suppress-shortcuts", "true");
    prose.append(fold);
  }
  return { node: fold, open: (open) => (fold.open = open), call: (name) => write(fold.firstChild, name) };
}

// The same for what a cell shows, such as a figure, or the whole map below the one with blanks.
function foldOutput(node) {
  let button = node.querySelector(":scope > .course-open-ours");
  const shut = (closed) => {
    node.classList.toggle("course-shut", closed);
    button.ariaExpanded = String(!closed);
    button.dataset.sign = closed ? "▸ " : "▾ "; // shown by the style sheet
  };
  if (!button) {
    button = document.createElement("button");
    Object.assign(button, { type: "button", className: "course-open-ours" });
    button.setAttribute("data-lm-suppress-shortcuts", "true");
    button.addEventListener("click", () => shut(!node.classList.contains("course-shut")));
    shut(true);
    node.prepend(button);
  }
  return { node: button, open: (open) => shut(!open), call: (name) => write(button, name) };
}
