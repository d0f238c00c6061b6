import { contentOrigin, expiryWithin, signCapability } from '../../../../foundation/server/content-origin/index.ts'
import type { Ctx, Portal } from '../../../../foundation/server/context.ts'
import type { Tx } from '../../../../foundation/server/database/database.ts'
import { newId } from '../../../../foundation/server/database/ids.ts'
import type { PackageRow } from '../find-package.ts'
import type { PackageUnit } from '../shared/package.ts'
import { packageStatement } from '../tables.ts'

interface Sitting {
  row: PackageRow
  unit: PackageUnit
  portal: string
  learner: { id: string; name: string }
  attemptId: string
  sessionId: string
}

const hours = 12

/** The learner as xAPI names people: an account of the portal, known by an id and not by an address. */
export function actorOf(portal: string, learner: { id: string; name: string }): Record<string, unknown> {
  return { objectType: 'Agent', name: learner.name, account: { homePage: portal, name: learner.id } }
}

/** The identifier of a part as the portal gives it out; the package's own may stand twice in the world. */
export function activityOf(row: PackageRow, unit: PackageUnit): string {
  return row.kind === 'xapi' && unit.activity ? unit.activity : `urn:uuid:${row.id}:${encodeURIComponent(unit.id)}`
}

/** The word with which a package's statements are taken: short-lived, and good for this sitting alone. */
export function bearerOf(portal: Portal, sessionId: string, origin: string): string {
  const word = signCapability(portal.config.secret, { kind: 'package-bearer', subject: sessionId, portal: origin, expires: expiryWithin(hours) })
  return Buffer.from(`package:${word}`).toString('base64')
}

/** What the address of a launched part carries: as cmi5 8.1 says, and for plain xAPI as authoring tools have agreed. */
export function launchQuery(ctx: Ctx, sitting: Sitting): string {
  const { row, unit, portal, learner, attemptId, sessionId } = sitting
  const { config } = ctx.portal
  const word = signCapability(config.secret, { kind: 'package-lrs', subject: sessionId, portal, expires: expiryWithin(hours) })
  const base = `${contentOrigin(config, portal)}/c/${word}`
  const shared = { endpoint: `${base}/xapi/`, actor: JSON.stringify(actorOf(portal, learner)), registration: attemptId }
  const own: Record<string, string> =
    row.kind === 'cmi5'
      ? { ...shared, fetch: `${base}/fetch`, activityId: activityOf(row, unit) }
      : { ...shared, auth: `Basic ${bearerOf(ctx.portal, sessionId, portal)}`, activity_id: activityOf(row, unit) }
  return Object.entries(own)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
}

const verbs = {
  launched: 'http://adlnet.gov/expapi/verbs/launched',
  satisfied: 'https://w3id.org/xapi/adl/verbs/satisfied',
} as const

/** Says in the package's own log that the portal launched a part (cmi5 9.3.1). */
export async function sayLaunched(tx: Tx, sitting: Sitting): Promise<void> {
  await say(tx, sitting, 'launched', { 'https://w3id.org/xapi/cmi5/context/extensions/launchmode': 'Normal' })
}

/** Says that a part has met its rule (cmi5 9.3.9). */
export async function saySatisfied(tx: Tx, sitting: Sitting): Promise<void> {
  await say(tx, sitting, 'satisfied', {})
}

async function say(tx: Tx, sitting: Sitting, verb: keyof typeof verbs, more: Record<string, unknown>): Promise<void> {
  const { row, unit, portal, learner, attemptId, sessionId } = sitting
  const id = newId()
  const statement = {
    id,
    actor: actorOf(portal, learner),
    verb: { id: verbs[verb], display: { en: verb } },
    object: { objectType: 'Activity', id: activityOf(row, unit) },
    timestamp: new Date().toISOString(),
    context: {
      registration: attemptId,
      extensions: { 'https://w3id.org/xapi/cmi5/context/extensions/sessionid': sessionId, ...more },
      contextActivities: {
        category: [{ id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' }],
        grouping: [{ id: unit.activity ?? unit.id }],
      },
    },
  }
  await tx.insert(packageStatement).values({ id, attemptId, sessionId, verb: verbs[verb], statement })
}
