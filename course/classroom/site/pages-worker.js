// A page that was read here once can be read without a network. Where there is one the page comes from there: never an older one.
const OURS = "reading-an-argument-pages ";
const CACHE = OURS + "THIS-VERSION";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(begin()));

async function begin() {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

// What a page had loaded before this worker stood beside it: mostly still in the browser's own cache.
self.addEventListener("message", ({ data }) => caches.open(CACHE).then((cache) => {
  for (const address of data) cache.add(new Request(address, { cache: "force-cache" })).catch(() => {}); // full, or keeps nothing
}));

async function answer(request) {
  try {
    const fresh = await fetch(request);
    if (fresh.status === 200) {
      const copy = fresh.clone();
      caches.open(CACHE).then((cache) => cache.put(request, copy)).catch(() => {});
    }
    return fresh;
  } catch (error) {
    const kept = await caches.match(request);
    if (!kept) throw error;
    return kept;
  }
}

self.addEventListener("fetch", (event) => {
  const ours = event.request.url.startsWith(new URL(".", self.location).href);
  if (event.request.method === "GET" && ours) event.respondWith(answer(event.request));
});
