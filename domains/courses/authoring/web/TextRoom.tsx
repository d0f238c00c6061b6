import { Button } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { deviceStore } from '../../../../foundation/web/api/device-store.ts'
import { answerKey, queryClient } from '../../../../foundation/web/api/query-client.ts'
import { act } from '../../../../foundation/web/api/use-act.ts'
import { useKeptDraft, type KeptDraft } from '../../../../foundation/web/api/use-kept-draft.ts'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { ProblemNotice } from '../../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../../foundation/web/kit/Notice.tsx'
import { SavedState } from '../../../../foundation/web/kit/SavedState.tsx'
import { Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import { lostInEditor } from '../shared/lost-in-editor.ts'
import { Clash } from './Clash.tsx'
import styles from './Editor.module.css'
import { HistoryDialog } from './HistoryDialog.tsx'
import LessonEditor from './LessonEditor.tsx'
import { Presence } from './Presence.tsx'

export interface Saved {
  language: string
  html: string
  version: number
  changes: Record<string, number>
}
interface Texts {
  texts: { language: string; html: string; version: number }[]
}

export interface TextRoomProps {
  itemId: string
  offeringId: string
  language: string
  html: string
  /** The version of `html`; 0 where there was none in this language. */
  version: number
}

/** The text of an item in one language while it is written: kept on the device, saved by itself, with its history and the others who write. */
export default function TextRoom({ itemId, offeringId, language, html, version }: TextRoomProps): ReactNode {
  const t = useText('courses-authoring')
  const words = useText('courses')
  const [source, setSource] = useState(false)
  const [lost, setLost] = useState<string[]>([])
  const [history, setHistory] = useState(false)
  const [changes, setChanges] = useState<[string, number][]>([])
  const draft = useKeptDraft<string, Saved>({
    store: deviceStore<KeptDraft<string>>('portal-text-drafts'),
    key: `${itemId} ${language}`,
    began: { version, content: html },
    pause: 2500,
    send: (body) =>
      act('put', '/api/items/{itemId}/texts/{language}', { path: { itemId, language }, body: { html: body.content, version: body.version } }),
    onSaved: (answer) => {
      setChanges(Object.entries(answer.changes))
      noteSaved(itemId, answer)
    },
  })
  const [shownTurn, setShownTurn] = useState(0)
  // text typed as HTML is shown anew when one goes back to the blocks
  const turn = draft.turn + shownTurn
  useEffect(() => setLost([]), [draft.turn])
  return (
    <Stack>
      <Presence itemId={itemId} language={language} />
      {draft.restored && draft.state === 'waiting' && (
        <Notice title={t('restored')} role="status">
          {t('restored-text')}
        </Notice>
      )}
      {draft.clash && (
        <Clash itemId={itemId} language={language} mine={draft.content} onKeepMine={draft.goOn} onTakeTheirs={(from) => void draft.begin(from)} />
      )}
      {lost.length > 0 && !source && (
        <Notice tone="warn" title={t('lost.title')}>
          {t('lost.text', { parts: lost.join(', ') })}
        </Notice>
      )}
      {source ? (
        <div lang={language}>
          <TextField label={words('editor.html')} lines={18} value={draft.content} onChange={(next) => draft.edit(() => next)} />
        </div>
      ) : (
        <LessonEditor
          html={draft.content}
          turn={turn}
          language={language}
          itemId={itemId}
          offeringId={offeringId}
          onShown={(shown) => setLost(lostInEditor(draft.content, shown))}
          onChange={(next) => draft.edit(() => next)}
        />
      )}
      {draft.problem && !draft.clash && <ProblemNotice problem={draft.problem} />}
      <div className={styles['foot']}>
        <Button loading={draft.state === 'saving'} disabled={draft.state === 'idle' || draft.state === 'saved' || draft.clash} onClick={draft.save}>
          {words('save')}
        </Button>
        <SavedState state={draft.state} at={draft.savedAt} />
        <Button variant="default" onClick={() => setHistory(true)}>
          {t('history.open')}
        </Button>
        <Button
          variant="subtle"
          onClick={() => {
            setSource(!source)
            setShownTurn((had) => had + 1)
          }}
        >
          {t(source ? 'as-blocks' : 'as-html')}
        </Button>
      </div>
      {draft.state === 'saved' && changes.length > 0 && (
        <Notice role="status" title={t('cleaned')}>
          <ul>
            {changes.map(([key, count]) => (
              <li key={key}>{words(`notes.${key}`, { count })}</li>
            ))}
          </ul>
        </Notice>
      )}
      {history && (
        <HistoryDialog
          itemId={itemId}
          language={language}
          current={draft.content}
          onClose={() => setHistory(false)}
          onRestore={(old) => {
            setHistory(false)
            draft.edit(() => old)
            setShownTurn((had) => had + 1)
          }}
        />
      )}
    </Stack>
  )
}

/** What other parts of the page have read of this item is told of the saving: another tab of languages begins from it. */
function noteSaved(itemId: string, saved: Saved): void {
  queryClient().setQueryData<Texts>(answerKey(`/api/items/${itemId}/texts`), (had) => {
    if (!had) return had
    const others = had.texts.filter(({ language }) => language !== saved.language && (language !== 'und' || !saved.html))
    return { texts: saved.html ? [...others, { language: saved.language, html: saved.html, version: saved.version }] : others }
  })
  void queryClient().invalidateQueries({ queryKey: answerKey(`/api/items/${itemId}`), exact: true, refetchType: 'none' })
}
