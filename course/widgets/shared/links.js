// Links between lessons, for widgets that have some.

// In JupyterLab a lesson opens beside this notebook, by JupyterLab's own command; elsewhere the link leads there.
function openLinksInLab(root) {
  root.addEventListener("click", ({ target }) => {
    const link = target.closest("a");
    if (link) markForLab(link);
  });
}

// JupyterLab takes a click on what is so marked: by then this has run.
function markForLab(link) {
  const [, here] = location.pathname.match(/\/tree\/(.+)$/) ?? [];
  const path = here ?? encodeURI(new URLSearchParams(location.search).get("path") ?? ""); // the latter in JupyterLite
  const [file, place] = link.getAttribute("href").split("#");
  const args = { path: decodeURI(path).replace(/[^/]*$/, "") + file, id: place ? `#${place}` : "" };
  link.dataset.commandlinkerCommand = "rendermime:handle-local-link";
  link.dataset.commandlinkerArgs = JSON.stringify(args);
  document.dispatchEvent(new CustomEvent("course-led", { detail: args })); // the lesson that opens runs, and must not lose the place
}
