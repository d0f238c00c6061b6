// Runs one program at a time in Python (Pyodide). The line is cut by the page that made this worker; what is taken away here besides is
// a second wall, and the bound on memory keeps a program from filling the device.
const say = self.postMessage.bind(self)
/** Pages of 64 KiB: half a gigabyte. */
const mostPages = 8192

const grow = WebAssembly.Memory.prototype.grow
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength / 65536 + pages > mostPages) throw new RangeError('no more memory for this program')
  return grow.call(this, pages)
}

const closed = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'importScripts',
  'indexedDB',
  'caches',
  'BroadcastChannel',
  'Worker',
  'SharedWorker',
  'RTCPeerConnection',
  'Notification',
  'postMessage',
  'close',
  'storage',
  'cookieStore',
]

let pyodide = null
let run = null
/** How much was printed in this run; the page stops a program that floods, this keeps the flood from reaching it. */
let printed = 0
let buffer = ''
let bufferIsError = false
let lastFlush = 0

function flush() {
  if (buffer) say({ type: 'output', text: buffer, error: bufferIsError })
  buffer = ''
  lastFlush = performance.now()
}

function print(bytes, error) {
  if (printed > 80_000) return bytes.length
  const text = decoders[error ? 1 : 0].decode(bytes, { stream: true })
  printed += text.length
  if (error !== bufferIsError) flush()
  bufferIsError = error
  buffer += text
  if (buffer.length > 2000 || performance.now() - lastFlush > 50) flush()
  return bytes.length
}
let decoders = [new TextDecoder(), new TextDecoder()]

async function begin(given) {
  // Pyodide asks for its parts by address; they are here already.
  const parts = { 'pyodide.asm.wasm': [given.wasm, 'application/wasm'], 'python_stdlib.zip': [given.library, 'application/zip'] }
  self.fetch = async (address) => {
    const [bytes, type] = parts[String(address).split('/').at(-1)] ?? []
    if (!bytes) throw new TypeError('there is no line here')
    return new Response(bytes, { headers: { 'content-type': type } })
  }
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([import(given.pyodide), import(given.core)])
  pyodide = await loadPyodide({
    createPyodideModule,
    indexURL: 'https://none.invalid/',
    packageBaseUrl: 'https://none.invalid/',
    // the standard library and nothing to load besides
    lockFileContents: { info: JSON.parse(given.lock).info, packages: {} },
    // `import js` finds what a clock needs and nothing else
    jsglobals: Object.assign(Object.create(null), {
      Object,
      Array,
      Map,
      Set,
      Date,
      Math,
      JSON,
      Promise,
      Error,
      Uint8Array,
      setTimeout: setTimeout.bind(self),
      clearTimeout: clearTimeout.bind(self),
    }),
    env: { HOME: '/home/student', PYTHONHASHSEED: '0' },
    stdin: () => null,
  })
  for (const name of closed) {
    try {
      Object.defineProperty(self, name, { value: undefined, configurable: false, writable: false })
    } catch {
      // what cannot be taken away is cut off by the page's rules
    }
  }
  pyodide.setStdout({ write: (bytes) => print(bytes, false), isatty: false })
  pyodide.setStderr({ write: (bytes) => print(bytes, true), isatty: false })
  run = pyodide.runPython(given.harness, { filename: 'harness.py' })
  say({ type: 'ready' })
}

function runOne({ program, input, after, expected }) {
  printed = 0
  decoders = [new TextDecoder(), new TextDecoder()]
  lastFlush = performance.now()
  let fault = null
  try {
    const told = run(program, input, after, expected ?? undefined)
    fault = told ? JSON.parse(told) : null
  } catch {
    // Python itself is broken now, not the program: another worker takes over
    flush()
    say({ type: 'crashed' })
    return
  }
  flush()
  say({ type: 'done', fault })
}

self.onmessage = ({ data }) => {
  if (data.type === 'begin' && !pyodide)
    begin(data).catch(() => {
      say({ type: 'crashed' })
    })
  else if (data.type === 'run' && run) runOne(data)
}
