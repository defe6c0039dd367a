// A few sentences of one's own.
KINDS.open = ({ name }) => {
  const text = make("textarea", "course-answer");
  text.rows = 3;
  text.setAttribute("aria-labelledby", `${name}-prompt`);
  return { nodes: [text], read: () => text.value.trim() || null, fill: (value) => (text.value = value ?? "") };
};
