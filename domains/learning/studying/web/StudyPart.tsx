import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { useMay } from '../../../../foundation/web/session/me.ts'
import { NotesPart } from './NotesPart.tsx'
import { QuestionsPart } from './QuestionsPart.tsx'
import { RatingPart } from './RatingPart.tsx'
import styles from './Study.module.css'

const longestQuote = 1000

/** Under an item, folded: one's notes, questions to the teacher, the rating. Nothing is asked of the server before a fold opens. */
export default function StudyPart({ itemId, offeringId }: { itemId: string; offeringId: string }): ReactNode {
  const t = useText('learning-studying')
  const may = useMay()
  const quote = useQuote()
  return (
    <div className={`${styles['folds']} not-printed`}>
      <Fold title={t('notes.title')}>
        <NotesPart itemId={itemId} quote={quote} />
      </Fold>
      <Fold title={t('questions.title')}>
        <QuestionsPart address="/api/items/{itemId}/questions" path={{ itemId }} quote={quote} />
      </Fold>
      {(may('rating.write', { offeringId }) || may('rating.read', { offeringId })) && (
        <Fold title={t('rating.title')}>
          <RatingPart itemId={itemId} />
        </Fold>
      )}
    </div>
  )
}

function Fold({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const [opened, setOpened] = useState(false)
  return (
    <details className={styles['fold']} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{title}</summary>
      {opened && children}
    </details>
  )
}

/** What the reader marked last in the lesson's text. */
function useQuote(): string | null {
  const [quote, setQuote] = useState<string | null>(null)
  useEffect(() => {
    const onSelection = (): void => {
      const selection = document.getSelection()
      const at = selection?.anchorNode?.parentElement
      const text = selection?.toString().trim()
      if (text && at?.closest('main') && !at.closest(`.${styles['folds']}`)) setQuote(text.slice(0, longestQuote))
    }
    // this part comes after the text: words may be marked already
    onSelection()
    document.addEventListener('selectionchange', onSelection)
    return () => document.removeEventListener('selectionchange', onSelection)
  }, [])
  return quote
}
