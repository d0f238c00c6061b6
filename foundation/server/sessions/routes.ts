import { z } from 'zod'
import { defineRoutes } from '../http/route.ts'
import { problem } from '../http/problem.ts'
import * as shapes from './contract.ts'
import { listDemonstrationAccounts } from './demonstration-accounts.ts'
import { finishSecondFactor } from './finish-second-factor.ts'
import { beginOidc } from './oidc.ts'
import { beginPasskeySignIn, signInByPasskey } from './passkeys.ts'
import { requestRecovery } from './request-recovery.ts'
import { finishRecovery } from './set-password.ts'
import { signIn } from './sign-in.ts'
import { endSession } from './sign-out.ts'
import { sessionsOf } from './state.ts'
import { makeCookie, passwordTokenCookie, secondFactorCookie, sendCookies, sessionCookie, visitOf } from './visit.ts'

/**
 * The way in and out. Guessing is slowed down by throttle.ts (by login, device and address together), so the limits here
 * are wide: a whole dormitory may sign in from one address within a minute.
 */
export const routes = defineRoutes('sessions', (route) => {
  route({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with login (or e-mail) and password',
    may: 'public',
    limit: 'read',
    clauses: ['R3.6a', 'R5.2c'],
    body: shapes.signInInput,
    response: shapes.signInAnswer,
    handler: async (ctx, { body, request, reply }) => {
      const { cookies, ...answer } = await signIn(ctx, visitOf(request, []), body).catch(rethrowWithPause(reply))
      sendCookies(reply, cookies)
      return answer
    },
  })

  route({
    method: 'POST',
    path: '/api/session/second-factor',
    summary: 'Second step of a sign-in: a code, or a backup code',
    may: 'public',
    limit: 'read',
    clauses: ['R5.2c'],
    body: shapes.factorInput,
    response: shapes.signInAnswer,
    handler: async (ctx, { body, request, reply }) => {
      const { cookies } = await finishSecondFactor(ctx, visitOf(request, [secondFactorCookie]), body).catch(rethrowWithPause(reply))
      sendCookies(reply, cookies)
      return { next: 'done' as const }
    },
  })

  route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Sign out here',
    may: 'signed-in',
    beforeSecondFactor: true,
    handler: async (ctx, { reply }) => {
      await endSession(ctx, ctx.actor?.sessionId ?? '')
      sendCookies(reply, [makeCookie(sessionCookie, '', 0, sessionsOf(ctx.portal).https)])
    },
  })

  route({
    method: 'POST',
    path: '/api/session/passkey/options',
    summary: 'Begin a sign-in by passkey',
    may: 'public',
    limit: 'write',
    response: shapes.webAuthn,
    handler: async (ctx, { request, reply }) => {
      const { options, cookies } = await beginPasskeySignIn(ctx, visitOf(request, []))
      sendCookies(reply, cookies)
      return options
    },
  })

  route({
    method: 'POST',
    path: '/api/session/passkey',
    summary: 'Sign in by passkey',
    may: 'public',
    limit: 'write',
    clauses: ['R5.2c'],
    body: z.object({ response: shapes.webAuthn }),
    response: shapes.signInAnswer,
    handler: async (ctx, { body, request, reply }) => {
      const { cookies } = await signInByPasskey(ctx, visitOf(request), body.response)
      sendCookies(reply, cookies)
      return { next: 'done' as const }
    },
  })

  route({
    method: 'POST',
    path: '/api/session/provider',
    summary: 'Begin a sign-in by an outside provider (the national ESI, or any OpenID provider)',
    may: 'public',
    limit: 'write',
    body: z.object({ provider: z.string().min(1).max(60) }),
    response: z.object({ url: z.string() }),
    handler: async (ctx, { body, request, reply }) => {
      const { url, cookies } = await beginOidc(ctx, visitOf(request, []), body.provider)
      sendCookies(reply, cookies)
      return { url }
    },
  })

  route({
    method: 'POST',
    path: '/api/recovery',
    summary: 'Ask for a link to a new password; the answer is the same whether or not the account exists',
    may: 'public',
    limit: 'write',
    body: shapes.recoveryInput,
    handler: async (ctx, { body, request, reply }) => {
      await requestRecovery(ctx, visitOf(request, []), body.login).catch(rethrowWithPause(reply))
    },
  })

  route({
    method: 'POST',
    path: '/api/recovery/finish',
    summary: 'Set a new password with the link’s token, or after a temporary password',
    may: 'public',
    limit: 'write',
    clauses: ['R5.2c'],
    body: shapes.finishRecoveryInput,
    response: z.object({ login: z.string() }),
    handler: async (ctx, { body, request, reply }) => {
      const token = body.token ?? request.cookies[passwordTokenCookie]
      if (!token) throw problem('foundation.sessions.token-spent', { status: 410 })
      const done = await finishRecovery(ctx, { token, password: body.password })
      sendCookies(reply, [makeCookie(passwordTokenCookie, '', 0, sessionsOf(ctx.portal).https)])
      return done
    },
  })

  route({
    method: 'GET',
    path: '/api/demonstration/accounts',
    summary: 'The demonstration’s accounts with passwords and present codes; not found anywhere else',
    may: 'public',
    response: z.array(z.object({ login: z.string(), password: z.string(), role: z.string(), code: z.string().nullable() })),
    handler: async (ctx) => listDemonstrationAccounts(ctx),
  })
})

/** A refusal that tells how long to wait says so in `retry-after` too. */
function rethrowWithPause(reply: { header: (name: string, value: string) => unknown }): (error: unknown) => never {
  return (error) => {
    const seconds = (error as { options?: { facts?: { retryAfterSeconds?: unknown } } }).options?.facts?.retryAfterSeconds
    if (typeof seconds === 'number') reply.header('retry-after', String(seconds))
    throw error
  }
}
