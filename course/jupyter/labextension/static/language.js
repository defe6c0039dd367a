// One language on the page. The course's widgets say which (an event with the language in it); prose is turned here:
// each Markdown cell is Chinese with its English folded below it, or the other way round.

const KEY = "course-language";
export const EVENT = "course-language"; // sent by the card: {language: "zh" or "en", chosen: true if just pressed, node: the card}

// Until one is chosen it is that of the folder a web site's lesson lies in. A browser may keep nothing: then it is chosen for this sitting.
let chosen = /[?&]path=en\//.test(location.search) ? "en" : "zh";
const kept = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
const keep = (language) => { chosen = language; try { localStorage.setItem(KEY, language); } catch { /* as above */ } };

// A lesson of a web site, opened by its address alone, speaks the language of that from then on.
export const speakAsAddressed = () => { kept() ?? keep(chosen); };

export const language = () => ((kept() ?? chosen) === "en" ? "en" : "zh");
export const say = (chinese, english) => (language() === "en" ? english : chinese);

const nameOf = (details) => details.querySelector(":scope > summary")?.textContent.trim();
const isEnglish = (details) => nameOf(details) === "English";
const SOLUTIONS = ["练习的做法", "Solution"]; // two folds, one after the other

export function followLanguage({ panel, tracker }, { fold, turned, run }) {
  let stale = false; // what the cells show is in the other language
  const turn = () => {
    panel.toggleClass("course-in-english", language() === "en");
    fold();
    for (const cell of panel.content.widgets) {
      const prose = cell.model.type === "markdown" && cell.node.querySelector(".jp-RenderedMarkdown");
      if (prose?.firstChild) turnProse(prose.querySelector(":scope > .course-ours") ?? prose);
    }
  };
  const listener = ({ detail }) => {
    keep(detail.language);
    turn();
    turned();
    document.dispatchEvent(new CustomEvent("course-contents"));
    stale ||= detail.chosen;
    if (panel.node.contains(detail.node)) again();
  };
  // A lesson that is not in view is run again when it is next looked at.
  const again = () => {
    if (!stale || !panel.isVisible || !panel.hasClass("course-run")) return;
    stale = false;
    run();
  };
  tracker.currentChanged.connect(again);
  document.addEventListener(EVENT, listener);
  const redrawn = new MutationObserver((records) => records.some(addsProse) && turn()); // a cell rendered anew
  redrawn.observe(panel.content.node, { childList: true, subtree: true });
  panel.disposed.connect(() => {
    document.removeEventListener(EVENT, listener);
    redrawn.disconnect();
    tracker.currentChanged.disconnect(again);
  });
  turn();
}

const addsProse = ({ target, addedNodes }) => addedNodes.length > 0 && target.closest?.(".jp-MarkdownCell");

function turnProse(prose) {
  for (const fold of prose.querySelectorAll(":scope > details")) {
    if (!SOLUTIONS.includes(nameOf(fold))) continue;
    fold.classList.add("course-solution");
    fold.hidden = nameOf(fold) !== say(...SOLUTIONS);
  }
  const english = [...prose.children].find((node) => node.localName === "details" && isEnglish(node));
  const folded = [...prose.children].find((node) => node.matches(".course-chinese"));
  if (english) english.lang = "en";
  if (language() === "en" && english && !folded) {
    const fold = document.createElement("details");
    const summary = document.createElement("summary");
    fold.className = "course-chinese";
    fold.lang = "zh-Hans";
    summary.textContent = "中文";
    summary.setAttribute("data-lm-suppress-shortcuts", "true");
    fold.append(summary, ...[...prose.childNodes].filter((node) => node !== english && node.localName !== "summary"));
    prose.append(fold);
    english.open = true;
    english.classList.add("course-english");
  } else if (language() === "zh" && folded) {
    const [, ...nodes] = folded.childNodes;
    english.before(...nodes);
    folded.remove();
    english.open = false;
    english.classList.remove("course-english");
  }
}

// ---- the contents in the side bar ----

const CUT = "<summary>English</summary>";
const headings = (text) => [...text.matchAll(/^#+\s+(.+)$/gm)].map((found) => plain(found[1]));
const plain = (words) => words.replace(/[*`_]/g, "").replace(/\s+/g, " ").trim();

// Both languages stand in a cell's source, and JupyterLab lists the headings of both: those of the other one are hidden.
function hideOthers(contents, panel) {
  const sources = panel?.hasClass("course-lesson") ? [...panel.context.model.cells].map((cell) => cell.sharedModel.getSource()) : [];
  const both = sources.map((source) => [headings(source.split(CUT)[0]), headings(source.split(CUT)[1] ?? "")]);
  const [own, other] = language() === "en" ? [1, 0] : [0, 1];
  const mine = new Set(both.filter((found) => found[own].length).flatMap((found) => found[own]));
  const others = new Set(both.filter((found) => found[own].length).flatMap((found) => found[other]));
  for (const row of contents.querySelectorAll(".jp-tocItem-heading")) {
    const words = plain(row.querySelector(".jp-tocItem-content")?.textContent ?? "");
    const hide = others.has(words) && !mine.has(words);
    row.style.display = hide ? "none" : "";
  }
}

export function showContentsIn(app, tracker) {
  const contents = ["left", "right"].flatMap((side) => [...app.shell.widgets(side)]).find(({ id }) => id === "table-of-contents");
  if (!contents) return;
  const draw = () => hideOthers(contents.node, tracker.currentWidget);
  new MutationObserver(draw).observe(contents.node, { childList: true, subtree: true });
  document.addEventListener("course-contents", draw);
}
