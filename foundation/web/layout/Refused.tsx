import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { Page } from '../kit/Page.tsx'
import { useGo } from '../navigation/use-go.ts'

/** The page exists, but the person's roles do not open it. */
export function Refused(): ReactNode {
  const t = useText('foundation')
  const go = useGo()
  return (
    <Page title={t('error.refused.title')}>
      <EmptyState icon="lock" title={t('error.refused.text')} action={<Button onClick={() => go('/')}>{t('not-found.home')}</Button>} />
    </Page>
  )
}
