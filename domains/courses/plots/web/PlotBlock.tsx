import { useMemo, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { useBlockUse } from '../../block-use/web/use-block-use.ts'
import type { LessonBlockProps } from '../../web/lesson-blocks.ts'
import { readPlot } from '../shared/plot.ts'
import { PlotBoard } from './PlotBoard.tsx'

/** A plot inside a lesson's text. */
export default function PlotBlock({ data, itemId, offeringId }: LessonBlockProps): ReactNode {
  const t = useText('courses-plots')
  const plot = useMemo(() => readPlot(data['spec']), [data])
  const use = useBlockUse({ itemId, offeringId, kind: 'plot', title: plot?.title ?? '' })
  if (!plot) return <p>{t('broken')}</p>
  return (
    <Card title={plot.title}>
      <PlotBoard plot={plot} onWork={use} />
    </Card>
  )
}
