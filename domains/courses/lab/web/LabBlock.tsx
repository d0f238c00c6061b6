import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { useBlockUse } from '../../block-use/web/use-block-use.ts'
import type { LessonBlockProps } from '../../web/lesson-blocks.ts'
import { readLab } from '../shared/lab.ts'

/** An outside laboratory inside a lesson's text. It is opened in a window of its own: nothing of it runs here. */
export default function LabBlock({ data, itemId, offeringId }: LessonBlockProps): ReactNode {
  const t = useText('courses-lab')
  const lab = readLab(data['spec'])
  const use = useBlockUse({ itemId, offeringId, kind: 'lab', title: lab?.title ?? '' })
  if (!lab) return <p>{t('broken')}</p>
  return (
    <Card title={lab.title}>
      {lab.task && <p style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{lab.task}</p>}
      <p>{lab.minutes === null ? t('outside') : t('outside-minutes', { count: lab.minutes })}</p>
      <p>
        <a href={lab.url} target="_blank" rel="noopener noreferrer" onClick={use} onAuxClick={use}>
          {t('open', { host: new URL(lab.url).hostname })}
        </a>
      </p>
    </Card>
  )
}
