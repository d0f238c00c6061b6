import { Button } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useFormat, useText } from '../../../../foundation/web/i18n/use-text.ts'
import { CheckField } from '../../../../foundation/web/kit/CheckField.tsx'
import { FileDrop } from '../../../../foundation/web/kit/FileDrop.tsx'
import { Row, Stack } from '../../../../foundation/web/kit/Stack.tsx'
import { TextField } from '../../../../foundation/web/kit/TextField.tsx'
import type { FileView } from '../../contract.ts'
import styles from './Editor.module.css'
import { afterBlock, atText } from './at-text.ts'

export interface MakeProps {
  editor: Editor
  offeringId: string
  onDone: () => void
}

/** A small form of a dialog: Enter sends it, and it is no part of the page's own. */
function Small({ children, onSend, ready, label }: { children: ReactNode; onSend: () => void; ready: boolean; label: string }): ReactNode {
  const send = (event: FormEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    if (ready) onSend()
  }
  return (
    <form onSubmit={send}>
      <Stack>
        {children}
        <Row>
          <Button type="submit" disabled={!ready}>
            {label}
          </Button>
        </Row>
      </Stack>
    </form>
  )
}

/** A link on the chosen words, or with words of its own. */
export function LinkForm({ editor, onDone }: MakeProps): ReactNode {
  const t = useText('courses-authoring')
  const [href, setHref] = useState(String(editor.getAttributes('link')['href'] ?? ''))
  const [words, setWords] = useState('')
  const bare = editor.state.selection.empty && !editor.isActive('link')
  const address = /^(https?:|mailto:|tel:|\/|#)/i.test(href.trim()) ? href.trim() : `https://${href.trim()}`
  const put = (): void => {
    const chain = atText(editor).extendMarkRange('link')
    if (bare) chain.insertContent({ type: 'text', text: words.trim() || address, marks: [{ type: 'link', attrs: { href: address } }] }).run()
    else chain.setLink({ href: address }).run()
    onDone()
  }
  return (
    <Small onSend={put} ready={href.trim() !== ''} label={t('put')}>
      <TextField label={t('link.address')} hint={t('link.hint')} value={href} onChange={setHref} autoFocus />
      {bare && <TextField label={t('link.words')} value={words} onChange={setWords} />}
      {editor.isActive('link') && (
        <div>
          <Button
            variant="default"
            onClick={() => {
              atText(editor).extendMarkRange('link').unsetLink().run()
              onDone()
            }}
          >
            {t('link.drop')}
          </Button>
        </div>
      )}
    </Small>
  )
}

/** A picture is put in only with words for those who do not see it, or as one that says nothing by itself. */
export function PictureForm({
  editor,
  offeringId,
  onDone,
  had,
  fresh,
}: MakeProps & { had?: { src: string; alt: string }; fresh: string }): ReactNode {
  const t = useText('courses-authoring')
  const [src, setSrc] = useState(had?.src ?? fresh)
  const [alt, setAlt] = useState(had?.alt ?? '')
  const [decorative, setDecorative] = useState(had !== undefined && had.alt === '')
  const put = (): void => {
    const attrs = { src, alt: decorative ? '' : alt.trim() }
    if (had) atText(editor).updateAttributes('picture', attrs).run()
    else afterBlock(editor).insertContent({ type: 'picture', attrs }).run()
    onDone()
  }
  return (
    <Small onSend={put} ready={src !== '' && (decorative || alt.trim() !== '')} label={t('put')}>
      {src && <img className={styles['preview']} src={src} alt="" />}
      <FileDrop<FileView>
        label={t('picture.choose')}
        accept="image/*"
        uploadTo={`/api/offerings/${offeringId}/files`}
        onUploaded={({ href }) => setSrc(href)}
      />
      <TextField label={t('picture.alt')} hint={t('picture.alt-hint')} value={alt} onChange={setAlt} disabled={decorative} required={!decorative} />
      <CheckField label={t('picture.decorative')} hint={t('picture.decorative-hint')} value={decorative} onChange={setDecorative} />
    </Small>
  )
}

/** A file (a PDF opens in the browser's own viewer) as a link with its size. */
export function FileForm({ editor, offeringId, onDone }: MakeProps): ReactNode {
  const t = useText('courses-authoring')
  const format = useFormat()
  return (
    <FileDrop<FileView>
      label={t('file.choose')}
      accept=".pdf,.pptx,.docx,.xlsx,.zip,.txt,.csv,.odt,.odp,.ods,.epub"
      uploadTo={`/api/offerings/${offeringId}/files`}
      onUploaded={({ href, name, bytes }) => {
        const at = atText(editor)
        at.insertContent([
          { type: 'text', text: `${name} (${format.bytes(bytes)})`, marks: [{ type: 'link', attrs: { href } }] },
          { type: 'text', text: ' ' },
        ]).run()
        onDone()
      }}
    />
  )
}

/** The words of a footnote. */
export function FootnoteForm({ editor, onDone, text: had }: MakeProps & { text: string }): ReactNode {
  const t = useText('courses-authoring')
  const [text, setText] = useState(had)
  const put = (): void => {
    atText(editor)
      .insertContent({ type: 'footnote', attrs: { text: text.trim() } })
      .run()
    onDone()
  }
  return (
    <Small onSend={put} ready={text.trim() !== ''} label={t('put')}>
      <TextField label={t('footnote.text')} hint={t('footnote.hint')} lines={3} value={text} onChange={setText} autoFocus />
    </Small>
  )
}
