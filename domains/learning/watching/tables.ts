import { customType, index, integer, jsonb, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../foundation/server/database/columns.ts'
import { video } from '../../courses/video/tables.ts'
import { person } from '../../people/tables.ts'
import { learning } from '../tables.ts'
import type { Interval } from './shared/intervals.ts'

/** PostgreSQL's own set of stretches: its `+` merges, so a whole film watched is one stretch. */
export const stretches = customType<{ data: Interval[]; driverData: string }>({
  dataType: () => 'int4multirange',
  toDriver: writeStretches,
  fromDriver: readStretches,
})

export function writeStretches(intervals: Interval[]): string {
  return `{${intervals.map(([from, to]) => `[${from},${to})`).join(',')}}`
}

export function readStretches(text: string): Interval[] {
  return [...text.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, to]) => [Number(from), Number(to)] as const)
}

/** What a viewer has really watched of a video: ONE row, however long they watch (R4.3c). Times in tenths of seconds of the film. */
export const watched = learning.table(
  'watched',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id),
    videoId: uuid('video_id')
      .notNull()
      .references(() => video.id, { onDelete: 'cascade' }),
    /** Seen, or heard with sound alone. */
    played: stretches('played').notNull(),
    /** Played in a tab that nobody saw; does not count. */
    hidden: stretches('hidden').notNull(),
    /** Where the viewer was last, on any device. */
    place: integer('place').notNull().default(0),
    /** Tenths of real seconds that were spent, and how many may still be told of. */
    spent: integer('spent').notNull().default(0),
    budget: integer('budget').notNull().default(0),
    /** The last players that told something: key → number of their last beat. */
    players: jsonb('players').$type<Record<string, number>>().notNull().default({}),
    startedAt: moment('started_at').notNull(),
    lastAt: moment('last_at').notNull(),
    doneAt: moment('done_at'),
  },
  (table) => [primaryKey({ columns: [table.personId, table.videoId] }), index('watched_video').on(table.videoId)],
)
