import '../../foundation/web/theme/styles.css'
import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { queryClient } from '../../foundation/web/api/query-client.ts'
import { startTexts } from '../../foundation/web/i18n/texts.ts'
import { ThemeRoom } from '../../foundation/web/theme/ThemeRoom.tsx'
import { portalRouter } from './router.tsx'
import { textSource } from './text-source.ts'
import { registerWorker } from './register-worker.ts'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')

const router = portalRouter()
const texts = startTexts(textSource)
// the page's own files are asked for at once, not after the shell's texts
void router.load()
await texts
createRoot(place).render(
  <QueryClientProvider client={queryClient()}>
    <ThemeRoom>
      <RouterProvider router={router} />
    </ThemeRoom>
  </QueryClientProvider>,
)
registerWorker()
