import type { ComponentType } from 'react'

/** The groups of the navigation: what a person comes to do, not which module does it. */
export const tasks = ['study', 'teach', 'people', 'programmes', 'quality', 'office', 'settings'] as const
export type Task = (typeof tasks)[number]

/** A page's place in the navigation. */
export interface NavPlace {
  task: Task
  /** A key inside `nav` of the domain's texts, written whole: 'nav.my-courses'. Only `nav` is loaded with the shell. */
  labelKey: string
  /** A key inside `nav` too: further words, in all languages, by which the search box finds the page: 'nav.words.account'. */
  wordsKey?: string
  /** Name of an icon of `kit/Icon.tsx`. */
  icon: string
  order: number
  /** Offered in the bottom bar of phones; the first four that the person may open are shown. */
  bar?: boolean
}

/**
 * A page of a domain. Write the values literally (no variables, no spread): the build reads `path`, `load`,
 * `namespaces` and `data` to tell the server which files and answers to send ahead with the first HTML.
 */
export interface PageDefinition {
  /** '/courses/$offeringId' */
  path: string
  load: () => Promise<{ default: ComponentType }>
  /** Text namespaces the page needs; the first one is the domain's own, and the keys below belong to it. */
  namespaces: string[]
  /** The ability without which the page is neither shown in the navigation nor opened. */
  may?: string
  /** Opened without signing in, in the quiet layout of the sign-in page. */
  public?: boolean
  /** A public page in the quiet layout (sign-in), or with the portal's header (public directory). Default 'quiet'. */
  layout?: 'quiet' | 'open'
  /** The page where a second factor is set up: who must still do it is led here and nowhere else. */
  secondFactor?: boolean
  nav?: NavPlace
  /** The document's title until the page knows better. */
  titleKey: string
  /** GET addresses the page opens with; `$name` is filled from the path: '/api/offerings/$offeringId'. */
  data?: string[]
}
