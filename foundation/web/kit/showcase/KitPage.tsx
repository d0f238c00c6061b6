import { Page } from '../Page.tsx'
import { useText } from '../../i18n/use-text.ts'

export default function KitPage() {
  const t = useText('kit')
  return <Page title={t('nav.title')} />
}
