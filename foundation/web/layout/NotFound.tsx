import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { EmptyState } from '../kit/EmptyState.tsx'
import { Page } from '../kit/Page.tsx'
import { useGo } from '../navigation/use-go.ts'

/** No page has this address. */
export function NotFound(): ReactNode {
  const t = useText('foundation')
  const go = useGo()
  return (
    <Page title={t('not-found.title')}>
      <EmptyState icon="not-found" title={t('not-found.text')} action={<Button onClick={() => go('/')}>{t('not-found.home')}</Button>} />
    </Page>
  )
}
