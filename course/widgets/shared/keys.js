// What all widgets share; it is put before each widget's own script (see `script` in shown.py).

const SUPPRESS = "data-lm-suppress-shortcuts"; // JupyterLab's own mark for "no shortcuts here"

function make(tag, className, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  if (/^(input|select|textarea|button)$/.test(tag)) node.setAttribute(SUPPRESS, "true");
  return node;
}

// In JupyterLab a key pressed inside an output is also a command: b adds a cell, arrows leave
// the cell. So keys stay inside the widget; only Ctrl/Cmd+S goes on, or it would save the web page.
function keepKeys(root) {
  root.addEventListener("keydown", (event) => {
    const { target } = event;
    const saving = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    if (!saving) return event.stopPropagation();
    target.removeAttribute(SUPPRESS); // or the notebook would not see this key either
    setTimeout(() => target.setAttribute(SUPPRESS, "true"));
  });
}

// A <summary> or a link anywhere in a notebook has the same trap, and no widget around it.
// Once per page is enough.
function keepPageKeys() {
  if (window.coursePageKeys) return;
  window.coursePageKeys = true;
  const keep = (event) => {
    const combined = event.key === "Tab" || event.ctrlKey || event.metaKey;
    if (!combined && event.target.matches?.(".jp-Notebook :is(summary, a[href])")) event.stopPropagation();
  };
  window.addEventListener("keydown", keep, true); // capture: before the notebook hears of it
}
