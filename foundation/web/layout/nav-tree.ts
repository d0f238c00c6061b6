import { tasks, type NavPlace, type PageDefinition, type Task } from '../page-definition.ts'

export type NavPage = PageDefinition & { nav: NavPlace }

/** The pages that the person may open, in the order of the navigation. */
export function visiblePages(pages: readonly PageDefinition[], may: (ability: string) => boolean): NavPage[] {
  return pages
    .filter((page): page is NavPage => page.nav !== undefined && (!page.may || may(page.may)))
    .sort((a, b) => tasks.indexOf(a.nav.task) - tasks.indexOf(b.nav.task) || a.nav.order - b.nav.order)
}

/** Pages by task; tasks without pages are left out. */
export function byTask(pages: readonly NavPage[]): { task: Task; pages: NavPage[] }[] {
  return tasks.map((task) => ({ task, pages: pages.filter(({ nav }) => nav.task === task) })).filter((group) => group.pages.length > 0)
}

/** The bottom bar of a phone: pages marked for it, else the first ones. */
export function barPages(pages: readonly NavPage[], most = 4): NavPage[] {
  const marked = pages.filter(({ nav }) => nav.bar)
  return (marked.length > 0 ? marked : [...pages]).slice(0, most)
}

/** 'nav.mine' of the page's first namespace as a full key. */
export function fullKey(page: PageDefinition, key: string): string {
  return key.includes(':') ? key : `${page.namespaces[0] ?? 'foundation'}:${key}`
}

/** The page of the navigation to which an address belongs: the longest path that begins it. */
export function currentNavPage(pages: readonly NavPage[], pathname: string): NavPage | undefined {
  return pages
    .filter(({ path }) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0]
}
