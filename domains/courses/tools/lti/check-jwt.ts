import { lt } from 'drizzle-orm'
import { createLocalJWKSet, decodeJwt, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose'
import type { Ctx } from '../../../../foundation/server/context.ts'
import type { Tx } from '../../../../foundation/server/database/database.ts'
import { fetchOutside } from './fetch-outside.ts'
import type { Tool } from './find-tool.ts'
import { toolWord } from '../tables.ts'

/** Keys of tools as they were fetched; asked for again after minutes, or when a key is not among them. */
const kept = new Map<string, { at: number; keys: JSONWebKeySet }>()
const freshMs = 300_000
const againMs = 10_000

/** What a word that a tool signs says. Null when it is not the tool's, not for us, too old, or lives too long. */
export async function checkToolJwt(ctx: Ctx, tool: Tool, word: string, audience: string[]): Promise<JWTPayload | null> {
  const options = { issuer: tool.clientId, audience, algorithms: ['RS256', 'ES256'], clockTolerance: 10, requiredClaims: ['exp', 'iat'] }
  for (const again of [false, true]) {
    try {
      const { payload } = await jwtVerify(word, createLocalJWKSet(await keysOf(ctx, tool, again)), options)
      const { iat = 0, exp = 0 } = payload
      return exp - iat > 3600 || iat > Date.now() / 1000 + 60 ? null : payload
    } catch (error) {
      const unknownKey = error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed
      if (unknownKey && !again && tool.jwksUrl) continue
      if (error instanceof errors.JOSEError || error instanceof TypeError) return null
      throw error
    }
  }
  return null
}

async function keysOf(ctx: Ctx, tool: Tool, again: boolean): Promise<JSONWebKeySet> {
  if (!tool.jwksUrl) return (tool.jwks ?? { keys: [] }) as JSONWebKeySet
  const known = kept.get(tool.jwksUrl)
  if (known && Date.now() - known.at < (again ? againMs : freshMs)) return known.keys
  const body = await fetchOutside(ctx.portal.config, tool.jwksUrl, { bytes: 262_144, ms: 5000 })
  const keys = readKeySet(body.toString('utf8'))
  kept.set(tool.jwksUrl, { at: Date.now(), keys })
  return keys
}

/** A key set from text; empty when it is none. */
export function readKeySet(text: string): JSONWebKeySet {
  try {
    const read = JSON.parse(text) as { keys?: unknown }
    return Array.isArray(read.keys) ? ({ keys: read.keys } as JSONWebKeySet) : { keys: [] }
  } catch {
    return { keys: [] }
  }
}

/** Who a word says it is from, before anything of it is believed. */
export function claimedIssuer(word: string): string | null {
  try {
    return decodeJwt(word).iss ?? null
  } catch {
    return null
  }
}

/** Marks a word of a tool as used. @returns false when it was used before */
export async function useOnce(tx: Tx, toolId: string, word: string, seconds: number): Promise<boolean> {
  await tx.delete(toolWord).where(lt(toolWord.expiresAt, new Date()))
  const made = await tx
    .insert(toolWord)
    .values({ toolId, word: word.slice(0, 500), expiresAt: new Date(Date.now() + seconds * 1000) })
    .onConflictDoNothing()
    .returning({ word: toolWord.word })
  return made.length > 0
}
