import type { ReactNode } from 'react'
import { useApi } from '../api/use-api.ts'
import { useFormat, useText } from '../i18n/use-text.ts'
import { Card } from '../kit/Card.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { NotFound } from '../layout/NotFound.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { usePortal } from '../session/portal-facts.ts'
import { splitLinks } from './split-links.ts'
import styles from './Mail.module.css'

interface Letter {
  id: string
  to: string
  subject: string
  text: string
  createdAt: string
}

/** What the demonstration would have sent: it has no mail server, so its letters are read here. Elsewhere there is no such page. */
export default function MailPage(): ReactNode {
  const portal = usePortal()
  if (portal && !portal.demonstration) return <NotFound />
  return <Letters />
}

function Letters(): ReactNode {
  const t = useText('account')
  const format = useFormat()
  // a letter is written by a job, a second or two after what it tells of
  const sent = useApi<{ messages: Letter[] }>('/api/demonstration/mail', { every: 5_000 })
  return (
    <Page title={t('mail.title')} lead={t('mail.lead')} width="text" crumbs={[{ label: t('mail.sign-in'), to: '/sign-in' }]}>
      <Loaded from={sent}>
        {({ messages }: { messages: Letter[] }) =>
          messages.length === 0 ? (
            <EmptyState icon="mail" title={t('mail.empty')}>
              {t('mail.empty-text')} <AppLink to="/recovery">{t('recovery.title')}</AppLink>
            </EmptyState>
          ) : (
            <Card flush>
              {messages.map(({ id, to, subject, text, createdAt }) => (
                <details key={id} className={styles['letter']}>
                  <summary>
                    <strong>{subject}</strong>
                    <span className={styles['facts']}>
                      <span>{to}</span>
                      <time dateTime={createdAt}>{format.dateTime(createdAt)}</time>
                    </span>
                  </summary>
                  <LetterText text={text} />
                </details>
              ))}
            </Card>
          )
        }
      </Loaded>
    </Page>
  )
}

/** The letter's plain text: nothing of its HTML runs in the portal; its links lead on inside the portal only. */
function LetterText({ text }: { text: string }): ReactNode {
  return (
    <p className={styles['text']}>
      {splitLinks(text, location.origin).map(({ words, href }, index) =>
        href ? (
          <a key={index} href={href}>
            {words}
          </a>
        ) : (
          words
        ),
      )}
    </p>
  )
}
