import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { OperatorError, takeSettings } from '../../foundation/server/config/index.ts'
import type { Ctx } from '../../foundation/server/context.ts'
import { Problem } from '../../foundation/server/http/problem.ts'
import type { Locale } from '../../foundation/i18n/localized.ts'
import { withPortal } from './with-portal.ts'

export interface FileCommand<Flag extends string> {
  usage: string
  /** Flags beside the settings and `--language`; `needed` ones must be given. */
  flags: Record<Flag, { type: 'string' | 'boolean'; needed?: boolean }>
  run: (ctx: Ctx, path: string, given: Partial<Record<Flag, string | boolean>>) => Promise<void>
}

/**
 * Runs an operator command that reads one file: parses its words, opens the portal, and tells a refusal of the domain as
 * plain words with exit code 65 (data are wrong) instead of a stack.
 */
export async function runFileCommand<Flag extends string>(args: string[], command: FileCommand<Flag>): Promise<void> {
  const options = Object.fromEntries([
    ...Object.entries<{ type: 'string' | 'boolean' }>(command.flags).map(([name, { type }]) => [name, { type }] as const),
    ['language', { type: 'string' as const }] as const,
  ])
  let parsed: { values: Record<string, unknown>; positionals: string[] }
  try {
    parsed = parseArgs({ args: takeSettings(args).rest, options, allowPositionals: true })
  } catch (error) {
    throw new OperatorError(`${(error as Error).message}\n${command.usage}`, 64)
  }
  const [file, more] = parsed.positionals
  const values = parsed.values as Partial<Record<Flag | 'language', string | boolean>>
  const missing = (Object.keys(command.flags) as Flag[]).filter((name) => command.flags[name].needed && values[name] === undefined)
  if (!file || more || missing.length > 0) throw new OperatorError(command.usage, 64)
  if (!existsSync(file)) throw new OperatorError(`There is no file ${resolve(file)}.`, 66)
  await withPortal(args, async (ctx) => {
    const reader: Ctx = { ...ctx, locale: localeOf(values.language) }
    try {
      await command.run(reader, resolve(file), values)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { title, detail, fields } = error.present(reader.locale, '') as {
        title: string
        detail?: string
        fields?: { path: string; message: string }[]
      }
      throw new OperatorError([title, detail, ...(fields ?? []).map((field) => `  ${field.path}: ${field.message}`)].filter(Boolean).join('\n'), 65)
    }
  })
}

function localeOf(given: string | boolean | undefined): Locale {
  return given === 'ky' || given === 'ru' || given === 'en' ? given : 'en'
}
