import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { locales } from '../../foundation/i18n/localized.ts'
import { permissions } from '../assemble.ts'
import type { Texts } from '../../foundation/web/i18n/translate.ts'

const root = join(import.meta.dirname, '../..')
const folders = [
  ...new Set(
    globSync(
      [
        'domains/*/web/locales/*.json',
        'domains/*/*/web/locales/*.json',
        'foundation/web/locales/*.json',
        'foundation/web/*/locales/*.json',
        'foundation/web/*/*/locales/*.json',
      ],
      { cwd: root },
    ).map(dirname),
  ),
].sort()
const plural = /_(zero|one|few|many|other)$/
/** Forms that each language must have where it has any: the rules of `pluralCategory`. */
const forms = { ky: ['one', 'other'], ru: ['one', 'few', 'many', 'other'], en: ['one', 'other'] } as const

function flat(texts: Texts, before = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[before + key, value] as [string, string]] : flat(value, `${before}${key}.`),
  )
}

describe('page texts are whole in the three languages', () => {
  it.each(folders)('%s', (folder) => {
    const read = locales.map(
      (locale) => [locale, new Map(flat(JSON.parse(readFileSync(join(root, folder, `${locale}.json`), 'utf8')) as Texts))] as const,
    )
    const bases = read.map(([, texts]) => [...new Set([...texts.keys()].map((key) => key.replace(plural, '')))].sort())
    expect(bases[1], 'ru against ky').toEqual(bases[0])
    expect(bases[2], 'en against ky').toEqual(bases[0])
    for (const [locale, texts] of read) {
      for (const [key, text] of texts) {
        expect(text.trim(), `${locale} ${key}`).not.toBe('')
        if (!plural.test(key)) continue
        const base = key.replace(plural, '')
        for (const form of forms[locale]) expect(texts.has(`${base}_${form}`), `${locale} ${base}_${form}`).toBe(true)
      }
    }
    // the same values are filled in every language
    for (const key of bases[0] ?? []) {
      const values = read.map(([, texts]) =>
        [...new Set([...(texts.get(key) ?? texts.get(`${key}_other`) ?? '').matchAll(/\{\{-?\s*([\w.]+)/g)].map(([, name]) => name))].sort(),
      )
      expect(values[1], `${key} in ru`).toEqual(values[0])
      expect(values[2], `${key} in en`).toEqual(values[0])
    }
  })

  it('has every title and label that the pages name', () => {
    for (const file of globSync(['domains/*/web/pages.tsx', 'foundation/web/*/pages.tsx', 'portal/web/own-pages.tsx'], { cwd: root })) {
      const source = readFileSync(join(root, file), 'utf8')
      const found = [...source.matchAll(/(?:titleKey|labelKey|wordsKey): '([^']+)'/g)].map(([, key]) => key ?? '')
      const folder = file.startsWith('portal/') ? 'foundation/web' : dirname(file)
      for (const locale of locales) {
        const texts = new Map(flat(JSON.parse(readFileSync(join(root, folder, `locales/${locale}.json`), 'utf8')) as Texts))
        // the portal's own pages name texts of the kit as well
        if (folder === 'foundation/web') texts.set('nav.title', 'kit')
        for (const key of found) expect(texts.has(key), `${file}: ${key} in ${locale}`).toBe(true)
      }
    }
  })

  it('has words for every ability, for the page that tells what a role may do (R4.6a)', () => {
    for (const locale of locales) {
      const known = new Set(
        folders.flatMap((folder) =>
          flat(JSON.parse(readFileSync(join(root, folder, `${locale}.json`), 'utf8')) as Texts)
            .filter(([key]) => key.startsWith('abilities.'))
            .map(([key]) => key.slice('abilities.'.length)),
        ),
      )
      expect(
        Object.keys(permissions).filter((ability) => !known.has(ability)),
        locale,
      ).toEqual([])
    }
  })
})
