// A lesson of this course, when it is opened: it runs, stands at its top, shows its steps, and speaks the learner's language.
// Other notebooks are left alone. Nothing here is needed: without it a lesson works by Run → Run All Cells.

import { beginInBrowser, drawWhenAsked, isInBrowser, liveAmongPages, shareTheme, takeAnew } from "./browser.js";
import { bringUpToDate } from "./edition.js";
import { keepSaved, mayRun, runCells, startAfresh } from "./run.js";
import { followLanguage, say, showContentsIn, speakAsAddressed } from "./language.js";
import { asks, followFolds, openFolds } from "./folds.js";
import { addStrip } from "./strip.js";
import { onceAFrame } from "./watch.js";

const here = (file) => new URL(file, import.meta.url);

function addStyle() {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: here("lesson.css") });
  document.head.append(link);
}

export function makePlugin(id, notebook, settings, lumino) {
  return {
    id,
    description: "Lessons of this course open alive",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    optional: [settings.ISettingRegistry],
    async activate(app, tracker, registry) {
      const plans = fetch(here("lessons.json")).then((answer) => answer.json());
      const wanted = registry?.load(id).then((found) => found.get("runOnOpen").composite !== false, () => true) ?? true;
      const tools = { app, tracker, lumino, run: notebook.NotebookActions.runCells };
      addStyle();
      if (isInBrowser(tools) && registry) shareTheme(registry).catch(console.warn);
      notebook.NotebookActions.executed.connect((_, done) => followExercise(done, tracker, tools));
      tracker.widgetAdded.connect((_, panel) => opened(panel, tools, plans, wanted));
      app.restored.then(() => showContentsIn(app, tracker));
    },
  };
}

async function opened(panel, tools, plans, wanted) {
  await panel.context.ready;
  const plan = (await plans)[panel.context.model.getMetadata("course")?.lesson];
  if (!plan) return; // not a lesson of this course
  const lesson = { panel, plan, ...tools };
  panel.addClass("course-lesson");
  if (isInBrowser(lesson)) speakAsAddressed();
  const renewed = isInBrowser(lesson) && (await bringUpToDate(lesson).catch(console.warn)); // else the older one stays
  markExercises(panel);
  keepWidgetKeys(panel);
  nameForReaders(panel);
  keepSaved(panel);
  const afresh = () => (isInBrowser(lesson) ? takeAnew(lesson) : startAfresh(lesson).then(() => run(lesson, strip)));
  const strip = addStrip(lesson, { run: () => run(lesson, strip), afresh });
  followAnswers(lesson);
  followLanguage(lesson, { fold: followFolds(panel), turned: strip.draw, run: () => run(lesson, strip) });
  panel.sessionContext.statusChanged.connect((_, status) => /restarting/.test(status) && strip.offer("restarted"));
  const [ask, own] = [!(await wanted), await mayRun(lesson)];
  await Promise.all([panel.sessionContext.ready, panel.revealed]);
  if (isInBrowser(lesson)) {
    liveAmongPages(lesson);
    drawWhenAsked(lesson);
  }
  if (ask || !own || !panel.sessionContext.session?.kernel) return strip.offer(own ? "asleep" : renewed ? "renewed" : "changed");
  await run(lesson, strip);
}

async function run(lesson, strip) {
  strip.offer("");
  lesson.panel.addClass("course-run"); // hides the line that says how to run it by hand
  lesson.panel.addClass("course-busy");
  await beginInBrowser(lesson, strip.warn);
  await runCells(lesson);
  lesson.panel.removeClass("course-busy");
  strip.draw();
}

// The table of a lesson's answers is shown anew when there is another answer: it stands below them, and was made before.
function followAnswers({ panel, run }) {
  let waiting = null;
  const again = () => {
    const cells = panel.content.widgets.filter(({ model }) => /^course\.answers_so_far\("\d\d"\)$/.test(model.sharedModel.getSource()));
    if (panel.hasClass("course-run") && !panel.hasClass("course-busy")) run(panel.content, cells, panel.sessionContext);
  };
  const answers = new MutationObserver((records) => {
    if (!records.some(({ target, oldValue }) => oldValue !== null && oldValue !== target.dataset.answered)) return; // drawn, not answered
    clearTimeout(waiting);
    waiting = setTimeout(again, 1000);
  });
  answers.observe(panel.content.node, { subtree: true, attributeFilter: ["data-answered"], attributeOldValue: true });
  panel.disposed.connect(() => answers.disconnect());
}

// A slider or a box of ipywidgets keeps its keys: in JupyterLab they would also be commands (see shared/keys.js).
function keepWidgetKeys({ content }) {
  content.node.addEventListener("focusin", ({ target }) => {
    if (target.closest(".jupyter-widgets")) target.setAttribute("data-lm-suppress-shortcuts", "true");
  });
}

// What JupyterLab and ipywidgets leave without a name or a role for a screen reader.
function nameForReaders({ content }) {
  const mend = onceAFrame(() => {
    for (const handle of content.node.querySelectorAll(".noUi-handle:not([aria-label])")) {
      handle.ariaLabel = handle.closest(".jupyter-widgets")?.querySelector(".widget-label")?.textContent ?? "";
    }
    for (const editor of content.node.querySelectorAll(".cm-content")) {
      const name = say("代码", "code"); // the language may have been chosen since
      if (editor.ariaLabel !== name) editor.ariaLabel = name;
    }
    for (const label of content.node.querySelectorAll('.widget-label[title="null"]')) label.removeAttribute("title"); // what ipywidgets shows where there is no tooltip
    for (const cell of content.node.querySelectorAll('[role="feed"] > .jp-Cell:not([role])')) cell.role = "article";
  });
  new MutationObserver(mend).observe(content.node, { childList: true, subtree: true });
  mend();
}

// What a learner changed in an exercise is shown below it: the hidden cells up to the next heading are run again, and unfolded.
// (Not what is answered or read there: only figures and tables can have changed.)
function followExercise({ notebook, cell }, tracker, { run }) {
  const panel = tracker.find(({ content }) => content === notebook);
  if (!panel?.hasClass("course-run") || panel.hasClass("course-busy") || !cell.hasClass("course-exercise")) return;
  const rest = notebook.widgets.slice(notebook.widgets.indexOf(cell) + 1);
  const end = rest.findIndex((next) => next.hasClass("course-exercise") || /^#{2,3} /.test(next.model.sharedModel.getSource()));
  const below = rest.slice(0, end < 0 ? rest.length : end);
  const shows = below.filter(({ model }) => model.type === "code" && !/^course\.(?!as_table)/m.test(model.sharedModel.getSource()));
  const question = below.findIndex(asks); // what stands below the next question waits for its answer
  openFolds(panel, [cell, ...below.slice(0, question < 0 ? below.length : question)]);
  if (shows.length) run(notebook, shows, panel.sessionContext);
}

// Code that only shows something comes hidden; what stands open is for the learner to change.
function markExercises({ content }) {
  for (const cell of content.widgets) cell.toggleClass("course-exercise", cell.model.type === "code" && !cell.inputHidden);
}
