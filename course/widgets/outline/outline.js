// An argument map of one's own: rows of an outline, and below them the map, which Python draws as one writes.
//
// Traits:
//   rows       [{text, kind, link, at, depth}]; written back while one writes. The first row is the conclusion, depth 0
//   map        the model id of the widget that draws them
//   sentences  [{id, text}] a row may stand in; kinds, links: [{id, name}]; limits: {rows, characters, depth, supplied}
//   notice     what the learner should know about the record at first, or ""
//   words      plain text for the interface (see _WORDS in outline.py), and lang, its language
// Out: {kind: "keep"} after a pause, {kind: "file", form}. In: {kind: "kept", notice}, {kind: "file", form, name, text},
// {kind: "turned", notice}: rows and sentences are those of another text now.

const DRAWN_AFTER = 300; // milliseconds of quiet until the map follows
const KEPT_AFTER = 2000; // and until the outline is kept in the learner's record
const SHARP = 2; // pixels of a PNG for each of the drawing
const TYPES = { argdown: "text/plain", svg: "image/svg+xml", png: "image/png" };

// ---- rows: a row and all below it that is deeper is its branch, and a branch stays together ----
// What changes them takes rows and the place of one, and returns the new rows and where that one is now, or null.

function branchEnd(rows, at) {
  let end = at + 1;
  while (rows[end]?.depth > rows[at].depth) end += 1;
  return end;
}

// Put a branch `depth` levels further in, before what stood at `to` when it was taken out.
function moved(rows, at, to, depth = 0) {
  const rest = [...rows];
  const branch = rest.splice(at, branchEnd(rows, at) - at).map((row) => ({ ...row, depth: row.depth + depth }));
  rest.splice(to, 0, ...branch);
  return { rows: rest, at: to };
}

function before(rows, at) { // where the branch begins that stands beside this one, before it
  let other = at - 1;
  while (rows[other]?.depth > rows[at].depth) other -= 1;
  return other > 0 && rows[other].depth === rows[at].depth ? other : null;
}

const CHANGES = {
  up(rows, at) {
    const other = before(rows, at);
    return other === null ? null : moved(rows, at, other);
  },
  down(rows, at) {
    const other = branchEnd(rows, at);
    if (rows[other]?.depth !== rows[at].depth) return null;
    return moved(rows, at, branchEnd(rows, other) - (other - at));
  },
  in(rows, at, { depth }) {
    const deepest = Math.max(...rows.slice(at, branchEnd(rows, at)).map((row) => row.depth));
    return before(rows, at) === null || deepest >= depth ? null : moved(rows, at, at, 1);
  },
  out(rows, at) {
    if (rows[at].depth < 2) return null;
    let parent = at;
    while (rows[parent].depth >= rows[at].depth) parent -= 1;
    return moved(rows, at, branchEnd(rows, parent) - (branchEnd(rows, at) - at), -1);
  },
  add(rows, at, { rows: most }) {
    if (rows.length >= most) return null;
    const depth = Math.max(1, rows[at].depth, rows[at + 1]?.depth ?? 0); // before its own branch, where it has one
    return { rows: rows.toSpliced(at + 1, 0, emptyRow(depth)), at: at + 1 };
  },
  delete(rows, at) {
    const end = branchEnd(rows, at);
    const rest = rows.toSpliced(at, end - at);
    if (rows.length === 1 && !rows[0].text) return null;
    return { rows: rest.length ? rest : [emptyRow(0)], at: Math.min(at, Math.max(0, rest.length - 1)), gone: { at, rows: rows.slice(at, end) } };
  },
};

function emptyRow(depth) {
  return { text: "", kind: depth ? "premise" : "thesis", link: "+", at: "", depth };
}

// A branch that was deleted comes back where it was; rows written since stay.
function restored(rows, gone) {
  const since = gone.at === 0 && rows.length === 1 && !rows[0].text ? [] : rows;
  const at = Math.min(gone.at, since.length);
  const all = since.toSpliced(at, 0, ...gone.rows);
  const depths = [];
  for (const [n, row] of all.entries()) depths.push(n ? Math.min(Math.max(row.depth, 1), depths[n - 1] + 1) : 0);
  return { rows: all.map((row, n) => ({ ...row, depth: depths[n] })), at };
}

