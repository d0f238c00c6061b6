import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { configKeyOf, keyHashAt, plistOf, sebJson, type SebSettings } from './config-key.ts'
import { newQuitPassword, sebSettings } from './settings.ts'

const keys = fc.string({ unit: fc.constantFrom(...'abcdefgxyz'), minLength: 1, maxLength: 6 })
const settings = fc.dictionary(keys, fc.oneof(fc.boolean(), fc.integer(), fc.string())) as fc.Arbitrary<SebSettings>

describe('the Config Key of Safe Exam Browser', () => {
  it('is of a text without whitespace, escapes, empty dictionaries and the originator, its keys in one order', () => {
    const text = sebJson({
      startURL: 'https://exam.example/a?b="c"\\d',
      originatorVersion: 'SEB_Win_3.9',
      allowWlan: false,
      allowedDisplaysMaxNumber: 1,
      allowQuit: true,
      additionalResources: [],
      embedded: {},
      URLFilterRules: [{ regex: false, active: true, nothing: {} }],
    })
    expect(text).toBe(
      '{"additionalResources":[],"allowedDisplaysMaxNumber":1,"allowQuit":true,"allowWlan":false,' +
        '"startURL":"https://exam.example/a?b="c"\\d","URLFilterRules":[{"active":true,"regex":false}]}',
    )
  })
  it('is its SHA-256, and its hash at an address that of the address and the key (computed with sha256sum)', () => {
    // printf '{"allowQuit":true,"startURL":"https://exam.example/"}' | sha256sum
    const key = configKeyOf({ startURL: 'https://exam.example/', allowQuit: true })
    expect(key).toBe('be055f96c63b79d34e4612abbc2b45e4382ebf4e3cb99d0f2f4863942115f738')
    // printf 'https://exam.example/courses/1?x=2KEY' | sha256sum
    expect(keyHashAt('https://exam.example/courses/1?x=2#part', key)).toBe('6d0e765be9d343015df621b122e1027d17d233c7b267e01a2f5acc75b786472d')
  })
  it('does not change with the order in which settings are written, and changes with every value', () => {
    fc.assert(
      fc.property(settings, keys, (given, name) => {
        const turned = Object.fromEntries(Object.entries(given).toReversed())
        expect(configKeyOf(turned)).toBe(configKeyOf(given))
        const other = { ...given, [name]: !given[name] }
        expect(configKeyOf(other)).not.toBe(configKeyOf(given))
      }),
    )
  })
  it('is made of what the file says', () => {
    const place = { itemId: 'i', offeringId: 'o' }
    const told = sebSettings('https://portal.example', { sebQuit: 'abc&<' }, place)
    const file = plistOf(told)
    expect(file).toContain('<key>startURL</key><string>https://portal.example/courses/o/items/i</string>')
    expect(file).toContain(createHash('sha256').update('abc&<').digest('hex'))
    expect(file).not.toContain('abc&')
    // the keys of the file are those of the key
    const named = [...file.matchAll(/<key>(\w+)<\/key>/g)].map(([, key]) => key)
    expect(new Set(named)).toEqual(new Set([...sebJson(told).matchAll(/"(\w+)":/g)].map(([, key]) => key)))
    expect(plistOf({ a: '<&>', b: [1, { c: false }] })).toContain(
      '<dict><key>a</key><string>&lt;&amp;&gt;</string><key>b</key><array><integer>1</integer><dict><key>c</key><false/></dict></array></dict>',
    )
  })
  it('is let out of by a password that nobody guesses from its hash', () => {
    const made = new Set(Array.from({ length: 100 }, newQuitPassword))
    expect(made.size).toBe(100)
    for (const one of made) expect(one).toMatch(/^[a-hj-km-np-z2-9]{14}$/)
  })
})
