import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../../foundation/web/kit/Card.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { TryView } from '../../catalogue/contract.ts'
import type { QuestionAnswer } from '../shared/paper.ts'
import type { QuestionContent } from '../shared/question.ts'
import { AskedField } from './AskedField.tsx'
import { Words } from './Words.tsx'
import styles from './Asked.module.css'

/** The question as a student meets it; its author answers and sees what that earns. */
export function TryQuestion({ offeringId, content }: { offeringId: string; content: QuestionContent }): ReactNode {
  const t = useText('exams-bank')
  const format = useFormat()
  const [answer, setAnswer] = useState<QuestionAnswer | null>(null)
  const trial = useAct<TryView>('post', '/api/offerings/{offeringId}/bank-try')
  const view = trial.data
  const ask = (body: object): void => trial.mutate({ path: { offeringId }, body: { content, ...body } })
  const begin = (): void => {
    setAnswer(null)
    ask({})
  }
  return (
    <Card title={t('try.title')} note={t('try.note')}>
      <Stack>
        {trial.error && <ProblemNotice problem={trial.error} />}
        {view && !trial.error && (
          <div className={styles['trial']}>
            <AskedField
              key={view.seed}
              paper={view.paper}
              label={view.paper.kind === 'cloze' ? null : <Words text={view.paper.prompt} />}
              answer={answer}
              onChange={setAnswer}
              disabled={false}
            />
            {view.byPerson && (
              <div role="status">
                <Notice>{t('try.by-person')}</Notice>
              </div>
            )}
            {view.share !== null && (
              <div role="status">
                <Notice tone={view.share === 1 ? 'good' : view.share > 0 ? 'warn' : 'bad'}>
                  {t('try.earned', { percent: format.percent(view.share) })}
                </Notice>
                {view.remarks.map((text, index) => (
                  // remarks of one answer never change their order
                  <Notice key={index}>
                    <Words text={text} />
                  </Notice>
                ))}
                {view.right && view.share < 1 && (
                  <details className={styles['review']}>
                    <summary>{t('exams:result.right-answer')}</summary>
                    <AskedField
                      paper={view.paper}
                      label={<span className="unseen">{t('exams:result.right')}</span>}
                      answer={view.right}
                      onChange={() => undefined}
                      disabled
                    />
                  </details>
                )}
              </div>
            )}
          </div>
        )}
        <Row>
          {view && !trial.error && (
            <Button disabled={!answer} loading={trial.isPending} onClick={() => ask({ seed: view.seed, answer })}>
              {t('try.check')}
            </Button>
          )}
          <Button variant="default" leftSection={<Icon name="play" />} loading={trial.isPending} onClick={begin}>
            {t(view ? 'try.again' : 'try.begin')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}
