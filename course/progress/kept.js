// The attempts in the browser's own database: an entry each, so that several tabs only ever add to what is there.
// And, by name, what was chosen: of two tabs the later one holds.
(() => {
  const NAME = "reading-an-argument";
  const STORE = "attempts";
  const CHOICES = "choices";
  const channel = new BroadcastChannel(NAME);
  let base;

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
    base.onversionchange = () => base.close(); // somebody erases it
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

  return {
    // Returns all that is kept, as texts; `heard` is called with the texts that other tabs add from now on.
    async all(heard) {
      await open();
      channel.onmessage = ({ data }) => heard(data);
      return asked(base.transaction(STORE).objectStore(STORE).getAll());
    },
    async add(ids, texts) {
      await write((store) => ids.forEach((id, n) => store.put(texts[n], id)));
      channel.postMessage(texts);
    },
    clear: () => write((store) => store.clear()),
    // Names and texts; only after `all`.
    choices() {
      const store = base.transaction(CHOICES).objectStore(CHOICES);
      return Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
    },
    choose: (name, text) => write((store) => store.put(text, name), CHOICES).catch(() => {}), // no room: it holds for this lesson
  };
})();
