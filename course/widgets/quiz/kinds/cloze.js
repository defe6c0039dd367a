// One word to be typed into a gap.
KINDS.cloze = ({ item, name }) => {
  const text = make("input", "course-answer course-word");
  Object.assign(text, { type: "text", maxLength: 200, autocomplete: "off" });
  text.setAttribute("aria-labelledby", `${name}-prompt`);
  const part = make("div", "course-row-gap");
  part.dataset.part = "gap";
  part.append(text);
  return {
    nodes: [makeHtml("div", "", item.gapped_html), part],
    read: () => text.value.trim() || null,
    fill: (value) => (text.value = value ?? ""),
  };
};
