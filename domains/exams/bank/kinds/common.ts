import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { Fault, Mark } from '../shared/paper.ts'

export function clamp(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0
}

export function marked(share: number, parts: Mark['parts'] = [], feedbackKeys: string[] = [], needsPerson = false): Mark {
  return { share: clamp(share), parts, feedbackKeys, needsPerson }
}

/** The mean of parts, each with its weight. */
export function markedParts(parts: (Mark['parts'][number] & { weight?: number })[], feedbackKeys: string[] = []): Mark {
  const whole = parts.reduce((sum, { weight = 1 }) => sum + weight, 0)
  const earned = parts.reduce((sum, { share, weight = 1 }) => sum + clamp(share) * weight, 0)
  const all = parts.length > 0 && parts.every(({ share }) => share === 1)
  return marked(
    all ? 1 : whole > 0 ? earned / whole : 0,
    parts.map(({ id, share }) => ({ id, share: clamp(share) })),
    feedbackKeys,
  )
}

/** Whether there are words, or a picture, in any language. */
export function filled(text: Localized): boolean {
  return Object.values(text).some(
    (html) => /<(img|figure|math|audio|video)\b/i.test(html ?? '') || (html ?? '').replace(/<[^>]*>|&nbsp;|\s/g, '') !== '',
  )
}

export function uniqueIds(list: readonly { id: string }[], path: string): Fault[] {
  return new Set(list.map(({ id }) => id)).size === list.length ? [] : [{ path, key: 'ids-same' }]
}

/** What a text is told apart by, in all its languages. */
export function keyOf(text: Localized): string {
  return JSON.stringify(Object.entries(text).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
