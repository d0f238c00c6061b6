import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useFormat, useLocale, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { IssuedTranscript, TranscriptsView } from '../contract.ts'
import styles from './Transcript.module.css'

/** Where a student takes an academic certificate, and the study office issues one. */
export function TranscriptCard({ personId }: { personId: string }): ReactNode {
  const t = useText('grades-transcript')
  const found = useApi<TranscriptsView>('/api/persons/{personId}/transcripts', { path: { personId } })
  return (
    <div className="not-printed">
      <Card title={t('title')} note={t('note')}>
        <Loaded from={found}>{(view: TranscriptsView) => <Transcripts personId={personId} view={view} />}</Loaded>
      </Card>
    </div>
  )
}

function Transcripts({ personId, view }: { personId: string; view: TranscriptsView }): ReactNode {
  const t = useText('grades-transcript')
  const format = useFormat()
  const locale = useLocale()
  const [language, setLanguage] = useState<string>(view.languages.find((one) => one === locale) ?? 'ky')
  const [latinName, setLatinName] = useState('')
  const [made, setMade] = useState<string | null>(null)
  const issue = useAct<{ code: string }>('post', '/api/persons/{personId}/transcripts', {
    refreshes: [`/api/persons/${personId}/transcripts`],
    onDone: ({ code }) => setMade(code),
  })
  const pdf = (code: string): string => `/api/persons/${personId}/transcripts/${code}/paper.pdf`
  const ready = view.papers.find((one) => one.code === made)
  if (view.lines === 0 && view.papers.length === 0) return <p className={styles['soft']}>{t('none')}</p>
  return (
    <Stack>
      {view.lines > 0 && (
        <form
          className={styles['take']}
          onSubmit={(event) => {
            event.preventDefault()
            issue.mutate({ path: { personId }, body: { language, ...(language === 'en' && latinName ? { latinName } : {}) } })
          }}
        >
          <SelectField
            label={t('language')}
            options={view.languages.map((one) => ({ value: one, label: t(`languages.${one}`) }))}
            value={language}
            onChange={setLanguage}
          />
          {language === 'en' && <TextField label={t('latin')} value={latinName} onChange={setLatinName} required maxLength={80} />}
          <Button type="submit" loading={issue.isPending} leftSection={<Icon name="download" />}>
            {t('take')}
          </Button>
          <p className={styles['soft']}>
            {t('holds', { count: view.lines })}
            {view.languages.includes('en') ? '' : `. ${t('english')}`}
          </p>
        </form>
      )}
      {issue.error && <ProblemNotice problem={issue.error} />}
      <div role="status">
        {ready && (
          <Notice tone="good" title={t('done', { number: ready.number })}>
            <a href={pdf(ready.code)} target="_blank" rel="noreferrer">
              {t('open', { number: ready.number })}
            </a>
          </Notice>
        )}
      </div>
      {view.papers.length > 0 && (
        <div>
          <h3 className={styles['heading']}>{t('issued')}</h3>
          <ul className={styles['papers']}>
            {view.papers.map((one: IssuedTranscript) => (
              <li key={one.code}>
                <a href={pdf(one.code)} target="_blank" rel="noreferrer">
                  {t('paper', { number: one.number, date: format.date(one.issuedAt), language: t(`languages.${one.language}`) })}
                </a>
                {one.replacedAt && <StatusBadge tone="warn">{t('replaced')}</StatusBadge>}
                <AppLink to={`/verify/${one.code}`}>{t('check')}</AppLink>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Stack>
  )
}
