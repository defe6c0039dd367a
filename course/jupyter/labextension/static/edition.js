// A lesson of a web site, and a newer edition of it: JupyterLite shows the copy it keeps, once a learner has saved one, and nothing newer.
// So what stood in the edition a copy was made from is kept, too. What differs from that is the learner's, and the new edition takes
// its place around it, as in an installed course: by the same code (own_copies.py).

const shippedAt = (path) => new URL(`../../../files/${path}`, import.meta.url);
const cellsIn = ({ cells }) => cells.map(({ id, cell_type, source }) => ({ id, cell_type, source: [source].flat().join("") }));
const words = (notebook) => JSON.stringify(cellsIn(notebook).map(({ cell_type, source }) => [cell_type, source]));

// Shows the site's edition where a copy of an older one is kept. Returns whether the learner had changed something in that.
export async function bringUpToDate({ panel: { context, sessionContext }, app }) {
  const { path, model } = context;
  const key = `course-edition ${path}`;
  const shipped = await (await fetch(shippedAt(path))).json();
  const was = JSON.parse(localStorage.getItem(key));
  let edition = was && words(model.toJSON()) !== words(shipped) ? was : shipped; // the one that stands here
  const keep = () => localStorage.setItem(key, JSON.stringify({ cells: cellsIn(edition) })); // at once: the page may be gone any moment
  context.saveState.connect((_, state) => state === "started" && keep());
  if (edition === shipped || words(was) === words(shipped)) return false;
  if (words(model.toJSON()) === words(was)) {
    await app.serviceManager.contents.delete(path); // what the site has is seen again
    await context.revert();
    edition = shipped;
    return false;
  }
  await sessionContext.ready;
  model.fromJSON(await merged(sessionContext.session.kernel, [was, model.toJSON(), shipped]));
  for (const cell of model.cells) cell.trusted = true; // else JupyterLab takes the looks from what the cells show
  edition = shipped;
  await context.save();
  return true;
}

async function merged(kernel, notebooks) {
  const code = `import json
from course.lessons.own_copies import merge
print(json.dumps(merge(*json.loads(${JSON.stringify(JSON.stringify(notebooks))}))[0]))`;
  const asked = kernel.requestExecute({ code, store_history: false });
  let printed = "";
  asked.onIOPub = ({ header, content }) => header.msg_type === "stream" && (printed += content.text);
  await asked.done;
  return JSON.parse(printed);
}
