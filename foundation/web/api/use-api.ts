import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { paths } from './api-types.gen.ts'
import { addressOf, type CallParams } from './address.ts'
import type { ApiProblem } from './api-problem.ts'
import { fetchAnswer } from './fetch-answer.ts'
import { answerKey } from './query-client.ts'

/** The JSON of a path's 200 answer. */
export type AnswerOf<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } }
}
  ? Answer
  : unknown

export interface ApiOptions extends CallParams {
  /** false: not yet (an id is missing, a tab is closed) */
  enabled?: boolean
  /** Ask again every so many milliseconds while the page is seen: progress of a job. */
  every?: number | false
  /** Show the former answer while another page of a list comes. */
  keepPrevious?: boolean
}

export type ApiResult<Data> = UseQueryResult<Data, ApiProblem> & {
  /** When the copy on the screen was fetched, if it is a kept one and no fresh answer has come. */
  savedAt: number | null
  address: string
}

/** An older copy is called a saved one when fetching anew failed or waits for the line. */
const savedAfter = 60_000

/**
 * Reads from the API: `useApi('/api/offerings/{offeringId}', { path: { offeringId } })`. The answer's type follows
 * the path; `useApi<View>('/api/…')` names it by hand (a type of the domain's contract).
 */
export function useApi<Data = never, P extends keyof paths & string = keyof paths & string>(
  path: P,
  options: ApiOptions = {},
): ApiResult<[Data] extends [never] ? AnswerOf<P> : Data> {
  type Answer = [Data] extends [never] ? AnswerOf<P> : Data
  const address = addressOf(path, options)
  const result = useQuery<Answer, ApiProblem>({
    queryKey: answerKey(address),
    queryFn: async ({ signal }) => (await fetchAnswer(address, signal)) as Answer,
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
    ...(options.keepPrevious ? { placeholderData: (former: Answer | undefined) => former as never } : {}),
  })
  const stuck = result.data !== undefined && (result.isError || result.isPaused || result.failureCount > 0)
  const savedAt = stuck && Date.now() - result.dataUpdatedAt > savedAfter ? result.dataUpdatedAt : null
  return { ...result, savedAt, address } as ApiResult<Answer>
}
