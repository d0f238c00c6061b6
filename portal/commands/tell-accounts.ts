import { systemContext, type Portal } from '../../foundation/server/context.ts'
import { newId } from '../../foundation/server/database/ids.ts'
import { listDemonstrationAccounts } from '../../foundation/server/sessions/index.ts'

/** Prints the demonstration's accounts, one a role. Codes change every half minute, so the sign-in page tells them. */
export async function tellAccounts(portal: Portal, address: string): Promise<void> {
  const accounts = await listDemonstrationAccounts(systemContext(portal, newId()))
  const rows = accounts.map((one) => [one.role, one.login, one.password, one.code === null ? '' : 'yes'])
  const all = [['role', 'login', 'password', 'asks a code'], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  process.stdout.write(`\nDemonstration accounts (the codes are shown at ${address}/sign-in):\n\n  ${lines.join('\n  ')}\n\nEnd with Ctrl-C.\n`)
}
