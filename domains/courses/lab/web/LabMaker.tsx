import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { BlockMakerProps } from '../../web/lesson-blocks.ts'
import { isLabAddress, labLimits, readLab, type Lab } from '../shared/lab.ts'

/** Puts an outside laboratory into a lesson, or changes the one that was chosen there. */
export default function LabMaker({ had, onInsert }: BlockMakerProps): ReactNode {
  const t = useText('courses-lab')
  const [lab, setLab] = useState<Lab>(() => readLab(had?.spec ?? undefined) ?? { title: '', url: '', task: '', minutes: null })
  const [looked, setLooked] = useState(false)
  const edit = (part: Partial<Lab>): void => setLab({ ...lab, ...part })
  const url = lab.url.trim()
  const save = (): void => {
    setLooked(true)
    const spec = JSON.stringify({ ...lab, url, title: lab.title.trim() })
    if (readLab(spec)) onInsert({ id: null, spec })
  }
  return (
    <Stack>
      <TextField
        label={t('title')}
        required
        maxLength={labLimits.title}
        value={lab.title}
        onChange={(title) => edit({ title })}
        error={looked && !lab.title.trim() ? t('fault-title') : undefined}
      />
      <TextField
        label={t('address')}
        hint={t('address-hint')}
        required
        maxLength={labLimits.url}
        value={lab.url}
        onChange={(next) => edit({ url: next })}
        error={looked && !isLabAddress(url) ? t('fault-address') : undefined}
      />
      <TextField label={t('task')} hint={t('task-hint')} lines={4} maxLength={labLimits.task} value={lab.task} onChange={(task) => edit({ task })} />
      <NumberField label={t('minutes')} min={1} max={labLimits.minutes} decimals={0} value={lab.minutes} onChange={(minutes) => edit({ minutes })} />
      <Row>
        <Button onClick={save}>{t('insert')}</Button>
      </Row>
    </Stack>
  )
}
