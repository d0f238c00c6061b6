import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problem, type FieldFault } from '../http/problem.ts'

/** R5.2c: at least so many characters. Longer than the upper bound would only keep the processor busy. */
export const shortestPassword = 12
export const longestPassword = 128

let list: Set<string> | undefined

/** Some thousand passwords that people choose most, Russian and Kyrgyz habits among them (MIT list of zxcvbn-ts and our own). */
function common(): Set<string> {
  list ??= new Set(
    readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
      .split('\n')
      .filter(Boolean),
  )
  return list
}

const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю'
const rows = [
  '0123456789',
  '1234567890',
  '1234567890-=',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
]
const disguises: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' }

/** The word as it comes out when the keyboard was left in the other layout: «ghbdtn» ↔ «привет». */
function otherLayout(word: string): string {
  return [...word]
    .map((letter) => {
      const at = latin.indexOf(letter)
      if (at >= 0) return cyrillic[at] ?? letter
      const back = cyrillic.indexOf(letter)
      return back >= 0 ? (latin[back] ?? letter) : letter
    })
    .join('')
}

function isWalk(word: string): boolean {
  return rows.some((row) => {
    const there = row.repeat(3)
    const back = [...there].reverse().join('')
    return there.includes(word) || back.includes(word)
  })
}

/** The shortest piece whose repetition is the word: «qwertyqwerty» → «qwerty». */
function unit(word: string): string {
  for (let length = 1; length <= word.length / 2; length++) {
    if (
      word
        .slice(0, length)
        .repeat(Math.ceil(word.length / length))
        .slice(0, word.length) === word
    )
      return word.slice(0, length)
  }
  return word
}

function isCommon(word: string): boolean {
  const core = word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const undisguised = [...word]
    .map((letter) => disguises[letter] ?? letter)
    .join('')
    .replace(/[^\p{L}]+$/u, '')
  const forms = [word, core, unit(word), unit(core), undisguised].filter((form) => form.length > 0)
  return (
    forms.some((form) => [form, otherLayout(form)].some((one) => common().has(one) || (one.length >= 4 && isWalk(one)))) || new Set(word).size < 5
  )
}

/**
 * What is wrong with a new password; null when nothing is.
 * @param own words that must not make up the password: login, e-mail
 */
export function faultOfPassword(password: string, own: string[] = []): FieldFault | null {
  const length = [...password].length
  if (length < shortestPassword) return { path: 'password', key: 'sessions.password-short', params: { count: shortestPassword } }
  if (length > longestPassword) return { path: 'password', key: 'sessions.password-long', params: { count: longestPassword } }
  const word = password.normalize('NFKC').toLowerCase()
  if (isCommon(word)) return { path: 'password', key: 'sessions.password-common' }
  for (const name of own.flatMap((one) => [one, one.split('@')[0] ?? '']).map((one) => one.toLowerCase())) {
    if (name.length >= 4 && word.includes(name) && word.length - name.length < 8) return { path: 'password', key: 'sessions.password-of-name' }
  }
  return null
}

/** Refuses a weak new password (R5.2c). @throws foundation.sessions.weak-password */
export function refuseWeakPassword(password: string, own: string[] = []): void {
  const fault = faultOfPassword(password, own)
  if (fault) throw problem('foundation.sessions.weak-password', { status: 422, clause: 'R5.2c', fields: [fault] })
}
