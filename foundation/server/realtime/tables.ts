import { bigserial, customType } from 'drizzle-orm/pg-core'
import { createdAt } from '../database/columns.ts'
import { foundationSchema } from '../facts/tables.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** News between portal processes that do not fit a database notification; emptied by the adapter itself. */
export const realtimeAttachment = foundationSchema.table('realtime_attachment', {
  id: bigserial('id', { mode: 'bigint' }).primaryKey(),
  createdAt: createdAt(),
  payload: bytea('payload'),
})
