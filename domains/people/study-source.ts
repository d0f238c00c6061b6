import type { ReadDb } from '../../foundation/server/database/database.ts'

/** Where a person studies: the scopes `group` and `unit` reach students through it. */
export interface StudyPlace {
  groupIds: string[]
  /** Codes of the groups, for lists. */
  groups: string[]
  /** Departments of the groups' programmes. */
  unitIds: string[]
}

/** What this domain must know of groups, which live in `programmes` above it. */
export interface StudySource {
  /** Group id → code; unknown ids are absent. */
  groupCodes: (db: ReadDb, groupIds: readonly string[]) => Promise<Map<string, string>>
  places: (db: ReadDb, personIds: readonly string[]) => Promise<Map<string, StudyPlace>>
  /** Persons who study in these groups, or in programmes of these departments. */
  members: (db: ReadDb, where: { groupIds: readonly string[]; unitIds: readonly string[] }) => Promise<string[]>
}

let source: StudySource = {
  groupCodes: async () => new Map(),
  places: async () => new Map(),
  members: async () => [],
}

/** The domain that keeps groups makes itself known, once, while it is loaded. */
export function registerStudySource(given: StudySource): void {
  source = given
}

/** What is known of groups. */
export function studySource(): StudySource {
  return source
}
