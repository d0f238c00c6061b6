import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { createInstance } from 'i18next'
import { describe, expect, it } from 'vitest'
import { isLocale, type Locale } from '../../i18n/localized.ts'
import { translate, type Texts } from './translate.ts'

const root = join(import.meta.dirname, '../../..')
const files = globSync(
  ['domains/*/web/locales/*.json', 'foundation/web/locales/*.json', 'foundation/web/*/locales/*.json', 'foundation/web/*/*/locales/*.json'],
  { cwd: root },
)

function keysOf(texts: Texts, before = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [before + key] : keysOf(value, `${before}${key}.`)))
}

/** What every text of a file is given, so that each `{{value}}` is filled. */
function valuesFor(text: string, count: number): Record<string, unknown> {
  const names = [...text.matchAll(/\{\{-?\s*([\w.]+)/g)].map(([, name]) => name ?? '')
  return { ...Object.fromEntries(names.map((name) => [name, `«${name}»`])), count }
}

describe('the page reads texts as i18next does', () => {
  it.each(files)('%s', async (file) => {
    const code = file.split('/').at(-1)?.slice(0, 2)
    const locale: Locale = isLocale(code) ? code : 'ky'
    const texts = JSON.parse(readFileSync(join(root, file), 'utf8')) as Texts
    const library = createInstance()
    await library.init({
      lng: locale,
      fallbackLng: false,
      resources: { [locale]: { ns: texts } },
      ns: ['ns'],
      defaultNS: 'ns',
      interpolation: { escapeValue: false },
    })
    const whole = JSON.stringify(texts)
    for (const key of keysOf(texts)) {
      const base = key.replace(/_(zero|one|few|many|other)$/, '')
      for (const count of [0, 1, 2, 5, 21, 101]) {
        const values = valuesFor(whole, count)
        expect(translate(texts, locale, base, values) ?? base, `${base} ${count}`).toBe(library.t(base, values))
      }
    }
  })

  it('fills values and never fails, whatever they are', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (name, count) => {
        expect(translate({ a: { b_one: '{{name}}: {{count}}', b_other: '{{ name }} — {{count}}' } }, 'en', 'a.b', { name, count })).toBe(
          Math.abs(count) === 1 ? `${name}: ${count}` : `${name} — ${count}`,
        )
      }),
      { numRuns: 1000 },
    )
    expect(translate({}, 'ky', 'constructor')).toBeUndefined()
    expect(translate(undefined, 'ky', 'a')).toBeUndefined()
  })
})
