import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { SearchField } from '../../../foundation/web/kit/SearchField.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { DisciplineView, NamedView } from '../contract.ts'
import { NameFields, gather, spread } from './NameFields.tsx'
import styles from './editor.module.css'

/** Finds a discipline of the catalogue by typing, or makes a new one, for a semester. */
export function AddLine({
  semester,
  departmentId,
  onAdd,
}: {
  semester: number
  departmentId: string
  onAdd: (discipline: NamedView) => void
}): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const [words, setWords] = useState('')
  const [round, setRound] = useState(0)
  const [making, setMaking] = useState(false)
  const found = useApi<{ disciplines: DisciplineView[] }>('/api/disciplines', { query: { words }, enabled: words.length > 1, keepPrevious: true })
  const disciplines = found.data?.disciplines ?? []
  return (
    <div className={styles['add']}>
      <SearchField
        key={round}
        label={t('editor.add-line', { semester })}
        placeholder={t('editor.search')}
        options={disciplines.map((one) => ({ value: one.id, label: pick(one.name), note: one.code }))}
        onSearch={setWords}
        loading={found.isFetching}
        value=""
        onChange={(id) => {
          const one = disciplines.find((discipline) => discipline.id === id)
          if (!one) return
          onAdd(one)
          setRound(round + 1)
        }}
      />
      <Button variant="subtle" size="sm" onClick={() => setMaking(true)}>
        {t('editor.new-discipline')}
      </Button>
      {making && (
        <NewDiscipline
          departmentId={departmentId}
          onClose={() => setMaking(false)}
          onMade={(discipline) => {
            setMaking(false)
            onAdd(discipline)
          }}
        />
      )}
    </div>
  )
}

function NewDiscipline({
  departmentId,
  onClose,
  onMade,
}: {
  departmentId: string
  onClose: () => void
  onMade: (discipline: NamedView) => void
}): ReactNode {
  const t = useText('programmes')
  const make = useAct<{ id: string }>('post', '/api/disciplines', {
    refreshes: ['/api/disciplines'],
    onDone: ({ id }, { body }) => {
      const { code, name } = body as { code: string; name: NamedView['name'] }
      onMade({ id, code, name })
    },
  })
  return (
    <Dialog open onClose={onClose} title={t('editor.new-discipline')} size="m">
      <Form
        initial={{ code: '', ...spread('name', null) }}
        problem={make.error}
        pending={make.isPending}
        submitLabel={t('add')}
        onSubmit={(values) => make.mutate({ body: { code: values.code, name: gather('name', values), departmentId, summary: null } })}
      >
        <TextField name="code" label={t('code')} required maxLength={40} />
        <NameFields label={t('name')} />
      </Form>
    </Dialog>
  )
}
