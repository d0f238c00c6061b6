import { Button } from '@mantine/core'
import { useRef, useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useText } from '../../../foundation/web/i18n/use-text.ts'
import { FileDrop } from '../../../foundation/web/kit/FileDrop.tsx'
import { ProblemNotice } from '../../../foundation/web/kit/Form.tsx'
import { Notice } from '../../../foundation/web/kit/Notice.tsx'
import { RichText } from '../../../foundation/web/kit/RichText.tsx'
import { Row, Stack } from '../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { FileView } from '../contract.ts'

interface Saved {
  html: string
  changes: Record<string, number>
}

const marks = [
  { key: 'heading', before: '<h2>', after: '</h2>' },
  { key: 'paragraph', before: '<p>', after: '</p>' },
  { key: 'strong', before: '<strong>', after: '</strong>' },
  { key: 'list', before: '<ul>\n<li>', after: '</li>\n</ul>' },
  { key: 'link', before: '<a href="https://">', after: '</a>' },
  { key: 'code', before: '<pre><code>', after: '</code></pre>' },
  { key: 'note', before: '<aside class="note"><p>', after: '</p></aside>' },
] as const

/** A plain editor of a text in one language: HTML with buttons for what lessons are made of, and how it will look once kept. */
export function TextEditor({
  itemId,
  offeringId,
  language,
  html,
}: {
  itemId: string
  offeringId: string
  language: string
  html: string
}): ReactNode {
  const t = useText('courses')
  const room = useRef<HTMLDivElement>(null)
  const [text, setText] = useState(html)
  const [seen, setSeen] = useState(html)
  const save = useAct<Saved>('put', '/api/items/{itemId}/texts/{language}', {
    refreshes: [`/api/items/${itemId}`],
    onDone: (answer) => {
      setText(answer.html)
      setSeen(answer.html)
    },
  })
  const put = (before: string, after: string): void => {
    const field = room.current?.querySelector('textarea')
    const [from, to] = [field?.selectionStart ?? text.length, field?.selectionEnd ?? text.length]
    setText(text.slice(0, from) + before + text.slice(from, to) + after + text.slice(to))
    requestAnimationFrame(() => {
      field?.focus()
      field?.setSelectionRange(from + before.length, to + before.length)
    })
  }
  const changes = Object.entries(save.data?.changes ?? {})
  return (
    <Stack>
      <div role="group" aria-label={t('editor.marks')}>
        <Row>
          {marks.map(({ key, before, after }) => (
            <Button key={key} size="compact-sm" variant="default" onClick={() => put(before, after)}>
              {t(`editor.${key}`)}
            </Button>
          ))}
        </Row>
      </div>
      <div ref={room} lang={language}>
        <TextField label={t('editor.html')} lines={16} value={text} onChange={setText} />
      </div>
      <FileDrop<FileView>
        label={t('editor.picture')}
        accept="image/*,.pdf,.mp4,.mp3"
        uploadTo={`/api/offerings/${offeringId}/files`}
        onUploaded={(file) =>
          put(
            file.type.startsWith('image/') ? `<figure><img src="${file.href}" alt=""><figcaption>` : `<a href="${file.href}">${file.name}`,
            file.type.startsWith('image/') ? '</figcaption></figure>' : '</a>',
          )
        }
      />
      {save.error && <ProblemNotice problem={save.error} />}
      {save.isSuccess && text === seen && (
        <Notice tone="good" role="status" title={t('saved')}>
          {changes.length > 0 && (
            <ul>
              {changes.map(([key, count]) => (
                <li key={key}>{t(`notes.${key}`, { count })}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <div>
        <Button loading={save.isPending} disabled={text === seen} onClick={() => save.mutate({ path: { itemId, language }, body: { html: text } })}>
          {t('save')}
        </Button>
      </div>
      {seen && (
        <details>
          <summary>{t('editor.look')}</summary>
          <RichText html={seen} lang={language} />
        </details>
      )}
    </Stack>
  )
}
