// Steps with two buttons each: they move by keyboard, touch and pointer alike, and the focus goes with them.
KINDS.order = ({ item, words }) => {
  const list = make("ol", "course-steps");
  const rows = new Map(item.steps.map(({ id, text }) => [id, drawStep(list, id, text, words)]));
  const arrange = (ids) => list.append(...ids.map((id) => rows.get(id)).filter(Boolean));
  arrange(item.steps.map(({ id }) => id));
  const read = () => [...list.children].map((row) => row.dataset.part);
  return { nodes: [list], read, fill: (response) => arrange(response ?? item.steps.map(({ id }) => id)) };
};

function drawStep(list, id, text, words) {
  const row = make("li", "course-step");
  row.dataset.part = id;
  const moves = [["↑", words.move_up, -1], ["↓", words.move_down, 1]].map(([sign, name, by]) => {
    const button = make("button", "course-button course-move", sign);
    Object.assign(button, { type: "button", ariaLabel: `${name}：${text}` });
    button.addEventListener("click", () => {
      const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (other) other[by < 0 ? "before" : "after"](row);
      button.focus();
    });
    return button;
  });
  const buttons = make("span", "course-moves");
  buttons.append(...moves);
  row.append(buttons, make("span", "course-step-text", text));
  return row;
}
