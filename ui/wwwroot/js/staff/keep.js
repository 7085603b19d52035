// What this phone keeps, in IndexedDB. A write has happened when it is on the phone's disk: strict durability.
const VERSION = 1;

/** Opens the store of one place's page: a browser may be the phone of several. It outlives a sign-on. */
export async function openKeep(name) {
  const db = await asked(indexedDB.open(name, VERSION), (request) => {
    request.onupgradeneeded = () => {
      request.result.createObjectStore('outbox', { keyPath: ['boot', 'seq'] });
      request.result.createObjectStore('known');
    };
  });
  // Another tab with a newer page must not wait for this one.
  db.onversionchange = () => db.close();

  const write = (store, work) => new Promise((done, failed) => {
    const transaction = db.transaction(store, 'readwrite', { durability: 'strict' });
    transaction.oncomplete = () => done();
    transaction.onerror = transaction.onabort = () => failed(transaction.error ?? new Error('the phone did not keep it'));
    work(transaction.objectStore(store));
  });

  return {
    /** Everything in the outbox, in the order it happened. */
    entries: () => asked(db.transaction('outbox').objectStore('outbox').getAll()),
    putEntries: (entries) => write('outbox', (store) => entries.forEach((entry) => store.put(entry))),
    dropEntries: (keys) => write('outbox', (store) => keys.forEach((key) => store.delete(key))),
    get: (key) => asked(db.transaction('known').objectStore('known').get(key)),
    set: (key, value) => write('known', (store) => store.put(value, key)),
  };
}

function asked(request, prepare) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error('another tab holds the phone’s store'));
    prepare?.(request);
  });
}
