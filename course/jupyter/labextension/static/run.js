// Running a lesson: which may run by itself, how it stays at its top, and why it is not "unsaved" afterwards.

const cellsOf = (panel) => [...panel.context.model.cells];
const sourceOf = (cell) => cell.sharedModel.getSource();
const codeOf = (panel) => cellsOf(panel).filter((cell) => cell.type === "code").map(sourceOf).filter((source) => source.trim());

// Only what the course shipped runs by itself: every code cell, character for character and in order.
export async function mayRun({ panel, plan, app }) {
  const shipped = Object.values(plan.code);
  const found = codeOf(panel);
  const same = found.length === shipped.length && found.every((source, n) => source === shipped[n]);
  return same && !(await hasCode(panel.context.path.split("/").slice(0, -1).join("/"), app.serviceManager.contents));
}

const CODE = /\.(pyw?|pyd|so)$/i;
const NO_MODULE = /^\p{N}|[^\p{L}\p{M}\p{N}_]/u; // a folder so called, like `my notes` or `.ipynb_checkpoints`, is no package
const MOST_FOLDERS = 30; // looked into; where there are more, the learner is asked

// Python imports from a notebook's folder first: code there, or in a folder that could be a package, could pass for the course.
async function hasCode(folder, contents, left = { folders: MOST_FOLDERS }) {
  if (left.folders-- === 0) return true;
  const { content } = await contents.get(folder, { content: true });
  const folders = content.filter(({ name, type }) => type === "directory" && !NO_MODULE.test(name));
  if (content.some(({ name, type }) => type !== "directory" && CODE.test(name))) return true;
  for (const { path } of folders) if (await hasCode(path, contents, left)) return true;
  return false;
}

// Jupyter does not list every file (*.pyc, for one): so a notebook's folder is also made the last place where modules are looked for.
const FOLDER_LAST = 'import sys\nif "" in sys.path: sys.path.remove(""); sys.path.append("")';

// Saved outputs go when their cells run. Where one reads further down, or a link led there, each keeps its room until the new
// ones stand: the place is not lost.
const DRAWN = 3000; // ms: a widget is drawn a little after its cell has run

function holdRoom({ widgets }) {
  const held = widgets.map(({ node }) => node.querySelector(".jp-Cell-outputWrapper")).filter((wrapper) => wrapper?.offsetHeight);
  for (const wrapper of held) wrapper.style.minHeight = `${wrapper.offsetHeight}px`;
  return () => held.forEach((wrapper) => wrapper.style.removeProperty("min-height"));
}

// Where a link leads ({path, id: "#cell-id=…"}): at first the address's own, then what widgets/shared/links.js tells. Used up by one run.
let ledTo = { path: "", id: location.hash };
document.addEventListener("course-led", ({ detail }) => (ledTo = detail));

// The number of the cell a link led to in this lesson, or -1.
function linkedCell({ context, content }) {
  const id = ["", context.path].includes(ledTo?.path) ? ledTo.id.match(/cell-id=([\w-]+)/)?.[1] : "";
  ledTo = null;
  return content.widgets.findIndex(({ model }) => model.id === id);
}

// Runs the code cells and leaves the page where it is: at its top, where a link led, or where the learner has gone meanwhile.
// JupyterLab scrolls to the active cell then, so that is made the one that is read.
export async function runCells({ panel, run }) {
  const { content } = panel;
  const box = content.node.querySelector(".jp-WindowedPanel-outer") ?? content.node;
  const top = box.getBoundingClientRect().top + 8; // px: what ends above it is not read any more
  let linked = linkedCell(panel);
  const read = linked < 0 ? content.widgets.findIndex(({ node }) => node.getBoundingClientRect().bottom > top) : linked;
  if (read > 0) content.activeCellIndex = read;
  const free = read > 0 ? holdRoom(content) : () => {};
  for (const kind of ["wheel", "keydown", "pointerdown"]) box.addEventListener(kind, () => (linked = -1), { once: true, passive: true });
  await panel.sessionContext.session.kernel.requestExecute({ code: FOLDER_LAST, silent: true, store_history: false }).done;
  await run(content, content.widgets.filter((cell) => cell.model.type === "code"), panel.sessionContext);
  setTimeout(() => (free(), content.widgets[linked]?.node.scrollIntoView()), DRAWN);
}

// Outputs come and go with every run; a notebook is changed when a cell is. One that was only read is not unsaved.
export function keepSaved(panel) {
  const { model } = panel.context;
  const written = () => JSON.stringify(cellsOf(panel).map((cell) => [cell.id, cell.type, sourceOf(cell)]));
  let saved = written();
  panel.context.saveState.connect((_, state) => state.startsWith("completed") && (saved = written()));
  model.stateChanged.connect((_, { name }) => {
    if (name === "dirty" && model.dirty && written() === saved) model.dirty = false;
  });
}

// Gives every code cell the course's own code again. What the learner wrote is kept in a copy of the notebook beside it.
export async function startAfresh({ panel, plan, app }) {
  const { context } = panel;
  await context.save();
  await app.serviceManager.contents.copy(context.path, context.path.split("/").slice(0, -1).join("/"));
  const model = context.model.sharedModel;
  const added = model.cells.filter((cell) => cell.cell_type === "code" && !(cell.id in plan.code));
  for (const cell of added) model.deleteCell(model.cells.indexOf(cell));
  let after = 0; // a cell that was deleted comes back behind the one that stood before it
  for (const [id, source] of Object.entries(plan.code)) {
    const at = model.cells.findIndex((cell) => cell.id === id);
    if (at < 0) model.insertCell(after, { id, cell_type: "code", source, metadata: {}, outputs: [] });
    else if (model.cells[at].getSource() !== source) model.cells[at].setSource(source);
    after = (at < 0 ? after : at) + 1;
  }
  await context.save();
}
