// The page that runs students' programs, on the content origin, in a frame without an origin of its own. It takes the runtime's files from
// the portal's page (which keeps them on the device) or fetches them, then cuts itself off from the line for ever, and only then makes
// workers for programs: a worker has the rules of the page that made it. What a worker says is a program's word, never an order.
;(() => {
  const mostOutput = 60_000
  /** Longest that Python may take to begin. */
  const mostStarting = 120_000

  let port = null
  let urls = null
  let worker = null
  let running = null
  let portalOrigin = null

  addEventListener('message', (event) => {
    // the page around this one, and nobody else, gives the line to speak on; once
    if (event.source !== parent || port || event.data?.type !== 'connect' || !event.ports[0]) return
    port = event.ports[0]
    portalOrigin = event.origin
    port.onmessage = ({ data }) => void hear(data)
    port.postMessage({ type: 'connected', portal: portalOrigin })
  })
  parent.postMessage({ runtime: 'coding', type: 'ready' }, '*')

  async function hear(order) {
    if (order.type === 'fetch' && !urls) await fetchFiles(order.files)
    else if (order.type === 'start' && !urls) start(order.files)
    else if (order.type === 'run' && urls) run(order)
    else if (order.type === 'stop') stop('stopped')
  }

  /** Fetches the files and hands them to the portal's page, which checks and keeps them. */
  async function fetchFiles(files) {
    try {
      const found = {}
      let had = 0
      const all = files.reduce((sum, one) => sum + one.bytes, 0)
      for (const { name } of files) {
        const response = await fetch(name)
        if (!response.ok || !response.body) throw new Error(String(response.status))
        const pieces = []
        for (const reader = response.body.getReader(); ;) {
          const { done, value } = await reader.read()
          if (done) break
          pieces.push(value)
          had += value.length
          port.postMessage({ type: 'progress', share: Math.min(1, had / all) })
        }
        found[name] = await new Blob(pieces).arrayBuffer()
      }
      port.postMessage({ type: 'fetched', files: found }, Object.values(found))
    } catch {
      port.postMessage({ type: 'not-fetched' })
    }
  }

  /** Takes the files, cuts the line, and says that programs may come. */
  function start(files) {
    const rules = document.createElement('meta')
    rules.httpEquiv = 'Content-Security-Policy'
    rules.content = "default-src 'none'; script-src blob: 'wasm-unsafe-eval'; worker-src blob:"
    document.head.append(rules)
    const types = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' }
    urls = {}
    for (const [name, bytes] of Object.entries(files)) {
      const type = types[name.split('.').at(-1)]
      urls[name] = type === 'text/javascript' ? URL.createObjectURL(new Blob([bytes], { type })) : bytes
    }
    port.postMessage({ type: 'started' })
    makeWorker()
  }

  function makeWorker() {
    const own = new Worker(urls['worker.js'])
    worker = own
    own.ready = false
    own.onmessage = ({ data }) => {
      if (worker === own) heed(data)
    }
    own.onerror = (event) => {
      event.preventDefault()
      if (worker === own) end({ ended: 'crashed' })
    }
    own.postMessage({
      type: 'begin',
      pyodide: urls['pyodide.mjs'],
      core: urls['pyodide.asm.mjs'],
      wasm: urls['pyodide.asm.wasm'],
      library: urls['python_stdlib.zip'],
      lock: new TextDecoder().decode(urls['pyodide-lock.json']),
      harness: new TextDecoder().decode(urls['harness.py']),
    })
  }

  function run(order) {
    if (running) stop('stopped')
    const { id, program, input, after, expected, seconds } = order
    running = {
      id,
      order: { program, input, after, expected },
      seconds: Math.min(60, Math.max(1, Number(seconds) || 1)),
      printed: 0,
      timer: 0,
      began: 0,
    }
    if (!worker) makeWorker()
    running.timer = setTimeout(() => stop('crashed'), mostStarting)
    if (worker.ready) begin()
  }

  function begin() {
    clearTimeout(running.timer)
    running.began = performance.now()
    running.timer = setTimeout(() => stop('timeout'), running.seconds * 1000)
    port.postMessage({ type: 'begun', id: running.id })
    worker.postMessage({ type: 'run', ...running.order })
  }

  /** What a worker says: only words of the three kinds that are known, and no more of them than a person can read. */
  function heed(said) {
    if (said?.type === 'ready' && !worker.ready) {
      worker.ready = true
      if (running) begin()
      return
    }
    if (!running || !running.began) return
    if (said?.type === 'output' && typeof said.text === 'string') {
      const text = said.text.slice(0, mostOutput - running.printed)
      running.printed += text.length
      if (text) port.postMessage({ type: 'output', id: running.id, text, error: said.error === true })
      if (running.printed >= mostOutput) stop('flood')
    } else if (said?.type === 'done') end({ ended: 'done', fault: faultOf(said.fault) })
    else if (said?.type === 'crashed') end({ ended: 'crashed' })
  }

  function faultOf(fault) {
    if (typeof fault !== 'object' || fault === null) return null
    const line = Number(fault.line)
    return {
      type: String(fault.type).slice(0, 100),
      message: String(fault.message).slice(0, 4000),
      line: Number.isInteger(line) && line > 0 ? line : null,
      place: fault.place === 'test' ? 'test' : 'program',
      trace: String(fault.trace ?? '').slice(0, 8000),
    }
  }

  /** Ends the run by taking its worker away; nothing a program does can keep it. */
  function stop(why) {
    end({ ended: why })
  }

  function end(how) {
    if (how.ended !== 'done' || (running && running.printed >= mostOutput)) {
      worker?.terminate()
      worker = null
    }
    if (running) {
      clearTimeout(running.timer)
      const ms = running.began ? Math.round(performance.now() - running.began) : 0
      port.postMessage({ type: 'ended', id: running.id, ms, fault: null, ...how })
      running = null
    }
    // the next program finds Python awake
    if (!worker && how.ended !== 'crashed') makeWorker()
  }
})()
