// The line between the player's page (this origin) and the portal's page that frames it. Only messages of that page and
// that origin are heard, and messages go to it alone. It never carries anything of the session: only the launch and reports.
'use strict'
;(() => {
  const facts = JSON.parse(document.getElementById('facts').textContent)
  const root = `${location.pathname.split('/~player/')[0]}/`
  let begun = null
  let timer = 0
  let collect = null

  const tell = (message) => parent.postMessage({ player: 'package', session: begun?.sessionId ?? null, ...message }, facts.portal)

  /** Sends what `collect` sees now. Many changes in a row make one report. */
  const report = () => {
    clearTimeout(timer)
    timer = 0
    if (collect && begun) tell({ type: 'report', report: collect() })
  }
  window.portalLine = {
    facts,
    root,
    /** Waits for the launch; `work` gets it and may answer with a function that collects a report. */
    start(work) {
      addEventListener('message', async (event) => {
        if (event.origin !== facts.portal || event.source !== parent || begun || event.data?.type !== 'start') return
        begun = event.data.launch
        collect = (await work(begun)) ?? null
      })
      tell({ type: 'ready' })
    },
    /** Something changed: report soon, so that little is lost when the tab dies. */
    changed() {
      if (timer === 0) timer = setTimeout(report, 400)
    },
    report,
    /** The package says that it is finished. */
    finished() {
      report()
      tell({ type: 'finished' })
    },
    /** The height that the content wants, in pixels. */
    height: (pixels) => tell({ type: 'height', pixels }),
    /** Opens a file of the package in the frame. */
    open(launch) {
      const query = [launch.unit.query, launch.launchQuery].filter(Boolean).join('&')
      const frame = document.createElement('iframe')
      frame.title = launch.unit.title
      frame.allow = 'autoplay; fullscreen'
      frame.src = root + launch.unit.path.split('/').map(encodeURIComponent).join('/') + (query ? `?${query}` : '')
      document.getElementById('place').replaceChildren(frame)
      return frame
    },
  }
  addEventListener('pagehide', () => report())
})()
