import { expect, it } from 'vitest'
import { localeFromHeader, pick, pickWithLocale } from './localized.ts'

it('reads the nearest language in which a text exists', () => {
  expect(pick({ ky: 'Математика', ru: 'Математика (рус.)' }, 'ru')).toBe('Математика (рус.)')
  expect(pick({ ru: 'Физика', en: 'Physics' }, 'ky')).toBe('Физика')
  expect(pickWithLocale({ ky: ' ', en: 'Physics' }, 'ru')).toEqual({ text: 'Physics', locale: 'en' })
  expect(pick(undefined, 'en')).toBe('')
})

it('chooses a language from the header', () => {
  expect(localeFromHeader('ru-RU,ru;q=0.9,en;q=0.8')).toBe('ru')
  expect(localeFromHeader('de, en;q=0.4, ky;q=0.6')).toBe('ky')
  expect(localeFromHeader('ru;q=0')).toBe('ky')
  expect(localeFromHeader(undefined)).toBe('ky')
})
