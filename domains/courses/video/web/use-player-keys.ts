import type { KeyboardEvent } from 'react'
import { speeds } from './player-settings.ts'

export interface PlayerActs {
  toggle: () => void
  seek: (seconds: number) => void
  setSpeed: (speed: number) => void
  toggleSound: () => void
  toggleSubtitles: () => void
  toggleFull: () => void
}

/**
 * The keys of the player, while it has the focus: space or K play, J and L or the arrows go back and on, M sound,
 * C subtitles, F full screen, < and > speed, 0–9 tenths of the film.
 */
export function playerKey(event: KeyboardEvent, media: HTMLVideoElement | null, acts: PlayerActs): void {
  if (!media || event.altKey || event.ctrlKey || event.metaKey) return
  const target = event.target as HTMLElement
  if (target.tagName === 'SELECT' || (target.tagName === 'BUTTON' && (event.key === ' ' || event.key === 'Enter'))) return
  const move = (by: number) => (): void => acts.seek(media.currentTime + by)
  const speed = (by: number) => (): void => acts.setSpeed(speeds[Math.min(speeds.length - 1, Math.max(0, speedAt(media) + by))] ?? 1)
  const keys: Record<string, () => void> = {
    ' ': acts.toggle,
    k: acts.toggle,
    j: move(-10),
    l: move(10),
    ArrowLeft: move(-5),
    ArrowRight: move(5),
    ArrowUp: () => void (media.volume = Math.min(1, media.volume + 0.1)),
    ArrowDown: () => void (media.volume = Math.max(0, media.volume - 0.1)),
    m: acts.toggleSound,
    c: acts.toggleSubtitles,
    f: acts.toggleFull,
    '<': speed(-1),
    '>': speed(1),
  }
  // Letters by their place on the keyboard, so that they work with Kyrgyz and Russian letters switched on.
  const act = keys[event.key] ?? keys[/^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? '']
  const tenth = /^[0-9]$/.test(event.key) ? Number(event.key) : null
  if (!act && tenth === null) return
  event.preventDefault()
  if (act) act()
  else acts.seek((media.duration * (tenth ?? 0)) / 10)
}

function speedAt(media: HTMLVideoElement): number {
  return Math.max(0, (speeds as readonly number[]).indexOf(media.playbackRate))
}
