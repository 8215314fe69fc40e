/// <reference lib="webworker" />
/**
 * One service worker for two things: the second visit works without a network, and plain static hosts get the
 * isolation headers that shared memory needs. Everything the build made is listed in `__WB_MANIFEST`; the page asks for
 * it to be kept once the city stands (`warm`), so that the first visit is not slowed down.
 */
interface Listed {
  readonly url: string;
  readonly revision: string | null;
}
/** The type library of the page stands before that of the worker, so the scope is named anew. */
const scope = self as unknown as ServiceWorkerGlobalScope;

const CACHE = 'twin-1';
const BASE = new URL('./', scope.location.href);
/** Files whose name carries a hash never change; the others are kept under their revision. */
const entries = new Map(
  (self as unknown as { __WB_MANIFEST: readonly Listed[] }).__WB_MANIFEST.map(({ url, revision }) => {
    const address = new URL(url, BASE);
    const key = new URL(address);
    if (revision) key.searchParams.set('revision', revision);
    return [address.href, key.href] as const;
  }),
);
const PAGE = new URL('index.html', BASE).href;
const COEP = new URL(scope.location.href).searchParams.get('coep') ?? 'credentialless';

scope.addEventListener('install', () => void scope.skipWaiting());
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | undefined)?.type === 'warm') event.waitUntil(warm(event.source));
});
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin || !url.href.startsWith(BASE.href)) return;
  event.respondWith(request.mode === 'navigate' ? page(request) : asset(request, url));
});

/** The page itself comes from the network where there is one, so that a new version is seen at once. */
async function page(request: Request): Promise<Response> {
  try {
    return isolated(await fetch(request));
  } catch (offline) {
    const kept = await (await caches.open(CACHE)).match(entries.get(PAGE) ?? PAGE);
    if (kept) return isolated(kept);
    throw offline;
  }
}

async function asset(request: Request, url: URL): Promise<Response> {
  url.search = '';
  url.hash = '';
  const key = entries.get(url.href);
  if (key) {
    const kept = await (await caches.open(CACHE)).match(key);
    if (kept) return isolated(kept);
  }
  return isolated(await fetch(request));
}

/** Keeps every file of this build, then forgets those of earlier ones; tells the page when all is there. */
async function warm(page: Client | ServiceWorker | MessagePort | null): Promise<void> {
  const cache = await caches.open(CACHE);
  const have = new Set((await cache.keys()).map((request) => request.url));
  let missing = 0;
  for (const [address, key] of entries) {
    if (have.has(key)) continue;
    const response = await fetch(address, { cache: 'no-cache' }).catch(() => undefined);
    if (response?.ok) await cache.put(key, response).catch(() => missing++);
    else missing++;
  }
  if (missing === 0) {
    const wanted = new Set(entries.values());
    await Promise.all([...have].filter((key) => !wanted.has(key)).map((key) => cache.delete(key)));
  }
  page?.postMessage({ type: 'warmed', missing });
}

function isolated(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'error' || response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', COEP);
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
