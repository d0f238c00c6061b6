import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Notice } from '../kit/Notice.tsx'
import { Row, Stack } from '../kit/Stack.tsx'
import styles from './account.module.css'

/** The backup codes, shown this once: to be written down, printed or saved. */
export function BackupCodes({ codes, onDone }: { codes: string[]; onDone: () => void }): ReactNode {
  const t = useText('account')
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(codes.join('\n'))}`
  return (
    <Stack>
      <Notice tone="warn" title={t('backup.once')}>
        {t('backup.text')}
      </Notice>
      <ol className={styles['codes']} translate="no">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Row>
        <Button component="a" variant="default" href={file} download="univer-plus-codes.txt">
          {t('backup.save')}
        </Button>
        <Button onClick={onDone}>{t('backup.done')}</Button>
      </Row>
    </Stack>
  )
}
