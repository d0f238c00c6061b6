import { describe, expect, it } from 'vitest'
import { faultOfPassword } from './password-rules.ts'
import { codeOfStep, stepOfCode } from './totp-step.ts'
import { shortAddress } from './visit.ts'

describe('password rules (R5.2c)', () => {
  it.each([
    ['short', 'password-short'],
    ['одиннадцать', 'password-short'],
    ['a'.repeat(129), 'password-long'],
    ['password1234', 'password-common'],
    ['qwertyuiop12', 'password-common'],
    ['qwertyqwerty', 'password-common'],
    ['Sunshine2026!', 'password-common'],
    ['P@ssw0rd2026', 'password-common'],
    ['йцукенгшщзхъ', 'password-common'],
    ['ЙЦУКЕН123456', 'password-common'],
    ['Кыргызстан2026', 'password-common'],
    ['бишкекбишкек', 'password-common'],
    ['gfhjkmgfhjkm', 'password-common'],
    ['ghbdtn123456', 'password-common'],
    ['1qaz2wsx3edc', 'password-common'],
    ['123456789012', 'password-common'],
    ['098765432109', 'password-common'],
    ['aaaaaaaaaaaab', 'password-common'],
    ['ыссыккуль1234!', null],
    ['aidai.asanova1', 'password-of-name'],
    ['жашыл бакта үч алма', null],
    ['correct horse battery', null],
    ['Tez-kok-bulut-42', null],
  ])('%s → %s', (given, fault) => {
    const found = faultOfPassword(given, ['aidai.asanova'])
    expect(found?.key ?? null).toBe(fault && `sessions.${fault}`)
  })
})

describe('codes', () => {
  it('are those of RFC 6238', () => {
    expect(codeOfStep('12345678901234567890', 1)).toBe('287082')
    expect(codeOfStep('12345678901234567890', 37037036)).toBe('081804')
    expect(stepOfCode('12345678901234567890', '287082', 45_000)).toBe(1)
    expect(stepOfCode('12345678901234567890', '287082', 65_000)).toBe(1)
    expect(stepOfCode('12345678901234567890', '287082', 95_000)).toBe(null)
  })
})

describe('addresses', () => {
  it.each([
    ['192.168.7.33', '192.168.7.0'],
    ['::ffff:10.1.2.3', '10.1.2.0'],
    ['2001:db8:1:2:3::5', '2001:db8:1::'],
    ['::1', '0:0:0::'],
    ['2001:0db8:0001:0000:0000:0000:0000:0000', '2001:db8:1::'],
    ['', ''],
  ])('%s → %s', (whole, short) => {
    expect(shortAddress(whole)).toBe(short)
  })
})
