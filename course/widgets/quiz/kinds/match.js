// Rows, each with a list to choose from.
KINDS.match = ({ item, name, words }) => {
  const selects = {};
  const nodes = item.rows.map(({ id, html }, index) => {
    const row = make("div", "course-row");
    const label = makeHtml("label", "course-row-text", html);
    const select = make("select", "course-select");
    select.id = label.htmlFor = `${name}-${index}`;
    select.addEventListener("change", () => tell(select));
    select.append(new Option(words.choose, ""), ...item.choices.map((c) => new Option(c.text, c.id)));
    selects[id] = select;
    row.dataset.part = id;
    row.append(label, select);
    return row;
  });
  const read = () => {
    const chosen = Object.entries(selects).map(([id, select]) => [id, select.value]);
    return chosen.some(([, value]) => value) ? Object.fromEntries(chosen) : null;
  };
  const fill = (response) =>
    Object.entries(selects).forEach(([id, select]) => {
      select.value = response?.[id] ?? "";
      tell(select);
    });
  return { nodes, read, fill };
};

// What is chosen, where a list on a telephone would cut it off.
const LONG = 40; // Latin letters; a Chinese character is as wide as two
function tell(select) {
  const chosen = select.selectedOptions[0]?.text ?? "";
  const isLong = chosen.replace(/\p{Script=Han}/gu, "--").length > LONG;
  if (isLong) select.parentElement.dataset.chosen = chosen;
  else delete select.parentElement.dataset.chosen;
}
