/**
 * What a page without reloads must do itself on arrival: put the focus on the heading, set the title, and say the
 * title to those who listen.
 */
let awaited = false

/** The router tells that the reader went to another page. */
export function expectArrival(): void {
  awaited = true
}

/** The page's heading asks once whether it should take the focus. */
export function takeArrival(): boolean {
  const was = awaited
  awaited = false
  return was
}

let region: HTMLElement | null = null

/** Says a text through the polite live region of the shell (index.html has it). */
export function announce(text: string): void {
  region ??= document.getElementById('announcer')
  if (!region) return
  region.textContent = ''
  const target = region
  setTimeout(() => {
    target.textContent = text
  }, 60)
}
