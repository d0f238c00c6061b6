import { eq, sql } from 'drizzle-orm'
import { genericOAuth } from 'better-auth/plugins'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OidcProvider } from '../config/index.ts'
import type { Ctx, Portal } from '../context.ts'
import { change } from '../database/change.ts'
import type { Tx } from '../database/database.ts'
import { newId } from '../database/ids.ts'
import { problem } from '../http/problem.ts'
import { record } from '../trace/record.ts'
import { addressOf, isUsable, makeAuth, type Auth } from './auth.ts'
import { beginBound, beginningLater, inTransaction } from './bound-database.ts'
import { findAccount, findOfPerson, type FoundAccount } from './find-account.ts'
import { endSessionOfCookie, forgetEarlier, recordFailure, signedIn } from './sign-in.ts'
import { sessionsOf } from './state.ts'
import { account, identity, session, verification } from './tables.ts'
import { makeCookie, readSigned, secondFactorCookie, sendCookies, sessionCookie, signValue, visitOf, type Visit } from './visit.ts'

/** What each known provider asks for; `esi` is the national sign-in (OIDC, code with PKCE S256). */
const presets: Record<string, { scopes: string[] }> = { esi: { scopes: ['openid', 'profile', 'email', 'phone'] } }

interface Claims {
  [claim: string]: unknown
  sub: string
  email?: string
}

const ready = new Map<string, { auth: Auth; key: Portal['database'] }>()

