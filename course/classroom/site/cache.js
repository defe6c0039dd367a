// What belongs to one version of the site is fetched once, and is there without a network. (JupyterLite's own worker follows.)
{
  const OURS = "reading-an-argument ";
  const CACHE = OURS + "VERSION";
  const LEAVE = /\/api\/(drive|stdin|service-worker-heartbeat)/; // JupyterLite's: no files

  async function answer(request) {
    const cache = await caches.open(CACHE);
    const found = await cache.match(request, { ignoreSearch: request.mode === "navigate" }); // one page for all lessons
    if (found) return found;
    const fresh = await fetch(request);
    if (fresh.status === 200) cache.put(request, fresh.clone()).catch(() => {}); // full, or keeps nothing: then without
    return fresh;
  }

  self.addEventListener("activate", (event) => {
    const old = (name) => name.startsWith(OURS) && name !== CACHE;
    event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
  });

  self.addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    if (method !== "GET" || !url.startsWith(self.registration.scope) || LEAVE.test(url)) return;
    event.stopImmediatePropagation();
    event.respondWith(answer(event.request));
  });
}
