import { lineIsSlow } from '../../../../foundation/web/session/data-saver.ts'
import type { VideoView } from '../contract.ts'
import type { Choice } from './open-film.ts'

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A device without storage asks again next time.
  }
}

/** The speed of last time. */
export function keptSpeed(): number {
  const speed = Number(read('portal-video-speed'))
  return (speeds as readonly number[]).includes(speed) ? speed : 1
}
export const keepSpeed = (speed: number): void => keep('portal-video-speed', String(speed))

/** The subtitles of last time; '' for none. */
export const keptSubtitles = (): string => read('portal-video-subtitles')
export const keepSubtitles = (language: string): void => keep('portal-video-subtitles', language)
export const keepChoice = (choice: Choice): void => keep('portal-video-quality', choice)

/** What a film begins with: the choice of last time; with the data saver 360p, and on a very slow line its sound. */
export function firstChoice(video: VideoView, saving: boolean): Choice {
  const has = (quality: string): boolean => video.qualities.some((one) => one.quality === quality)
  if (!video.film) return 'auto'
  if (saving) return lineIsSlow() && has('sound') ? 'sound' : has('360p') ? '360p' : 'auto'
  const kept = read('portal-video-quality')
  return (kept === '720p' || kept === '360p' || kept === 'sound') && has(kept) ? kept : 'auto'
}
