import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'

/** What was written here before and not saved stands on the page again. */
export function DraftNotice({ onLeave }: { onLeave: () => void }): ReactNode {
  const t = useText('exams-bank')
  return (
    <Notice role="status" title={t('draft.title')}>
      <p>{t('draft.text')}</p>
      <Button size="compact-sm" variant="default" onClick={onLeave}>
        {t('draft.leave')}
      </Button>
    </Notice>
  )
}
