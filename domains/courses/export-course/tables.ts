import { bigint, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import type { Locale } from '../../../foundation/i18n/localized.ts'
import { createdAt, id, moment } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { offering } from '../../programmes/tables.ts'
import { courses } from '../tables.ts'
import type { ExportReport } from './contract.ts'

/** A course written into a file, with what others will not see in it as it is here. */
export const courseExport = courses.table(
  'export',
  {
    id: id(),
    offeringId: uuid('offering_id')
      .notNull()
      .references(() => offering.id, { onDelete: 'cascade' }),
    /** cartridge | html */
    kind: text('kind').notNull(),
    languages: jsonb('languages').$type<Locale[]>().notNull(),
    /** waiting | running | done | failed */
    state: text('state').notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    fileName: text('file_name'),
    fileId: uuid('file_id'),
    bytes: bigint('bytes', { mode: 'number' }),
    report: jsonb('report').$type<ExportReport>(),
    byPerson: uuid('by_person').references(() => person.id),
    createdAt: createdAt(),
    finishedAt: moment('finished_at'),
  },
  (table) => [index('export_offering').on(table.offeringId)],
)
