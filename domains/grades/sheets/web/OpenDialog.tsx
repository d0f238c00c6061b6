import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { civilDate } from '../../../../foundation/i18n/format.ts'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { DateField } from '../../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { SearchField } from '../../../../foundation/web/kit/SearchField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { useGo } from '../../../../foundation/web/navigation/use-go.ts'
import type { OpenableView } from '../contract.ts'

/** Opens a first sheet: a group in a discipline that has none yet, and the day of the exam. */
export function OpenDialog({ termId, onClose }: { termId: string | null; onClose: () => void }): ReactNode {
  const t = useText('grades-sheets')
  const say = usePick()
  const go = useGo()
  const [chosen, setChosen] = useState('')
  const [examDate, setDate] = useState(civilDate(new Date()))
  const found = useApi<OpenableView>('/api/sheets/openable', { query: { termId: termId ?? '' } })
  const open = useAct<{ id: string }>('post', '/api/sheets', { refreshes: ['/api/sheets'], onDone: ({ id }) => go(`/sheets/${id}`) })
  const keyOf = (one: OpenableView['choices'][number]): string => `${one.offeringId} ${one.groupId ?? ''}`
  const choice = found.data?.choices.find((one) => keyOf(one) === chosen)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('open-title')}
      actions={
        <Button
          loading={open.isPending}
          disabled={!choice || !examDate}
          onClick={() => choice && open.mutate({ body: { offeringId: choice.offeringId, groupId: choice.groupId, examDate } })}
        >
          {t('open')}
        </Button>
      }
    >
      <Loaded from={found}>
        {({ choices }: OpenableView) =>
          choices.length === 0 ? (
            <Notice tone="good" title={t('nothing-to-open')} />
          ) : (
            <Stack>
              <SearchField
                label={t('choose')}
                hint={t('choose-hint', { count: choices.length })}
                required
                value={chosen}
                onChange={setChosen}
                options={choices.map((one) => ({
                  value: keyOf(one),
                  label: `${one.group ?? t('whole-offering')} · ${say(one.name)}`,
                  note: t('students-count', { count: one.students }),
                }))}
              />
              <DateField label={t('exam-date')} required value={examDate} onChange={setDate} />
              {open.error && <ProblemNotice problem={open.error} />}
            </Stack>
          )
        }
      </Loaded>
    </Dialog>
  )
}
