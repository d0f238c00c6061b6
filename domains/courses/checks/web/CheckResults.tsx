import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { BarChart } from '../../../../foundation/web/kit/BarChart.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import type { CheckResultsView, CheckView } from '../contract.ts'
import styles from './Check.module.css'

/** For the teacher: the share of right first answers to each question, and of those who found it by now. */
export function CheckResults({ view }: { view: CheckView }): ReactNode {
  const t = useText('courses-checks')
  const [open, setOpen] = useState(false)
  return (
    <div>
      <Button variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('results.open')}
      </Button>
      {open && <Shares checkId={view.id} view={view} />}
    </div>
  )
}

function Shares({ checkId, view }: { checkId: string; view: CheckView }): ReactNode {
  const t = useText('courses-checks')
  const format = useFormat()
  const found = useApi<CheckResultsView>('/api/self-checks/{checkId}/results', { path: { checkId } })
  const share = (part: number, of: number): number | null => (of === 0 ? null : Math.round((part / of) * 100))
  return (
    <Loaded from={found}>
      {({ questions }: CheckResultsView) => {
        const answered = questions.filter(({ people }) => people > 0)
        if (answered.length === 0) return <p className={styles['soft']}>{t('results.none')}</p>
        const rows = questions.map((one, at) => ({
          label: t('results.row', { number: at + 1, prompt: short(view.content.questions[at]?.prompt ?? ''), count: one.people }),
          values: [share(one.firstRight, one.people), share(one.everRight, one.people)],
        }))
        return (
          <BarChart
            title={t('results.title')}
            series={[t('results.first'), t('results.ever')]}
            rows={rows}
            most={100}
            write={(value) => `${format.number(value)} %`}
          />
        )
      }}
    </Loaded>
  )
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text)
