import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { AccountCard } from '../../../foundation/web/account/AccountCard.tsx'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { FileDrop } from '../../../foundation/web/kit/FileDrop.tsx'
import { Icon } from '../../../foundation/web/kit/Icon.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Avatar } from '../../../foundation/web/kit/PersonName.tsx'
import { SkeletonPage } from '../../../foundation/web/kit/Skeletons.tsx'
import { Split, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { usePathValues } from '../../../foundation/web/navigation/use-go.ts'
import { May } from '../../../foundation/web/session/May.tsx'
import { useMay } from '../../../foundation/web/session/me.ts'
import type { PersonView } from '../contract.ts'
import { GrantsCard } from './GrantsCard.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { PersonFacts } from './PersonFacts.tsx'

/** The card of a person. The look is traced, and the page says so. */
export default function PersonPage(): ReactNode {
  const { personId } = usePathValues()
  const person = useApi<PersonView>('/api/people/{personId}', { path: { personId: personId ?? '' } })
  return (
    <Loaded from={person} skeleton={<SkeletonPage />}>
      {(view) => <PersonCard person={view} savedAt={person.savedAt} />}
    </Loaded>
  )
}

function PersonCard({ person, savedAt }: { person: PersonView; savedAt: number | null }): ReactNode {
  const t = useText('people')
  const format = useFormat()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const name = format.name(person)
  return (
    <Page
      title={name}
      savedAt={savedAt}
      crumbs={may('person.find') ? [{ label: t('nav.people'), to: '/people' }] : []}
      facts={<Avatar person={person} photoUrl={person.photoUrl} size="l" />}
      actions={
        person.mayEdit && (
          <Button leftSection={<Icon name="edit" />} onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )
      }
    >
      <Split
        aside={
          <>
            <GrantsCard person={person} />
            <May I="account.read">
              <AccountCard personId={person.personId} name={name} email={person.email} />
            </May>
          </>
        }
      >
        <Stack gap="l">
          <Card title={t('person.data')}>
            <PersonFacts person={person} />
          </Card>
          <Notice>{t('person.traced')}</Notice>
          {person.mayEdit && (
            <FileDrop
              label={t('person.photo')}
              hint={t('person.photo-hint')}
              accept="image/png,image/jpeg,image/webp"
              maxBytes={5 * 1024 * 1024}
              uploadTo={`/api/people/${person.personId}/photo`}
              onUploaded={() => void refresh('/api/people')}
            />
          )}
        </Stack>
      </Split>
      {editing && <PersonDialog person={person} onClose={() => setEditing(false)} />}
    </Page>
  )
}
