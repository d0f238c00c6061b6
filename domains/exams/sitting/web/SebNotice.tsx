import type { ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'

/** For who came with an ordinary browser: what opens the exam, and what to do where that is not possible. */
export function SebNotice({ link }: { link: string }): ReactNode {
  const t = useText('exams')
  return (
    <Notice tone="warn" title={t('seb.title')}>
      <Stack>
        <ol>
          <li>
            <a href="https://safeexambrowser.org/download_en.html" target="_blank" rel="noreferrer">
              {t('seb.install')}
            </a>
          </li>
          <li>
            <a href={link}>{t('seb.open')}</a>
          </li>
          <li>{t('seb.sign-in')}</li>
        </ol>
        <span>{t('seb.cannot')}</span>
      </Stack>
    </Notice>
  )
}
