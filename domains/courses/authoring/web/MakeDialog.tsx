import type { Editor, JSONContent } from '@tiptap/core'
import { Suspense, type ReactNode } from 'react'
import { useText } from '../../../../foundation/web/i18n/use-text.ts'
import { Dialog } from '../../../../foundation/web/kit/Dialog.tsx'
import { SkeletonLines } from '../../../../foundation/web/kit/Skeletons.tsx'
import { blockMakers } from '../../web/lesson-blocks.ts'
import styles from './Editor.module.css'
import { FileForm, FootnoteForm, LinkForm, PictureForm } from './make-forms.tsx'
import { FormulaForm } from './FormulaForm.tsx'
import { ToolIcon } from './Toolbar.tsx'
import { afterBlock, atText } from './at-text.ts'

/** What is being put into the text, or changed in it. */
export type Making =
  | { kind: 'menu' }
  | { kind: 'link' }
  | { kind: 'picture'; attributes?: { src: string; alt: string }; fresh?: string }
  | { kind: 'file' }
  | { kind: 'formula'; tex?: string; inline?: boolean; change?: boolean }
  | { kind: 'footnote'; text?: string; change?: boolean }
  | { kind: 'block'; block: string; had?: { id: string | null; spec?: string | null } }

interface Props {
  editor: Editor
  itemId: string
  offeringId: string
  making: Making
  onMake: (what: Making | null) => void
}

/** The dialogs that put something into the text where the cursor stands. */
export function MakeDialog({ editor, itemId, offeringId, making, onMake }: Props): ReactNode {
  const t = useText('courses-authoring')
  const close = (): void => {
    onMake(null)
    // the text is where one goes on; at once and not a frame later, as the editor's own command does: what is typed by then would land elsewhere
    requestAnimationFrame(() => editor.view.focus())
  }
  const Maker = making.kind === 'block' ? blockMakers().get(making.block) : undefined
  const title = making.kind === 'menu' ? t('tools.plus') : making.kind === 'block' ? t(`blocks.${making.block}`) : t(`make.${making.kind}`)
  const given = { editor, offeringId, onDone: close }
  return (
    <Dialog open onClose={close} title={title} size={making.kind === 'block' ? 'l' : 'm'}>
      {making.kind === 'menu' && <Menu editor={editor} onMake={onMake} onDone={close} />}
      {making.kind === 'link' && <LinkForm {...given} />}
      {making.kind === 'picture' && <PictureForm {...given} fresh={making.fresh ?? ''} {...(making.attributes ? { had: making.attributes } : {})} />}
      {making.kind === 'file' && <FileForm {...given} />}
      {making.kind === 'formula' && <FormulaForm {...given} tex={making.tex ?? ''} inline={making.inline ?? false} change={making.change ?? false} />}
      {making.kind === 'footnote' && <FootnoteForm {...given} text={making.text ?? ''} />}
      {Maker && (
        <Suspense fallback={<SkeletonLines />}>
          <Maker
            itemId={itemId}
            offeringId={offeringId}
            {...(making.kind === 'block' && making.had ? { had: making.had } : {})}
            onClose={close}
            onInsert={({ id, spec }) => {
              const kind = making.kind === 'block' ? making.block : ''
              ;(making.kind === 'block' && making.had ? atText(editor) : afterBlock(editor))
                .insertContent({ type: 'roomBlock', attrs: { kind, id, spec: spec ?? null } })
                .run()
              close()
            }}
          />
        </Suspense>
      )}
    </Dialog>
  )
}

function Menu({ editor, onMake, onDone }: { editor: Editor; onMake: (what: Making) => void; onDone: () => void }): ReactNode {
  const t = useText('courses-authoring')
  const at = (): ReturnType<Editor['chain']> => afterBlock(editor)
  const paragraph = { type: 'paragraph' }
  const acts: [icon: string, label: string, act: () => void][] = [
    ['picture', t('make.picture'), () => onMake({ kind: 'picture' })],
    ['formula', t('make.formula'), () => onMake({ kind: 'formula' })],
    ['table', t('make.table'), now(() => at().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run())],
    ['program', t('make.program'), now(() => at().setCodeBlock().run())],
    ['call-out', t('make.call-out'), now(() => putContainer(editor, { type: 'callOut', content: [paragraph] }))],
    ['details', t('make.details'), now(() => putContainer(editor, { type: 'details', content: [{ type: 'detailsSummary' }, paragraph] }))],
    ['footnote', t('make.footnote'), () => onMake({ kind: 'footnote' })],
    ['file', t('make.file'), () => onMake({ kind: 'file' })],
    ['rule', t('make.rule'), now(() => at().setHorizontalRule().run())],
    ...[...blockMakers().keys()].map((kind): [string, string, () => void] => [
      'block',
      t(`blocks.${kind}`),
      () => onMake({ kind: 'block', block: kind }),
    ]),
  ]
  function now(act: () => void): () => void {
    return () => {
      onDone()
      // after the text has the focus again
      requestAnimationFrame(() => act())
    }
  }
  return (
    <ul className={styles['menu']}>
      {acts.map(([icon, label, act]) => (
        <li key={label}>
          <button type="button" onClick={act}>
            <ToolIcon name={icon} />
            {label}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Puts something in that one writes into, and stands at its beginning. */
function putContainer(editor: Editor, content: JSONContent & { type: string }): void {
  const { from } = editor.state.selection
  afterBlock(editor).insertContent(content).run()
  let found: number | null = null
  editor.state.doc.descendants((node, place) => {
    if (found === null && node.type.name === content.type && place >= from - 2) found = place
  })
  if (found !== null) editor.commands.setTextSelection(found + 2)
}
