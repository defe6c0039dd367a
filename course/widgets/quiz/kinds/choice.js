// Choosing one option (radio buttons) or several (checkboxes).
KINDS.choice = ({ item, name }) => {
  const inputs = [];
  const nodes = item.options.map(({ id, html }) => {
    const label = make("label", "course-option");
    const input = make("input", "course-input");
    Object.assign(input, { type: item.several ? "checkbox" : "radio", name, value: id });
    inputs.push(input);
    label.dataset.part = id;
    label.append(input, makeHtml("span", "course-option-text", html));
    return label;
  });
  const read = () => {
    const ids = inputs.filter((input) => input.checked).map((input) => input.value);
    return item.several ? (ids.length ? ids : null) : (ids[0] ?? null);
  };
  const fill = (response) => inputs.forEach((input) => (input.checked = [response].flat().includes(input.value)));
  return { nodes, read, fill, anew: true }; // a choice is made anew when it is tried again
};
