// The check of notebook 00: a table whose last row turns when an answer has come from this browser.
//
// Traits:
//   html   the table; escaped by Python and trusted
//   last   what the last row says: [outcome, what to do]

function render({ model, el }) {
  const root = make("div", "course-setup-check");
  root.innerHTML = model.get("html");
  el.append(root);
  const { lastElementChild: row } = root.querySelector("tbody");
  row.setAttribute("aria-live", "polite");
  row.setAttribute("aria-atomic", "true"); // or only "fine" would be read, and not of what
  const show = () => model.get("last").forEach((words, n) => (row.cells[n + 1].textContent = words));
  show();
  model.on("change:last", show);
  return () => {
    model.off("change:last", show);
    root.remove();
  };
}

export default { render };
