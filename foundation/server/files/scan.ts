import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { problem } from '../http/problem.ts'

/** What a scan found: clean, or larger than the scanner takes (told in the file's row). */
export type ScanResult = 'clean' | 'too-large'

const part = 65_536
/** How long its verdict may take once it has everything; and how long it may take nothing in while it is being sent to. */
const patience = { verdictMs: 120_000, sendingMs: 10_000 }
const tries = 5
/** Between two parts, once asked again: longer each time, for a scanner whose machine is busy. */
const firstWaitMs = 20
/** A connection takes in about this much that the scanner has not read yet. */
const ahead = 1_000_000

/**
 * Asks clamd whether a file is harmful (its INSTREAM command: length and bytes, part by part).
 * @param address `unix:/run/clamav/clamd.ctl` or `tcp://host:3310`
 * @throws 422 `foundation.harmful-file` for malware; 503 `foundation.scanner-away` when the scanner does not answer:
 *   what cannot be checked is not taken
 */
export async function scanFile(address: string, path: string): Promise<ScanResult> {
  const reply = await ask(address, path).catch((error: unknown) => {
    throw Object.assign(problem('foundation.scanner-away', { status: 503 }), { cause: error })
  })
  if (reply.endsWith(': OK')) return 'clean'
  const found = /: (.+) FOUND$/.exec(reply)
  if (found) throw problem('foundation.harmful-file', { status: 422, params: { found: found[1] } })
  // clamd's own limit (StreamMaxLength): films are larger, and the reader is told nothing false.
  if (reply.startsWith('INSTREAM size limit exceeded')) return 'too-large'
  throw Object.assign(problem('foundation.scanner-away', { status: 503 }), { cause: new Error(reply) })
}

function open(address: string): Socket {
  if (address.startsWith('unix:')) return connect(address.slice('unix:'.length))
  const { hostname, port } = new URL(address)
  return connect({ host: hostname, port: Number(port || 3310) })
}

/** It had everything and said nothing. */
class SilentScanner extends Error {
  override message = 'the scanner is silent'
}

/**
 * A scanner that has had enough answers and hangs up; when that meets a part being written, the socket ends with its answer
 * unread. Then it is asked again, slowly where it hung up, so that its answer comes before the next part goes out. What is
 * away stays away.
 */
async function ask(address: string, path: string): Promise<string> {
  const sent = { bytes: 0 }
  for (let tried = 1; ; tried++) {
    try {
      const slowFrom = tried === 1 ? Number.POSITIVE_INFINITY : Math.max(0, sent.bytes - ahead)
      return await askOnce(address, path, sent, { slowFrom, waitMs: firstWaitMs * 5 ** Math.max(0, tried - 2) })
    } catch (error) {
      const hungUp = sent.bytes > 0 && !(error instanceof SilentScanner)
      if (tried === tries || !hungUp) throw error
    }
  }
}

async function askOnce(address: string, path: string, sent: { bytes: number }, pace: { slowFrom: number; waitMs: number }): Promise<string> {
  sent.bytes = 0
  const socket = open(address)
  let whole = false
  socket.setTimeout(patience.sendingMs, () => socket.destroy(whole ? new SilentScanner() : new Error('the scanner takes nothing in')))
  let reply = ''
  const answered = new Promise((resolve) => {
    socket.once('close', resolve)
    // its answer ends with a zero byte: there is no need to wait until it hangs up
    socket.setEncoding('utf8').on('data', (text) => {
      reply += String(text)
      if (reply.includes('\0')) resolve(null)
    })
  })
  // A refusal in the middle of a long file closes the connection: its reply counts, not the broken pipe.
  let broken: unknown = null
  socket.on('error', (error) => (broken = error))
  try {
    await once(socket, 'connect')
    socket.write('zINSTREAM\0')
    for await (const bytes of createReadStream(path, { highWaterMark: part }) as AsyncIterable<Buffer>) {
      if (sent.bytes >= pace.slowFrom) await Promise.race([pause(pace.waitMs), answered])
      if (socket.destroyed || reply) break
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      socket.write(length)
      sent.bytes += bytes.length
      if (!socket.write(bytes)) await Promise.race([once(socket, 'drain'), answered])
    }
    whole = true
    socket.setTimeout(patience.verdictMs)
    if (!socket.destroyed && !reply) socket.write(Buffer.alloc(4))
    await answered
  } catch (error) {
    broken ??= error
  } finally {
    socket.destroy()
  }
  const text = reply.replaceAll('\0', '').trim()
  if (!text) throw broken ?? new Error('the scanner said nothing')
  return text
}
