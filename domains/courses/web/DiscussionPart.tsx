import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useAct } from '../../../foundation/web/api/use-act.ts'
import { useApi } from '../../../foundation/web/api/use-api.ts'
import { useFormat, useText } from '../../../foundation/web/i18n/use-text.ts'
import { ConfirmDialog } from '../../../foundation/web/kit/ConfirmDialog.tsx'
import { EmptyState } from '../../../foundation/web/kit/EmptyState.tsx'
import { Form } from '../../../foundation/web/kit/Form.tsx'
import { Loaded } from '../../../foundation/web/kit/Loaded.tsx'
import { PersonName } from '../../../foundation/web/kit/PersonName.tsx'
import { Stack } from '../../../foundation/web/kit/Stack.tsx'
import { StatusBadge } from '../../../foundation/web/kit/StatusBadge.tsx'
import { TextField } from '../../../foundation/web/kit/TextField.tsx'
import type { PostsView, PostView } from '../contract.ts'
import styles from './Course.module.css'

/** The posts of a discussion, each with the answers to it (R3.6d). */
export default function DiscussionPart({ itemId }: { itemId: string }): ReactNode {
  const t = useText('courses')
  const posts = useApi<PostsView>('/api/items/{itemId}/posts', { path: { itemId }, every: 30_000 })
  const [replyTo, setReplyTo] = useState<PostView | null>(null)
  const [removing, setRemoving] = useState<PostView | null>(null)
  const remove = useAct('delete', '/api/posts/{postId}', { refreshes: [`/api/items/${itemId}/posts`], onDone: () => setRemoving(null) })
  return (
    <Loaded from={posts}>
      {(view: PostsView) => (
        <Stack gap="l">
          {view.posts.length === 0 ? (
            <EmptyState icon="message" title={t('posts.empty')} />
          ) : (
            <ul className={styles['posts']}>
              {threads(view.posts).map((post) => (
                <PostPart
                  key={post.id}
                  post={post}
                  mayReply={view.mayPost}
                  mayRemove={view.mayModerate}
                  onReply={setReplyTo}
                  onRemove={setRemoving}
                />
              ))}
            </ul>
          )}
          {view.mayPost && <WriteForm key={replyTo?.id ?? 'new'} itemId={itemId} replyTo={replyTo} onDone={() => setReplyTo(null)} />}
          <ConfirmDialog
            open={removing !== null}
            title={t('posts.remove-title')}
            confirmLabel={t('posts.remove')}
            danger
            pending={remove.isPending}
            problem={remove.error}
            onClose={() => setRemoving(null)}
            onConfirm={() => removing && remove.mutate({ path: { postId: removing.id } })}
          >
            {t('posts.remove-text')}
          </ConfirmDialog>
        </Stack>
      )}
    </Loaded>
  )
}

/** Posts in order, the answers to each right behind it; deeper answers stay in the same row. */
function threads(posts: PostView[]): PostView[] {
  const byId = new Map(posts.map((post) => [post.id, post]))
  const rootOf = (post: PostView): string => {
    let at = post
    for (let depth = 0; at.replyTo && depth < 100; depth++) at = byId.get(at.replyTo) ?? { ...at, replyTo: null }
    return at.id
  }
  const roots = posts.filter((post) => !post.replyTo)
  return roots.flatMap((root) => [root, ...posts.filter((post) => post.replyTo && rootOf(post) === root.id)])
}

interface PostProps {
  post: PostView
  mayReply: boolean
  mayRemove: boolean
  onReply: (post: PostView) => void
  onRemove: (post: PostView) => void
}

function PostPart({ post, mayReply, mayRemove, onReply, onRemove }: PostProps): ReactNode {
  const t = useText('courses')
  const format = useFormat()
  return (
    <li className={styles['post']} data-reply={post.replyTo !== null}>
      <header>
        <PersonName person={post.person} avatar />
        {post.teacher && <StatusBadge tone="info">{t('posts.teacher')}</StatusBadge>}
        <time className={styles['soft']} dateTime={post.createdAt}>
          {format.dateTime(post.createdAt)}
        </time>
      </header>
      <p className={post.removed ? styles['soft'] : styles['post-text']}>{post.removed ? t('posts.removed') : post.text}</p>
      {!post.removed && (
        <footer>
          {mayReply && (
            <Button size="compact-sm" variant="subtle" onClick={() => onReply(post)}>
              {t('posts.reply')}
            </Button>
          )}
          {mayRemove && (
            <Button size="compact-sm" variant="subtle" color="red" onClick={() => onRemove(post)}>
              {t('posts.remove')}
            </Button>
          )}
        </footer>
      )}
    </li>
  )
}

function WriteForm({ itemId, replyTo, onDone }: { itemId: string; replyTo: PostView | null; onDone: () => void }): ReactNode {
  const t = useText('courses')
  const format = useFormat()
  const [round, setRound] = useState(0)
  const write = useAct('post', '/api/items/{itemId}/posts', {
    refreshes: [`/api/items/${itemId}/posts`],
    onDone: () => {
      setRound(round + 1)
      onDone()
    },
  })
  return (
    <Form
      key={round}
      initial={{ text: '' }}
      problem={write.error}
      pending={write.isPending}
      submitLabel={t('posts.send')}
      actions={
        replyTo && (
          <Button variant="default" onClick={onDone}>
            {t('posts.no-reply')}
          </Button>
        )
      }
      onSubmit={(values: { text: string }) => write.mutate({ path: { itemId }, body: { text: values.text, replyTo: replyTo?.id ?? null } })}
    >
      <TextField
        name="text"
        lines={4}
        required
        maxLength={20_000}
        label={replyTo ? t('posts.reply-to', { name: format.name(replyTo.person, 'short') }) : t('posts.write')}
        {...(replyTo ? { autoFocus: true } : {})}
      />
    </Form>
  )
}
