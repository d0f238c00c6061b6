import { onlineManager, QueryClient } from '@tanstack/react-query'
import { asProblem } from './api-problem.ts'
import { boot } from './boot.ts'

/** The key of an answer in the cache. */
export const answerKey = (address: string): readonly ['api', string] => ['api', address]

/** A failed line is tried again with growing pauses; a refusal is an answer and is not. */
function tryAgain(failures: number, error: unknown): boolean {
  const { isOffline, status } = asProblem(error)
  // a device that knows it has no line need not try: the page says so at once, and asks again when the line is back
  if (isOffline && navigator.onLine === false) return false
  return (isOffline || status === 429) && failures < 4
}

/** Makes the cache of the server's answers, with those that came in the first HTML. */
export function makeQueryClient(): QueryClient {
  // a page loaded without a line would otherwise believe in one, and not notice that it comes back
  if (navigator.onLine === false) onlineManager.setOnline(false)
  const queryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retry: tryAgain,
        retryDelay: (attempt) => Math.min(1_000 * 2 ** attempt, 15_000) * (0.75 + Math.random() / 2),
        networkMode: 'offlineFirst',
        refetchOnReconnect: true,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  for (const [address, data] of Object.entries(boot()?.queries ?? {})) queryClient.setQueryData(answerKey(address), data)
  return queryClient
}

let shared: QueryClient | undefined

/** The one cache of the page. */
export function queryClient(): QueryClient {
  shared ??= makeQueryClient()
  return shared
}

/** Marks every answer whose address begins so as out of date: what is on the screen is fetched again. */
export async function refresh(...beginnings: string[]): Promise<void> {
  await queryClient().invalidateQueries({
    predicate: ({ queryKey: [kind, address] }) =>
      kind === 'api' && typeof address === 'string' && beginnings.some((beginning) => address.startsWith(beginning)),
  })
}
