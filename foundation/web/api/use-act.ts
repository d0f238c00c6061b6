import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { addressOf, type CallParams } from './address.ts'
import { ApiProblem } from './api-problem.ts'
import { callHeaders, readProblem } from './call.ts'
import { refresh } from './query-client.ts'

export type ActMethod = 'post' | 'put' | 'patch' | 'delete'

/** What one act sends: the path's values, the query, and a JSON body or a form with files. */
export interface ActInput extends CallParams {
  body?: unknown
}

export interface ActOptions<Answer> {
  /** Beginnings of GET addresses that the act makes out of date. */
  refreshes?: string[] | ((answer: Answer, input: ActInput) => string[])
  onDone?: (answer: Answer, input: ActInput) => void
}

/**
 * Changes something on the server, outside a component.
 * @throws ApiProblem on every refusal, with status 0 when no answer came
 */
export async function act<Answer = unknown>(method: ActMethod, path: string, input: ActInput = {}): Promise<Answer> {
  const form = input.body instanceof FormData
  const headers = callHeaders(method)
  if (input.body !== undefined && !form) headers['content-type'] = 'application/json'
  const response = await fetch(addressOf(path, input), {
    method: method.toUpperCase(),
    credentials: 'same-origin',
    headers,
    body: input.body === undefined ? null : form ? (input.body as FormData) : JSON.stringify(input.body),
  }).catch(() => {
    throw new ApiProblem({ type: 'offline' }, 0)
  })
  if (!response.ok) throw await readProblem(response)
  const text = response.status === 204 ? '' : await response.text()
  return (text ? JSON.parse(text) : null) as Answer
}

/**
 * A change bound to a component:
 * `const enrol = useAct<Enrolment>('post', '/api/offerings/{id}/enrolments', { refreshes: ['/api/offerings'] })`,
 * then `enrol.mutate({ path: { id }, body })`; `enrol.error` is an ApiProblem.
 */
export function useAct<Answer = unknown>(
  method: ActMethod,
  path: string,
  options: ActOptions<Answer> = {},
): UseMutationResult<Answer, ApiProblem, ActInput> {
  return useMutation<Answer, ApiProblem, ActInput>({
    mutationFn: (input) => act<Answer>(method, path, input),
    onSuccess: async (answer, input) => {
      const { refreshes = [] } = options
      await refresh(...(typeof refreshes === 'function' ? refreshes(answer, input) : refreshes))
      options.onDone?.(answer, input)
    },
  })
}
