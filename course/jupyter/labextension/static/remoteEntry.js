// What JupyterLab loads. It hands over its own modules (`init`) and takes the extension (`get`); all the rest is in lesson.js.
// Written by hand, not built: https://jupyterlab.readthedocs.io/en/stable/extension/extension_dev.html#packaging-extensions
(() => {
  const NAME = "reading-an-argument";
  const here = document.currentScript.src;
  let scope;

  // JupyterLab's own copy of a module: the tokens in another would not be the same.
  const shared = async (name) => (await Object.values(scope[name])[0].get())();

  async function extension() {
    const { makePlugin } = await import(new URL("lesson.js", here));
    const names = ["@jupyterlab/notebook", "@jupyterlab/settingregistry", "@lumino/widgets"];
    const [notebook, settings, lumino] = await Promise.all(names.map(shared));
    return () => ({ __esModule: true, default: [makePlugin(`${NAME}:lesson`, notebook, settings, lumino)] });
  }

  (window._JUPYTERLAB ??= {})[NAME] = { init: (given) => void (scope = given), get: extension };
})();
