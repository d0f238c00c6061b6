import { randomUUID } from 'node:crypto'
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test'

/** What the programming tests share: a course, tasks made as a teacher makes them, and the editor's handles. */
const headers = { 'x-portal-csrf': '1' }

/** An offering that the demonstration's teacher teaches and its student is enrolled in. */
export async function sharedOffering(teacher: BrowserContext, student: BrowserContext): Promise<string> {
  const of = async (context: BrowserContext, teaching: boolean): Promise<string[]> => {
    const today = (await (await context.request.get('/api/my/today')).json()) as { offerings: { offeringId: string; teaching: boolean }[] }
    return today.offerings.filter((one) => one.teaching === teaching).map((one) => one.offeringId)
  }
  const [mine, theirs] = await Promise.all([of(teacher, true), of(student, false)])
  const found = mine.find((id) => theirs.includes(id))
  if (!found) throw new Error('the demonstration’s teacher does not teach its student')
  return found
}

export interface MadeTask {
  offeringId: string
  itemId: string
  taskId: string
}

interface Wanted {
  title: string
  seconds?: number
  tests?: Record<string, unknown>[]
}

/** A new shown item that is a task: read a number, print it doubled; `double(n)` is checked by a hidden test. */
export async function makeTask(teacher: BrowserContext, offeringId: string, { title, seconds = 3, tests }: Wanted): Promise<MadeTask> {
  const itemId = await makeItem(teacher, offeringId, title, 'coding')
  const made = await teacher.request.post(`/api/items/${itemId}/coding-tasks`, {
    headers,
    data: { place: 'item', content: contentOf(title, seconds, tests) },
  })
  expect(made.ok(), await made.text()).toBe(true)
  return { offeringId, itemId, taskId: ((await made.json()) as { id: string }).id }
}

export async function makeItem(teacher: BrowserContext, offeringId: string, title: string, kind: string): Promise<string> {
  const post = async (path: string, data: unknown): Promise<string> =>
    ((await (await teacher.request.post(path, { data, headers })).json()) as { id: string }).id
  const section = await post(`/api/offerings/${offeringId}/sections`, { title: { ky: title, ru: title } })
  const itemId = await post(`/api/sections/${section}/items`, { kind, title: { ky: title, ru: title } })
  await teacher.request.patch(`/api/items/${itemId}`, { data: { hidden: false }, headers })
  return itemId
}

export function contentOf(title: string, seconds = 3, tests?: Record<string, unknown>[]): Record<string, unknown> {
  return {
    title: { ky: title, ru: title },
    instruction: {
      ky: '`double(n)` функциясын жазыңыз.\n\nСанды окуп, эки эсесин чыгарыңыз.',
      ru: 'Напишите функцию `double(n)`.\n\nПрочитайте число и выведите удвоенное.',
    },
    starter: '# программа\n',
    solution: 'def double(n):\n    return 2 * n\n\nprint(double(int(input())))\n',
    tests: tests ?? [
      { id: randomUUID(), name: 'Число 21', kind: 'io', input: '21\n', expected: '42', code: '', points: 2, hidden: false },
      { id: randomUUID(), name: 'Функция', kind: 'code', input: '1\n', expected: '', code: 'assert double(-3) == -6', points: 3, hidden: true },
    ],
    seconds,
    hints: [{ ky: 'Көбөйтүү белгиси — `*`.', ru: 'Умножение записывается знаком `*`.' }],
  }
}

export const rightAnswer = 'def double(n):\n    return 2 * n\n\nprint(double(int(input())))\n'

/** The field of a code editor. */
export const codeField = (page: Page | Locator, name: RegExp): Locator => page.getByRole('textbox', { name })

/** Writes a program into an editor as pasting does, so that no help with indentation comes between. */
export async function writeCode(page: Page, field: Locator, code: string): Promise<void> {
  await field.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(code)
}
