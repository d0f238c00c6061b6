import { Button } from '@mantine/core'
import { lazy, Suspense, type ReactNode } from 'react'
import { civilDate, toInstant } from '../../../foundation/i18n/moment.ts'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { DateField } from '../../../foundation/web/kit/DateField.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { FileDrop } from '../../../foundation/web/kit/FileDrop.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SkeletonLines } from '../../../foundation/web/kit/Skeletons.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { Tabs } from '../../../foundation/web/kit/Tabs.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useGo, usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import type { FileView, ItemView } from '../contract.ts'
import { loadItemVideos } from '../video/web/load.ts'
import styles from './Course.module.css'
import { titleOf, titleValues, TitleFields } from './TitleFields.tsx'

const ItemVideos = lazy(loadItemVideos)
/** The block editor is heavy: it comes with this page only. */
const TextRoom = lazy(() => import('../authoring/web/TextRoom.tsx'))

interface Texts {
  texts: { language: string; html: string; version: number }[]
}

/** Editing an item: title, dates, text in each language, files. */
export default function EditItemPage(): ReactNode {
  const { offeringId = '', itemId = '' } = usePathValues()
  const t = useText('courses')
  const pick = usePick()
  const go = useGo()
  const item = useApi<ItemView>('/api/items/{itemId}', { path: { itemId } })
  const texts = useApi<Texts>('/api/items/{itemId}/texts', { path: { itemId } })
  const own = item.data
  return (
    <Page
      title={own ? pick(own.title) : t('edit-item.title')}
      crumbs={
        own
          ? [
              { label: pick(own.course.name), to: `/courses/${offeringId}` },
              { label: t('edit.title'), to: `/courses/${offeringId}/edit` },
            ]
          : []
      }
      actions={
        <Button variant="default" onClick={() => go(`/courses/${offeringId}/items/${itemId}`)}>
          {t('edit-item.look')}
        </Button>
      }
    >
      <Loaded from={item}>
        {(view: ItemView) => (
          <Stack gap="l">
            {view.kind === 'video' && (
              <Suspense fallback={<SkeletonLines />}>
                <ItemVideos itemId={view.id} />
              </Suspense>
            )}
            {view.kind !== 'heading' && <Loaded from={texts}>{(given: Texts) => <TextCard item={view} texts={given} />}</Loaded>}
            {(view.kind === 'file' || view.files.length > 0) && <FilesCard item={view} />}
            <FactsCard item={view} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function TextCard({ item, texts }: { item: ItemView; texts: Texts }): ReactNode {
  const t = useText('courses')
  const unknown = texts.texts.find((one) => one.language === 'und')?.html
  return (
    <Card title={t('edit-item.text')} note={t('edit-item.text-note')}>
      <Tabs
        label={t('edit-item.text')}
        param="language"
        tabs={(['ky', 'ru', 'en'] as const).map((language) => ({
          key: language,
          label: t(`languages.${language}`),
          render: () => (
            <Suspense fallback={<SkeletonLines lines={8} />}>
              <TextRoom
                key={language}
                itemId={item.id}
                offeringId={item.offeringId}
                language={language}
                html={texts.texts.find((one) => one.language === language)?.html ?? unknown ?? ''}
                version={texts.texts.find((one) => one.language === language)?.version ?? 0}
              />
            </Suspense>
          ),
        }))}
      />
    </Card>
  )
}

function FactsCard({ item }: { item: ItemView }): ReactNode {
  const t = useText('courses')
  const save = useAct('patch', '/api/items/{itemId}', {
    refreshes: [`/api/items/${item.id}`, `/api/offerings/${item.offeringId}/course`],
    onDone: () => notify(t('saved'), 'good'),
  })
  const day = (at: string | null): string => (at ? civilDate(at) : '')
  const initial: Record<string, unknown> = {
    ...titleValues(item.title),
    minutes: item.minutes ? String(item.minutes) : '',
    opensAt: day(item.opensAt),
    dueAt: day(item.dueAt),
    shown: !item.hidden,
    url: item.url ?? '',
  }
  const submit = (values: Record<string, unknown>): void => {
    const instant = (name: string, time: string): string | null => (values[name] ? toInstant(String(values[name]), time) : null)
    save.mutate({
      path: { itemId: item.id },
      body: {
        title: titleOf(values),
        minutes: Number(values['minutes']) || null,
        // A day that was not touched keeps its time.
        ...(values['opensAt'] === initial['opensAt'] ? {} : { opensAt: instant('opensAt', '00:00') }),
        ...(values['dueAt'] === initial['dueAt'] ? {} : { dueAt: instant('dueAt', '23:59') }),
        hidden: values['shown'] !== true,
        ...(item.kind === 'link' ? { url: values['url'] } : {}),
      },
    })
  }
  return (
    <Card title={t('edit-item.facts')}>
      <Form initial={initial} problem={save.error} pending={save.isPending} submitLabel={t('save')} onSubmit={submit}>
        <TitleFields />
        {item.kind === 'link' && <TextField name="url" type="url" label={t('edit.url')} required />}
        <FieldPair>
          <DateField name="opensAt" label={t('edit-item.opens')} />
          <DateField name="dueAt" label={t('edit-item.due')} hint={t('edit-item.due-hint')} />
        </FieldPair>
        <TextField name="minutes" inputMode="numeric" label={t('edit-item.minutes')} />
        <CheckField name="shown" label={t('edit-item.shown')} />
      </Form>
    </Card>
  )
}

function FilesCard({ item }: { item: ItemView }): ReactNode {
  const t = useText('courses')
  const format = useFormat()
  const remove = useAct('delete', '/api/offerings/{offeringId}/files/{courseFileId}', { refreshes: [`/api/items/${item.id}`] })
  return (
    <Card title={t('edit-item.files')}>
      <ul className={styles['lines']}>
        {item.files.map((file) => (
          <li key={file.id}>
            <span>
              {file.name} <span className={styles['soft']}>{format.bytes(file.bytes)}</span>
            </span>
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate({ path: { offeringId: item.offeringId, courseFileId: file.id } })}
            >
              {t('edit.delete')}
            </Button>
          </li>
        ))}
      </ul>
      <FileDrop<FileView>
        label={t('edit-item.add-file')}
        maxBytes={500_000_000}
        multiple
        uploadTo={`/api/items/${item.id}/files`}
        onUploaded={() => void refresh(`/api/items/${item.id}`)}
      />
    </Card>
  )
}
