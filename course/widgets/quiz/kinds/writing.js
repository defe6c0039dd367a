// A piece of writing in three steps: samples to be rated, a text with a count, the same rubric for one's own text.
KINDS.writing = ({ item, name }) => {
  const slots = {}; // where what Python says of a step is put
  const steps = item.heads.map((head) => {
    const step = make("fieldset", "course-part-of");
    step.append(make("legend", "course-part-name", head));
    return step;
  });
  const [rating, writing, judging] = steps;
  const slot = (at) => (slots[at] = Object.assign(make("div", "course-slot"), { tabIndex: -1 }));

  const samples = item.samples.map((sample) => levelsOf(sample, item.levels, name, make("p", "", sample.text)));
  rating.append(makeHtml("div", "course-rubric", item.rubric_html), ...samples.flatMap(({ node, id }) => [node, slot(id)]));

  const text = make("textarea", "course-answer");
  const count = make("p", "course-hint");
  Object.assign(text, { rows: Math.ceil(item.characters / 30) + 2, maxLength: 5000 });
  count.id = `${name}-count`;
  text.setAttribute("aria-label", item.heads[1]);
  text.setAttribute("aria-describedby", count.id);
  const tally = () => {
    const [characters, words] = [/\p{Script=Han}/gu, /[\p{Script=Latin}’'-]+/gu].map((kind) => text.value.match(kind)?.length ?? 0);
    const [told, written, of] = words > characters ? [item.count_words, words, item.english] : [item.count, characters, item.characters];
    count.textContent = told.replace("{n}", written).replace("{of}", of);
  };
  text.addEventListener("input", tally);
  writing.append(text, count, slot("models"));

  const own = item.rubric.map((criterion) => levelsOf(criterion, criterion.levels.map((told, n) => `${item.levels[n]}　${told}`), name));
  judging.append(...own.map(({ node }) => node));

  let done = 0; // steps handed in
  const levels = (rows) => Object.fromEntries(rows.map(({ id, read }) => [id, read()]));
  const read = () => {
    const response = { ...levels(samples), ...(done > 0 && { text: text.value.trim() }), ...(done > 1 && levels(own)) };
    return Object.values(response).every(Boolean) ? response : null;
  };
  const fill = (response) => {
    const given = response ?? {};
    done = own[0].id in given ? 3 : "text" in given ? 2 : samples[0].id in given ? 1 : 0;
    for (const { id, fill } of [...samples, ...own]) fill(given[id]);
    if (done !== 1) text.value = given.text ?? ""; // while it is being written it is nobody else's
    steps.forEach((step, n) => {
      step.hidden = n > done;
      step.disabled = done < 3 ? n < done : n === 0; // a text that is finished may be revised
    });
    tally();
  };
  // Puts what is told where it belongs, and returns the place to look at now.
  const place = (told) => {
    for (const part of told.querySelectorAll("[data-at]")) slots[part.dataset.at].replaceChildren(part);
    return done === 1 ? slots[samples[0].id] : done === 2 ? slots.models : null;
  };
  fill(null);
  return { nodes: steps, read, fill, place };
};

// One thing to be rated: its name, what is to be rated, and the levels as radio buttons.
function levelsOf({ id, name: called, text }, levels, name, ...above) {
  const node = make("fieldset", "course-rated");
  const inputs = levels.map((_, n) => Object.assign(make("input", "course-input"), { type: "radio", name: `${name}-${id}`, value: String(n + 1) }));
  const row = make("div", "course-levels");
  row.toggleAttribute("data-told", above.length === 0); // levels in words stand one below the other
  row.append(...inputs.map((input, n) => {
    const label = make("label", "course-level");
    label.append(input, make("span", "", levels[n]));
    return label;
  }));
  node.append(make("legend", "", called ?? text), ...above, row);
  const read = () => inputs.find((input) => input.checked)?.value ?? "";
  const fill = (level) => inputs.forEach((input) => (input.checked = input.value === level));
  return { id, node, read, fill };
}