/** better-auth with the provider in it; made at the first use, so that a provider that is away does not keep the portal from starting. */
async function authWith(portal: Portal, provider: OidcProvider): Promise<Auth> {
  const kept = ready.get(provider.id)
  if (kept?.key === portal.database) return kept.auth
  const discoveryUrl = `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const discovered = await readDiscovery(discoveryUrl)
  const auth = makeAuth(portal, [
    genericOAuth({
      config: [
        {
          providerId: provider.id,
          discoveryUrl,
          clientId: provider.clientId,
          clientSecret: provider.clientSecret,
          scopes: presets[provider.preset ?? '']?.scopes ?? ['openid', 'profile', 'email'],
          pkce: true,
          requireIdTokenVerification: true,
          disableSignUp: true,
          disableImplicitSignUp: true,
          getUserInfo: (tokens) => readClaims(tokens, discovered.userinfo_endpoint),
          // The network is behind us: here the transaction begins, and the subject is linked to a person of ours.
          mapProfileToUser: async (profile) => {
            await linkSubject(portal, await beginBound(), provider.id, profile as unknown as Claims)
            return { email: `${String(profile.sub)}@oidc.invalid`, emailVerified: false, name: '' }
          },
        },
      ],
    }),
  ]) as unknown as Auth
  ready.set(provider.id, { auth, key: portal.database })
  return auth
}

async function readDiscovery(url: string): Promise<{ userinfo_endpoint?: string }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null)
  if (!response?.ok) throw problem('foundation.sessions.provider-away', { status: 503 })
  return (await response.json()) as { userinfo_endpoint?: string }
}

/** The claims of the verified id token, with those of the userinfo address when it speaks of the same subject. */
async function readClaims(tokens: { idToken?: string | undefined; accessToken?: string | undefined }, address: string | undefined) {
  // better-auth has verified the signature, the issuer, the audience and the nonce of this very token just before.
  const own = JSON.parse(Buffer.from(tokens.idToken?.split('.')[1] ?? 'bnVsbA', 'base64url').toString('utf8')) as Claims | null
  if (!own?.sub) return null
  if (!address || !tokens.accessToken) return { ...own, name: '', emailVerified: false }
  const response = await fetch(address, { headers: { authorization: `Bearer ${tokens.accessToken}` }, signal: AbortSignal.timeout(10_000) })
  const more = response.ok ? ((await response.json()) as Record<string, unknown>) : {}
  return { ...own, ...(more['sub'] === own.sub ? more : {}), name: '', emailVerified: false }
}

/** Links a subject to the account of the person with the same personal number; never makes a person or an account. */
async function linkSubject(portal: Portal, tx: Tx, providerId: string, claims: Claims): Promise<void> {
  const [known] = await tx
    .select({ id: identity.id })
    .from(identity)
    .where(sql`${identity.providerId} = ${providerId} AND ${identity.accountId} = ${claims.sub}`)
  if (known) return
  const found = await accountOfClaims(portal, tx, claims)
  if (found && isUsable(portal, found)) await tx.insert(identity).values({ id: newId(), userId: found.id, providerId, accountId: claims.sub })
}

async function accountOfClaims(portal: Portal, tx: Tx, { pin, email, email_verified: verified }: Claims): Promise<FoundAccount | null> {
  if (typeof pin === 'string' && pin !== '') {
    const personId = await sessionsOf(portal).parts.directory.findByPersonalNumber(tx, pin)
    return personId ? findOfPerson(tx, personId) : null
  }
  if (typeof email !== 'string' || verified !== true) return null
  const [found] = await tx
    .select({ id: account.id })
    .from(account)
    .where(sql`lower(${account.email}) = ${email.toLowerCase()}`)
  return found ? findAccount(tx, found.id) : null
}

function providerOf(portal: Portal, id: string): OidcProvider {
  const provider = portal.config.oidc
  if (provider?.id !== id) throw problem('foundation.not-found', { status: 404 })
  return provider
}

/** Begins a sign-in by an outside provider: gives the address to go to. @throws foundation.sessions.provider-away (503) */
export async function beginOidc(ctx: Ctx, visit: Visit, providerId: string): Promise<{ url: string; cookies: string[] }> {
  const auth = await authWith(ctx.portal, providerOf(ctx.portal, providerId))
  const { headers, response } = await auth.api.signInSocial({
    body: { provider: providerId, callbackURL: '/', errorCallbackURL: '/sign-in?refused=provider', disableRedirect: true },
    headers: visit.headers,
    returnHeaders: true,
  })
  if (!response.url) throw problem('foundation.sessions.provider-away', { status: 503 })
  return { url: response.url, cookies: headers.getSetCookie() }
}

/**
 * The provider's answer: better-auth checks state, PKCE, issuer, nonce and signature; then one transaction links, opens
 * the session and records. An account with a second factor is asked for it all the same.
 */
export async function finishOidc(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { id } = request.params as { id: string }
  const auth = await authWith(ctx.portal, providerOf(ctx.portal, id))
  const visit = visitOf(request)
  const opened = Promise.withResolvers<Tx>()
  const work = Promise.withResolvers<void>()
  let running: Promise<string[]> | null = null
  let response: Response | null = null
  const begin = (): Promise<Tx> => {
    running = change(ctx, async (tx) => {
      opened.resolve(tx)
      await work.promise
      return inTransaction(tx, () => settle(ctx, tx, visit, response))
    })
    running.catch((error: unknown) => opened.reject(error))
    return opened.promise
  }
  try {
    response = await beginningLater(begin, () => auth.handler(new Request(new URL(request.url, addressOf(ctx.portal)), { headers: visit.headers })))
    work.resolve()
  } catch (error) {
    work.reject(error)
    await (running as Promise<string[]> | null)?.catch(() => null)
    throw error
  }
  const cookies = running ? await (running as Promise<string[]>) : response.headers.getSetCookie()
  forgetEarlier(ctx, visit)
  sendCookies(reply, cookies)
  const pending = cookies.some((cookie) => cookie.startsWith(`${secondFactorCookie}=`))
  const opens = cookies.some((cookie) => cookie.startsWith(`${sessionCookie}=`))
  return reply.redirect(pending ? '/sign-in?step=second-factor' : opens ? '/' : '/sign-in?refused=provider', 302)
}

/** What better-auth's answer came to, recorded; gives the cookies to set. */
async function settle(ctx: Ctx, tx: Tx, visit: Visit, response: Response | null): Promise<string[]> {
  const { secret, https } = sessionsOf(ctx.portal)
  const cookies = response?.headers.getSetCookie() ?? []
  const own = cookies.find((cookie) => cookie.startsWith(`${sessionCookie}=`))
  const token = readSigned(own ? decodeURIComponent(own.slice(sessionCookie.length + 1).split(';')[0] ?? '') : undefined, secret)
  const [made] = token ? await tx.select().from(session).where(eq(session.token, token)) : []
  const found = made ? await findAccount(tx, made.userId) : null
  if (!made || !found) {
    await recordFailure(ctx, tx, null, 'oidc')
    return cookies.filter((cookie) => cookie !== own)
  }
  await endSessionOfCookie(tx, visit, secret)
  if (!found.hasSecondFactor) {
    await record(ctx, tx, signedIn(found, 'oidc'))
    return cookies
  }
  await tx.delete(session).where(eq(session.id, made.id))
  const identifier = `2fa-${newId()}`
  const expiresAt = new Date(Date.now() + 600_000)
  await tx.insert(verification).values([
    { identifier, value: found.id, expiresAt },
    { identifier: `2fa-attempts-${identifier}`, value: '0', expiresAt },
  ])
  await record(ctx, tx, { verb: 'provider.accepted', actor: found.personId, object: { type: 'account', id: found.id } })
  return [...cookies.filter((cookie) => cookie !== own), makeCookie(secondFactorCookie, signValue(identifier, secret), 600, https)]
}
