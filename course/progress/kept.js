// The attempts in the browser's own database: an entry each, so that several tabs only ever add to what is there.
(() => {
  const NAME = "reading-an-argument";
  const STORE = "attempts";
  const channel = new BroadcastChannel(NAME);
  let base;

  const asked = (request) => new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });

  async function open() {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    base = await asked(request);
    base.onversionchange = () => base.close(); // somebody erases it
  }

  // Begins at once and asks the browser to write now: what has been sent off stays, even if the tab ends.
  function write(work) {
    const transaction = base.transaction(STORE, "readwrite", { durability: "strict" });
    work(transaction.objectStore(STORE));
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
  };
})();
