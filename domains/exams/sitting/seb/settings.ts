import { createHash, randomInt } from 'node:crypto'
import type { Ctx } from '../../../../foundation/server/context.ts'
import type { Sitting } from '../read-sitting.ts'
import type { SebSettings } from './config-key.ts'

/** Where an exam is sat. */
export interface Place {
  itemId: string
  offeringId: string
}

/** Under which address Safe Exam Browser sees the portal. */
export function portalOrigin(ctx: Ctx): string {
  const { publicUrl, port } = ctx.portal.config
  return new URL(publicUrl ?? `http://localhost:${port}`).origin
}

export const startPath = ({ itemId, offeringId }: Place): string => `/courses/${offeringId}/items/${itemId}`

/**
 * What Safe Exam Browser is told for an exam: where it begins, how it is left, what is shut meanwhile. What is not told is as SEB has
 * it, which is always the strictest. Any change here changes the Config Key of exams that are set already: their file is fetched anew.
 */
export function sebSettings(origin: string, own: Pick<Sitting, 'sebQuit'>, place: Place): SebSettings {
  return {
    // 0: for an exam, not for the computer for good
    sebConfigPurpose: 0,
    startURL: `${origin}${startPath(place)}`,
    sendBrowserExamKey: true,
    // 3: the modern engine with the JavaScript interface, wherever there is one
    browserWindowWebView: 3,
    allowQuit: true,
    hashedQuitPassword: createHash('sha256')
      .update(own.sebQuit ?? '')
      .digest('hex'),
    allowPreferencesWindow: false,
    allowSwitchToApplications: false,
    allowScreenSharing: false,
    allowVirtualMachine: false,
    allowDictionaryLookup: false,
    allowSpellCheck: false,
    enablePrivateClipboard: true,
    enableRightMouse: false,
    newBrowserWindowByLinkPolicy: 1,
    browserWindowAllowReload: true,
    showReloadButton: true,
    showReloadWarning: false,
    showTime: true,
    showInputLanguage: true,
  }
}

/** Without letters that look alike: it is read out aloud. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A new password that lets out of Safe Exam Browser; who watches the exam tells it. Its hash stands in the file that everybody may fetch. */
export function newQuitPassword(): string {
  return Array.from({ length: 14 }, () => signs[randomInt(signs.length)]).join('')
}
