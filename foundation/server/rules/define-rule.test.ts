import { expect, test } from 'vitest'
import { allRules, defineRule } from './define-rule.ts'

const basis = { ky: 'Жобо', ru: 'Положение', en: 'Regulation' }

test('a rule judges each day by the parameter that held on it', () => {
  const rule = defineRule<number, number, string>({
    clause: 'T1.1',
    parameters: [
      { value: 30, basis, validFrom: '2026-01-01' },
      { value: 20, basis, validFrom: '2020-01-01' },
    ],
    check: (share, { value }) => (share < value ? [`${share}<${value}`] : []),
  })
  expect(rule.findings(25, '2025-12-31')).toEqual([])
  expect(rule.findings(25, '2026-01-01')).toEqual(['25<30'])
  expect(rule.parameterOn('2019-01-01').value).toBe(20)
  expect(allRules().map((one) => one.clause)).toContain('T1.1')
})

test('a clause is declared once, and never without a parameter', () => {
  const one = { clause: 'T1.2', parameters: [{ value: 1, basis, validFrom: '2020-01-01' }], check: () => [] }
  defineRule(one)
  expect(() => defineRule(one)).toThrow('twice')
  expect(() => defineRule({ ...one, clause: 'T1.3', parameters: [] })).toThrow('no parameter')
})
