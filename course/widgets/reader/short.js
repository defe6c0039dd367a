// In short: one line in our words under each sentence, folded until it is asked for. A switch in the bar opens all of
// them, in every reader of the notebook; `short` says whether they are open, and is written back.

const SHORT = "course-short";

function shortSwitch(view) {
  const { model } = view;
  if (!model.get("html").includes(`class="${SHORT}"`)) return [];
  const label = choice("checkbox", model.get("words").short_all, model.get("short"), (on) => {
    window.dispatchEvent(new CustomEvent("course-read-short", { detail: { page: pageOf(view.root), on } }));
  });
  label.classList.add("course-short-all");
  return [label];
}

function showShorts(view) {
  const on = view.model.get("short");
  for (const input of view.toolbar.querySelectorAll(".course-short-all input")) input.checked = on;
  for (const fold of view.passage.querySelectorAll(`.${SHORT}`)) fold.open = on;
}

function followShorts(view, signal) {
  window.addEventListener("course-read-short", ({ detail: { page, on } }) => {
    if (page !== pageOf(view.root)) return;
    view.model.set("short", on); // every view of it calls showShorts
    view.model.save_changes();
  }, { signal });
}
