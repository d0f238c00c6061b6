/** One subtitle: from `start` to `end` in seconds, with its lines. */
export interface Cue {
  start: number
  end: number
  text: string
}

/** A fault of a subtitle file: text key of the reader's page or of a problem, and the line it is in. */
export interface VttFault {
  key: 'not-vtt' | 'bad-time' | 'ends-before' | 'no-cues'
  line: number
}

const timing = /^\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s+-->\s+((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s.*)?$/

/** Seconds of `1:02:03.450`, `02:03,450` or `2:03`; null for anything else. */
export function parseClock(text: string): number | null {
  const found = /^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?\s*$/.exec(text)
  if (!found) return null
  const [, hours = '0', minutes = '0', seconds = '0', rest = '0'] = found
  if (Number(seconds) > 59 || (found[1] !== undefined && Number(minutes) > 59)) return null
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(rest.padEnd(3, '0')) / 1000
}

/** `01:02:03.450`, as WebVTT writes it. */
export function writeClock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds * 1000))
  const part = (value: number, width: number): string => String(value).padStart(width, '0')
  return `${part(Math.floor(whole / 3_600_000), 2)}:${part(Math.floor(whole / 60_000) % 60, 2)}:${part(Math.floor(whole / 1000) % 60, 2)}.${part(whole % 1000, 3)}`
}

/** `2:03` or `1:02:03`, as people read it. */
export function shortClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const tail = String(rest).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

/**
 * Reads WebVTT, and SubRip (.srt), which differs only in its comma and its missing head. Styles, regions, notes and
 * markup are left out: what is kept is the words and their times, in order.
 */
export function parseVtt(source: string): { cues: Cue[] } | { fault: VttFault } {
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const isVtt = /^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')
  const first = lines.findIndex((line) => line.trim() !== '')
  const isSrt = !isVtt && /^\d+$/.test(lines[first]?.trim() ?? '') && timing.test(lines[first + 1] ?? '')
  if (!isVtt && !isSrt) return { fault: { key: 'not-vtt', line: 1 } }
  const cues: Cue[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (!line.includes('-->')) continue
    const found = timing.exec(line)
    const start = found ? parseClock(found[1] ?? '') : null
    const end = found ? parseClock(found[2] ?? '') : null
    if (start === null || end === null) return { fault: { key: 'bad-time', line: at + 1 } }
    if (end <= start) return { fault: { key: 'ends-before', line: at + 1 } }
    const words: string[] = []
    while (at + 1 < lines.length && (lines[at + 1] ?? '').trim() !== '') words.push(lines[++at] ?? '')
    const text = cleanText(words.join('\n'))
    if (text) cues.push({ start, end, text })
  }
  if (cues.length === 0) return { fault: { key: 'no-cues', line: lines.length } }
  return { cues: cues.toSorted((left, right) => left.start - right.start || left.end - right.end) }
}

/** Words without markup; what would end a cue or begin a tag is made harmless again by `writeVtt`. */
function cleanText(text: string): string {
  return text
    .replace(/<[^>\n]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, ' ')
    .replace(/&(?:lrm|rlm);/g, '')
    .replace(/&amp;/g, '&')
    .replaceAll('\u0000', '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')
}

/** Writes cues as WebVTT. */
export function writeVtt(cues: readonly Cue[]): string {
  const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  const parts = cues
    .map((cue) => ({ ...cue, text: cue.text.replace(/\n\s*\n+/g, '\n').trim() }))
    .filter((cue) => cue.text !== '')
    .map((cue) => `${writeClock(cue.start)} --> ${writeClock(cue.end)}\n${escape(cue.text)}\n`)
  return `WEBVTT\n\n${parts.join('\n')}`
}
