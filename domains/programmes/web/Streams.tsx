import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useText } from '../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Form, ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { GroupView } from '../contract.ts'
import styles from './editor.module.css'

interface Stream {
  id: string
  code: string
  groups: { id: string; code: string }[]
}

/** Lecture streams of a term: groups that are taught together. */
export function Streams({ termId }: { termId: string }): ReactNode {
  const t = useText('programmes')
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const streams = useApi<{ streams: Stream[] }>('/api/terms/{termId}/streams', { path: { termId } })
  const remove = useAct('delete', '/api/streams/{id}', { refreshes: [`/api/terms/${termId}`] })
  const manages = may('term.manage')
  return (
    <Stack>
      {manages && (
        <div>
          <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
            {t('streams.add')}
          </Button>
        </div>
      )}
      {remove.error && <ProblemNotice problem={remove.error} />}
      <Loaded from={streams}>
        {({ streams: all }) => (
          <DataTable
            caption={t('streams.title')}
            rows={all}
            rowKey={(one) => one.id}
            empty={
              <EmptyState icon="group" title={t('streams.none')}>
                {t('streams.none-text')}
              </EmptyState>
            }
            columns={[
              { key: 'code', title: t('streams.stream'), phone: 'title', render: (one) => one.code, sortBy: (one) => one.code },
              { key: 'groups', title: t('groups.groups'), render: (one) => one.groups.map((group) => group.code).join(', ') },
              ...(manages
                ? [
                    {
                      key: 'act',
                      title: t('action'),
                      render: (one: Stream) => (
                        <Button variant="subtle" size="sm" loading={remove.isPending} onClick={() => remove.mutate({ path: { id: one.id } })}>
                          {t('streams.remove')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Loaded>
      {adding && <NewStream termId={termId} onClose={() => setAdding(false)} />}
    </Stack>
  )
}

function NewStream({ termId, onClose }: { termId: string; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const groups = useApi<{ groups: GroupView[] }>('/api/groups').data?.groups ?? []
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const add = useAct('post', '/api/terms/{termId}/streams', { refreshes: [`/api/terms/${termId}`], onDone: onClose })
  const turn = (id: string, on: boolean): void => setChosen((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))
  return (
    <Dialog open onClose={onClose} title={t('streams.add')} size="m">
      <Form
        initial={{ code: '' }}
        problem={add.error}
        pending={add.isPending}
        submitLabel={t('add')}
        onSubmit={({ code }) => add.mutate({ path: { termId }, body: { code, groupIds: [...chosen] } })}
      >
        <TextField name="code" label={t('streams.stream')} required maxLength={40} />
        <fieldset className={styles['plain']}>
          <legend>{t('groups.groups')}</legend>
          {groups.map((group) => (
            <CheckField key={group.id} label={group.code} value={chosen.has(group.id)} onChange={(on) => turn(group.id, on)} />
          ))}
        </fieldset>
      </Form>
    </Dialog>
  )
}
