// The strip above a lesson: its steps with ticks, where the learner is, what is left, and back to the top.

import { say } from "./language.js";
import { areAnswered, onceAFrame, whenAnswered } from "./watch.js";

const OFFERS = {
  asleep: ["这一课还没有运行。", "This lesson is not running yet."],
  changed: ["这一课的代码和课程原来的不一样，所以没有自动运行。", "The code here is not quite the course's own, so it was not run by itself."],
  renewed: ["这一课出了新版，已经换上，你改过的都还在。里面有你的代码，所以没有自动运行。", "This is a new edition of the lesson, and all you had changed is in it. As some of the code is yours, it was not run by itself."],
  restarted: ["内核重启过，题目和图要重新运行。", "The kernel was restarted; questions and figures need to be run again."],
};

// Why what is answered may be lost.
const WARNINGS = {
  nothing: ["这个浏览器窗口不让网页存东西：照常能学，但关闭以后，答案就没有了。", "This browser window lets no page keep anything: the lesson works, but your answers are lost when you close it."],
  full: ["浏览器给这个网站的地方用完了：最近的答案只在这个页面里，腾出地方以后会自动存好。先别关。", "The browser has no more room for this site: your latest answers are only on this page, and are saved once there is room. Do not close it yet."],
};

const ROW = 44; // px, as in lesson.css

function make(tag, className, text = "") {
  const node = document.createElement(tag);
  Object.assign(node, { className, textContent: text });
  return node;
}

function button(className, text, act) {
  const node = make("button", className, text);
  node.type = "button";
  node.setAttribute("data-lm-suppress-shortcuts", "true");
  node.addEventListener("click", act);
  return node;
}

