// A lesson's card, with the switch of languages above it.
//
// Traits:
//   html      the card; escaped by Python and trusted
//   language  "zh" or "en": the language of the page
//   words     language (the name of the switch), run_again (what to do where the page does not turn by itself)
// Out: {kind: "language", to}.
// The page is told the language by an event on `document`, course-language: the JupyterLab extension turns the prose.

const LANGUAGES = [["zh", "中文", "zh-Hans"], ["en", "English", "en"]];

function render({ model, el }) {
  const root = make("div", "course-card-shown");
  const choice = make("div", "course-switch");
  const shown = make("div", "");
  const hint = make("p", "course-by-hand");
  let chosen = false;
  choice.setAttribute("role", "group");
  hint.setAttribute("role", "status");

  const tell = () => {
    const detail = { language: model.get("language"), chosen, node: root };
    document.dispatchEvent(new CustomEvent("course-language", { detail }));
  };
  const draw = () => {
    choice.ariaLabel = model.get("words").language;
    shown.innerHTML = model.get("html");
    for (const link of shown.querySelectorAll("a")) link.setAttribute(SUPPRESS, "true");
    for (const button of choice.children) button.ariaPressed = String(button.dataset.language === model.get("language"));
    hint.textContent = chosen ? model.get("words").run_again : "";
    tell();
  };
  for (const [language, name, lang] of LANGUAGES) {
    const button = make("button", "", name);
    Object.assign(button, { type: "button", lang });
    button.dataset.language = language;
    button.addEventListener("click", () => {
      if (model.get("language") === language) return;
      chosen = true;
      model.send({ kind: "language", to: language });
    });
    choice.append(button);
  }
  keepKeys(root);
  keepPageKeys();
  openLinksInLab(shown);
  root.append(choice, shown, hint);
  el.append(root);
  draw();
  model.on("change:language", draw); // set last: html and words are there
  return () => {
    model.off("change:language", draw);
    root.remove();
  };
}

export default { render };
