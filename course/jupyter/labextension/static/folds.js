// What the course says of a passage or a count stands folded: the reader thinks first. (Elsewhere it stands open.)
// Below a question it opens by itself once that is answered; before, its name asks for the answer, and a click still opens it.

import { say } from "./language.js";
import { areAnswered, whenAnswered } from "./watch.js";

const ASKS = /^course\.ask\("\d\d", "(guess|reading|map|audit)"/m;
const ENDS = /^#{2,3} /m; // a heading: what stands above it is another matter
const sourceOf = (cell) => cell.model.sharedModel.getSource();
export const asks = (cell) => cell?.model.type === "code" && ASKS.test(sourceOf(cell));

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

// What is ours in cells that follow one another is one fold, named and opened at the first of them. An exercise begins its own.
function runsOf(cells) {
  const runs = [];
  for (const [n, cell] of cells.entries()) {
    if (!isOurs(cell)) continue;
    if (n && isOurs(cells[n - 1]) && !cell.hasClass("course-exercise")) runs.at(-1).push(cell);
    else runs.push([cell]);
  }
  return runs;
}

const DRAWN = "[data-questions], .jp-Cell-outputWrapper"; // a question, or the place of what a cell shows

// Returns what folds all that is ours; it is done again whenever a question is drawn or answered.
export function followFolds(panel) {
  const tend = () => tendFolds(panel);
  whenAnswered(panel, DRAWN, tend);
  return tend;
}

// Opens what stands folded in these cells: a learner who has changed an exercise wants to see what became of it.
export function openFolds(panel, cells) {
  tendFolds(panel, (run) => run.some((cell) => cells.includes(cell)));
}

// Folds what is ours, names every fold, and opens those whose question has just been answered, or that are `wanted`.
function tendFolds(panel, wanted = () => false) {
  const { widgets } = panel.content;
  const foldOf = (cell) => (cell.model.type === "code" ? foldOutput : foldProse)(cell.node, () => tendFolds(panel));
  for (const run of runsOf(widgets)) {
    const [first, ...rest] = run.map(foldOf);
    if (!first) continue; // not drawn yet
    const questions = questionsAbove(run[0], widgets);
    const answered = questions.length > 0 && questions.every((question) => areAnswered([question]));
    if (wanted(run) || (answered && !first.node.courseOpened)) {
      first.node.courseOpened = true; // once: who closes it again wants it closed
      first.open(true);
    }
    const waits = questions.length > 0 && !first.node.courseOpened;
    first.call(waits ? say("先回答上面的问题，再对照", "Answer the question above first, then compare") : nameOf(run, questions.length > 0));
    for (const fold of rest.filter(Boolean)) {
      fold.node.classList.add("course-joined");
      fold.open(first.isOpen());
    }
  }
}

function nameOf(run, answered) {
  const [prose, code] = ["markdown", "code"].map((type) => run.some((cell) => cell.model.type === type));
  if (run.some((cell) => /^course\.show_map\(/m.test(sourceOf(cell)))) return say("对照我们的图（填完再打开）", "Compare with our map (when yours is filled in)");
  const name = !code ? ["我们的读法", "Our reading"] : prose ? ["结果和我们的读法", "The result and our reading"] : ["结果", "The result"];
  return answered ? say(...name) : say(`${name[0]}（自己先想，再打开）`, `${name[1]} (think first, then open)`);
}

// Or the observer of the page would see a change without end.
const write = (node, words) => node.textContent !== words && (node.textContent = words);

function foldProse(node, toggled) {
  const prose = node.querySelector(".jp-RenderedMarkdown");
  if (!prose?.firstChild) return null;
  let fold = [...prose.children].find((child) => child.matches(".course-ours"));
  if (!fold) {
    fold = document.createElement("details");
    fold.className = "course-ours";
    fold.append(document.createElement("summary"), ...prose.childNodes);
    fold.firstChild.setAttribute("data-lm-suppress-shortcuts", "true");
    fold.addEventListener("toggle", toggled);
    prose.append(fold);
  }
  return { node: fold, isOpen: () => fold.open, open: (open) => (fold.open = open), call: (name) => write(fold.firstChild, name) };
}

// The same for what a cell shows, such as a figure, or the whole map below the one with blanks.
function foldOutput(node, toggled) {
  const output = node.querySelector(":scope > .jp-Cell-outputWrapper");
  if (!output) return null;
  let button = node.querySelector(":scope > .course-open-ours");
  const isOpen = () => !node.classList.contains("course-shut");
  const open = (wanted) => {
    node.classList.toggle("course-shut", !wanted);
    button.ariaExpanded = String(wanted);
    button.dataset.sign = wanted ? "▾ " : "▸ "; // shown by the style sheet
  };
  if (!button) {
    button = document.createElement("button");
    Object.assign(button, { type: "button", className: "course-open-ours" });
    button.setAttribute("data-lm-suppress-shortcuts", "true");
    button.addEventListener("click", () => (open(!isOpen()), toggled()));
    open(false);
  }
  if (output.previousElementSibling !== button) output.before(button); // JupyterLab may have put the output in before it
  return { node: button, isOpen, open, call: (name) => write(button, name) };
}
