import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, type AnyRoute } from '@tanstack/react-router'
import { loadTexts, texts } from '../../foundation/web/i18n/texts.ts'
import { answerKey, queryClient } from '../../foundation/web/api/query-client.ts'
import { fetchAnswer } from '../../foundation/web/api/fetch-answer.ts'
import { boot } from '../../foundation/web/api/boot.ts'
import { meAddress, type Me } from '../../foundation/web/session/me.ts'
import { can } from '../../foundation/web/session/can.ts'
import { setCurrentAccount } from '../../foundation/web/session/current-account.ts'
import { expectArrival } from '../../foundation/web/navigation/arrival.ts'
import { Shell } from '../../foundation/web/layout/Shell.tsx'
import { QuietLayout } from '../../foundation/web/layout/QuietLayout.tsx'
import { OpenLayout } from '../../foundation/web/layout/OpenLayout.tsx'
import { PageError } from '../../foundation/web/layout/PageError.tsx'
import { PagePending } from '../../foundation/web/layout/PagePending.tsx'
import { NotFound } from '../../foundation/web/layout/NotFound.tsx'
import { Refused } from '../../foundation/web/layout/Refused.tsx'
import type { PageDefinition } from '../../foundation/web/page-definition.ts'
import { pages } from './pages.ts'

/** Who is signed in, from the first HTML, else asked once; without a line, from the copy kept on the device. */
async function knowMe(): Promise<Me | null> {
  const cache = queryClient()
  const known = cache.getQueryData<Me | null>(answerKey(meAddress))
  if (known !== undefined) return known
  const first = boot()
  const me = first
    ? first.me
    : ((await cache.ensureQueryData({ queryKey: answerKey(meAddress), queryFn: () => fetchMe() })) as Me | null)
  cache.setQueryData(answerKey(meAddress), me)
  setCurrentAccount(me?.account.id ?? null)
  return me
}

/** The kept copy is enough to begin with; whether the session still lives is asked behind it. */
async function fetchMe(): Promise<unknown> {
  const answer = fetchAnswer(meAddress)
  const cache = queryClient()
  let stop = (): void => undefined
  const kept = new Promise<unknown>((resolve) => {
    stop = cache.getQueryCache().subscribe(() => {
      const data = cache.getQueryData(answerKey(meAddress))
      if (data !== undefined && data !== null) resolve(data)
    })
  })
  void answer.then((fresh) => {
    if (fresh === null) leave()
    else cache.setQueryData(answerKey(meAddress), fresh)
  }, () => undefined)
  return await Promise.race([answer, kept]).finally(() => stop())
}

/** The session has ended elsewhere: to the sign-in page, if this one needs it. */
function leave(): void {
  setCurrentAccount(null)
  const open = router?.state.matches.some(({ routeId }) => routeId.startsWith('/public') || routeId.startsWith('/open'))
  queryClient().setQueryData(answerKey(meAddress), null)
  if (router && !open && router.state.status === 'idle') location.assign(signInAddress(location.pathname + location.search))
}

const signInAddress = (next: string): string => (next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`)

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: () => <Shell pages={pages} />,
  beforeLoad: async ({ location: { href } }) => {
    if ((await knowMe()) === null) throw redirect({ href: signInAddress(href) })
  },
})
const quietRoute = createRoute({ getParentRoute: () => rootRoute, id: 'public', component: QuietLayout, beforeLoad: knowQuietly })
const openRoute = createRoute({ getParentRoute: () => rootRoute, id: 'open', component: () => <OpenLayout pages={pages} />, beforeLoad: knowQuietly })

/** An open page works for everyone; who reads it matters only for the header. */
async function knowQuietly(): Promise<void> {
  await knowMe().catch(() => null)
}

/** '/api/offerings/$offeringId' with the page's path values. */
function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\$(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
}

function titleOf(page: PageDefinition): string {
  return texts.t(page.titleKey, { ns: page.namespaces[0] ?? 'foundation' })
}

function routeOf(page: PageDefinition): AnyRoute {
  const parent = page.public ? (page.layout === 'open' ? openRoute : quietRoute) : shellRoute
  return createRoute({
    getParentRoute: () => parent,
    path: page.path,
    component: lazyRouteComponent(page.load),
    beforeLoad: () => {
      const me = queryClient().getQueryData<Me | null>(answerKey(meAddress))
      if (page.may && !can(me?.abilities ?? [], page.may)) throw new Refusal()
    },
    loader: async ({ params, cause }) => {
      // the page's answers start on their way together with its files
      for (const template of page.data ?? []) {
        const address = fill(template, params as Record<string, string>)
        void queryClient().prefetchQuery({ queryKey: answerKey(address), queryFn: ({ signal }) => fetchAnswer(address, signal) })
      }
      await loadTexts(page.namespaces)
      if (cause !== 'preload') document.title = titleOf(page)
    },
    errorComponent: ({ error, reset }) => (error instanceof Refusal ? <Refused /> : <PageError error={error} reset={reset} />),
    pendingComponent: PagePending,
  }) as unknown as AnyRoute
}

/** The page exists, but not for this person. */
class Refusal extends Error {}

function makeRouter(): ReturnType<typeof createRouter> {
  const children = (of: (page: PageDefinition) => boolean): AnyRoute[] => pages.filter(of).map(routeOf)
  const routeTree = rootRoute.addChildren([
    shellRoute.addChildren(children((page) => !page.public)),
    quietRoute.addChildren(children((page) => page.public === true && page.layout !== 'open')),
    openRoute.addChildren(children((page) => page.public === true && page.layout === 'open')),
  ])
  return createRouter({
    routeTree,
    defaultPreload: false,
    defaultPendingMs: 150,
    defaultPendingMinMs: 250,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const text = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)])).toString()
      return text ? `?${text}` : ''
    },
  }) as unknown as ReturnType<typeof createRouter>
}

let router: ReturnType<typeof createRouter> | undefined

/** The router of all pages; on a change of the address the new page's heading takes the focus. */
export function portalRouter(): ReturnType<typeof createRouter> {
  if (router) return router
  router = makeRouter()
  router.subscribe('onBeforeLoad', ({ pathChanged, fromLocation }) => {
    if (pathChanged && fromLocation) expectArrival()
  })
  return router
}