// Cell numbers at which the steps begin: each has a heading of the second level.
function beginnings(panel) {
  const cells = [...panel.context.model.cells];
  return cells.flatMap((cell, n) => (cell.type === "markdown" && /^## /m.test(cell.sharedModel.getSource()) ? [n] : []));
}

// A step is done when its questions are answered; one without questions, when its end has been in view; and what need not
// be done, only if something in it was used too.
function isDone(panel, from, to, seen) {
  return areAnswered(panel.content.widgets.slice(from, to)) ?? seen;
}

const scroller = (panel) => panel.content.node.querySelector(".jp-WindowedPanel-outer") ?? panel.content.node;
const isThere = (cell) => cell?.isAttached && cell.node.offsetHeight > 0; // JupyterLab puts cells in bit by bit
const topOf = (panel, n) => (isThere(panel.content.widgets[n]) ? panel.content.widgets[n].node.getBoundingClientRect().top : Infinity);

export function addStrip({ panel, plan, lumino }, { run, afresh }) {
  const node = make("nav", "course-strip");
  const widget = new lumino.Widget({ node });
  const seen = new Set(); // steps scrolled through to their end
  const used = new Set(); // steps in which something that a cell shows was clicked or changed
  let scrolled = false;
  let offered = "";
  let warned = "";
  let drawn = ""; // the state that is drawn: most of what scrolls by changes nothing
  panel.contentHeader.addWidget(widget);

  const goTo = async (n) => {
    panel.content.activeCellIndex = n;
    await panel.content.scrollToItem(n, "start"); // puts the cell in; where it stands is then known, and no guess
    panel.content.widgets[n].node.scrollIntoView({ block: "start" });
  };

  const toTop = () => {
    panel.content.activeCellIndex = 0;
    scroller(panel).scrollTop = 0;
  };

  // Where the learner is, and which steps are done.
  function look() {
    const starts = beginnings(panel);
    const { top, bottom } = scroller(panel).getBoundingClientRect();
    const now = starts.findLastIndex((n) => topOf(panel, n) < top + 140);
    const end = scroller(panel).scrollHeight - scroller(panel).scrollTop - (bottom - top) < 200;
    if (scrolled) starts.forEach((_, k) => (k < now || (k === now && (topOf(panel, starts[k + 1]) < bottom || end))) && seen.add(k));
    const through = (k) => seen.has(k) && (!plan.steps[k]?.more || used.has(k));
    return { now, done: starts.map((n, k) => isDone(panel, n, starts[k + 1], through(k))) };
  }

  function draw() {
    const { now, done } = look();
    const state = JSON.stringify([now, done, offered, warned, node.clientWidth, say("zh", "en")]);
    if (state === drawn) return;
    drawn = state;
    const left = plan.steps.reduce((sum, step, k) => sum + (done[k] || step.more ? 0 : step.minutes), 0);
    const steps = make("ol", "course-steps");
    steps.append(...plan.steps.map((step, k) => stepOf(step, done[k], k === now, () => goTo(beginnings(panel)[k] ?? 0))));
    const rest = make("span", "course-left", left ? say(`还有 ${left} 分钟`, `${left} min left`) : say("都做完了", "All done"));
    const up = button("course-up", "↑", toTop);
    up.ariaLabel = say("回到顶上", "Back to the top");
    const held = document.activeElement?.closest?.(".course-strip") === node && [...node.querySelectorAll("button")].indexOf(document.activeElement);
    node.ariaLabel = say("这一课的步骤", "Steps of this lesson");
    node.replaceChildren(...(warned ? [line(WARNINGS[warned])] : []), ...(offered ? [offerOf(offered, run, afresh)] : []), steps, rest, up);
    makeRoom(widget);
    if (held !== false) node.querySelectorAll("button")[held]?.focus();
    const current = steps.children[now];
    steps.scrollLeft = current ? Math.max(0, current.offsetLeft - steps.offsetLeft - 60) : 0; // above the first step
  }

  const soon = onceAFrame(draw);
  const moved = ({ isTrusted }) => ((scrolled ||= isTrusted && scroller(panel).scrollTop > 0), soon());
  const use = ({ isTrusted, target }) => {
    const n = panel.content.widgets.findIndex((cell) => cell.node.contains(target));
    if (!isTrusted || n < 0 || !target.closest(".jp-OutputArea")) return;
    used.add(beginnings(panel).findLastIndex((start) => start <= n));
    soon();
  };
  scroller(panel).addEventListener("scroll", moved, { passive: true });
  for (const kind of ["click", "change"]) panel.content.node.addEventListener(kind, use);
  whenAnswered(panel, "[data-questions]", soon);
  draw();
  return { draw: soon, offer: (why) => ((offered = why), soon()), warn: (why) => ((warned = why), soon()) };
}

function stepOf(step, done, here, act) {
  const item = make("li", done ? "course-done" : "");
  const name = say(step.zh, step.en[0].toUpperCase() + step.en.slice(1)) + (step.more ? say("（选做）", " (more)") : "");
  const go = button("", `${done ? "✓ " : ""}${name}`, act);
  go.title = name; // a long one is cut off
  if (here) go.setAttribute("aria-current", "step");
  if (done) go.ariaLabel = name + say("，已完成", ", done");
  item.append(go);
  return item;
}

// The strip is as high as it says itself: what stands above the steps needs more.
function makeRoom({ node, parent }) {
  const above = [...node.querySelectorAll(".course-offer")].reduce((sum, bar) => sum + bar.offsetHeight, 0);
  node.style.minHeight = above ? `${ROW + above}px` : "";
  parent?.fit();
}

function line(words) {
  const bar = make("div", "course-offer", say(...words));
  bar.setAttribute("role", "status");
  return bar;
}

function offerOf(why, run, afresh) {
  const bar = line(OFFERS[why]);
  bar.append(button("course-go", say("运行这一课", "Run this lesson"), run));
  if (why === "changed" || why === "renewed") bar.append(button("", say("恢复原样", "Start this lesson afresh"), afresh));
  return bar;
}
