import { useMay, useMe } from '../../foundation/web/session/me.ts'
import { useText } from '../../foundation/web/i18n/use-text.ts'
import { Page } from '../../foundation/web/kit/Page.tsx'
import { TaskCards } from '../../foundation/web/layout/TaskCards.tsx'
import { visiblePages } from '../../foundation/web/layout/nav-tree.ts'
import { pages } from './pages.ts'

/** Where a person without a cabinet of their own begins: everything they may do, by task. */
export default function StartPage() {
  const t = useText('foundation')
  const me = useMe()
  const may = useMay()
  return (
    <Page title={me ? t('start.greeting', { name: me.person.givenName }) : t('start.title')}>
      <TaskCards pages={visiblePages(pages, may)} />
    </Page>
  )
}
