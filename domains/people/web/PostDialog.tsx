import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../foundation/web/kit/CheckField.tsx'
import { DateField } from '../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { SearchField } from '../../../foundation/web/kit/SearchField.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { PeopleView, PostView } from '../contract.ts'
import { flatText, LocalizedFields, readFlatText } from './LocalizedFields.tsx'

/** Gives a person a post in a unit, or changes a post. */
export function PostDialog({ unitId, post, onClose }: { unitId: string; post?: PostView; onClose: () => void }): ReactNode {
  const t = useText('people')
  const format = useFormat()
  const [words, setWords] = useState('')
  const found = useApi<PeopleView>('/api/people', { query: { q: words }, enabled: !post && words.length > 1, keepPrevious: true })
  const save = useAct(post ? 'put' : 'post', post ? `/api/posts/${post.postId}` : '/api/posts', {
    refreshes: ['/api/units', '/api/structure', '/api/staff', '/api/people'],
    onDone: onClose,
  })
  return (
    <Dialog open onClose={onClose} title={t(post ? 'post.edit' : 'post.add')} size="m">
      <Form<Record<string, unknown>>
        initial={{
          personId: post?.personId ?? '',
          isHead: post?.isHead ?? false,
          rate: post?.rate ?? '100',
          publicEmail: post?.publicEmail ?? '',
          publicPhone: post?.publicPhone ?? '',
          startsOn: post?.startsOn ?? new Date().toISOString().slice(0, 10),
          endsOn: post?.endsOn ?? '',
          ...flatText('title', post?.title),
          ...flatText('degree', post?.degree),
        }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('save')}
        onSubmit={(values) =>
          save.mutate({
            body: {
              ...(post ? {} : { personId: values['personId'], unitId }),
              isHead: values['isHead'],
              rate: values['rate'],
              publicEmail: values['publicEmail'],
              publicPhone: values['publicPhone'],
              startsOn: values['startsOn'],
              endsOn: values['endsOn'] || null,
              title: readFlatText('title', values),
              degree: readFlatText('degree', values),
            },
          })
        }
      >
        {post ? (
          <p>{format.name(post)}</p>
        ) : (
          <SearchField
            name="personId"
            label={t('post.person')}
            required
            onSearch={setWords}
            loading={found.isFetching}
            options={(found.data?.people ?? []).map((one) => ({ value: one.personId, label: format.name(one) }))}
          />
        )}
        <LocalizedFields prefix="title" label={t('post.title')} required />
        <CheckField name="isHead" label={t('post.head')} />
        <LocalizedFields prefix="degree" label={t('post.degree')} />
        <FieldPair>
          <TextField name="publicEmail" type="email" label={t('post.public-email')} hint={t('post.public-hint')} />
          <TextField name="publicPhone" type="tel" label={t('post.public-phone')} hint={t('post.public-hint')} />
        </FieldPair>
        <FieldPair>
          <DateField name="startsOn" label={t('post.starts')} required />
          <DateField name="endsOn" label={t('post.ends')} />
        </FieldPair>
        <TextField name="rate" inputMode="numeric" label={t('post.rate')} />
      </Form>
    </Dialog>
  )
}
