// The attempts in the browser's own database: an entry each, so that several tabs only ever add to what is there.
// And, by name, what was chosen: of two tabs the later one holds.
(() => {
  const NAME = "reading-an-argument";
  const STORE = "attempts";
  const CHOICES = "choices";
  const AGAIN = 10_000; // ms after which the browser is asked again to take what it did not take
  const channel = new BroadcastChannel(NAME); // {texts} for other tabs; {told} for the page: "nothing" or "full" is why answers may be lost, "" that none will be
  const waiting = new Map(); // by id: what the browser has not taken yet
  let base = null;
  let next;

  const asked = (request) => new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });

  async function open() {
    const request = indexedDB.open(NAME, 2);
    request.onupgradeneeded = () => {
      const there = request.result.objectStoreNames;
      for (const store of [STORE, CHOICES]) if (!there.contains(store)) request.result.createObjectStore(store);
    };
    base = await asked(request);
    base.onversionchange = () => (base.close(), (base = null)); // somebody erases it
  }

  // Begins at once and asks the browser to write now: what has been sent off stays, even if the tab ends.
  function write(work, store = STORE) {
    const transaction = base.transaction(store, "readwrite", { durability: "strict" });
    work(transaction.objectStore(store));
    transaction.commit();
    return new Promise((yes, no) => {
      transaction.oncomplete = () => yes();
      transaction.onabort = () => no(transaction.error);
    });
  }

  // Sends off all that waits. What is not taken waits on, in this tab, and is sent again later.
  async function send() {
    const sent = [...waiting];
    clearTimeout(next);
    try {
      if (!base) await open();
      await write((store) => sent.forEach(([id, text]) => store.put(text, id)));
    } catch (error) {
      const full = error?.name === "QuotaExceededError";
      if (!full) base = null;
      channel.postMessage({ told: full ? "full" : "nothing" });
      next = setTimeout(send, AGAIN);
      return;
    }
    for (const [id] of sent) waiting.delete(id);
    channel.postMessage({ texts: sent.map(([, text]) => text), told: "" });
  }

  return {
    // Returns all that is kept, as texts; `heard` is called with the texts that other tabs add from now on.
    async all(heard) {
      channel.onmessage = ({ data }) => data.texts && heard(data.texts);
      try {
        await open();
        return await asked(base.transaction(STORE).objectStore(STORE).getAll());
      } catch {
        channel.postMessage({ told: "nothing" });
        return [];
      }
    },
    add(ids, texts) {
      ids.forEach((id, n) => waiting.set(id, texts[n]));
      send();
    },
    clear() {
      waiting.clear();
      if (base) write((store) => store.clear());
    },
    // Names and texts; only after `all`. Where nothing is kept, what is chosen holds for this lesson.
    async choices() {
      if (!base) return [[], []];
      const store = base.transaction(CHOICES).objectStore(CHOICES);
      return Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
    },
    choose(name, text) {
      if (base) write((store) => store.put(text, name), CHOICES).catch(() => {});
    },
  };
})();
