import { Button } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { fetchAnswer } from '../../../../foundation/web/api/fetch-answer.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ConfirmDialog } from '../../../../foundation/web/kit/ConfirmDialog.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import type { KeptDraft } from '../../../../foundation/web/api/use-kept-draft.ts'
import { Compare } from './Compare.tsx'

interface Props {
  itemId: string
  language: string
  mine: string
  onKeepMine: (version: number) => void
  onTakeTheirs: (from: KeptDraft<string>) => void
}

/** Somebody else saved in between: nothing is overwritten until the author has seen both and chosen. */
export function Clash({ itemId, language, mine, onKeepMine, onTakeTheirs }: Props): ReactNode {
  const t = useText('courses-authoring')
  const [theirs, setTheirs] = useState<KeptDraft<string> | null>(null)
  const [dropping, setDropping] = useState(false)
  useEffect(() => {
    let gone = false
    void fetchAnswer(`/api/items/${itemId}/texts`, new AbortController().signal)
      .then((answer) => {
        const found = (answer as { texts: { language: string; html: string; version: number }[] }).texts.find((one) => one.language === language)
        if (!gone) setTheirs({ version: found?.version ?? 0, content: found?.html ?? '' })
      })
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [itemId, language])
  return (
    <Notice tone="warn" role="alert" title={t('clash.title')}>
      <Stack>
        <p>{t('clash.text')}</p>
        {theirs && <Compare before={theirs.content} after={mine} language={language} />}
        <Row>
          <Button disabled={!theirs} onClick={() => theirs && onKeepMine(theirs.version)}>
            {t('clash.mine')}
          </Button>
          <Button variant="default" disabled={!theirs} onClick={() => setDropping(true)}>
            {t('clash.theirs')}
          </Button>
        </Row>
      </Stack>
      <ConfirmDialog
        open={dropping}
        title={t('clash.theirs-title')}
        confirmLabel={t('clash.theirs')}
        danger
        onConfirm={() => {
          setDropping(false)
          if (theirs) onTakeTheirs(theirs)
        }}
        onClose={() => setDropping(false)}
      >
        {t('clash.theirs-text')}
      </ConfirmDialog>
    </Notice>
  )
}
