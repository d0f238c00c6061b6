import '../../foundation/web/theme/styles.css'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from '../../foundation/web/api/query-client.ts'
import { leaveWithAccount } from '../../foundation/web/session/current-account.ts'
import { startTexts } from '../../foundation/web/i18n/texts.ts'
import { ThemeRoom } from '../../foundation/web/theme/ThemeRoom.tsx'
import { portalRouter } from './router.tsx'
import { textSource } from './text-source.ts'
import { registerWorker } from './register-worker.ts'
import { listenForNews } from './listen-for-news.ts'
import { reloadWhenOutdated } from './reload-when-outdated.ts'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')

reloadWhenOutdated()
const router = portalRouter()
const texts = startTexts(textSource)
// Everything the first page needs is asked for at once; the page is drawn whole, unless the line is too slow for that.
// Where the server's first view can be read meanwhile there is no hurry to replace it by half a page.
const patience = place.childElementCount > 0 ? 20_000 : 2_500
const whole = Promise.all([texts, router.load()])
await Promise.race([whole, new Promise((resolve) => setTimeout(resolve, patience))])
await texts
createRoot(place).render(
  <QueryClientProvider client={queryClient()}>
    <ThemeRoom>
      <RouterProvider router={router} />
    </ThemeRoom>
  </QueryClientProvider>,
)
registerWorker()
listenForNews()
leaveWithAccount()
