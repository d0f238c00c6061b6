import type { ReactNode } from 'react'
import { useFormat, useLocale, usePick, useText } from '../i18n/use-text.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { Notice } from '../kit/Notice.tsx'
import { PrintButton } from '../kit/PrintButton.tsx'
import { Stack } from '../kit/Stack.tsx'
import { usePortal } from '../session/portal-facts.ts'
import styles from './account.module.css'

/** A temporary password, told once. */
export interface Temporary {
  login: string
  temporaryPassword: string
  until: string
}

/** The slip with the temporary password: alone on the paper when it is printed. */
export function TemporaryPassword({ given, name, onClose }: { given: Temporary | null; name: string; onClose: () => void }): ReactNode {
  const t = useText('account')
  const format = useFormat()
  const say = usePick()
  const locale = useLocale()
  const portal = usePortal()
  return (
    <Dialog open={given !== null} onClose={onClose} title={t('slip.title')} actions={<PrintButton />}>
      {given && (
        <Stack>
          <Notice tone="warn" title={t('slip.once')}>
            {t('slip.once-text')}
          </Notice>
          <div className={styles['slip']} lang={locale}>
            <p>{say(portal?.name)}</p>
            <p>
              <strong>{name}</strong>
            </p>
            <dl>
              <dt>{t('slip.address')}</dt>
              <dd translate="no">{location.origin}</dd>
              <dt>{t('slip.login')}</dt>
              <dd translate="no">{given.login}</dd>
              <dt>{t('slip.password')}</dt>
              <dd className={styles['code']} translate="no">
                {given.temporaryPassword}
              </dd>
            </dl>
            <p>{t('slip.until', { date: format.longDate(given.until) })}</p>
          </div>
        </Stack>
      )}
    </Dialog>
  )
}
