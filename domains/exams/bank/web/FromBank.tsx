import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { asProblem, type ApiProblem } from '../../../../foundation/web/api/api-problem.ts'
import { fetchAnswer } from '../../../../foundation/web/api/fetch-answer.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { useSettled } from '../../../../foundation/web/api/use-settled.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Pagination } from '../../../../foundation/web/kit/Pagination.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { AppLink } from '../../../../foundation/web/navigation/AppLink.tsx'
import type { BankLine, BankQuestionView, BankView } from '../../catalogue/contract.ts'
import { BankFilters, noFilter, queryOf, type BankFilter } from './BankFilters.tsx'
import styles from './Asked.module.css'

/** Questions of the bank for a test, chosen by hand. */
export function FromBank(props: { offeringId: string; held: ReadonlySet<string>; onTake: (taken: BankQuestionView[]) => void }): ReactNode {
  const t = useText('exams-bank')
  const [open, setOpen] = useState(false)
  return (
    <Row>
      <Button variant="default" leftSection={<Icon name="books" />} onClick={() => setOpen(true)}>
        {t('from-bank')}
      </Button>
      <AppLink to={`/courses/${props.offeringId}/bank`}>{t('open-bank')}</AppLink>
      {open && <Chooser {...props} onClose={() => setOpen(false)} />}
    </Row>
  )
}

function Chooser(props: {
  offeringId: string
  held: ReadonlySet<string>
  onTake: (taken: BankQuestionView[]) => void
  onClose: () => void
}): ReactNode {
  const { offeringId, held, onTake, onClose } = props
  const t = useText('exams-bank')
  const pick = usePick()
  const [filter, setFilter] = useState<BankFilter>(noFilter)
  const [page, setPage] = useState(1)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [taking, setTaking] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const query = { ...queryOf(filter), q: useSettled(filter.q), state: 'ready', page }
  const bank = useApi<BankView>('/api/offerings/{offeringId}/bank', { path: { offeringId }, query, keepPrevious: true })
  const take = async (): Promise<void> => {
    setTaking(true)
    setProblem(null)
    try {
      const taken = await Promise.all(chosen.map((id) => fetchAnswer(`/api/offerings/${offeringId}/bank/${id}`)))
      onTake(taken as BankQuestionView[])
      onClose()
    } catch (error) {
      setProblem(asProblem(error))
      setTaking(false)
    }
  }
  return (
    <Dialog
      open
      size="l"
      onClose={onClose}
      title={t('from-bank')}
      actions={
        <Button disabled={chosen.length === 0} loading={taking} onClick={() => void take()}>
          {t('take-chosen', { count: chosen.length })}
        </Button>
      }
    >
      <Stack>
        <BankFilters
          filter={filter}
          bank={bank.data}
          states={false}
          onChange={(next) => {
            setFilter(next)
            setPage(1)
          }}
        />
        <Loaded from={bank}>
          {(view: BankView) =>
            view.questions.length === 0 ? (
              <EmptyState icon="checklist" title={t('none')}>
                {t('none-text')}
              </EmptyState>
            ) : (
              <>
                <ul className={`${styles['picks']} plain-list`}>
                  {view.questions.map((one: BankLine) => (
                    <li key={one.id}>
                      <CheckField
                        label={pick(one.excerpt) || one.title}
                        hint={[
                          t(`exams:edit.kind-${one.kind}`),
                          one.topic,
                          one.difficulty ? t(`difficulty.${one.difficulty}`) : '',
                          held.has(one.id) ? t('is-held') : '',
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                        disabled={held.has(one.id)}
                        value={chosen.includes(one.id)}
                        onChange={(yes: boolean) => setChosen(yes ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))}
                      />
                    </li>
                  ))}
                </ul>
                <Pagination page={page} pages={Math.ceil(view.total / view.pageSize)} onPage={setPage} />
              </>
            )
          }
        </Loaded>
        {problem && <ProblemNotice problem={problem} />}
      </Stack>
    </Dialog>
  )
}
