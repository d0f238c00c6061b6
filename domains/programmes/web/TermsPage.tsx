import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { DataTable } from '../../../foundation/web/kit/DataTable.tsx'
import { DateField } from '../../../foundation/web/kit/DateField.tsx'
import { Dialog } from '../../../foundation/web/kit/Dialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { FieldPair } from '../../../foundation/web/kit/FieldPair.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { SelectField } from '../../../foundation/web/kit/SelectField.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { TermView } from '../contract.ts'
import { NameFields, gather, spread } from './NameFields.tsx'

/** Terms, newest first. */
export default function TermsPage(): ReactNode {
  const t = useText('programmes')
  const pick = usePick()
  const format = useFormat()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const terms = useApi<{ terms: TermView[] }>('/api/terms')
  return (
    <Page
      title={t('nav.terms')}
      lead={t('terms.lead')}
      savedAt={terms.savedAt}
      actions={
        may('term.manage') && (
          <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
            {t('terms.add')}
          </Button>
        )
      }
    >
      <Loaded from={terms}>
        {({ terms: all }) => (
          <DataTable
            caption={t('nav.terms')}
            rows={all}
            rowKey={(one) => one.id}
            rowTo={(one) => `/terms/${one.id}`}
            empty={<EmptyState icon="calendar" title={t('terms.none')} />}
            columns={[
              { key: 'name', title: t('term'), phone: 'title', render: (one) => pick(one.name) },
              {
                key: 'days',
                title: t('terms.days'),
                nowrap: true,
                render: (one) => format.range(one.startsOn, one.endsOn),
                sortBy: (one) => one.startsOn,
              },
              {
                key: 'choice',
                title: t('terms.choice'),
                nowrap: true,
                render: (one) => (one.electivesOpenAt && one.electivesCloseAt ? format.range(one.electivesOpenAt, one.electivesCloseAt) : '–'),
              },
            ]}
          />
        )}
      </Loaded>
      {adding && <TermDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

/** Days of the choice begin and end at midnight in the university's zone. */
const dayOf = (moment: string | null | undefined): string => (moment ? new Date(Date.parse(moment) + 6 * 3_600_000).toISOString().slice(0, 10) : '')
const startOf = (day: unknown): string | null => (day ? `${String(day)}T00:00:00+06:00` : null)
const endOf = (day: unknown): string | null => (day ? `${String(day)}T23:59:59+06:00` : null)

/** Makes a term, or changes one: its days and when electives are chosen. */
export function TermDialog({ term, onClose }: { term?: TermView; onClose: () => void }): ReactNode {
  const t = useText('programmes')
  const save = useAct(term ? 'put' : 'post', term ? `/api/terms/${term.id}` : '/api/terms', {
    refreshes: ['/api/terms', '/api/my'],
    onDone: () => {
      notify(t('saved'), 'good')
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t(term ? 'terms.edit' : 'terms.add')} size="l">
      <Form
        initial={{
          code: term?.code ?? '',
          ...spread('name', term?.name),
          academicYear: term?.academicYear ?? '',
          kind: term?.kind ?? 'autumn',
          startsOn: term?.startsOn ?? '',
          endsOn: term?.endsOn ?? '',
          opensOn: dayOf(term?.electivesOpenAt),
          closesOn: dayOf(term?.electivesCloseAt),
        }}
        problem={save.error}
        pending={save.isPending}
        submitLabel={t('save')}
        onSubmit={(values) =>
          save.mutate({
            body: {
              code: values.code,
              name: gather('name', values),
              academicYear: values.academicYear,
              kind: values.kind,
              startsOn: values.startsOn,
              endsOn: values.endsOn,
              electivesOpenAt: startOf(values.opensOn),
              electivesCloseAt: endOf(values.closesOn),
            },
          })
        }
      >
        <NameFields label={t('name')} />
        <FieldPair>
          <TextField name="code" label={t('code')} required maxLength={40} />
          <TextField name="academicYear" label={t('terms.year')} hint="2026/27" required maxLength={7} />
          <SelectField
            name="kind"
            label={t('terms.kind')}
            options={['autumn', 'spring', 'summer'].map((value) => ({ value, label: t(`terms.${value}`) }))}
          />
        </FieldPair>
        <FieldPair>
          <DateField name="startsOn" label={t('terms.starts')} required />
          <DateField name="endsOn" label={t('terms.ends')} required />
        </FieldPair>
        <FieldPair>
          <DateField name="opensOn" label={t('terms.choice-opens')} />
          <DateField name="closesOn" label={t('terms.choice-closes')} />
        </FieldPair>
      </Form>
    </Dialog>
  )
}
