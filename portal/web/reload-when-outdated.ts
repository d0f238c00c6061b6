const mark = 'portal-reloaded-at'
/** Twice within this time would be a circle: then the error stays to be read. */
const patience = 30_000

/**
 * A tab that was open while the portal was renewed asks for files that are no more. Where the server answers, the page is
 * loaded anew at its address; where the line is away, the page says so itself.
 */
export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', () => {
    if (Date.now() - Number(sessionStorage.getItem(mark) ?? 0) < patience) return
    void fetch('/healthz', { cache: 'no-store' }).then(
      ({ ok }) => {
        if (!ok) return
        sessionStorage.setItem(mark, String(Date.now()))
        location.reload()
      },
      () => {},
    )
  })
}
