/** What other domains may use of `programmes`. */
export * from './tables.ts'
export { readStanding } from './standing.ts'
export { curriculumTarget, groupTarget, offeringTarget, programmeTarget, studentTarget } from './targets.ts'
export {
  groupStudents,
  myOfferings,
  offeringHeading,
  offeringHeadings,
  studentsOfOffering,
  type OfferingHeading,
  type OfferingStudent,
  type PersonLine,
} from './queries.ts'
export { curriculumApproved, enrolmentEnded, enrolmentMade } from './events.ts'
export { disciplineTarget } from './targets.ts'
export { importCurriculum, importCurriculumFile } from './curricula/import-curriculum.ts'
export { importGroupsFile } from './groups/import-groups.ts'
export { createTermOfferings } from './offerings/create-term-offerings.ts'
export { endEnrolment } from './offerings/end-enrolment.ts'
export { insertEnrolments } from './offerings/insert-enrolments.ts'
export { readWeek } from './offerings/read-week.ts'
export { onlineForbidden, ruleDay, standardMet } from './rules.ts'
