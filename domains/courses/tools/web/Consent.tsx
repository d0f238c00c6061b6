import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { ItemToolView } from '../contract.ts'
import styles from './Tool.module.css'

/** Before the first launch: which data go to the tool, who keeps them and where. */
export function Consent({
  tool,
  pending,
  onAgree,
  onClose,
}: {
  tool: NonNullable<ItemToolView['tool']>
  pending: boolean
  onAgree: () => void
  onClose: () => void
}): ReactNode {
  const t = useText('courses-tools')
  return (
    <Stack>
      <Notice title={t('consent.title', { name: tool.name })}>
        <p>{t('consent.keeper', { keeper: tool.keeper, host: tool.host })}</p>
        <p>{t('consent.sends')}</p>
        <ul className={styles['facts']}>
          {tool.sends.map((one) => (
            <li key={one}>{t(`sends.${one}`)}</li>
          ))}
        </ul>
        {tool.roster && <p>{t('consent.roster')}</p>}
        {tool.grades && <p>{t('consent.grades')}</p>}
        {!tool.sends.includes('name') && !tool.sends.includes('email') && <p>{t('consent.nameless')}</p>}
      </Notice>
      <Row>
        <Button loading={pending} onClick={onAgree}>
          {t('consent.agree')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('consent.not-now')}
        </Button>
      </Row>
    </Stack>
  )
}
