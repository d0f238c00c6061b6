import { offerUpdate } from '../../foundation/web/layout/update-offer.ts'

/**
 * Registers the service worker once the first page has been shown and the line is quiet, so that it does not compete
 * with the first visit.
 */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  const register = async (): Promise<void> => {
    const registration = await navigator.serviceWorker.register('/sw.js').catch(() => null)
    if (!registration) return
    // what the first visit fetched before there was a worker: it comes from the browser's cache, not over the line
    const fetched = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter((one) => {
        const { origin, pathname } = new URL(one.name)
        return origin === location.origin && (pathname.startsWith('/assets/') || (one.initiatorType === 'img' && pathname.startsWith('/api/')))
      })
      .map(({ name }) => name)
    void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ keep: fetched }))
    const watch = (worker: ServiceWorker | null): void => {
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed' && navigator.serviceWorker.controller) offerUpdate(() => worker.postMessage('take-over'))
      })
    }
    if (registration.waiting && navigator.serviceWorker.controller) {
      const { waiting } = registration
      offerUpdate(() => waiting.postMessage('take-over'))
    }
    registration.addEventListener('updatefound', () => watch(registration.installing))
    let controlled = Boolean(navigator.serviceWorker.controller)
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (controlled) location.reload()
      controlled = true
    })
  }
  const whenIdle = (): void => {
    const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1_000))
    setTimeout(() => idle(() => void register()), 3_000)
  }
  if (document.readyState === 'complete') whenIdle()
  else window.addEventListener('load', whenIdle, { once: true })
}
