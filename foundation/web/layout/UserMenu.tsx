import { useState, type ReactNode } from 'react'
import { personName } from '../../i18n/format.ts'
import { pick } from '../../i18n/localized.ts'
import { useLocale, useText } from '../i18n/use-text.ts'
import { Icon } from '../kit/Icon.tsx'
import { Avatar } from '../kit/PersonName.tsx'
import { AppLink } from '../navigation/AppLink.tsx'
import type { Me } from '../session/me.ts'
import { Menu } from './Menu.tsx'
import { SignOutDialog } from './SignOutDialog.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'
import styles from './MenuItems.module.css'

/** Who is here, in which roles; the look; the account; the way out. */
export function UserMenu({ me, className }: { me: Me; className?: string | undefined }): ReactNode {
  const t = useText('foundation')
  const locale = useLocale()
  const [leaving, setLeaving] = useState(false)
  return (
    <>
      <Menu
        label={t('user.label', { name: personName(me.person, 'short') })}
        className={className}
        button={<Avatar person={me.person} photoUrl={me.person.photoUrl} />}
      >
        {(close) => (
          <>
            <div className={styles['who']}>
              <strong>{personName(me.person)}</strong>
              <ul className="plain-list">
                {me.roles.map(({ role, scopeName }, index) => (
                  <li key={`${role} ${index}`}>
                    {t(`roles.${role}`)}
                    {scopeName && <> · {pick(scopeName, locale)}</>}
                  </li>
                ))}
              </ul>
            </div>
            <ThemeChoice />
            <AppLink to="/account" className={styles['item']} onClick={close}>
              <span>
                <Icon name="settings" size={18} /> {t('user.account')}
              </span>
            </AppLink>
            <button
              type="button"
              className={styles['item']}
              onClick={() => {
                close()
                setLeaving(true)
              }}
            >
              <span>
                <Icon name="sign-out" size={18} /> {t('user.sign-out')}
              </span>
            </button>
          </>
        )}
      </Menu>
      {leaving && <SignOutDialog onClose={() => setLeaving(false)} />}
    </>
  )
}
