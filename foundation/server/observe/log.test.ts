import { expect, test } from 'vitest'
import { describeFault } from './log.ts'

test('a failed statement is logged by its code and place, not by its values', () => {
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "account_email"'), {
    code: '23505',
    constraint: 'account_email',
    detail: 'Key (email)=(asel@example.kg) already exists.',
  })
  const error = Object.assign(new Error('Failed query: insert into "account" values ($1)\nparams: asel@example.kg', { cause }), {
    query: 'insert …',
    params: ['asel@example.kg'],
  })
  const told = JSON.stringify(describeFault(error))
  expect(told).not.toContain('asel')
  expect(told).toContain('23505')
  expect(told).toContain('account_email')
  expect(told).toContain('log.test.ts')
})

test('an error of the program keeps its words', () => {
  expect(describeFault(new Error('no such template'))).toMatchObject({ type: 'Error', message: 'no such template' })
})
