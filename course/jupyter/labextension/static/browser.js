// Where Python runs in the browser itself (Pyodide, in JupyterLite): before a lesson runs, its answers are brought back.

import { language } from "./language.js";

const BESIDE = new URL("../../../static/pyodide/", import.meta.url); // where the site has Python's files
const PICTURES = new URL("../../../../figures/", import.meta.url);
// Large packages that few cells need, by the name they are imported by.
const LATER = { jieba: "jieba.zip", "jieba.posseg": "jieba-posseg.zip" };

const START = (zips) => `
import os
os.environ["COURSE_PICTURES"] = ${JSON.stringify(PICTURES.href)}
from course.base.fetched import fetch_when_imported
fetch_when_imported(${JSON.stringify(zips)})
from course.progress.browser import begin
await begin(${JSON.stringify(language())})
`;

// Does nothing where Python runs elsewhere.
export async function beginInBrowser({ panel }) {
  const kernel = panel.sessionContext.session?.kernel;
  if (!kernel || (await kernel.info).implementation !== "pyodide") return;
  const zips = Object.fromEntries(Object.entries(LATER).map(([name, file]) => [name, new URL(file, BESIDE).href]));
  await kernel.requestExecute({ code: START(zips), store_history: false }).done;
  navigator.storage?.persist?.(); // asks the browser not to clear this site's data by itself
}
