// What the strip, the folds and the lesson itself ask of a page that changes.

// Returns a function that does the work once a frame, however often it is called.
export function onceAFrame(work) {
  let waiting = 0;
  return () => (waiting ||= requestAnimationFrame(() => ((waiting = 0), work())));
}

// Calls `act` when what `drawn` selects is put into the page, or when a question in it is answered.
export function whenAnswered(panel, drawn, act) {
  const isDrawn = (node) => node.nodeType === 1 && (node.matches(drawn) || node.querySelector(drawn));
  const answers = new MutationObserver((records) => records.some(({ type, addedNodes }) => type === "attributes" || [...addedNodes].some(isDrawn)) && act());
  answers.observe(panel.content.node, { childList: true, subtree: true, attributeFilter: ["data-answered"] });
  panel.disposed.connect(() => answers.disconnect());
}

// Whether every question in these cells has an answer; null where they ask nothing.
export function areAnswered(cells) {
  const quizzes = cells.flatMap(({ node }) => [...node.querySelectorAll("[data-questions]")]);
  return quizzes.length > 0 ? quizzes.every(({ dataset }) => Number(dataset.answered) >= Number(dataset.questions)) : null;
}