// ---- changing them ----

function change(view, name, byKey = false) {
  const { rows, at, limits, words } = view;
  const done = name === "undo" ? restored(rows, view.gone.at(-1)) : CHANGES[name](rows, at, limits);
  if (!done) {
    if (name === "add") tell(view, words.outline_full.replace("{n}", limits.rows));
    return;
  }
  if (name === "undo") view.gone.pop();
  if (done.gone) view.gone.push(done.gone);
  Object.assign(view, { rows: done.rows, at: done.at });
  drawRows(view);
  if (!byKey) focusRow(view);
  wrote(view);
  if (done.gone) tell(view, words.outline_deleted.replace("{n}", done.gone.rows.length));
}

// Send the rows after a short quiet, and ask for them to be kept after a longer one.
function wrote(view) {
  clearTimeout(view.drawing);
  clearTimeout(view.keeping);
  tell(view, "");
  view.drawing = setTimeout(send, DRAWN_AFTER, view);
  view.keeping = setTimeout(keep, KEPT_AFTER, view);
}

function send(view) {
  clearTimeout(view.drawing);
  view.model.set("rows", view.rows.map((row) => ({ ...row })));
  view.model.save_changes();
}

function keep(view) {
  clearTimeout(view.keeping);
  view.keeping = null;
  send(view);
  view.model.send({ kind: "keep" });
}

function tell(view, words) {
  view.notice.textContent = words;
}

// ---- on the page ----

function choose(row, field, name, choices, view) {
  const select = make("select", `course-field course-${field}`);
  select.append(...choices.map(({ id, name: text }) => new Option(text, id)));
  select.value = row[field];
  select.ariaLabel = name;
  select.addEventListener("change", () => {
    row[field] = select.value;
    wrote(view);
  });
  return select;
}

function places({ model, limits, words }, { at }) {
  const known = model.get("sentences").map(({ id, text }) => ({ id, name: `${id} ${text.slice(0, 16)}…` }));
  const lost = at && at !== limits.supplied && !known.some(({ id }) => id === at) ? [{ id: at, name: at }] : [];
  return [{ id: "", name: words.outline_nowhere }, { id: limits.supplied, name: words.outline_supplied }, ...known, ...lost];
}

function drawRow(view, row, number) {
  const { model, words, limits } = view;
  const name = (key) => `${words.outline_row.replace("{n}", number + 1)} · ${words[key]}`;
  const line = make("li", "course-row");
  line.style.setProperty("--depth", row.depth);
  const text = make("textarea", "course-field course-words");
  Object.assign(text, { value: row.text, maxLength: limits.characters, rows: 1, spellcheck: false, ariaLabel: name("outline_text") });
  text.placeholder = number ? words.outline_next : words.outline_first;
  text.addEventListener("input", () => {
    row.text = text.value;
    fitHeight(text);
    wrote(view);
  });
  text.addEventListener("keydown", (event) => onKey(view, event));
  line.append(make("span", "course-number", number + 1));
  if (number) line.append(choose(row, "link", name("outline_link"), model.get("links"), view));
  line.append(choose(row, "kind", name("outline_kind"), model.get("kinds"), view), text);
  line.append(choose(row, "at", name("outline_place"), places(view, row), view));
  line.addEventListener("focusin", () => current(view, number));
  return line;
}

// Where the browser does not fit a box to its words by itself (field-sizing in outline.css).
function fitHeight(text) {
  if (CSS.supports("field-sizing", "content")) return;
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
}

function drawRows(view) {
  view.list.replaceChildren(...view.rows.map((row, number) => drawRow(view, row, number)));
  for (const text of view.list.querySelectorAll("textarea")) fitHeight(text);
  current(view, Math.min(view.at, view.rows.length - 1));
}

// The buttons change the row one was in last; those that cannot are off.
function current(view, at) {
  view.at = at;
  [...view.list.children].forEach((line, number) => line.classList.toggle("course-here", number === at));
  for (const [name, button] of Object.entries(view.buttons)) {
    const can = name === "undo" ? view.gone.length : name === "add" || CHANGES[name](view.rows, at, view.limits);
    button.setAttribute("aria-disabled", !can);
  }
}

