import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ClauseTag } from '../../../../foundation/web/kit/ClauseTag.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../../foundation/web/kit/Page.tsx'
import { SkeletonCards } from '../../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { usePathValues } from '../../../../foundation/web/navigation/use-go.ts'
import type { CertificateView } from '../contract.ts'
import styles from './Mooc.module.css'

/** Whether a certificate is real, for whoever was shown one; it says what it is not (R7.2a). */
export default function CertificatePage(): ReactNode {
  const { code = '' } = usePathValues()
  const t = useText('learning-mooc')
  const pick = usePick()
  const format = useFormat()
  const locale = useLocale()
  const found = useApi<CertificateView>('/api/certificates/{code}', { path: { code } })
  return (
    <Page title={t('certificate.check')} savedAt={found.savedAt} width="text" facts={<ClauseTag clause="R7.2a" />}>
      <Loaded from={found} skeleton={<SkeletonCards cards={1} />}>
        {(view: CertificateView) => (
          <Stack>
            {view.revokedAt ? (
              <Notice tone="bad" title={t('certificate.revoked', { date: format.date(view.revokedAt) })}>
                {view.revokedReason}
              </Notice>
            ) : (
              <Notice tone="good" title={t('certificate.real')} />
            )}
            <div className={styles['paper']}>
              <p>{pick(view.university)}</p>
              <h2>{format.name(view.holder, 'full')}</h2>
              <p>«{pick(view.course)}»</p>
              <p>{t('certificate.result', { hours: format.number(view.hours), share: format.number(view.share) })}</p>
              <p className={styles['soft']}>{t('certificate.number', { number: view.number, date: format.date(view.issuedAt) })}</p>
              {!view.revokedAt && (
                <Button
                  component="a"
                  variant="default"
                  leftSection={<Icon name="download" />}
                  href={`/api/certificates/${view.code}/paper.pdf?language=${locale}`}
                >
                  {t('certificate.paper')}
                </Button>
              )}
            </div>
            <p className={styles['soft']}>{t('certificate.not-state')}</p>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
