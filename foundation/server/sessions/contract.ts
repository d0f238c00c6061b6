import { z } from 'zod'
import { locales } from '../../i18n/localized.ts'

const localized = z.object({ ky: z.string().optional(), ru: z.string().optional(), en: z.string().optional() })
const newPassword = z.string().min(1).max(256)

/** What a browser's WebAuthn call gives and takes; its inside is checked by the WebAuthn library. */
export const webAuthn = z.record(z.string(), z.unknown())
export const signInInput = z.object({ login: z.string().trim().min(1).max(200), password: z.string().min(1).max(256) })
/** `methods`: which second factors the account has; told only after the right password. */
export const signInAnswer = z.object({
  next: z.enum(['done', 'second-factor', 'set-password']),
  methods: z.array(z.enum(['code', 'passkey'])).optional(),
})
export const factorInput = z.union([z.object({ code: z.string().min(1).max(20) }), z.object({ backupCode: z.string().min(1).max(40) })])
export const passwordOnly = z.object({ password: z.string().max(256).optional() })
export const codeOnly = z.object({ code: z.string().min(1).max(20) })
export const changePasswordInput = z.object({ current: z.string().max(256), password: newPassword })
export const recoveryInput = z.object({ login: z.string().trim().min(1).max(200) })
/** Without a token, the one of the cookie that signing in with a temporary password set. */
export const finishRecoveryInput = z.object({ token: z.string().min(1).max(200).optional(), password: newPassword })
export const newEmailInput = z.object({ email: z.email().max(200), password: z.string().max(256).optional() })
export const accountEmailInput = z.object({ email: z.email().max(200).nullable() })
export const idParam = z.object({ id: z.uuid() })
export const personParam = z.object({ personId: z.uuid() })
export const settingsInput = z.object({
  locale: z.enum(locales).optional(),
  theme: z.enum(['light', 'dark', 'auto']).optional(),
  dataSaver: z.boolean().optional(),
})

export const sessionView = z.object({
  id: z.string(),
  device: z.string(),
  address: z.string(),
  signedInAt: z.string(),
  lastSeenAt: z.string(),
  current: z.boolean(),
})

export const meView = z.object({
  account: z.object({
    id: z.string(),
    login: z.string(),
    email: z.string().nullable(),
    locale: z.string().nullable(),
    theme: z.string().nullable(),
    dataSaver: z.boolean(),
    secondFactor: z.boolean(),
  }),
  person: z.object({
    id: z.string(),
    surname: z.string(),
    givenName: z.string(),
    patronymic: z.string().nullable(),
    photoUrl: z.string().nullable(),
  }),
  roles: z.array(z.object({ role: z.string(), unitId: z.string().nullable(), groupId: z.string().nullable(), scopeName: localized.nullable() })),
  abilities: z.array(
    z.object({
      action: z.union([z.string(), z.array(z.string())]),
      subject: z.union([z.string(), z.array(z.string())]).optional(),
      conditions: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  needsSecondFactor: z.boolean(),
})

export const securityView = z.object({
  mandatory: z.boolean(),
  hasPassword: z.boolean(),
  totp: z.boolean(),
  backupCodesLeft: z.number(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), createdAt: z.string() })),
  providers: z.array(z.string()),
})

export const createAccountInput = z.object({
  personId: z.uuid(),
  login: z
    .string()
    .trim()
    .min(3)
    .max(60)
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9.-]*$/),
  email: z.email().max(200).nullish(),
})
export const temporaryView = z.object({ login: z.string(), temporaryPassword: z.string(), until: z.string() })

export const accountView = z.object({
  login: z.string(),
  email: z.string().nullable(),
  disabled: z.boolean(),
  secondFactor: z.boolean(),
  hasPassword: z.boolean(),
  temporaryUntil: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
})
