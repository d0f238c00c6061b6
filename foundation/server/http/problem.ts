import type { Locale } from '../../i18n/localized.ts'
import { hasText, text } from '../i18n/texts.ts'

export interface ProblemOptions {
  status: number
  /** The clause of the regulation that refuses, e.g. `R4.2b`. */
  clause?: string
  /** Values for the text. */
  params?: Record<string, unknown>
  /** Faults of single fields: path → text key of the same domain, with values. */
  fields?: FieldFault[]
  /** Facts for programs (counts, ids), sent as they are. */
  facts?: Record<string, unknown>
}

export interface FieldFault {
  path: string
  key: string
  params?: Record<string, unknown>
}

/** An error the reader is told about, as RFC 9457 problem+json in the reader's language. */
export class Problem extends Error {
  readonly key: string
  readonly options: ProblemOptions
  constructor(key: string, options: ProblemOptions) {
    super(key)
    this.key = key
    this.options = options
  }

  /** The body for the wire. `type` is stable: `urn:univer-plus:problem:<domain>.<key>`. */
  present(locale: Locale, instance: string): Record<string, unknown> {
    const [domain, ...rest] = this.key.split('.')
    const base = `${domain}:problems.${rest.join('.')}`
    const { status, clause, params, fields, facts } = this.options
    return {
      type: `urn:univer-plus:problem:${this.key}`,
      title: text(locale, base, params),
      ...(hasText(locale, `${base}-detail`, params) ? { detail: text(locale, `${base}-detail`, params) } : {}),
      status,
      instance,
      ...(clause ? { clause } : {}),
      ...(fields ? { fields: fields.map((fault) => ({ path: fault.path, message: fieldText(locale, domain ?? '', fault) })) } : {}),
      ...facts,
    }
  }
}

function fieldText(locale: Locale, domain: string, fault: FieldFault): string {
  const own = `${domain}:problems.${fault.key}`
  return text(locale, hasText(locale, own, fault.params) ? own : `foundation:problems.fields.${fault.key}`, fault.params)
}

/**
 * Makes a problem to throw.
 * @param key `domain.key-of-text`; the text is `problems.key-of-text` (and `…-detail`) in the domain's server locales
 */
export function problem(key: string, options: ProblemOptions): Problem {
  return new Problem(key, options)
}
