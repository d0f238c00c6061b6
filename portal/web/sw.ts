/// <reference lib="webworker" />
/**
 * The service worker: the shell and every file with a hash in its name come from the device; a page's address gives
 * the kept shell, which then asks the API itself. Of the API only pictures are kept here: answers that were opened
 * lie in the page's own store, apart for each account.
 */
declare const __SHELL__: string[]
declare const __VERSION__: string
declare const self: ServiceWorkerGlobalScope

const shellCache = `shell-${__VERSION__}`
const assetCache = 'assets'
/** Pictures of lessons: they are one person's as far as the server is asked, so the page removes them with the account. */
const pictureCache = 'pictures'
const shellPage = '/index.html'

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(shellCache)
      // without cookies: the kept shell must hold nobody's data
      const page = await fetch(shellPage, { credentials: 'omit', cache: 'no-cache' })
      if (!page.ok) throw new Error(`shell: ${page.status}`)
      await cache.put(shellPage, page)
      await (await caches.open(assetCache)).addAll(__SHELL__)
      // the first worker takes over at once; a later one waits until the reader agrees
      if (!self.registration.active) await self.skipWaiting()
    })(),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      // lectures that were taken along (domains/courses/video) stay until their reader removes them, and so does Python (domains/courses/coding)
      const known = (name: string): boolean =>
        [shellCache, assetCache, pictureCache].includes(name) || name.startsWith('offline-films-') || name.startsWith('coding-runtime-')
      for (const name of await caches.keys()) if (!known(name)) await caches.delete(name)
      // files of versions long past: the oldest go when there are many
      const cache = await caches.open(assetCache)
      const files = await cache.keys()
      for (const file of files.slice(0, Math.max(0, files.length - 250))) await cache.delete(file)
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('message', (event) => {
  const message = event.data as 'take-over' | { keep: string[] }
  if (message === 'take-over') event.waitUntil(self.skipWaiting())
  else event.waitUntil(Promise.all(message.keep.map((address) => keepOne(new Request(address)).catch(() => null))))
})

/** Files with a hash in the name never change: the device's copy is as good as the server's. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(assetCache)
  const kept = await cache.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await cache.put(request, fresh.clone())
  return fresh
}

/** The server decides who sees a picture as long as it can be asked; without a line the copy that was seen is shown. */
async function picture(request: Request): Promise<Response> {
  const cache = await caches.open(pictureCache)
  try {
    const fresh = await fetch(request)
    if (fresh.status === 200) await cache.put(request, fresh.clone())
    else if (fresh.status === 401 || fresh.status === 403 || fresh.status === 404) await cache.delete(request)
    const kept = await cache.keys()
    for (const old of kept.slice(0, Math.max(0, kept.length - 500))) await cache.delete(old)
    return fresh
  } catch (failure) {
    const kept = await cache.match(request)
    if (kept) return kept
    throw failure
  }
}

const keepOne = (request: Request): Promise<Response> => (new URL(request.url).pathname.startsWith('/assets/') ? asset(request) : picture(request))

/** A page: the kept shell at once; the network only when there is none. */
async function page(request: Request): Promise<Response> {
  const kept = await (await caches.open(shellCache)).match(shellPage)
  return kept ?? (await fetch(request))
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (request.destination === 'image' && url.pathname.startsWith('/api/')) event.respondWith(picture(request))
  else if (request.mode === 'navigate' && !/^\/(api|files|healthz|readyz|metrics)(\/|$)/.test(url.pathname)) event.respondWith(page(request))
})
