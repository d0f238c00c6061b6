import type { Loader, LoaderCallbacks, LoaderConfiguration, LoaderContext, LoaderStats } from 'hls.js'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import { currentAccount } from '../../../../foundation/web/session/current-account.ts'
import type { VideoView } from '../contract.ts'

/**
 * Films kept on the device for study without a line, each account's apart: pieces of one quality in the browser's Cache
 * Storage, so that a download that was cut goes on, with all that the player needs beside them.
 */
export interface KeptFilm {
  video: VideoView
  quality: '360p' | 'sound'
  title: Localized
  course: Localized
  bytes: number
  playlist: string
  /** Words of the subtitles by language. */
  subtitles: Record<string, string>
  keptAt: number
}

export const pieceBytes = 4_000_000
const beginning = 'offline-films-'

function cacheName(): string {
  return `${beginning}${currentAccount() ?? 'nobody'}`
}

const aboutAddress = (videoId: string): string => `/kept/${videoId}/about`
export const pieceAddress = (videoId: string, quality: string, piece: number): string => `/kept/${videoId}/${quality}/${piece}`

/** The store; null where the browser has none (a private window, an old browser, a page without https). */
export async function openKept(): Promise<Cache | null> {
  try {
    return await caches.open(cacheName())
  } catch {
    return null
  }
}

/** The kept copy of a film; null when there is none that is whole. */
export async function findKept(videoId: string): Promise<KeptFilm | null> {
  const found = await (await openKept())?.match(aboutAddress(videoId))
  return found ? ((await found.json()) as KeptFilm) : null
}

/** Everything that is kept whole, newest first. */
export async function listKept(): Promise<KeptFilm[]> {
  const cache = await openKept()
  if (!cache) return []
  const keys = (await cache.keys()).filter((request) => request.url.endsWith('/about'))
  const found = await Promise.all(keys.map(async (request) => (await (await cache.match(request))?.json()) as KeptFilm))
  return found.toSorted((left, right) => right.keptAt - left.keptAt)
}

/** Writes a film into the list: only now, with all its pieces there, it counts as kept. */
export async function writeKept(film: KeptFilm): Promise<void> {
  const cache = await openKept()
  await cache?.put(aboutAddress(film.video.id), new Response(JSON.stringify(film), { headers: { 'content-type': 'application/json' } }))
}

/** Removes a film and its pieces. */
export async function dropKept(videoId: string): Promise<void> {
  const cache = await openKept()
  if (!cache) return
  for (const request of await cache.keys()) if (new URL(request.url).pathname.startsWith(`/kept/${videoId}/`)) await cache.delete(request)
}

/** Removes every film of an account from this device: at sign-out. */
export async function dropAllKept(account: string): Promise<void> {
  await caches.delete(`${beginning}${account}`).catch(() => false)
}

async function readRange(videoId: string, quality: string, start: number, end: number): Promise<ArrayBuffer> {
  const cache = await openKept()
  const parts: Blob[] = []
  for (let piece = Math.floor(start / pieceBytes); piece * pieceBytes < end; piece++) {
    const found = await cache?.match(pieceAddress(videoId, quality, piece))
    if (!found) throw new Error('a piece of a kept film is missing')
    const blob = await found.blob()
    parts.push(blob.slice(Math.max(0, start - piece * pieceBytes), Math.min(blob.size, end - piece * pieceBytes)))
  }
  return new Blob(parts).arrayBuffer()
}

/** A loader for hls.js that reads the playlist and its byte ranges from the device. */
export function keptLoader(film: KeptFilm): new () => Loader<LoaderContext> {
  return class implements Loader<LoaderContext> {
    context: LoaderContext | null = null
    stats: LoaderStats = emptyStats()
    #gone = false
    destroy(): void {
      this.#gone = true
    }
    abort(): void {
      this.#gone = true
    }
    load(context: LoaderContext, _config: LoaderConfiguration, callbacks: LoaderCallbacks<LoaderContext>): void {
      this.context = context
      this.stats = emptyStats()
      this.stats.loading.start = performance.now()
      void this.#read(context).then(
        (data) => {
          if (this.#gone) return
          const bytes = typeof data === 'string' ? data.length : data.byteLength
          const now = performance.now()
          Object.assign(this.stats, { loaded: bytes, total: bytes })
          this.stats.loading.first = now
          this.stats.loading.end = now
          callbacks.onSuccess({ url: context.url, data }, this.stats, context, null)
        },
        () => {
          if (!this.#gone) callbacks.onError({ code: 404, text: '' }, context, null, this.stats)
        },
      )
    }
    async #read(context: LoaderContext): Promise<string | ArrayBuffer> {
      if (context.url.endsWith('.m3u8')) return film.playlist
      return readRange(film.video.id, film.quality, context.rangeStart ?? 0, context.rangeEnd || film.bytes)
    }
  }
}

function emptyStats(): LoaderStats {
  const times = (): { start: number; first: number; end: number } => ({ start: 0, first: 0, end: 0 })
  const { start, end } = times()
  const parsing = { start, end }
  return { aborted: false, loaded: 0, retry: 0, total: 0, chunkCount: 0, bwEstimate: 0, loading: times(), parsing, buffering: times() }
}
