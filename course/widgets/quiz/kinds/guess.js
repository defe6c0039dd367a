// A guess: a number with its unit, a word, or one of a few things.
KINDS.guess = ({ item, name }) => {
  if (item.form === "options") return KINDS.choice({ item, name });
  const field = make("input", "course-answer course-word");
  const isNumber = item.form === "number";
  Object.assign(field, { type: isNumber ? "number" : "text", maxLength: 100, autocomplete: "off", step: "any" });
  field.setAttribute("aria-labelledby", `${name}-prompt ${name}-unit`);
  const unit = make("span", "", item.unit);
  unit.id = `${name}-unit`;
  const row = make("div", "course-guess");
  row.append(field, unit);
  return { nodes: [row], read: () => field.value.trim() || null, fill: (value) => (field.value = value ?? "") };
};
