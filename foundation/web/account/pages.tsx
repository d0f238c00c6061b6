import type { PageDefinition } from '../page-definition.ts'

/** Sign-in and what belongs to it, and the page of the own account. */
export const pages: PageDefinition[] = [
  { path: '/sign-in', load: () => import('./SignInPage.tsx'), namespaces: ['account'], public: true, titleKey: 'sign-in.title' },
  { path: '/recovery', load: () => import('./RecoveryPage.tsx'), namespaces: ['account'], public: true, titleKey: 'recovery.title' },
  { path: '/new-password', load: () => import('./NewPasswordPage.tsx'), namespaces: ['account'], public: true, titleKey: 'new-password.title' },
  { path: '/new-email', load: () => import('./NewEmailPage.tsx'), namespaces: ['account'], public: true, titleKey: 'email.title-confirm' },
  { path: '/mail', load: () => import('./MailPage.tsx'), namespaces: ['account'], public: true, layout: 'open', titleKey: 'mail.title' },
  {
    path: '/account',
    load: () => import('./AccountPage.tsx'),
    namespaces: ['account'],
    secondFactor: true,
    titleKey: 'nav.account',
    nav: { task: 'settings', labelKey: 'nav.account', wordsKey: 'nav.words.account', icon: 'shield', order: 90 },
    data: ['/api/account/security', '/api/sessions'],
  },
]
