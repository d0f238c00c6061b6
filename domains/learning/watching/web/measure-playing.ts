import type { Played } from '../shared/beat.ts'

/**
 * Hears a media element and tells the stretches that were really played: a seek ends one, so do a pause, another speed
 * and a tab that goes out of sight. What runs in a hidden tab is told apart, unless only the sound is wanted.
 */
export class PlayingMeter {
  #media: HTMLMediaElement
  #done: Played[] = []
  #open: { from: number; at: number; seen: number; speed: number; how: Played['how'] } | null = null
  #soundOnly = false
  #stop: (() => void)[] = []

  constructor(media: HTMLMediaElement) {
    this.#media = media
    const close = (): void => this.#close()
    const step = (): void => this.#step()
    const turn = (): void => {
      this.#step()
      this.#close()
    }
    const heard: [string, () => void][] = [
      ['timeupdate', step],
      ['seeking', close],
      ['emptied', close],
      ['pause', turn],
      ['ended', turn],
      ['ratechange', turn],
      ['waiting', close],
    ]
    for (const [name, hear] of heard) {
      media.addEventListener(name, hear)
      this.#stop.push(() => media.removeEventListener(name, hear))
    }
    document.addEventListener('visibilitychange', turn)
    this.#stop.push(() => document.removeEventListener('visibilitychange', turn))
  }

  set soundOnly(only: boolean) {
    if (this.#soundOnly === only) return
    this.#close()
    this.#soundOnly = only
  }

  /** What was played since it was last asked, in tenths of seconds. */
  take(): Played[] {
    this.#step()
    const open = this.#open
    this.#close()
    // What is being played goes on as a new stretch from the same place.
    if (open && !this.#media.paused && !this.#media.seeking) this.#begin(open.at)
    const done = this.#done
    this.#done = []
    return done
  }

  /** Puts back what could not be told. */
  giveBack(played: readonly Played[]): void {
    this.#done = [...played, ...this.#done]
  }

  stop(): void {
    this.#step()
    this.#close()
    for (const stop of this.#stop) stop()
  }

  #how(): Played['how'] {
    if (this.#soundOnly) return 'heard'
    return document.visibilityState === 'visible' ? 'seen' : 'hidden'
  }

  #begin(at: number): void {
    this.#open = { from: at, at, seen: performance.now(), speed: this.#media.playbackRate, how: this.#how() }
  }

  #step(): void {
    const { currentTime, paused, seeking } = this.#media
    const open = this.#open
    if (!open) {
      if (!paused && !seeking) this.#begin(currentTime)
      return
    }
    const passed = (performance.now() - open.seen) / 1000
    // A place that playing alone cannot have reached was jumped to.
    const possible = passed * open.speed + 0.75
    if (currentTime < open.at - 0.01 || currentTime - open.at > possible) {
      this.#close()
      if (!paused && !seeking) this.#begin(currentTime)
      return
    }
    open.at = currentTime
    open.seen = performance.now()
  }

  #close(): void {
    const open = this.#open
    this.#open = null
    if (!open) return
    const [from, to] = [Math.round(open.from * 10), Math.round(open.at * 10)]
    if (to > from) this.#done.push({ from, to, speed: Math.min(4, Math.max(0.25, open.speed)), how: open.how })
  }
}
