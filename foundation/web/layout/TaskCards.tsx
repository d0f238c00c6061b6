import type { ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Card } from '../kit/Card.tsx'
import { Icon } from '../kit/Icon.tsx'
import { Boxes } from '../kit/Stack.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import { byTask, fullKey, type NavPage } from './nav-tree.ts'
import styles from './MenuItems.module.css'

/** Everything a person may open, a card for each task. */
export function TaskCards({ pages }: { pages: readonly NavPage[] }): ReactNode {
  const t = useText('foundation')
  return (
    <Boxes>
      {byTask(pages).map((group) => (
        <Card key={group.task} title={t(`tasks.${group.task}`)}>
          <ul className="plain-list">
            {group.pages.map((page) => (
              <li key={page.path}>
                <AppLink to={page.path} className={styles['item']}>
                  <span>
                    <Icon name={page.nav.icon} /> {t(fullKey(page, page.nav.labelKey))}
                  </span>
                  <Icon name="right" size={16} />
                </AppLink>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </Boxes>
  )
}
