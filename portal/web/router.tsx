import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, type AnyRoute } from '@tanstack/react-router'
import { changeLocale, loadTexts, readText } from '../../foundation/web/i18n/texts.ts'
import { answerKey, queryClient } from '../../foundation/web/api/query-client.ts'
import { fetchAnswer } from '../../foundation/web/api/fetch-answer.ts'
import { boot } from '../../foundation/web/api/boot.ts'
import type { Me } from '../../foundation/web/session/me.ts'
import { can } from '../../foundation/web/session/can.ts'
import { currentAccount, meAddress, setCurrentAccount } from '../../foundation/web/session/current-account.ts'
import { keep, readKept, tidyKept } from '../../foundation/web/api/kept-answers.ts'
import { currentLocale, saveLocale } from '../../foundation/web/i18n/current-locale.ts'
import { isLocale } from '../../foundation/i18n/localized.ts'
import { ownDevice } from '../../foundation/web/session/device-owner.ts'
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

let met = false

/** Who is signed in: from the first HTML, else from the copy kept on the device, else asked. */
async function knowMe(): Promise<Me | null> {
  const cache = queryClient()
  const key = answerKey(meAddress)
  const known = cache.getQueryData<Me | null>(key)
  if (known !== undefined && met) return known
  met = true
  const me = known ?? (boot() ? ((boot()?.queries[meAddress] ?? null) as Me | null) : await keptOrAsked())
  if (cache.getQueryData(key) === undefined) cache.setQueryData(key, me)
  setCurrentAccount(me?.account.id ?? null)
  if (me) {
    ownDevice(me.account.id)
    keepFirstAnswers(me.account.id)
  }
  const locale = me?.account.locale
  // the account's language goes before the one last used on this device
  if (isLocale(locale) && locale !== currentLocale()) {
    await changeLocale(locale)
    saveLocale(locale)
  }
  return me
}

/** What came in the first HTML is kept for use without a line like everything else that was opened. */
function keepFirstAnswers(account: string): void {
  const at = Date.now()
  setTimeout(() => {
    for (const [address, data] of Object.entries(boot()?.queries ?? {})) void keep({ account, address, data, at })
    void tidyKept(account)
  }, 3_000)
}

/** The kept copy is enough to begin with; whether the session still lives is asked at once behind it. */
async function keptOrAsked(): Promise<Me | null> {
  const account = currentAccount()
  const found = account ? await readKept(account, meAddress) : undefined
  // a kept «nobody» (the session ended once) must not send away who has signed in since
  const kept = found?.data ? found : undefined
  const cache = queryClient()
  if (kept) cache.setQueryData(answerKey(meAddress), kept.data, { updatedAt: kept.at })
  const asked = fetchAnswer(meAddress).then((me) => {
    cache.setQueryData(answerKey(meAddress), me)
    return me as Me | null
  })
  if (!kept) return await asked
  asked.catch(() => null)
  return kept.data as Me
}

const signInAddress = (next: string): string => (next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`)

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: () => <Shell pages={pages} />,
  beforeLoad: async ({ location: { href } }) => {
    const me = await knowMe()
    if (me === null) throw redirect({ href: signInAddress(href) })
    const setUp = pages.find(({ secondFactor }) => secondFactor)?.path
    if (me.needsSecondFactor && setUp && !href.startsWith(setUp)) throw redirect({ href: setUp })
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
  return readText(page.namespaces[0] ?? 'foundation', page.titleKey)
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
