import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { codeField, contentOf, makeItem, makeTask, rightAnswer, sharedOffering, writeCode, type MadeTask } from './coding-hands.ts'
import { contextOf } from './signed-in.ts'

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true }
const student = (browser: Browser, options = {}): Promise<BrowserContext> => contextOf(browser, 'student', 'ru', options)
const label = /^Программа:/
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const awake = { timeout: 60_000 }

interface Kept {
  tries: number
  best: number | null
  attempts: { checkedAt: string; passed: boolean; points: number }[]
}
const kept = async (context: BrowserContext, { taskId }: MadeTask): Promise<Kept> =>
  (await (await context.request.get(`/api/coding-tasks/${taskId}`)).json()) as Kept

test.describe('programming tasks', () => {
  let teacher: BrowserContext
  let offeringId: string
  test.beforeAll(async ({ browser }) => {
    teacher = await contextOf(browser, 'teacher', 'ru')
    const one = await student(browser)
    offeringId = await sharedOffering(teacher, one)
    await one.close()
  })
  test.afterAll(() => teacher.close())

  const open = async (context: BrowserContext, task: MadeTask): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(`/courses/${offeringId}/items/${task.itemId}`)
    await expect(codeField(page, label)).toBeVisible()
    return page
  }

  test('a student runs, sees faults with their line, and passes; the teacher reads the program', async ({ browser }) => {
    const task = await makeTask(teacher, offeringId, { title: 'Удвоение' })
    const context = await student(browser)
    const page = await open(context, task)
    const field = codeField(page, label)

    await writeCode(page, field, 'name = input("Кто? ")\nprint("Салам,", name)\nprint(1 / 0)\n')
    await page.getByText('Ввод программы').click()
    await page.getByRole('textbox', { name: 'Строки, которые прочитает input()' }).fill('Айгүл')
    await press(page, 'Запустить')
    await expect(page.getByText('Салам, Айгүл')).toBeVisible(awake)
    await expect(page.getByRole('alert')).toContainText('Ошибка в строке 3: ZeroDivisionError')
    await expect(page.getByRole('alert')).toContainText('На ноль делить нельзя')
    await press(page, 'Перейти к строке 3')
    await expect(field).toBeFocused()

    await writeCode(page, field, 'print(int(input()) * 3)\n')
    await press(page, 'Проверить')
    await expect(page.getByText('Пройдены не все тесты')).toBeVisible()
    await expect(page.getByText('Вывела ваша программа')).toBeVisible()
    await expect(page.getByText('assert double')).toHaveCount(0)
    await writeCode(page, field, rightAnswer)
    await press(page, 'Проверить')
    await expect(page.getByText('Все тесты пройдены')).toBeVisible()
    await expect(page.getByText('Результат отправлен преподавателю.')).toBeVisible()
    await expect.poll(async () => (await kept(context, task)).tries).toBe(2)
    await expect
      .poll(async () => {
        const progress = (await (await context.request.get(`/api/offerings/${offeringId}/progress`)).json()) as {
          items: { itemId: string; completedAt: string | null }[]
        }
        return progress.items.find(({ itemId }) => itemId === task.itemId)?.completedAt ?? null
      })
      .not.toBeNull()

    // the program is there on another device
    const other = await student(browser)
    const again = await open(other, task)
    await expect(codeField(again, label)).toContainText('return 2 * n')
    await other.close()

    const results = await teacher.newPage()
    await results.goto(`/courses/${offeringId}/coding/${task.taskId}/results`)
    await expect(results.getByText('сервер программу не запускал')).toBeVisible()
    await results.getByRole('button', { name: /^Показать программу/ }).click()
    await expect(codeField(results, /Программа студента/)).toContainText('return 2 * n')
    await press(results, 'Предыдущая попытка')
    await expect(codeField(results, /Программа студента/)).toContainText('* 3')
    await results.close()
    await context.close()
  })

  test('a program reaches neither the portal nor its session, and cannot hang or flood the page', async ({ browser }) => {
    test.setTimeout(120_000)
    const task = await makeTask(teacher, offeringId, { title: 'Стены', seconds: 2 })
    const context = await student(browser)
    const page = await open(context, task)
    const field = codeField(page, label)
    const run = async (code: string): Promise<void> => {
      await writeCode(page, field, code)
      await press(page, 'Запустить')
      await expect(page.getByRole('button', { name: 'Запустить', exact: true })).toBeVisible(awake)
    }
    const output = page.getByRole('region', { name: 'Вывод программы' }).locator('pre').first()

    await run('print("awake")')
    await expect(output).toContainText('awake', awake)
    // Everything asked for from now on, by any frame or worker, would be the program's doing (the page saves what is typed).
    const asked: string[] = []
    context.on('request', (request) => {
      if (!/\/draft$|\/assets\/|\/progress$|^blob:/.test(request.url())) asked.push(request.url())
    })
    await run(
      [
        'import js, sys',
        'for name in ("fetch", "document", "cookieStore", "indexedDB", "caches", "XMLHttpRequest", "self", "globalThis", "window", "parent"):',
        '    print(name, hasattr(js, name))',
        'for way in ("return fetch(\\"/api/me\\")", "return self"):',
        '    try:',
        '        print("made", js.Object.constructor.new(way)())',
        '    except Exception as fault:',
        '        print("refused", "Content Security Policy" in str(fault))',
        'try:',
        '    from pyodide.http import pyfetch',
        '    import asyncio',
        `    asyncio.run(pyfetch("${new URL(page.url()).origin}/api/me"))`,
        '    print("reached")',
        'except BaseException as fault:',
        '    print("no line", type(fault).__name__)',
        'try:',
        '    import urllib.request',
        `    urllib.request.urlopen("${new URL(page.url()).origin}/api/me")`,
        '    print("reached")',
        'except OSError as fault:',
        '    print("no socket")',
      ].join('\n'),
    )
    await expect(output).toContainText('no socket')
    const text = (await output.textContent()) ?? ''
    expect(text.match(/ False/g)?.length).toBe(10)
    expect(text.match(/refused True/g)?.length).toBe(2)
    expect(text).toContain('no line')
    expect(text).not.toContain('reached')

    // the frame has no origin: no storage of anybody, and since Python is awake no line either
    const frame = page.frames().find((one) => one.url().includes('/runtime/coding/'))
    const walls = await frame?.evaluate(async (address) => {
      const tried = async (work: () => unknown): Promise<string> => {
        try {
          await work()
          return 'open'
        } catch {
          return 'shut'
        }
      }
      return {
        origin: self.origin,
        cookies: await tried(() => document.cookie),
        storage: await tried(() => localStorage.length),
        database: await tried(
          () =>
            new Promise((resolve, reject) => {
              const request = indexedDB.open('x')
              request.onsuccess = resolve
              request.onerror = reject
            }),
        ),
        parent: await tried(() => parent.document.title),
        portal: await tried(() => fetch(`${address}/api/me`, { credentials: 'include', mode: 'no-cors' })),
        self: await tried(() => fetch('worker.js')),
      }
    }, new URL(page.url()).origin)
    expect(walls).toEqual({ origin: 'null', cookies: 'shut', storage: 'shut', database: 'shut', parent: 'shut', portal: 'shut', self: 'shut' })
    expect(asked).toEqual([])

    await run('while True:\n    pass')
    await expect(page.getByText('Время вышло')).toBeVisible()
    await run('while True:\n    print("x" * 1000)')
    await expect(page.getByText('Слишком большой вывод')).toBeVisible()
    expect(((await output.textContent()) ?? '').length).toBeLessThanOrEqual(60_000)
    await run('held = []\nwhile True:\n    held.append(bytearray(10_000_000))')
    await expect(page.getByRole('alert')).toContainText('MemoryError')
    // stopped by hand, and ready again
    await writeCode(page, field, 'import time\nwhile True:\n    pass')
    await press(page, 'Запустить')
    await press(page, 'Остановить')
    await expect(page.getByText('Программа остановлена')).toBeVisible()
    await run('print("alive", 6 * 7)')
    await expect(output).toContainText('alive 42')

    // a loop in every test costs two of them, not all
    await writeCode(page, field, 'while True:\n    pass')
    await press(page, 'Проверить')
    await expect(page.getByText('Не уложился во время').first()).toBeVisible(awake)
    await context.close()
  })

  test('at 360 px without a line: typed, run, checked, reloaded; the result arrives once, with its true time', async ({ browser }) => {
    test.setTimeout(120_000)
    const task = await makeTask(teacher, offeringId, { title: 'Без связи' })
    const context = await student(browser, phone)
    const page = await open(context, task)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await press(page, 'Взять Python с собой')
    await expect(page.getByText(/Python на этом устройстве/)).toBeVisible(awake)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)

    await context.setOffline(true)
    await page.reload()
    const field = codeField(page, label)
    await expect(field).toBeVisible()
    await writeCode(page, field, 'def double(n)\n    return n * 2\nprint(double(int(input())))')
    await press(page, 'Проверить')
    await expect(page.getByText(/Ошибка в строке 1: SyntaxError/).first()).toBeVisible(awake)
    await field.focus()
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.press('End')
    await page.getByRole('group', { name: 'Знаки' }).getByRole('button', { name: ':', exact: true }).tap()
    await expect(field).toContainText('def double(n):')
    await press(page, 'Проверить')
    await expect(page.getByText('Все тесты пройдены')).toBeVisible()
    await expect(page.getByText(/Связи нет\. Результат/)).toBeVisible()
    const done = Date.now()
    await page.reload()
    await expect(field).toContainText('def double(n):')
    expect((await kept(teacher, task)).tries).toBe(0)

    await context.setOffline(false)
    await expect.poll(async () => (await kept(context, task)).tries, awake).toBe(2)
    const { attempts } = await kept(context, task)
    expect(attempts.filter(({ passed }) => passed)).toHaveLength(1)
    expect(Math.abs(Date.parse(attempts[0]?.checkedAt ?? '') - done)).toBeLessThan(20_000)
    await page.reload()
    await expect(field).toBeVisible()
    expect((await kept(context, task)).tries).toBe(2)
    const found = await new AxeBuilder({ page }).exclude('iframe').analyze()
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await context.close()
  })

  test('where the line is to be spared, Python is fetched only after asking', async ({ browser }) => {
    const task = await makeTask(teacher, offeringId, { title: 'Бережём связь' })
    const context = await student(browser, phone)
    await context.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
    const page = await open(context, task)
    const fetched: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/runtime/coding/')) fetched.push(request.url())
    })
    await press(page, 'Запустить')
    await expect(page.getByRole('alert')).toContainText(/по сети около \d+\sМБ, на устройстве займёт \d+\sМБ/)
    await press(page, 'Не сейчас')
    await expect(page.getByRole('alert')).toBeHidden()
    expect(fetched).toEqual([])
    await press(page, 'Запустить')
    await page.getByRole('button', { name: /^Загрузить \(/ }).click()
    await expect(page.getByText(/Программа завершилась/)).toBeVisible(awake)
    await context.close()
  })

  test('Tab indents, Escape and Tab leave the editor', async ({ browser }) => {
    const task = await makeTask(teacher, offeringId, { title: 'Клавиши' })
    const context = await student(browser)
    const page = await open(context, task)
    const field = codeField(page, label)
    await writeCode(page, field, 'x')
    await page.keyboard.press('Home')
    await page.keyboard.press('Tab')
    await expect(field).toHaveText(/^ {4}x/)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    await expect(field).not.toBeFocused()
    await expect(page.getByRole('button', { name: 'Запустить', exact: true })).toBeFocused()
    await context.close()
  })

  test('a teacher writes a task into a lesson, tries it first, and changes it later; attempts stay with their version', async ({ browser }) => {
    test.setTimeout(120_000)
    const itemId = await makeItem(teacher, offeringId, 'Урок с задачей', 'page')
    const page = await teacher.newPage()
    await page.goto(`/courses/${offeringId}/items/${itemId}/edit`)
    await page.getByRole('textbox', { name: 'Текст урока' }).click()
    await press(page, 'Добавить')
    await press(page, 'Задание по программированию')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: /^Название(?! теста)/ }).fill('Сумма')
    await dialog.getByRole('textbox', { name: /^Что нужно сделать/ }).fill('Прочитайте два числа, выведите сумму.')
    await writeCode(page, codeField(dialog, /Начальный код/), '# сумма\n')
    await dialog.getByRole('textbox', { name: /^Название теста/ }).fill('2 и 3')
    await dialog.getByRole('textbox', { name: /^Ввод/ }).fill('2\n3')
    await dialog.getByRole('textbox', { name: /^Ожидаемый вывод/ }).fill('6')
    await writeCode(page, codeField(dialog, /Ваше решение/), 'print(int(input()) + int(input()))')
    await press(page, 'Запустить тесты')
    await expect(dialog.getByText('Пройдено тестов: 0 из 1')).toBeVisible(awake)
    await dialog.getByRole('textbox', { name: /^Ожидаемый вывод/ }).fill('5')
    await press(page, 'Запустить тесты')
    await expect(dialog.getByText('Пройдено тестов: 1 из 1')).toBeVisible(awake)
    await press(page, 'Вставить в текст')
    await expect(dialog).toBeHidden()
    await expect(page.getByText(/^Сохранено/)).toBeVisible()

    const context = await student(browser)
    const lesson = await context.newPage()
    await lesson.goto(`/courses/${offeringId}/items/${itemId}`)
    const field = codeField(lesson, label)
    await writeCode(lesson, field, 'print(int(input()) + int(input()))')
    await press(lesson, 'Проверить')
    await expect(lesson.getByText('Результат отправлен преподавателю.')).toBeVisible(awake)

    // the block is chosen in the text and changed there
    await page.locator('[data-atom="block"]').dblclick()
    await expect(dialog.getByText(/Задание проверял 1 студент/)).toBeVisible()
    await dialog.getByRole('textbox', { name: /^Ожидаемый вывод/ }).fill('7')
    await press(page, 'Сохранить изменения')
    await expect(dialog).toBeHidden()
    await page.close()

    await lesson.reload()
    await press(lesson, 'Проверить')
    await expect(lesson.getByText('Пройдены не все тесты')).toBeVisible(awake)
    await expect(lesson.getByText('Лучший результат: 100 %')).toBeVisible()
    await context.close()
  })

  test('others may not: no attempts of strangers, no results for students, no changes', async ({ browser }) => {
    const task = await makeTask(teacher, offeringId, { title: 'Чужим нельзя' })
    const context = await student(browser)
    const headers = { 'x-portal-csrf': '1' }
    const answers = [
      await context.request.get(`/api/coding-tasks/${task.taskId}/attempts`),
      await context.request.put(`/api/coding-tasks/${task.taskId}`, { headers, data: { version: 1, content: contentOf('Взлом') } }),
      await context.request.post(`/api/items/${task.itemId}/coding-tasks`, { headers, data: { place: 'item', content: contentOf('Взлом') } }),
    ]
    expect(answers.map((one) => one.status())).toEqual([403, 403, 403])
    const view = (await (await context.request.get(`/api/coding-tasks/${task.taskId}`)).json()) as { solution: string | null }
    expect(view.solution).toBeNull()
    await context.close()
  })
})
