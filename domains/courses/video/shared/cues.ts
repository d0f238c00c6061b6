import type { Cue } from './vtt.ts'

/** How long a subtitle stands when nothing else is said. */
const usual = 3
const shortest = 0.2

const round = (seconds: number): number => Math.max(0, Math.round(seconds * 1000) / 1000)

/** A new, empty subtitle at a time; it ends before the next one begins. Answers with its place as well. */
export function addCue(cues: readonly Cue[], at: number): { cues: Cue[]; index: number } {
  const next = cues.find((cue) => cue.start > at)
  const made = { start: round(at), end: round(Math.max(at + shortest, Math.min(at + usual, next?.start ?? Infinity))), text: '' }
  const sorted = inOrder([...cues, made])
  return { cues: sorted, index: sorted.indexOf(made) }
}

/** Splits a subtitle at a time inside it (else in its middle), its words at the nearest gap between words. */
export function splitCue(cues: readonly Cue[], index: number, at: number): Cue[] {
  const cue = cues[index]
  if (!cue) return [...cues]
  const inside = at > cue.start + shortest && at < cue.end - shortest
  const cut = round(inside ? at : (cue.start + cue.end) / 2)
  const words = cue.text.split(/\s+/)
  const most = Math.round((words.length * (cut - cue.start)) / (cue.end - cue.start))
  const first = Math.min(Math.max(1, most), Math.max(1, words.length - 1))
  return [
    ...cues.slice(0, index),
    { start: cue.start, end: cut, text: words.slice(0, first).join(' ') },
    { start: cut, end: cue.end, text: words.slice(first).join(' ') },
    ...cues.slice(index + 1),
  ]
}

/** Moves all subtitles from a place on by so many seconds; none goes before the beginning. */
export function shiftCues(cues: readonly Cue[], by: number, from = 0): Cue[] {
  return cues.map((cue, index) => {
    if (index < from) return cue
    const length = cue.end - cue.start
    const start = round(cue.start + by)
    return { ...cue, start, end: round(start + length) }
  })
}

/** In the order of their times. */
export function inOrder(cues: readonly Cue[]): Cue[] {
  return cues.toSorted((left, right) => left.start - right.start || left.end - right.end)
}

/** What is wrong with a subtitle before it is kept; null when nothing is. */
export function cueFault(cue: Cue): 'ends-before' | 'empty' | null {
  if (!(cue.end > cue.start)) return 'ends-before'
  return cue.text.trim() === '' ? 'empty' : null
}
