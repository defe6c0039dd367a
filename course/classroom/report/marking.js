// Marking: what is chosen and written is kept in this browser, and saved as a CSV file with the learners' names.
const main = document.querySelector("main");
const pieces = [...document.querySelectorAll("article")];
const keyOf = (piece) => `reading-an-argument marking ${piece.dataset.item} ${piece.dataset.code}`;
const kept = { // a browser may refuse to keep anything for a file: then marks last until the page is closed
  get: (key) => { try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; } },
  set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* as said above */ } },
};
const marksOf = (piece) => Object.fromEntries([...piece.querySelectorAll("[data-field]")]
  .filter((field) => field.type !== "radio" || field.checked)
  .map((field) => [field.dataset.field, field.value]).filter(([, value]) => value !== ""));

for (const piece of pieces) {
  const marks = kept.get(keyOf(piece));
  for (const field of piece.querySelectorAll("[data-field]")) {
    const mark = marks[field.dataset.field];
    if (field.type === "radio") field.checked = mark === field.value;
    else field.value = mark ?? "";
  }
  piece.addEventListener("input", () => kept.set(keyOf(piece), marksOf(piece)));
}

// As in the other files: a cell that a spreadsheet would run, or take for a number, is marked as text.
const cell = (text) => {
  const marked = /^\s*[=+\-@＝＋－＠]|^[\d\s.,:/-]+$|^[\t\r]/.test(text) ? `'${text}` : text;
  return `"${marked.replaceAll('"', '""')}"`;
};
const criteria = [...new Set(pieces.flatMap((piece) => [...piece.querySelectorAll("[data-field]")].map((f) => f.dataset.field)))];
const rowOf = (piece) => {
  const marks = marksOf(piece);
  const { learner, item, sitting, code } = piece.dataset;
  return [...[learner, item, sitting, code].map(cell), ...criteria.map((name) => (name === "comment" ? cell(marks[name] ?? "") : marks[name] ?? ""))];
};

for (const button of document.querySelectorAll(".save button")) {
  button.addEventListener("click", () => {
    const marked = pieces.filter((piece) => Object.keys(marksOf(piece)).length);
    const lines = [["learner", "item", "sitting", "code", ...criteria.map(cell)], ...marked.map(rowOf)];
    const file = new Blob(["\ufeff", ...lines.map((row) => `${row.join(",")}\r\n`)], { type: "text/csv" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: "marks.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a browser reads it a little later
    button.parentElement.querySelector("[role=status]").textContent = main.dataset.saved.replace("{n}", marked.length);
  });
}
