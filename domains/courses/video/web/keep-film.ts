import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { VideoView } from '../contract.ts'
import { keptView } from './kept-view.ts'
import { loadVideoPlayer } from './load.ts'
import { dropKept, listKept, openKept, pieceAddress, pieceBytes, writeKept, type KeptFilm } from './kept-films.ts'

const limitKey = 'portal-offline-limit'
const megabyte = 1_048_576
/** Bytes that films may take on this device: what the reader may choose from. */
export const limits = [200 * megabyte, 500 * megabyte, 1024 * megabyte, 3072 * megabyte] as const

/** The limit on this device; 500 MB until the reader sets another. */
export function offlineLimit(): number {
  const kept = Number(localStorage.getItem(limitKey))
  return kept > 0 ? kept : limits[1]
}

/** Sets the limit of this device. */
export function setOfflineLimit(bytes: number): void {
  localStorage.setItem(limitKey, String(bytes))
}

/** Why a film could not be kept: text key `offline.refused.<why>`. */
export class NotKept extends Error {
  readonly why: 'no-storage' | 'limit' | 'device-full' | 'line'
  constructor(why: NotKept['why']) {
    super(why)
    this.why = why
  }
}

/**
 * Downloads a film in pieces, so that a cut line costs one piece. It counts as kept when it is whole.
 * @throws NotKept with the reason; AbortError when the reader stops it
 */
export async function keepFilm(
  video: VideoView,
  about: { quality: '360p' | 'sound'; title: Localized; course: Localized },
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<KeptFilm> {
  const { quality } = about
  const bytes = video.qualities.find((one) => one.quality === quality)?.bytes ?? 0
  const cache = await openKept()
  if (!cache) throw new NotKept('no-storage')
  await makeRoom(video.id, bytes)
  const pieces = Math.ceil(bytes / pieceBytes)
  for (let piece = 0; piece < pieces; piece++) {
    signal.throwIfAborted()
    if (!(await cache.match(pieceAddress(video.id, quality, piece)))) await keepPiece(cache, video.id, quality, piece, bytes, signal)
    onProgress((piece + 1) / pieces)
  }
  const text = async (address: string): Promise<string> => {
    const answer = await fetch(address, { signal }).catch(() => null)
    if (!answer?.ok) throw new NotKept('line')
    return answer.text()
  }
  const subtitles: Record<string, string> = {}
  for (const { language, href } of video.subtitles) subtitles[language] = await text(href)
  // What plays it is fetched now as well: without a line there is nothing to fetch it from.
  await Promise.allSettled([import('hls.js/light'), import('./OfflinePage.tsx'), loadVideoPlayer(), keptView()?.()])
  const film: KeptFilm = {
    video,
    ...about,
    bytes,
    playlist: await text(`/api/videos/${video.id}/playlists/${quality}.m3u8`),
    subtitles,
    keptAt: Date.now(),
  }
  await writeKept(film)
  return film
}

async function makeRoom(videoId: string, bytes: number): Promise<void> {
  const others = (await listKept()).filter((film) => film.video.id !== videoId)
  if (others.reduce((sum, film) => sum + film.bytes, 0) + bytes > offlineLimit()) throw new NotKept('limit')
  // Asked to keep its word when the device runs short; a browser that will not says so on the page of kept films.
  await navigator.storage?.persist?.().catch(() => false)
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {}
  if (quota !== undefined && quota - (usage ?? 0) < bytes) throw new NotKept('device-full')
}

async function keepPiece(cache: Cache, videoId: string, quality: string, piece: number, bytes: number, signal: AbortSignal): Promise<void> {
  const range = `bytes=${piece * pieceBytes}-${Math.min(bytes, (piece + 1) * pieceBytes) - 1}`
  const answer = await fetch(`/api/videos/${videoId}/files/${quality}.mp4`, { headers: { range }, signal }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new NotKept('line')
  })
  if (answer.status !== 206) throw new NotKept('line')
  const blob = await answer.blob()
  await cache.put(pieceAddress(videoId, quality, piece), new Response(blob)).catch(async () => {
    await dropKept(videoId)
    throw new NotKept('device-full')
  })
}
