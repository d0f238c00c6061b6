import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { OperatorError, takeSettings } from '../../foundation/server/config/index.ts'
import { change } from '../../foundation/server/database/change.ts'
import { writeFacts } from '../../foundation/server/facts/facts.ts'
import { faultOfPassword } from '../../foundation/server/sessions/index.ts'
import { createAccountInput } from '../../foundation/server/sessions/contract.ts'
import { record } from '../../foundation/server/trace/record.ts'
import { createFirstAdministrator, unit } from '../../domains/people/index.ts'
import { kindOfInstall } from './demo.ts'
import { say } from './progress.ts'
import { withPortal } from './with-portal.ts'

const questions = {
  'university-ky': 'Name of the university in Kyrgyz',
  'university-ru': 'Name of the university in Russian',
  'university-en': 'Name of the university in English',
  surname: 'Surname of the first administrator',
  'given-name': 'Given name of the first administrator',
  login: 'Login of the first administrator',
  email: 'E-mail of the first administrator',
} as const

/** How it is called, for `--help`. */
export const usage = [
  'npm run portal -- init [flags]',
  '',
  'What no flag gives is asked at the terminal:',
  ...Object.entries(questions).map(([name, question]) => `  --${name.padEnd(16)}${question}`),
  '  --patronymic      Patronymic of the first administrator (may be left out)',
  '',
  'The password comes from the variable ADMIN_PASSWORD; without it a temporary one is printed once.',
].join('\n')

type Answers = Record<keyof typeof questions, string> & { patronymic: string | undefined; password: string | undefined }

/**
 * `portal init`: an empty production university and its first administrator, who must set up a second factor at the
 * first sign-in. Asks at the terminal only for what no flag gives. The password comes from ADMIN_PASSWORD, or a
 * temporary one is printed once.
 */
export async function run(args: string[]): Promise<void> {
  const answers = await ask(takeSettings(args).rest)
  await withPortal(args, async (ctx) => {
    const kind = await kindOfInstall(ctx)
    if (kind !== 'empty')
      throw new OperatorError(
        `This database already holds ${kind === 'production' ? 'a university' : 'the demonstration'}; init makes one in an empty database only.`,
      )
    const name = { ky: answers['university-ky'], ru: answers['university-ru'], en: answers['university-en'] }
    const made = await change(ctx, async (tx) => {
      await writeFacts(tx, { demonstration: false, universityName: name })
      await tx.insert(unit).values({ kind: 'rectorate', code: 'RECTORATE', name: { ky: 'Ректорат', ru: 'Ректорат', en: 'Rectorate' } })
      await record(ctx, tx, { verb: 'university.made', object: { type: 'university', id: 'production' } })
      const { surname, login, email, patronymic, password } = answers
      return createFirstAdministrator(ctx, tx, {
        surname,
        givenName: answers['given-name'],
        patronymic: patronymic ?? null,
        login,
        email,
        ...(password ? { password } : {}),
      })
    })
    say(`The university is made. First administrator: ${made.login}`)
    if (made.temporaryPassword) say(`Temporary password, told only now: ${made.temporaryPassword}`)
    say('Serve it with: npm start -- --production')
  })
}

async function ask(rest: string[]): Promise<Answers> {
  const options = Object.fromEntries([...Object.keys(questions), 'patronymic'].map((name) => [name, { type: 'string' as const }]))
  let values: Record<string, unknown>
  try {
    values = parseArgs({ args: rest, options }).values
  } catch (error) {
    throw new OperatorError(
      `${(error as Error).message}\nFlags: ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(' ')}; password by ADMIN_PASSWORD`,
      64,
    )
  }
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) if (typeof value === 'string' && value.trim()) given[name] = value.trim()
  const missing = (Object.keys(questions) as (keyof typeof questions)[]).filter((name) => !given[name])
  if (missing.length > 0 && !process.stdin.isTTY)
    throw new OperatorError(`Give these by flags (no terminal to ask at): ${missing.map((name) => `--${name}`).join(' ')}`, 64)
  if (missing.length > 0) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout })
    for (const name of missing) while (!given[name]) given[name] = (await terminal.question(`${questions[name]}: `)).trim()
    terminal.close()
  }
  if (!createAccountInput.shape.login.safeParse(given['login']).success)
    throw new OperatorError(`--login: 3 to 60 Latin letters, figures, points and hyphens, not "${given['login']}"`, 64)
  if (!z.email().safeParse(given['email']).success)
    throw new OperatorError(`--email: an address to which letters arrive, not "${given['email']}": passwords are recovered by it`, 64)
  const password = process.env.ADMIN_PASSWORD
  if (password && faultOfPassword(password, [given.login ?? '', given.email ?? ''])) {
    throw new OperatorError('ADMIN_PASSWORD is too weak: at least 12 characters, and none of the common ones.', 64)
  }
  return { ...(given as Answers), patronymic: given.patronymic, password }
}
