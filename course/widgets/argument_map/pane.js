// The pane the drawing stands in: the drawing is fitted to its width, zoomed and moved. The wheel stays the page's own.
// A view has {pane, scroll (what is seen through it), model, form ("svg" or "steps"), scale, fitted}.

const [ZOOM, SMALLEST, LARGEST] = [1.25, 0.3, 3];
const READABLE = 0.8; // a drawing in columns that would be smaller than this gives way to the one in steps
const LARGEST_FIT = 1.2; // how far fitting enlarges
const [MOVE, DRAG] = [60, 5]; // pixels an arrow key moves; pixels that make a press a drag
const EDGE = 6; // pixels of padding round the drawing

const drawingOf = (view) => view.scroll.querySelector("svg");
const widthOf = (svg) => Number(/ width="(\d+)"/.exec(svg)?.[1] ?? 1);

// Put the drawing of `view.form` in, as large as before and at the same place.
function putDrawing(view) {
  const { scroll } = view;
  const [left, top] = [scroll.scrollLeft, scroll.scrollTop];
  scroll.innerHTML = view.model.get(view.form);
  setSize(view);
  scroll.scrollTo(left, top);
}

function setSize(view) {
  const { width, height } = drawingOf(view).viewBox.baseVal;
  Object.assign(drawingOf(view).style, { width: `${width * view.scale}px`, height: `${height * view.scale}px` });
}

// `at` is the point of the pane that stays where it is; its middle where no point is given.
function zoomTo(view, scale, at) {
  const { scroll } = view;
  const { x, y } = at ?? { x: scroll.clientWidth / 2, y: scroll.clientHeight / 2 };
  const to = Math.min(LARGEST, Math.max(SMALLEST, scale));
  const times = to / view.scale;
  const [left, top] = [(scroll.scrollLeft + x) * times - x, (scroll.scrollTop + y) * times - y];
  Object.assign(view, { scale: to, fitted: false });
  setSize(view);
  scroll.scrollTo(left, top);
  offerWays(view);
  placeCard(view);
}

// Returns whether another drawing has to be put in.
function fitWidth(view) {
  const width = view.scroll.clientWidth - 2 * EDGE;
  if (width <= 0) return false; // not on the page yet, or the outline is shown
  const { model } = view;
  const form = width / widthOf(model.get("svg")) < READABLE ? "steps" : "svg";
  const other = form !== view.form;
  Object.assign(view, { form, scale: Math.min(LARGEST_FIT, width / widthOf(model.get(form))), fitted: true });
  return other;
}

// ---- moving: by buttons, keys, and dragging ----

const WAYS = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] };

// A button at each edge behind which there is more. They are for the pointer: the pane itself takes arrow keys.
function drawWays(view) {
  const { pane, scroll, model } = view;
  for (const old of pane.querySelectorAll(".course-move")) old.remove();
  for (const [way, [x, y]] of Object.entries(WAYS)) {
    const part = 0.7; // of what is seen
    const button = pushButton("course-move", model.get("words")[`map_${way}`], () => {
      closeCard(view);
      scroll.scrollBy(x * part * scroll.clientWidth, y * part * scroll.clientHeight);
    });
    button.dataset.way = way;
    button.tabIndex = -1;
    pane.append(button);
  }
  offerWays(view);
}

function offerWays({ pane, scroll }) {
  const more = {
    up: scroll.scrollTop > 1,
    down: scroll.scrollTop + scroll.clientHeight < scroll.scrollHeight - 1,
    left: scroll.scrollLeft > 1,
    right: scroll.scrollLeft + scroll.clientWidth < scroll.scrollWidth - 1,
  };
  for (const button of pane.querySelectorAll(".course-move")) button.hidden = !more[button.dataset.way];
}

// Keys on the pane or in it. Returns true for a key that was one of them.
function paneKey(view, { key, target }) {
  const zoom = { "+": ZOOM, "=": ZOOM, "-": 1 / ZOOM, _: 1 / ZOOM }[key];
  if (zoom) zoomTo(view, view.scale * zoom);
  if (key === "0") view.fit();
  const step = { ArrowLeft: [-MOVE, 0], ArrowRight: [MOVE, 0], ArrowUp: [0, -MOVE], ArrowDown: [0, MOVE] }[key];
  if (step && target === view.scroll) view.scroll.scrollBy(...step);
  return Boolean(zoom || key === "0" || (step && target === view.scroll));
}

function moveByPointer(view) {
  const { scroll } = view;
  let from = null;
  const end = () => {
    from = null;
    scroll.classList.remove("course-moving");
  };
  scroll.addEventListener("pointerdown", ({ button, clientX, clientY }) => {
    if (button === 0) from = { x: clientX, y: clientY, left: scroll.scrollLeft, top: scroll.scrollTop };
  });
  scroll.addEventListener("pointermove", ({ pointerId, clientX, clientY }) => {
    if (!from) return;
    if (!from.far && Math.hypot(clientX - from.x, clientY - from.y) < DRAG) return;
    if (!from.far) scroll.setPointerCapture(pointerId); // and so the release is no click on a box
    from.far = true;
    scroll.classList.add("course-moving");
    scroll.scrollTo(from.left + from.x - clientX, from.top + from.y - clientY);
  });
  scroll.addEventListener("pointerup", end);
  scroll.addEventListener("pointercancel", end);
  scroll.addEventListener("wheel", (event) => zoomByWheel(view, event), { passive: false });
}

function zoomByWheel(view, event) {
  if (!event.ctrlKey) return; // the page scrolls
  event.preventDefault();
  const { left, top } = view.scroll.getBoundingClientRect();
  zoomTo(view, view.scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1), { x: event.clientX - left, y: event.clientY - top });
}

// Where the card finds no room beside a box, the box goes to the top of the pane, and so there is room below.
function makeRoom(view, node) {
  const [box, pane] = [node.getBoundingClientRect(), view.scroll.getBoundingClientRect()];
  if (!view.asOutline && hasRoomBeside(view, box) === null) view.scroll.scrollBy(0, box.top - pane.top - GAP);
}
