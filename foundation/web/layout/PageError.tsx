import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { ErrorState } from '../kit/ErrorState.tsx'
import { Page } from '../kit/Page.tsx'

/** A page that could not be shown; the rest of the portal goes on. */
export function PageError({ error, reset }: { error: unknown; reset?: () => void }): ReactNode {
  const t = useText('foundation')
  const router = useRouter()
  return (
    <Page title={t('error.page')}>
      <ErrorState
        error={error}
        onRetry={() => {
          reset?.()
          void router.invalidate()
        }}
      />
    </Page>
  )
}
