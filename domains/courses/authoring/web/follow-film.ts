import { fetchAnswer } from '../../../../foundation/web/api/fetch-answer.ts'
import type { VideoView } from '../../video/contract.ts'

const every = 3000

/**
 * Tells how far a film or a presentation in the text is while it is made: percent, null once nothing more is to be waited for.
 * @param address of the film, or of the presentation
 * @returns what ends it
 */
export function followFilm(
  address: `/api/videos/${string}` | `/api/slides/${string}`,
  tell: (film: { percent: number | null; failed: boolean }) => void,
): () => void {
  const ended = new AbortController()
  const look = async (): Promise<void> => {
    const film = (await fetchAnswer(address, ended.signal).catch(() => null)) as Pick<VideoView, 'state' | 'progress'> | null
    if (ended.signal.aborted || !film) return
    const going = film.state === 'waiting' || film.state === 'running'
    tell({ percent: going ? film.progress : null, failed: film.state === 'failed' })
    if (going) setTimeout(() => void (ended.signal.aborted || look()), every)
  }
  void look()
  return () => ended.abort()
}
