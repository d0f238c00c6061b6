import { z } from 'zod'
import { change } from '../database/change.ts'
import { defineRoutes } from '../http/route.ts'
import { problem } from '../http/problem.ts'
import { confirmNewEmail, requestNewEmail, setAccountEmail } from './change-email.ts'
import * as shapes from './contract.ts'
import { createAccount } from './create-account.ts'
import { resetAccount, switchAccount, viewAccount } from './manage-account.ts'
import { keepSettings, listSessions, readMe, readSecurity } from './me.ts'
import { beginPasskey, keepPasskey, removePasskey } from './passkeys.ts'
import { changePassword } from './set-password.ts'
import { confirmTotp, removeTotp, renewBackupCodes, setUpTotp } from './set-up-totp.ts'
import { endOtherSessions, endSession } from './sign-out.ts'
import { temporaryFor } from './temporary-password.ts'
import { sendCookies, visitOf } from './visit.ts'

/** The own account: settings, devices, password and second factor; and the registrar's care of others' accounts. */
export const accountRoutes = defineRoutes('sessions', (route) => {
  const own = { may: 'signed-in', beforeSecondFactor: true }

  route({
    method: 'GET',
    path: '/api/me',
    summary: 'Who is signed in, with roles, abilities and settings; no content for nobody',
    may: 'public',
    response: shapes.meView,
    handler: async (ctx, { request, reply }) => {
      const me = await readMe(ctx, request.identity?.needsSecondFactor ?? false)
      return me ?? reply.status(204).send()
    },
  })

  route({
    method: 'PUT',
    path: '/api/me/settings',
    summary: 'Language, theme and data saver of the own account',
    may: 'signed-in',
    beforeSecondFactor: true,
    body: shapes.settingsInput,
    handler: async (ctx, { body }) => keepSettings(ctx, body),
  })

  route({
    ...own,
    method: 'GET',
    path: '/api/sessions',
    summary: 'Devices on which the own account is signed in',
    response: z.array(shapes.sessionView),
    handler: async (ctx) => listSessions(ctx),
  })
  route({
    ...own,
    method: 'DELETE',
    path: '/api/sessions/:id',
    summary: 'Sign out one device',
    params: shapes.idParam,
    handler: async (ctx, { params }) => endSession(ctx, params.id),
  })
  route({
    ...own,
    method: 'DELETE',
    path: '/api/sessions',
    summary: 'Sign out every other device',
    response: z.object({ ended: z.number() }),
    handler: async (ctx) => ({ ended: await endOtherSessions(ctx) }),
  })

  route({
    ...own,
    method: 'POST',
    path: '/api/password',
    summary: 'Change the own password; other devices are signed out',
    body: shapes.changePasswordInput,
    handler: async (ctx, { body, request }) => changePassword(ctx, visitOf(request), body),
  })

  route({
    method: 'POST',
    path: '/api/account/email',
    summary: 'Ask for another e-mail of the own account; the link sent to it changes it. The answer tells nothing of other accounts',
    may: 'signed-in',
    limit: 'secret',
    body: shapes.newEmailInput,
    handler: async (ctx, { body, request }) => requestNewEmail(ctx, visitOf(request), body),
  })
  route({
    method: 'POST',
    path: '/api/account/email/confirm',
    summary: 'Change the e-mail of an account with the token of the link',
    may: 'public',
    limit: 'secret',
    body: z.object({ token: z.string().min(1).max(200) }),
    response: z.object({ email: z.string() }),
    handler: async (ctx, { body }) => confirmNewEmail(ctx, body.token),
  })

  route({
    ...own,
    method: 'GET',
    path: '/api/account/security',
    summary: 'How the own account is guarded',
    response: shapes.securityView,
    handler: async (ctx) => readSecurity(ctx),
  })

  route({
    ...own,
    method: 'POST',
    path: '/api/account/totp',
    summary: 'Begin the set-up of a code application',
    body: shapes.passwordOnly,
    response: z.object({ secret: z.string(), uri: z.string(), picture: z.string() }),
    handler: async (ctx, { body, request }) => setUpTotp(ctx, visitOf(request), body.password),
  })
  route({
    ...own,
    method: 'POST',
    path: '/api/account/totp/confirm',
    summary: 'Confirm the code application; gives the backup codes',
    body: shapes.codeOnly,
    response: z.object({ backupCodes: z.array(z.string()) }),
    handler: async (ctx, { body, request, reply }) => {
      const { backupCodes, cookies } = await confirmTotp(ctx, visitOf(request), body.code)
      sendCookies(reply, cookies)
      return { backupCodes }
    },
  })
  route({
    ...own,
    method: 'POST',
    path: '/api/account/totp/remove',
    summary: 'Remove the code application',
    body: shapes.passwordOnly,
    handler: async (ctx, { body, request }) => removeTotp(ctx, visitOf(request), body.password),
  })
  route({
    ...own,
    method: 'POST',
    path: '/api/account/backup-codes',
    summary: 'Make new backup codes',
    body: shapes.passwordOnly,
    response: z.object({ backupCodes: z.array(z.string()) }),
    handler: async (ctx, { body, request }) => ({ backupCodes: await renewBackupCodes(ctx, visitOf(request), body.password) }),
  })

  route({
    ...own,
    method: 'POST',
    path: '/api/account/passkeys/options',
    summary: 'Begin the registration of a passkey',
    body: shapes.passwordOnly,
    response: shapes.webAuthn,
    handler: async (ctx, { body, request, reply }) => {
      const { options, cookies } = await beginPasskey(ctx, visitOf(request), body.password)
      sendCookies(reply, cookies)
      return options
    },
  })
  route({
    ...own,
    method: 'POST',
    path: '/api/account/passkeys',
    summary: 'Keep a new passkey',
    body: z.object({ response: shapes.webAuthn, name: z.string().trim().min(1).max(60) }),
    handler: async (ctx, { body, request }) => keepPasskey(ctx, visitOf(request), body.response, body.name),
  })
  route({
    ...own,
    method: 'POST',
    path: '/api/account/passkeys/:id/remove',
    summary: 'Remove a passkey',
    params: shapes.idParam,
    body: shapes.passwordOnly,
    handler: async (ctx, { params, body, request }) => removePasskey(ctx, visitOf(request), params.id, body.password),
  })

  route({
    method: 'POST',
    path: '/api/accounts',
    summary: 'Make an account for a person; gives a temporary password to print',
    may: 'account.create',
    clauses: ['R3.6a'],
    body: shapes.createAccountInput,
    response: shapes.temporaryView,
    handler: async (ctx, { body }) => {
      const made = await change(ctx, (tx) => createAccount(ctx, tx, { ...body, email: body.email ?? null, temporary: true }))
      return { login: made.login, temporaryPassword: made.temporaryPassword ?? '', until: temporaryFor().toISOString() }
    },
  })

  route({
    method: 'GET',
    path: '/api/accounts/:personId',
    summary: 'The account of a person, as the registrar sees it',
    may: 'account.read',
    params: shapes.personParam,
    response: shapes.accountView,
    handler: async (ctx, { params }) => {
      const found = await viewAccount(ctx, params.personId)
      if (!found) throw problem('foundation.not-found', { status: 404 })
      return found
    },
  })

  route({
    method: 'POST',
    path: '/api/accounts/:personId/reset',
    summary: 'Give a person a temporary password to print; with secondFactor, remove a lost second factor too',
    may: 'account.reset',
    clauses: ['R5.2c'],
    limit: 'secret',
    params: shapes.personParam,
    body: z.object({ secondFactor: z.boolean().default(false) }),
    response: shapes.temporaryView,
    handler: async (ctx, { params, body }) => {
      const { until, ...reset } = await resetAccount(ctx, params.personId, body)
      return { ...reset, until: until.toISOString() }
    },
  })

  route({
    method: 'PUT',
    path: '/api/accounts/:personId/email',
    summary: 'Set or remove the e-mail of a person’s account; the old and the new address get a letter',
    may: 'account.reset',
    clauses: ['R5.2c'],
    params: shapes.personParam,
    body: shapes.accountEmailInput,
    handler: async (ctx, { params, body }) => setAccountEmail(ctx, params.personId, body.email),
  })

  route({
    method: 'PUT',
    path: '/api/accounts/:personId/enabled',
    summary: 'Disable an account (its sessions end) or enable it again',
    may: 'account.disable',
    params: shapes.personParam,
    body: z.object({ enabled: z.boolean() }),
    handler: async (ctx, { params, body }) => switchAccount(ctx, params.personId, body.enabled),
  })
})
