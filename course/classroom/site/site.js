// What the pages do beyond being read: light and dark, and search over the whole course.
{
  const root = document.documentElement;

  // ---- light and dark ----

  const theme = document.querySelector(".site-theme");
  const isDark = () => root.dataset.jpThemeLight === "false";
  const tell = () => (theme.ariaPressed = String(isDark()));
  theme.addEventListener("click", () => {
    root.dataset.jpThemeLight = String(isDark());
    try { localStorage.setItem("course-theme", isDark() ? "dark" : "light"); } catch { /* a browser may keep nothing */ }
    tell();
  });
  tell();

  // The other language at the same place: a heading has one name in both.
  const turned = document.querySelector(".site-language");
  turned.addEventListener("click", () => (turned.hash = location.hash));

  // In a narrow window the contents stand above the lesson: folded.
  if (matchMedia("(max-width: 1000px)").matches) document.querySelector(".site-contents details")?.removeAttribute("open");

  // ---- search: every part of every page, [address, name, words], read when somebody searches ----

  const field = document.querySelector(".site-search input");
  const found = document.querySelector(".site-found");
  const MOST = 12;
  const AROUND = 24; // characters shown on either side of what was found
  let parts;
  const load = () => (parts ??= fetch("search.json").then((answer) => answer.json()));

  // Where all the words searched for stand: those with one in their name first, then those with more of them.
  function search(words, parts) {
    const hits = [];
    for (const [address, name, text] of parts) {
      const [head, body] = [name.toLowerCase(), text.toLowerCase()];
      if (!words.every((word) => head.includes(word) || body.includes(word))) continue;
      const times = words.reduce((sum, word) => sum + body.split(word).length - 1, 0);
      hits.push({ address, name, text, at: body.indexOf(words[0]), weight: (words.some((word) => head.includes(word)) ? 1000 : 0) + times });
    }
    return hits.sort((a, b) => b.weight - a.weight);
  }

  function link({ address, name, text, at }, length) {
    const item = document.createElement("li");
    const to = document.createElement("a");
    const small = document.createElement("small");
    const mark = document.createElement("mark");
    to.href = address;
    to.textContent = name;
    mark.textContent = at < 0 ? "" : text.slice(at, at + length);
    const from = Math.max(0, at - AROUND);
    small.append(at < 0 ? text.slice(0, 2 * AROUND) : (from ? "…" : "") + text.slice(from, at), mark, at < 0 ? "" : text.slice(at + length, at + length + AROUND) + "…");
    to.append(small);
    item.append(to);
    return item;
  }

  async function show() {
    const words = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return found.replaceChildren();
    const hits = search(words, await load());
    if (words.join() !== field.value.trim().toLowerCase().split(/\s+/).filter(Boolean).join()) return; // typed on meanwhile
    const list = document.createElement("ol");
    list.append(...hits.slice(0, MOST).map((hit) => link(hit, words[0].length)));
    found.replaceChildren(hits.length ? list : field.dataset.nothing);
  }

  field.addEventListener("focus", load, { once: true });
  field.addEventListener("input", show);
  const shut = () => found.replaceChildren();
  document.querySelector(".site-search").addEventListener("keydown", ({ key }) => key === "Escape" && (shut(), field.focus()));
  document.addEventListener("click", ({ target }) => target.closest(".site-search") || shut());
  found.addEventListener("click", ({ target }) => target.closest("a") && shut());

  // ---- to be read again without a network (what came before the worker stands is told to it) ----

  addEventListener("load", async () => {
    const workers = navigator.serviceWorker;
    if (!workers) return; // a file that is just opened, or no https
    const had = !workers.controller && [location.href.split("#")[0], ...performance.getEntriesByType("resource").map(({ name }) => name)];
    await workers.register("../pages-worker.js", { scope: "./" }).catch(() => {}); // a window that keeps nothing
    if (had) (await workers.ready).active.postMessage(had);
  });

  // ---- erase what the course has kept in this browser: nothing that another site at this address has ----

  const OURS = "reading-an-argument";
  const erase = document.querySelector(".site-erase");
  const asked = (request) => new Promise((yes, no) => ((request.onsuccess = yes), (request.onerror = no), (request.onblocked = no)));
  erase?.addEventListener("click", async () => {
    if (!confirm(erase.dataset.sure)) return;
    const site = new URL("../", location.href).href;
    for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) if (worker.scope.startsWith(site)) await worker.unregister();
    for (const name of await window.caches?.keys() ?? []) if (name.startsWith(OURS)) await caches.delete(name);
    for (const { name } of await indexedDB.databases()) if (name.startsWith(OURS)) await asked(indexedDB.deleteDatabase(name));
    for (const key of Object.keys(localStorage)) if (key.startsWith("course-")) localStorage.removeItem(key);
    erase.nextElementSibling.textContent = erase.dataset.done;
  });
}
