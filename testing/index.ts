/** What integration tests stand on: a real PostgreSQL database for each file and the whole portal on it. */
export { testPortal, type TestPortal, type Reply } from './test-portal.ts'
export { makePerson, giveRole, makeUnit, makeOffering, enrol, assignTeacher, giveSecondFactor, freshCode } from './factories.ts'
