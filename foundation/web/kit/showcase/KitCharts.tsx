import { useFormat, useText } from '../../i18n/use-text.ts'
import { BarChart } from '../BarChart.tsx'
import { Card } from '../Card.tsx'
import { LineChart } from '../LineChart.tsx'
import { RingChart } from '../RingChart.tsx'
import { Boxes } from '../Stack.tsx'

/** Charts in the colours of the tokens, each with its table. */
export function KitCharts() {
  const t = useText('kit')
  const format = useFormat()
  const names = [t('steps.one'), t('steps.two'), t('steps.three')]
  return (
    <Boxes min="l">
      <Card>
        <BarChart
          title={t('chart.bars')}
          series={names.slice(0, 2)}
          rows={names.map((label, index) => ({ label, values: [81 - index * 13, 64 - index * 9] }))}
          most={100}
        />
      </Card>
      <Card>
        <BarChart
          title={t('chart.stacked')}
          stacked
          series={names}
          rows={names.map((label, index) => ({ label, values: [40 + index * 5, 25, 12 - index * 3] }))}
        />
      </Card>
      <Card>
        <LineChart
          title={t('chart.lines')}
          series={names.slice(0, 2)}
          rows={Array.from({ length: 12 }, (_, index) => ({
            label: String(index + 1),
            values: [40 + ((index * 17) % 31), 60 + ((index * 11) % 23)],
          }))}
          most={100}
        />
      </Card>
      <Card>
        <RingChart title={t('chart.ring')} middle={format.percent(0.78)} parts={names.map((label, index) => ({ label, value: 312 - index * 120 }))} />
      </Card>
    </Boxes>
  )
}
