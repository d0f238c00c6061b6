import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useLocale, usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { NumberField } from '../../../../foundation/web/kit/NumberField.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { bonusPart } from '../../scheme/shared/scheme.ts'
import type { GradebookView } from '../contract.ts'

/** A column for marks made by hand: a new one, or another name, points and part of one that is there. */
export function ColumnDialog({
  view,
  column,
  onClose,
}: {
  view: GradebookView
  column: GradebookView['items'][number] | null
  onClose: () => void
}): ReactNode {
  const t = useText('grades-book')
  const say = usePick()
  const locale = useLocale()
  const [title, setTitle] = useState(column ? say(column.title) : '')
  const [maxPoints, setMaxPoints] = useState<number | null>(column?.maxPoints ?? 10)
  const [partId, setPartId] = useState<string>(column ? (column.partId ?? '') : (view.parts[0]?.id ?? ''))
  const address = '/api/offerings/{offeringId}/gradebook/columns'
  const options = { refreshes: [`/api/offerings/${view.offering.id}/grad`], onDone: onClose }
  const add = useAct('post', address, options)
  const edit = useAct('put', `${address}/{columnId}`, options)
  const remove = useAct('delete', `${address}/{columnId}`, options)
  const path = { offeringId: view.offering.id, ...(column ? { columnId: column.id } : {}) }
  const problem = add.error ?? edit.error ?? remove.error
  const usable = title.trim() !== '' && maxPoints !== null && maxPoints > 0 && maxPoints <= 1000
  const save = (): void =>
    (column ? edit : add).mutate({
      path,
      body: { title: { ...column?.title, [locale]: title.trim() }, maxPoints: Math.round((maxPoints ?? 0) * 100) / 100, partId: partId || null },
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(column ? 'edit-column' : 'add-column')}
      actions={
        <>
          {column && (
            <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate({ path })}>
              {t('remove-column')}
            </Button>
          )}
          <Button disabled={!usable} loading={add.isPending || edit.isPending} onClick={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <Stack>
        <TextField label={t('column-title')} hint={t('column-example')} required maxLength={300} value={title} onChange={setTitle} />
        <NumberField label={t('column-max')} required min={0.01} max={1000} value={maxPoints} onChange={setMaxPoints} />
        <SelectField
          label={t('column-part')}
          value={partId}
          onChange={setPartId}
          placeholder={t('outside')}
          options={[...view.parts.map((one) => ({ value: one.id, label: say(one.title) })), { value: bonusPart, label: t('bonus') }]}
        />
        {problem && <ProblemNotice problem={problem} />}
      </Stack>
    </Dialog>
  )
}
