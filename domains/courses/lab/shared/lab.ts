/** An outside virtual laboratory, as a block of a lesson carries it in `data-spec`. */
export interface Lab {
  title: string
  /** https only. */
  url: string
  /** What the student does there. */
  task: string
  /** Expected minutes; null unknown. */
  minutes: number | null
}

export const labLimits = { title: 200, url: 2000, task: 5000, minutes: 600 } as const

/** An address that a block may lead to: https, without a name and password in it. */
export function isLabAddress(url: string): boolean {
  if (url.length > labLimits.url || !URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return protocol === 'https:' && username === '' && password === ''
}

/** Reads a block's JSON; null for what is no laboratory. Both sides read it so: the server keeps nothing else. */
export function readLab(spec: string | undefined): Lab | null {
  let given: unknown
  try {
    given = JSON.parse(spec ?? '')
  } catch {
    return null
  }
  if (typeof given !== 'object' || given === null) return null
  const { title, url, task, minutes } = given as Record<string, unknown>
  if (typeof title !== 'string' || title.trim() === '' || title.length > labLimits.title) return null
  if (typeof url !== 'string' || !isLabAddress(url)) return null
  if (typeof task !== 'string' || task.length > labLimits.task) return null
  const inTime = typeof minutes === 'number' && Number.isInteger(minutes) && minutes >= 1 && minutes <= labLimits.minutes
  if (minutes !== null && !inTime) return null
  return { title, url, task, minutes: inTime ? minutes : null }
}
