// What belongs to one version of the site is fetched once, and is there without a network. (JupyterLite's own worker follows.)
// Each time a lesson is opened the site is asked for its version: where there is a newer one, nothing comes from here any more.
{
  const OURS = "reading-an-argument ";
  const VERSION = "THIS-VERSION";
  const CACHE = OURS + VERSION;
  const LEAVE = /\/api\/(drive|stdin|service-worker-heartbeat)/; // JupyterLite's: no files

  const PATIENCE = 3000; // ms
  const anew = (request) => fetch(request, { cache: "no-cache" }); // the browser's own cache may hold an older version
  let old = false;

  async function isOld() {
    try {
      const now = await fetch(self.registration.scope + "version.txt", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      return now.ok ? (await now.text()) !== VERSION : old;
    } catch {
      return false; // no network
    }
  }

  async function answer(request) {
    if (request.mode === "navigate") old = await isOld();
    if (old) return anew(request);
    const cache = await caches.open(CACHE);
    const found = await cache.match(request, { ignoreSearch: request.mode === "navigate" }); // one page for all lessons
    if (found) return found;
    const fresh = await anew(request);
    if (fresh.status === 200) cache.put(request, fresh.clone()).catch(() => {}); // full, or keeps nothing: then without
    return fresh;
  }

  self.addEventListener("activate", (event) => {
    const isOther = (name) => name.startsWith(OURS) && name !== CACHE;
    event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOther).map((name) => caches.delete(name)))));
  });

  self.addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    if (method !== "GET" || !url.startsWith(self.registration.scope) || LEAVE.test(url)) return;
    event.stopImmediatePropagation();
    event.respondWith(answer(event.request));
  });
}
