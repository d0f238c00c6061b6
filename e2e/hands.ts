import { expect, type Locator, type Page } from '@playwright/test'

interface Attachment {
  name: string
  mimeType: string
  buffer: Buffer
}

/** How a person acts on a page: with a pointer, or with the keyboard alone. */
export interface Hand {
  press(target: Locator): Promise<void>
  /** A radio button or a check box. */
  choose(target: Locator): Promise<void>
  write(target: Locator, text: string): Promise<void>
  attach(page: Page, file: Attachment): Promise<void>
}

/** The hand for a page. The keyboard's hand makes no call of the mouse and asserts that the focus can be seen. */
export function handOf(page: Page, kind: 'mouse' | 'keyboard'): Hand {
  return kind === 'mouse' ? pointer : keyboardOf(page)
}

const pointer: Hand = {
  press: (target) => target.click(),
  choose: (target) => target.check(),
  write: (target, text) => target.fill(text),
  attach: (page, file) => page.locator('input[type=file]').setInputFiles(file),
}

function keyboardOf(page: Page): Hand {
  const isFocused = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement)

  /** Goes on with Tab until the target has the focus; at each end of the page the browser begins anew. */
  const reach = async (target: Locator, stop: (target: Locator) => Promise<boolean> = isFocused): Promise<void> => {
    await expect(target).toBeAttached()
    // What still comes would push the target on after it was reached.
    await expect(page.locator('main [aria-busy="true"], main [role=status] .unseen')).toHaveCount(0)
    for (let steps = 0; !(await stop(target)); steps += 1) {
      expect(steps, `${target} is reached by Tab`).toBeLessThan(250)
      await page.keyboard.press('Tab')
    }
    await expectSeenFocus()
  }

  const seenFocus = (): Promise<string> =>
    page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return 'nothing has the focus'
      const near = [focused, focused.parentElement, focused.nextElementSibling, focused.previousElementSibling]
      const marked = near.some((one) => {
        if (!one) return false
        const style = getComputedStyle(one)
        return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
      })
      const box = focused.getBoundingClientRect()
      if (box.bottom < 0 || box.top > innerHeight) return `out of sight: ${focused.outerHTML.slice(0, 120)}`
      return marked ? 'seen' : `no sign of focus: ${focused.outerHTML.slice(0, 120)}`
    })
  // what is still being fetched above may push it for a moment
  const expectSeenFocus = (): Promise<void> => expect.poll(seenFocus).toBe('seen')

  return {
    async press(target) {
      await reach(target)
      await page.keyboard.press('Enter')
    },
    async choose(target) {
      const inGroup = (own: Locator): Promise<boolean> =>
        own.evaluate((element) => {
          const focused = document.activeElement
          return (
            element === focused ||
            (element instanceof HTMLInputElement && element.type === 'radio' && focused instanceof HTMLInputElement && focused.name === element.name)
          )
        })
      await reach(target, inGroup)
      // Within radio buttons the arrows choose, elsewhere the space bar.
      for (let steps = 0; !(await isFocused(target)) && steps < 20; steps += 1) await page.keyboard.press('ArrowDown')
      if (!(await target.isChecked())) await page.keyboard.press('Space')
      await expect(target).toBeChecked()
    },
    async write(target, text) {
      await reach(target)
      await page.keyboard.type(text)
    },
    async attach(_page, file) {
      const input = page.locator('input[type=file]')
      const opened = page.waitForEvent('filechooser')
      await reach(input)
      await page.keyboard.press('Enter')
      await (await opened).setFiles(file)
    },
  }
}
