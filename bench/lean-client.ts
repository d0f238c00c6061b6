import { connect, type Socket } from 'node:net'

/** What came back: the status, and the body where it was wanted. */
export interface LeanAnswer {
  status: number
  body: Buffer
}

/**
 * One kept connection that sends one request after another with as little work as can be, so that the figure is the portal's and
 * not the load's. It knows answers with `content-length` and without a body (204), which is what the portal's API sends below 1 KB, and chunked ones.
 */
export class LeanClient {
  #socket: Socket
  #gathered: Buffer = Buffer.alloc(0)
  /** The connection has ended: nothing will ever be answered on it. */
  #over = false
  #waiting: { resolve: (answer: LeanAnswer) => void; reject: (reason: unknown) => void } | null = null

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (part) => this.#take(part as Buffer))
    const fail = (reason: unknown): void => {
      this.#over = true
      this.#waiting?.reject(reason)
      this.#waiting = null
    }
    socket.on('error', fail)
    socket.on('close', () => fail(new Error('the connection was closed')))
  }

  static open(address: string): Promise<LeanClient> {
    const { hostname, port } = new URL(address)
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new LeanClient(socket)))
      socket.once('error', reject)
    })
  }

  /** Sends one request; the one before must have been answered. */
  send(method: string, path: string, cookie: string, body?: string): Promise<LeanAnswer> {
    const content = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
    if (this.#over) return Promise.reject(new Error('the connection was closed'))
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\nx-portal-csrf: 1\r\n${content}\r\n${body ?? ''}`)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(part: Buffer): void {
    this.#gathered = this.#gathered.length === 0 ? part : Buffer.concat([this.#gathered, part])
    const end = this.#gathered.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#gathered.toString('latin1', 0, end).toLowerCase()
    const status = Number(head.slice(9, 12))
    const at = head.indexOf('content-length: ')
    let whole: number
    if (at >= 0) whole = end + 4 + Number.parseInt(head.slice(at + 16), 10)
    else if (head.includes('transfer-encoding: chunked')) {
      const last = this.#gathered.indexOf('0\r\n\r\n', end + 4)
      if (last < 0) return
      whole = last + 5
    } else whole = end + 4
    if (this.#gathered.length < whole) return
    const answer = { status, body: this.#gathered.subarray(end + 4, whole) }
    this.#gathered = this.#gathered.subarray(whole)
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.resolve(answer)
  }
}
