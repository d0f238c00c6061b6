import { Button } from '@mantine/core'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { useAct } from '../../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { ChoiceField } from '../../../../foundation/web/kit/ChoiceField.tsx'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../../foundation/web/kit/EmptyState.tsx'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../../foundation/web/kit/Loaded.tsx'
import { notify } from '../../../../foundation/web/kit/notify.ts'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { CopiesView, EditedSection, ReuseView, StructureView } from '../contract.ts'
import styles from './Arrange.module.css'

/** Items of other courses are looked for, chosen, and come as copies. */
export function ReuseDialog({ course, section, onClose }: { course: StructureView; section: EditedSection; onClose: () => void }): ReactNode {
  const t = useText('courses-structure')
  const pick = usePick()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const wanted = useDeferredValue(text.trim())
  const found = useApi<ReuseView>('/api/offerings/{offeringId}/reusable', {
    path: { offeringId: course.id },
    query: { text: wanted },
    keepPrevious: true,
  })
  const take = useAct<{ ids: string[] }>('post', '/api/offerings/{offeringId}/reused', {
    refreshes: [`/api/offerings/${course.id}/`],
    onDone: ({ ids }) => {
      notify(t('reuse.done', { count: ids.length }), 'good')
      onClose()
    },
  })
  return (
    <Dialog
      open
      size="m"
      onClose={onClose}
      title={t('reuse.title', { section: pick(section.title) })}
      actions={
        <Button
          disabled={chosen.length === 0}
          loading={take.isPending}
          onClick={() => take.mutate({ path: { offeringId: course.id }, body: { sectionId: section.id, itemIds: chosen } })}
        >
          {t('reuse.take', { count: chosen.length })}
        </Button>
      }
    >
      <Stack gap="m">
        <p className={styles['soft']}>{t('reuse.lead')}</p>
        <TextField label={t('reuse.search')} value={text} onChange={setText} />
        {take.error && <ProblemNotice problem={take.error} />}
        <Loaded from={found}>
          {(view: ReuseView) =>
            view.items.length === 0 ? (
              <EmptyState icon="books" title={t('reuse.none')} />
            ) : (
              <ul className={`${styles['choices']} ${styles['found']}`}>
                {view.items.map((one) => (
                  <li key={one.id}>
                    <CheckField
                      label={pick(one.title)}
                      hint={<ItemHint parts={[pick(one.course), one.code, pick(one.term), ...(one.licence ? [one.licence] : [])]} kind={one.kind} />}
                      value={chosen.includes(one.id)}
                      onChange={(on) => setChosen(on ? [...chosen, one.id].slice(0, 50) : chosen.filter((id) => id !== one.id))}
                    />
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Stack>
    </Dialog>
  )
}

function ItemHint({ kind, parts }: { kind: string; parts: string[] }): ReactNode {
  const t = useText('courses')
  return <>{[t(`kinds.${kind}`), ...parts].join(' · ')}</>
}

/** A whole course of another term is taken over. */
export function CopyDialog({ course, onClose }: { course: StructureView; onClose: () => void }): ReactNode {
  const t = useText('courses-structure')
  const pick = usePick()
  const [chosen, setChosen] = useState('')
  const sources = useApi<CopiesView>('/api/offerings/{offeringId}/copies', { path: { offeringId: course.id } })
  const begin = useAct('post', '/api/offerings/{offeringId}/copies', { refreshes: [`/api/offerings/${course.id}/`], onDone: onClose })
  return (
    <Dialog
      open
      size="m"
      onClose={onClose}
      title={t('copy.title')}
      actions={
        <Button
          disabled={!chosen}
          loading={begin.isPending}
          onClick={() => begin.mutate({ path: { offeringId: course.id }, body: { fromOfferingId: chosen } })}
        >
          {t('copy.begin')}
        </Button>
      }
    >
      <Stack gap="m">
        <p className={styles['soft']}>{t(course.sections.length > 0 ? 'copy.lead-more' : 'copy.lead')}</p>
        {begin.error && <ProblemNotice problem={begin.error} />}
        <Loaded from={sources}>
          {(view: CopiesView) =>
            view.sources.length === 0 ? (
              <EmptyState icon="books" title={t('copy.none')} />
            ) : (
              <div className={styles['found']}>
                <ChoiceField
                  label={t('copy.choose')}
                  value={chosen}
                  onChange={setChosen}
                  options={view.sources.map((one) => ({
                    value: one.id,
                    label: pick(one.name),
                    note: [one.code, pick(one.term), t('copy.items', { count: one.items }), ...(one.same ? [t('copy.same')] : [])].join(' · '),
                  }))}
                />
              </div>
            )
          }
        </Loaded>
      </Stack>
    </Dialog>
  )
}
