import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import type { MarkingWork } from '../contract.ts'
import { MarkForm } from './MarkForm.tsx'
import { WorkView } from './WorkView.tsx'

/** One work with the form of its mark, or, for who does not mark, with the mark itself. */
export function MarkPart({
  work,
  marks,
  place,
  of,
  onPrevious,
  onNext,
  onMarked,
}: {
  work: MarkingWork
  marks: boolean
  /** Null: it has left the queue, marked by somebody else or handed in anew. */
  place: number | null
  of: number
  onPrevious: () => void
  onNext: () => void
  onMarked: () => void
}): ReactNode {
  const t = useText('assignments')
  const format = useFormat()
  const say = usePick()
  return (
    <Stack gap="l">
      <Row apart>
        <span role="status">{place !== null && t('marking.place', { place, of })}</span>
        <Row>
          <Button variant="default" onClick={onPrevious} disabled={place === 1}>
            {t('marking.previous')}
          </Button>
          <Button variant="default" onClick={onNext} disabled={place === of}>
            {t('marking.next')}
          </Button>
        </Row>
      </Row>
      <Card title={format.name(work.person)} note={`${say(work.title)} · ${t('work.round', { round: work.round })}`}>
        <WorkView work={work} maxPoints={work.maxPoints} marked={!marks} />
      </Card>
      {marks && <MarkForm work={work} gone={place === null} onMarked={onMarked} />}
    </Stack>
  )
}
