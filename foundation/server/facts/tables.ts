import { pgSchema, text } from 'drizzle-orm/pg-core'

export const foundationSchema = pgSchema('foundation')

/** Facts of the installation: whether it is the demonstration, the university's name, when it was made. */
export const fact = foundationSchema.table('fact', { key: text('key').primaryKey(), value: text('value').notNull() })
