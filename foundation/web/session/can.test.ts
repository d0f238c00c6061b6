import { createMongoAbility, subject } from '@casl/ability'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { can, type AbilityRule, type AbilityTarget } from './can.ts'

const id = fc.constantFrom('a', 'b', 'c')
const plain = { noNullPrototype: true } as const
const rule: fc.Arbitrary<AbilityRule> = fc
  .record({
    action: fc.constantFrom('grade.read', 'grade.write'),
    subject: fc.constant('target'),
    conditions: fc.option(
      fc.oneof(
        fc.record({ personId: id }, plain),
        fc.record({ unitIds: fc.record({ $in: fc.array(id) }, plain) }, plain),
        fc.record({ groupIds: fc.record({ $in: fc.array(id) }, plain) }, plain),
        fc.record({ offeringId: fc.record({ $in: fc.array(id) }, plain) }, plain),
      ),
      { nil: undefined },
    ),
  })
  .map(({ conditions, ...rest }) => (conditions ? { ...rest, conditions } : rest))
const target: fc.Arbitrary<AbilityTarget> = fc.record(
  { personId: id, unitIds: fc.array(id), groupIds: fc.array(id), offeringId: id },
  { requiredKeys: [], noNullPrototype: true },
)

it('answers as the server’s CASL does, for every rule the server makes', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), fc.option(target, { nil: undefined }), (rules, aim) => {
      const ability = createMongoAbility(rules as never)
      const asked = aim ? ability.can('grade.write', subject('target', { ...aim }) as never) : ability.can('grade.write', 'target')
      expect(can(rules, 'grade.write', aim)).toBe(asked)
    }),
    { numRuns: 2_000 },
  )
})
