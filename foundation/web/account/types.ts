/** What a step of signing in leads to: POST /api/session and its like. */
export interface SignInAnswer {
  next: 'done' | 'second-factor' | 'set-password'
  methods?: ('code' | 'passkey')[]
}

/** An account of the demonstration. */
export interface DemonstrationAccount {
  login: string
  password: string
  role: string
  code: string | null
}

/** How the own account is guarded: GET /api/account/security. */
export interface Security {
  mandatory: boolean
  hasPassword: boolean
  totp: boolean
  backupCodesLeft: number
  passkeys: { id: string; name: string; createdAt: string }[]
  providers: string[]
}

/** A device on which the account is signed in. */
export interface Device {
  id: string
  device: string
  address: string
  signedInAt: string
  lastSeenAt: string
  current: boolean
}