function focusRow({ list, at }) {
  list.children[at].querySelector("textarea").focus();
}

const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

function onKey(view, event) {
  if (event.isComposing) return; // Enter there ends the writing of a Chinese word
  const { key, altKey } = event;
  const name = key === "Enter" ? "add" : altKey && KEYS[key];
  if (!name) return;
  event.preventDefault();
  change(view, name);
}

function drawTools(view) {
  const { words, tools } = view;
  const button = (text, onClick) => {
    const node = make("button", "course-tool", text);
    node.type = "button";
    node.addEventListener("click", onClick);
    return node;
  };
  tools.setAttribute("role", "group");
  tools.ariaLabel = words.outline_tools;
  for (const name of ["add", "delete", "undo", "in", "out", "up", "down"]) {
    view.buttons[name] = button(words[`outline_${name}`], ({ currentTarget, detail }) => {
      if (currentTarget.getAttribute("aria-disabled") !== "true") change(view, name, detail === 0 && name !== "add");
    });
    tools.append(view.buttons[name]);
  }
  const forms = { argdown: "Argdown", svg: words.outline_picture.replace("{form}", "SVG"), png: words.outline_picture.replace("{form}", "PNG") };
  view.files.append(make("span", "course-legend", words.outline_save_as));
  for (const [form, name] of Object.entries(forms)) view.files.append(button(name, () => askForFile(view, form)));
}

// ---- files ----

function askForFile(view, form) {
  send(view);
  view.model.send({ kind: "file", form });
}

async function saveFile({ form, name, text }) {
  const blob = new Blob([text], { type: TYPES[form === "png" ? "svg" : form] });
  const link = make("a", "");
  link.href = URL.createObjectURL(form === "png" ? await asPng(blob) : blob);
  link.download = `${name}.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function asPng(svg) {
  const picture = new Image();
  picture.src = URL.createObjectURL(svg);
  await picture.decode();
  const canvas = make("canvas", "");
  [canvas.width, canvas.height] = [SHARP * picture.width, SHARP * picture.height];
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(picture.src);
  return new Promise((done) => canvas.toBlob(done, TYPES.png));
}

// ---- the widget ----

// It has become the outline of another text.
function turn(view) {
  Object.assign(view, { rows: view.model.get("rows").map((row) => ({ ...row })), gone: [], at: 0 });
  drawRows(view);
}

async function showMap({ model, map }) {
  const manager = model.widget_manager;
  const { el } = await manager.create_view(await manager.get_model(model.get("map")));
  map.replaceChildren(el);
}

function render({ model, el }) {
  const [root, tools, files, notice, map] = ["", "-tools", "-files", "-notice", "-map"].map((part) => make("div", `course-outliner${part}`));
  const list = make("ol", "course-outliner-rows");
  const words = model.get("words");
  const view = { model, words, limits: model.get("limits"), tools, files, notice, list, map, buttons: {}, gone: [], at: 0 };
  root.lang = words.lang ?? "";
  list.ariaLabel = words.outline_rows;
  notice.setAttribute("role", "status");
  Object.assign(map, { role: "region", ariaLabel: words.outline_map });
  root.append(make("p", "course-hint", words.outline_help), tools, list, notice, map, files);
  el.append(root);
  keepKeys(root);
  keepPageKeys();
  drawTools(view);
  turn(view);
  showMap(view);
  tell(view, model.get("notice"));
  root.addEventListener("focusout", ({ relatedTarget }) => view.keeping && !root.contains(relatedTarget) && keep(view));
  const heard = (content) => {
    if (content.kind === "file") saveFile(content);
    else if (content.kind === "turned") (turn(view), tell(view, content.notice));
    else tell(view, notice.textContent || content.notice); // what is said of the last change stays
  };
  model.on("msg:custom", heard);
  return () => {
    model.off("msg:custom", heard);
    if (view.keeping) keep(view);
    root.remove();
  };
}

export default { render };
