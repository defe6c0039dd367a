// Where Python runs in the browser itself (Pyodide, in JupyterLite): before a lesson runs, its answers are brought back.

import { EVENT, language, say } from "./language.js";

const BESIDE = new URL("../../../static/pyodide/", import.meta.url); // where the site has Python's files
const PICTURES = new URL("../../../../figures/", import.meta.url);
// Large packages that few cells need, by the name they are imported by.
const LATER = { jieba: "jieba.zip", "jieba.posseg": "jieba-posseg.zip" };

let keeping; // where this page hears of it

const START = (zips) => `
import os
os.environ["COURSE_PICTURES"] = ${JSON.stringify(PICTURES.href)}
from course.base.fetched import fetch_when_imported
fetch_when_imported(${JSON.stringify(zips)})
from course.progress.browser import begin
await begin(${JSON.stringify(language())})
`;

const DRAW = "from course.figures.saved import fetch_what_draws\nawait fetch_what_draws()";

export const isInBrowser = ({ app }) => app.name === "JupyterLite";

// Does nothing where Python runs elsewhere. `warn` is called with why answers may be lost, or "": see course/progress/kept.js.
export async function beginInBrowser({ panel, app }, warn) {
  if (!isInBrowser({ app })) return;
  keeping ??= new BroadcastChannel("reading-an-argument");
  keeping.onmessage = ({ data }) => "told" in data && warn(data.told);
  const { kernel } = panel.sessionContext.session;
  const zips = Object.fromEntries(Object.entries(LATER).map(([name, file]) => [name, new URL(file, BESIDE).href]));
  await kernel.requestExecute({ code: START(zips), store_history: false }).done;
  navigator.storage?.persist?.(); // asks the browser not to clear this site's data by itself
}

// Under a saved picture a button offers to draw it: what draws is fetched from another address, so only when asked. All such
// cells run again then, and whatever is drawn later is drawn here.
export function drawWhenAsked({ panel, run }) {
  const { content, sessionContext } = panel;
  content.node.addEventListener("click", async ({ target }) => {
    if (!target.matches?.("button.course-draw")) return;
    const write = (zh, en) => content.node.querySelectorAll("button.course-draw").forEach((one) => (one.textContent = say(zh, en)));
    write("正在下载画图的程序……", "Downloading the drawing programs …");
    const { content: done } = await sessionContext.session.kernel.requestExecute({ code: DRAW, store_history: false }).done;
    if (done.status !== "ok") return write("没有下载下来：看看网络，再点一次", "Not downloaded: check the network, then click again");
    run(content, content.widgets.filter(({ node }) => node.querySelector("button.course-draw")), sessionContext);
  });
}

// Light and dark as chosen on the site's pages, and there as chosen here; where nothing was chosen, as the machine has it.
export async function shareTheme(registry) {
  const settings = await registry.load("@jupyterlab/apputils-extension:themes");
  const chosen = localStorage.getItem("course-theme");
  const wanted = chosen ? { "adaptive-theme": false, theme: chosen === "dark" ? "JupyterLab Dark" : "JupyterLab Light" } : { "adaptive-theme": true };
  const now = (key) => settings.get(key).composite;
  for (const [key, value] of Object.entries(wanted)) if (now(key) !== value) await settings.set(key, value);
  settings.changed.connect(() => {
    if (now("adaptive-theme")) localStorage.removeItem("course-theme");
    else localStorage.setItem("course-theme", /Dark/.test(now("theme")) ? "dark" : "light");
  });
}

// The lesson is one page of a site: links lead from lesson to lesson in this window, and one leads back to the page to be read.
// (JupyterLite's own would open a list of files, which the site does not have.)
export function liveAmongPages({ panel }) {
  const [folder, file] = panel.context.path.split("/");
  panel.node.addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    const to = link && decodeURIComponent(link.href + (link.dataset.commandlinkerArgs ?? ""));
    const [lesson] = to?.match(/\d\d-[\w-]+\.ipynb/) ?? [];
    if (!lesson) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    location.assign(`index.html?path=${folder}/${lesson}${to.match(/#cell-id=[\w-]+/)?.[0] ?? ""}`);
  }, { capture: true });
  const logo = document.getElementById("jp-NotebookLogo");
  if (!logo) return;
  const pageIn = (language) => {
    logo.href = new URL(`../../../../${language}/${file.replace(".ipynb", ".html")}`, import.meta.url);
    logo.textContent = say("← 回到网页", "← Back to the page");
  };
  logo.target = "_self";
  logo.className = "course-back";
  pageIn(language());
  document.addEventListener(EVENT, ({ detail }) => pageIn(detail.language));
}

// Takes the lesson from the site anew: the one kept here, with what the learner wrote, stays as a copy beside it.
export async function takeAnew({ panel, app }) {
  const { context } = panel;
  const { contents } = app.serviceManager;
  await contents.copy(context.path, context.path.split("/")[0]);
  await contents.delete(context.path); // what the site has is seen again
  location.reload();
}
