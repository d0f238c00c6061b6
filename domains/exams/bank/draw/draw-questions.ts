import type { Difficulty } from '../shared/question.ts'
import { randomOf, shuffle } from '../shared/random.ts'

/** A question that may be drawn. */
export interface Drawable {
  id: string
  disciplineId: string
  topic: string
  difficulty: Difficulty | null
  tags: readonly string[]
}

export interface Draw {
  id: string
  disciplineId: string
  topics: readonly string[]
  difficulties: readonly Difficulty[]
  tags: readonly string[]
  count: number
}

/** Whether a question fits a draw: of its bank, of one of its topics and difficulties, with all of its tags; empty lists mean any. */
export function fits(draw: Omit<Draw, 'id' | 'count'>, one: Drawable): boolean {
  return (
    one.disciplineId === draw.disciplineId &&
    (draw.topics.length === 0 || draw.topics.includes(one.topic)) &&
    (draw.difficulties.length === 0 || (one.difficulty !== null && draw.difficulties.includes(one.difficulty))) &&
    draw.tags.every((tag) => one.tags.includes(tag))
  )
}

/**
 * Draws for each of the draws as many different questions as it asks for; no question twice on a paper. The same seed and the
 * same bank give the same questions. Where draws overlap, one gives way to another (augmenting paths, Kuhn 1955), so
 * a paper is found whenever there is one.
 * @param taken questions that the paper has anyway
 * @returns ids by draw, in the order drawn; null when the bank has too few
 */
export function drawQuestions(
  draws: readonly Draw[],
  bank: readonly Drawable[],
  seed: string,
  taken: ReadonlySet<string>,
): Map<string, string[]> | null {
  const free = bank.filter(({ id }) => !taken.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const places = draws.flatMap((draw) => {
    const candidates = shuffle(
      free.filter((one) => fits(draw, one)).map(({ id }) => id),
      randomOf(seed, `draw ${draw.id}`),
    )
    return Array.from({ length: draw.count }, () => ({ draw: draw.id, candidates }))
  })
  const holder = new Map<string, number>()
  const find = (place: number, seen: Set<string>): boolean => {
    const candidates = places[place]?.candidates ?? []
    const open = candidates.find((id) => !holder.has(id))
    if (open !== undefined) {
      holder.set(open, place)
      return true
    }
    for (const id of candidates) {
      if (seen.has(id)) continue
      seen.add(id)
      if (find(holder.get(id) ?? place, seen)) {
        holder.set(id, place)
        return true
      }
    }
    return false
  }
  for (const place of places.keys()) if (!find(place, new Set())) return null
  const drawn = new Map<string, string[]>(draws.map(({ id }) => [id, []]))
  const byPlace = [...holder].toSorted(([, a], [, b]) => a - b)
  for (const [id, place] of byPlace) drawn.get(places[place]?.draw ?? '')?.push(id)
  return drawn
}
