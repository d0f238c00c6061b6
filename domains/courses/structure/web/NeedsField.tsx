import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Icon } from '../../../../foundation/web/kit/Icon.tsx'
import { SelectField } from '../../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { EditedItem, StructureView } from '../contract.ts'
import styles from './Arrange.module.css'
import { LockedNotice } from './LockedNotice.tsx'

/** A condition as it is being written. */
export interface DraftNeed {
  itemId: string
  /** Empty: done is enough. */
  minPercent: string
}

/** What is to be done before an item opens, with a look at what the students will read. */
export function NeedsField({
  course,
  item,
  needs,
  onChange,
}: {
  course: StructureView
  item: EditedItem
  needs: DraftNeed[]
  onChange: (needs: DraftNeed[]) => void
}): ReactNode {
  const t = useText('courses-structure')
  const pick = usePick()
  const others = course.sections.flatMap(({ items }) => items).filter((one) => one.id !== item.id && one.kind !== 'heading')
  const set = (at: number, change: Partial<DraftNeed>): void => onChange(needs.map((need, place) => (place === at ? { ...need, ...change } : need)))
  const shown = needs.flatMap(({ itemId, minPercent }) => {
    const found = others.find((one) => one.id === itemId)
    return found
      ? [{ itemId, title: found.title, kind: found.kind, minPercent: Number(minPercent) || null, shown: !found.hidden, met: false as const }]
      : []
  })
  return (
    <fieldset className={styles['needs']}>
      <legend>{t('needs.legend')}</legend>
      <span className={styles['soft']}>{t('needs.hint')}</span>
      {needs.map((need, at) => (
        <div key={at} className={styles['need']}>
          <SelectField
            label={t('needs.item', { number: at + 1 })}
            value={need.itemId}
            onChange={(itemId) => set(at, { itemId, minPercent: '' })}
            placeholder={t('needs.choose')}
            options={others.map((one) => ({ value: one.id, label: pick(one.title) }))}
          />
          {others.find((one) => one.id === need.itemId)?.scored && (
            <TextField
              label={t('needs.percent')}
              inputMode="numeric"
              value={need.minPercent}
              onChange={(text) => set(at, { minPercent: text.replace(/\D/g, '').slice(0, 3) })}
            />
          )}
          <Button
            variant="subtle"
            color="red"
            aria-label={t('needs.remove', { number: at + 1 })}
            onClick={() => onChange(needs.filter((_, place) => place !== at))}
          >
            <Icon name="close" size={16} />
          </Button>
        </div>
      ))}
      {needs.length < 30 && (
        <div>
          <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => onChange([...needs, { itemId: '', minPercent: '' }])}>
            {t('needs.add')}
          </Button>
        </div>
      )}
      {shown.length > 0 && (
        <div>
          <p className={styles['soft']}>{t('needs.preview')}</p>
          <LockedNotice needs={shown} />
        </div>
      )}
    </fieldset>
  )
}
