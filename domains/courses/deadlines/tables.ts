import { index, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment, personalData } from '../../../foundation/server/database/columns.ts'
import { person } from '../../people/tables.ts'
import { courses, item } from '../tables.ts'

/** Until when one student may hand in, where that is another day than everybody's (illness, no line). The reason stays with it. */
export const ownDeadline = courses.table(
  'own_deadline',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => item.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    dueAt: moment('due_at').notNull(),
    reason: text('reason').notNull(),
    grantedBy: uuid('granted_by')
      .notNull()
      .references(() => person.id),
    grantedAt: moment('granted_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.personId] }), index('own_deadline_person').on(table.personId)],
)
personalData(ownDeadline, { reason: 'deadline' })
