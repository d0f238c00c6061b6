const [firstPause, longestPause] = [4_000, 120_000]

/**
 * Has what waits on this device sent: some time after the page was opened, when the line is back, and again while something still
 * waits, each time later than before and never all devices at one moment. A line that has just come back often fails the first try.
 * @param send tells whether something still waits
 */
export function sendWhenOnline(send: () => Promise<boolean>, afterOpeningMs: number): void {
  if (typeof window === 'undefined') return
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = firstPause
  const run = async (): Promise<void> => {
    clearTimeout(timer)
    const waits = await send().catch(() => true)
    if (!waits || !navigator.onLine) return
    timer = setTimeout(() => void run(), pause * (0.75 + Math.random() / 2))
    pause = Math.min(pause * 2, longestPause)
  }
  addEventListener('online', () => {
    pause = firstPause
    void run()
  })
  setTimeout(() => void run(), afterOpeningMs)
}
