import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { locales } from '../../i18n/localized.ts'
import { wordsHold } from './search-words.ts'

interface Texts {
  nav: { words: Record<string, string> }
  search: { words: Record<string, string> }
}

const root = join(import.meta.dirname, '../../..')
const read = (folder: string, locale: string) => JSON.parse(readFileSync(join(root, folder, `locales/${locale}.json`), 'utf8')) as Texts

it('compares beginnings of words, whatever the case', () => {
  expect(wordsHold('пароль, second factor', 'Парол')).toBe(true)
  expect(wordsHold('пароль, second factor', ' second  FAC')).toBe(true)
  expect(wordsHold('тёмная', 'темн')).toBe(true)
  expect(wordsHold('пароль, second factor', 'роль')).toBe(false)
  expect(wordsHold('пароль', 'п')).toBe(false)
  expect(wordsHold('пароль', '  ')).toBe(false)
})

it.each(locales)('settings are found by words of every language while the portal speaks %s', (locale) => {
  const { words: account } = read('foundation/web/account', locale).nav
  for (const typed of ['password', 'пароль', 'сырсөз', 'second factor', 'второй фактор', 'экинчи фактор', 'passkey', 'settings', 'настройки'])
    expect(wordsHold(account['account'] ?? '', typed), typed).toBe(true)
  const { words } = read('foundation/web', locale).search
  for (const typed of ['theme', 'тема', 'көрүнүш']) expect(wordsHold(words['theme'] ?? '', typed), typed).toBe(true)
  for (const typed of ['dark', 'тёмная', 'караңгы']) expect(wordsHold(words['dark'] ?? '', typed), typed).toBe(true)
  for (const typed of ['language', 'язык', 'тил', 'русский']) expect(wordsHold(words['language'] ?? '', typed), typed).toBe(true)
  for (const typed of ['sign out', 'logout', 'выйти', 'чыгуу']) expect(wordsHold(words['sign-out'] ?? '', typed), typed).toBe(true)
  expect(wordsHold(read('domains/people/web', locale).nav.words['profile'] ?? '', 'телефон')).toBe(true)
})
