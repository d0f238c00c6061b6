import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./foundation/server/*/tables.ts', './domains/*/tables.ts', './domains/*/*/tables.ts'],
  out: './migrations',
})
