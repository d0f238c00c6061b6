import type Hls from 'hls.js'
import type { VideoView } from '../contract.ts'
import { keptLoader, type KeptFilm } from './kept-films.ts'

/** What the viewer wants: quality by the line, one quality, or the sound without the picture. */
export type Choice = 'auto' | '720p' | '360p' | 'sound'

export interface OpenFilm {
  close: () => void
}

export interface OpenOptions {
  choice: Choice
  /** Seconds where it begins. */
  startAt: number
  /** A copy on the device, which is played before anything is fetched. */
  kept: KeptFilm | null
  saving: boolean
  /** The height that is played now. */
  onHeight: (height: number | null) => void
  /** `line`: it goes on when the line is back; `broken`: it cannot be played. */
  onTrouble: (trouble: 'line' | 'broken' | null) => void
}

/**
 * Puts a film into a media element: HLS by hls.js (fetched only now), by the browser's own player where that has it, or
 * the upload itself where no qualities were made.
 */
export async function openFilm(media: HTMLVideoElement, video: VideoView, options: OpenOptions): Promise<OpenFilm> {
  const { choice, kept } = options
  if (!video.film && !kept) return openPlain(media, `/api/videos/${video.id}/files/original`, options)
  const { default: Player } = await import('hls.js/light')
  const offered = video.qualities.some(({ quality }) => quality === choice)
  const address = kept ? `/kept/${video.id}.m3u8` : choice !== 'auto' && offered ? `/api/videos/${video.id}/playlists/${choice}.m3u8` : video.film
  if (!Player.isSupported() || !address) return openPlain(media, address ?? '', options)
  const player = new Player({
    // The content security policy knows no workers made of text.
    enableWorker: false,
    capLevelToPlayerSize: true,
    startPosition: options.startAt,
    // Begin with the lowest, go up when the line carries it.
    startLevel: 0,
    maxBufferLength: options.saving ? 15 : 40,
    maxMaxBufferLength: options.saving ? 30 : 120,
    backBufferLength: 30,
    ...(kept ? { loader: keptLoader(kept) as never } : {}),
  })
  hear(player, Player, options)
  player.loadSource(address)
  player.attachMedia(media)
  const again = (): void => player.startLoad()
  addEventListener('online', again)
  return {
    close: () => {
      removeEventListener('online', again)
      player.destroy()
    },
  }
}

function hear(player: Hls, { Events, ErrorTypes }: typeof Hls, { onHeight, onTrouble }: OpenOptions): void {
  let mended = 0
  player.on(Events.LEVEL_SWITCHED, (_event, { level }) => onHeight(player.levels[level]?.height || null))
  player.on(Events.FRAG_BUFFERED, () => onTrouble(null))
  player.on(Events.ERROR, (_event, { fatal, type }) => {
    if (!fatal) return
    if (type === ErrorTypes.NETWORK_ERROR) {
      onTrouble('line')
      setTimeout(() => player.startLoad(), 3000)
    } else if (type === ErrorTypes.MEDIA_ERROR && mended++ < 2) player.recoverMediaError()
    else onTrouble('broken')
  })
}

function openPlain(media: HTMLVideoElement, address: string, { startAt, onTrouble }: OpenOptions): OpenFilm {
  const onError = (): void => onTrouble(navigator.onLine ? 'broken' : 'line')
  const onStart = (): void => {
    if (startAt > 0) media.currentTime = startAt
    onTrouble(null)
  }
  media.addEventListener('error', onError)
  media.addEventListener('loadedmetadata', onStart, { once: true })
  media.src = address
  return {
    close: () => {
      media.removeEventListener('error', onError)
      media.removeEventListener('loadedmetadata', onStart)
      media.removeAttribute('src')
      media.load()
    },
  }
}
