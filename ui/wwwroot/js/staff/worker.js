// Before this file stand PATH, VERSION and FILES. It keeps the page of one place and its files, so that it starts without
// network; what people scanned is not its business, and no answer about the state of things is ever kept here.
const CACHE = `staff ${PATH} ${VERSION}`;
const PATIENCE_MS = 3_000;

self.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll([PATH, ...FILES].map((file) => new Request(file, { cache: 'no-cache' })));
    await self.skipWaiting();
  })());
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(`staff ${PATH} `) && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate' && pathname === PATH) event.respondWith(page(request));
  else if (FILES.includes(pathname)) event.respondWith(file(request, pathname));
});

/** The newest page when the network gives it soon enough, else the one that is kept. */
async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) await cache.put(PATH, response.clone());
    // Not enrolled any more: what is kept on this phone must stay within reach.
    if (response.ok || response.status === 404) return response;
  } catch { /* no network: as below */ }
  return (await cache.match(PATH)) ?? fetch(request);
}

async function file(request, pathname) {
  const cache = await caches.open(CACHE);
  return (await cache.match(pathname)) ?? fetch(request);
}
