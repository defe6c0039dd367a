// Light or dark, before anything is drawn: as chosen here, or else as the machine has it. And the language, for what comes next.
{
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } }; // a browser may keep nothing
  const dark = kept("course-theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.jpThemeLight = String(dark !== "dark");
  try { localStorage.setItem("course-language", document.documentElement.lang === "en" ? "en" : "zh"); } catch { /* as above */ }
}
