import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { ProgressBar } from '../../../../foundation/web/kit/Progress.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { RuntimeView } from '../contract.ts'
import styles from './Coding.module.css'
import type { Python } from './use-python.ts'

/** What there is to know of Python on this device: whether it is here, what fetching it costs, how far it has come. */
export function PythonPart({ python, view }: { python: Python; view: RuntimeView }): ReactNode {
  const t = useText('courses-coding')
  const format = useFormat()
  const sizes = { line: format.bytes(view.lineBytes), device: format.bytes(view.bytes) }
  return (
    <Stack gap="s">
      {python.state === 'asking' && (
        <Notice role="alert" title={t('python.ask.title')}>
          <p>{t('python.ask.text', sizes)}</p>
          <Row>
            <Button onClick={() => python.answer(true)}>{t('python.ask.yes', sizes)}</Button>
            <Button variant="default" onClick={() => python.answer(false)}>
              {t('python.ask.no')}
            </Button>
          </Row>
        </Notice>
      )}
      {python.state === 'loading' &&
        (python.kept ? (
          <p role="status" className={styles['soft']}>
            {t('python.waking')}
          </p>
        ) : (
          <ProgressBar value={python.share} label={t('python.loading', sizes)} />
        ))}
      {(python.state === 'no-line' || python.state === 'broken') && (
        <Notice tone="warn" role="alert" title={t(`python.${python.state}.title`)}>
          {t(`python.${python.state}.text`)}
        </Notice>
      )}
      {(python.state === 'asleep' || python.state === 'awake') && python.kept !== null && (
        <Row>
          {python.kept ? (
            <>
              <span className={styles['soft']}>
                <Icon name="done" size={16} /> {t('python.kept', sizes)}
              </span>
              <Button variant="subtle" size="compact-md" onClick={() => void python.drop()}>
                {t('python.drop')}
              </Button>
            </>
          ) : (
            python.state === 'asleep' && (
              <>
                <Button variant="default" size="compact-md" leftSection={<Icon name="download" />} onClick={() => void python.wake(true)}>
                  {t('python.keep')}
                </Button>
                <span className={styles['soft']}>{t('python.sizes', sizes)}</span>
              </>
            )
          )}
        </Row>
      )}
      <div ref={python.room} />
    </Stack>
  )
}
