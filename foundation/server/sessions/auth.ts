import { AsyncLocalStorage } from 'node:async_hooks'
import { passkey as passkeyPlugin } from '@better-auth/passkey'
import { betterAuth, type BetterAuthPlugin } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError } from 'better-auth/api'
import { eq } from 'drizzle-orm'
import { twoFactor as twoFactorPlugin, username } from 'better-auth/plugins'
import type { Portal } from '../context.ts'
import { newId } from '../database/ids.ts'
import { beginBound, boundDatabase } from './bound-database.ts'
import { hashPassword } from './password-hash.ts'
import { account, identity, passkey, session, twoFactor, verification } from './tables.ts'

/** A session ends after thirty days, or after fourteen without use (see identify.ts). */
export const sessionLives = 30 * 86_400
const issuer = 'Univer Plus'

const checked = new AsyncLocalStorage<string>()

/**
 * Runs better-auth's work with a password that was verified already. argon2 is slow by design, so it is done before the
 * transaction opens; inside, better-auth only learns that this hash was the right one.
 */
export function withCheckedPassword<T>(hash: string | null, work: () => Promise<T>): Promise<T> {
  return hash === null ? work() : checked.run(hash, work)
}

/** The address of the portal for links, cookies and passkeys. */
export function addressOf(portal: Portal): string {
  return portal.config.publicUrl ?? `http://localhost:${portal.config.port}`
}

/**
 * better-auth as the portal uses it: by its server calls only, never by its own addresses (but the OIDC callback).
 * Sign-up is closed; limits, messages and traces are the portal's.
 */
export function makeAuth(portal: Portal, more: BetterAuthPlugin[] = []) {
  const address = addressOf(portal)
  const https = address.startsWith('https:')
  return betterAuth({
    appName: issuer,
    baseURL: address,
    basePath: '/api/auth',
    secret: portal.config.secret,
    trustedOrigins: [address],
    database: drizzleAdapter(boundDatabase(portal.database) as Parameters<typeof drizzleAdapter>[0], {
      provider: 'pg',
      schema: { user: account, account: identity, session, verification, twoFactor, passkey },
      transaction: false,
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 256,
      password: { hash: hashPassword, verify: async ({ hash }) => checked.getStore() === hash },
    },
    account: { updateAccountOnSignIn: false, storeStateStrategy: 'cookie', accountLinking: { disableImplicitLinking: true } },
    session: { expiresIn: sessionLives, disableSessionRefresh: true, freshAge: 3600, cookieCache: { enabled: false } },
    databaseHooks: { session: { create: { before: (made) => refuseUnusable(portal, made.userId) } } },
    plugins: [
      username({ displayUsername: false, minUsernameLength: 1, maxUsernameLength: 200, usernameValidator: () => true }),
      twoFactorPlugin({ issuer, allowPasswordless: true, twoFactorCookieMaxAge: 600, accountLockout: { enabled: false } }),
      passkeyPlugin({
        rpID: new URL(address).hostname,
        rpName: issuer,
        origin: portal.config.publicUrl ? new URL(address).origin : null,
        advanced: { webAuthnChallengeCookie: 'passkey' },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        authentication: {
          // A passkey stands for both factors only when the device asked for a finger, a face or its code.
          afterVerification: async ({ verification: seen }) => {
            if (!seen.authenticationInfo.userVerified) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' })
          },
        },
      }),
      ...more,
    ],
    advanced: {
      cookiePrefix: 'portal',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: https, path: '/' },
      // better-auth never makes an account here: each belongs to a person, and its check would complain of that column.
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { ipAddressHeaders: ['x-portal-address'] },
      disableOriginCheck: false,
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
}

export type Auth = ReturnType<typeof makeAuth>

/** The last guard before any session is made, whatever way led there: disabled accounts and, in production, demonstration ones. */
async function refuseUnusable(portal: Portal, accountId: string): Promise<false | undefined> {
  const tx = await beginBound()
  const [found] = await tx
    .select({ disabledAt: account.disabledAt, demonstration: account.demonstration })
    .from(account)
    .where(eq(account.id, accountId))
  return found && isUsable(portal, found) ? undefined : false
}

/** Whether an account may sign in here at all. */
export function isUsable(portal: Portal, found: { disabledAt: Date | null; demonstration: boolean }): boolean {
  return found.disabledAt === null && (!found.demonstration || portal.demonstration)
}
