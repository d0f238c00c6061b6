import type { ReactNode } from 'react'
import { refresh } from '../../../foundation/web/api/query-client.ts'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { usePick, useText } from '../../../foundation/web/i18n/use-text.ts'
import { Card } from '../../../foundation/web/kit/Card.tsx'
import { FileDrop } from '../../../foundation/web/kit/FileDrop.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { notify } from '../../../foundation/web/kit/notify.ts'
import { Page } from '../../../foundation/web/kit/Page.tsx'
import { Avatar } from '../../../foundation/web/kit/PersonName.tsx'
import { Split, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import { AppLink } from '../../../foundation/web/navigation/AppLink.tsx'
import type { PersonView } from '../contract.ts'
import { showPhone } from '../shared/phone.ts'
import { PersonFacts } from './PersonFacts.tsx'
import styles from './people.module.css'

/** What the portal keeps of oneself; contacts and photo are corrected here, the rest by the registrar. */
export default function ProfilePage(): ReactNode {
  const t = useText('people')
  const pick = usePick()
  const profile = useApi<PersonView>('/api/me/profile')
  const save = useAct('put', '/api/me/profile', { refreshes: ['/api/me'], onDone: () => notify(t('profile.saved'), 'good') })
  return (
    <Page title={t('nav.profile')} lead={t('profile.lead')} savedAt={profile.savedAt}>
      <Loaded from={profile}>
        {(person) => (
          <Split
            aside={
              <Card title={t('profile.photo')}>
                <Stack>
                  <Avatar person={person} photoUrl={person.photoUrl} size="l" />
                  <FileDrop
                    label={t('person.photo')}
                    hint={t('person.photo-hint')}
                    accept="image/png,image/jpeg,image/webp"
                    maxBytes={5 * 1024 * 1024}
                    uploadTo="/api/me/photo"
                    onUploaded={() => void refresh('/api/me')}
                  />
                </Stack>
              </Card>
            }
          >
            <Card title={t('contacts')}>
              <Form
                initial={{ email: person.email ?? '', phone: person.phone ? showPhone(person.phone) : '' }}
                problem={save.error}
                pending={save.isPending}
                submitLabel={t('save')}
                onSubmit={(values) => save.mutate({ body: values })}
              >
                <TextField name="email" type="email" autoComplete="email" label={t('person.email')} />
                <TextField name="phone" type="tel" autoComplete="tel" label={t('person.phone')} hint={t('person.phone-hint')} />
              </Form>
            </Card>
            <Card title={t('person.data')} note={t('profile.wrong')}>
              <PersonFacts person={person} />
            </Card>
            <Card title={t('person.roles')} note={<AppLink to="/roles">{t('profile.what-may')}</AppLink>}>
              <ul className={styles['lines']}>
                {person.grants.map((grant) => (
                  <li key={grant.id}>
                    <span>
                      {t(`foundation:roles.${grant.role}`)}{' '}
                      <span className={styles['quiet']}>{grant.unitName ? pick(grant.unitName) : grant.groupCode}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          </Split>
        )}
      </Loaded>
    </Page>
  )
}
