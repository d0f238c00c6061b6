import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type BrowserContext } from '@playwright/test'
import { startTool, type RunningTool } from '../domains/courses/tools/ltijs.fixture.ts'
import { contextOf } from './signed-in.ts'

const headers = { 'x-portal-csrf': '1' }
const address = process.env.E2E_ADDRESS ?? 'http://localhost'

/** An offering that the demonstration's teacher teaches and its student is enrolled in. */
async function sharedOffering(teacher: BrowserContext, student: BrowserContext): Promise<string> {
  const of = async (context: BrowserContext, teaching: boolean): Promise<string[]> => {
    const today = (await (await context.request.get('/api/my/today')).json()) as { offerings: { offeringId: string; teaching: boolean }[] }
    return today.offerings.filter((one) => one.teaching === teaching).map((one) => one.offeringId)
  }
  const [mine, theirs] = await Promise.all([of(teacher, true), of(student, false)])
  const found = mine.find((id) => theirs.includes(id))
  if (!found) throw new Error('the demonstration’s teacher does not teach its student')
  return found
}

test.describe('an outside tool (ltijs)', () => {
  let tool: RunningTool
  test.beforeAll(async () => {
    tool = await startTool()
  })
  test.afterAll(() => tool.close())

  test('is registered by the administrator, chosen in by the teacher, worked in by the student; the mark comes back', async ({ browser }) => {
    const admin = await contextOf(browser, 'admin', 'ru', { serviceWorkers: 'block' })
    const office = await admin.newPage()
    await office.goto('/tools')
    await office.getByRole('button', { name: 'Зарегистрировать инструмент' }).click()
    const dialog = office.getByRole('dialog')
    await dialog.getByLabel('Название').fill('Упражнения ltijs')
    await dialog.getByLabel('Кто ведёт инструмент').fill('Пример, Бишкек')
    await dialog.getByLabel('Адрес начала входа').fill(`${tool.origin}/login`)
    await dialog.getByLabel('Первая страница').fill(`${tool.origin}/`)
    await dialog.getByLabel('Адрес ключей').fill(`${tool.origin}/keys`)
    await dialog.getByLabel('Адрес выбора материала').fill(`${tool.origin}/`)
    await dialog.getByLabel('Передавать фамилию и имя').check()
    await dialog.getByRole('button', { name: 'Сохранить' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(office.getByRole('heading', { name: 'Упражнения ltijs' })).toBeVisible()
    expect((await new AxeBuilder({ page: office }).analyze()).violations).toEqual([])
    const { tools } = (await (await admin.request.get('/api/tools')).json()) as { tools: { id: string; clientId: string; loginUrl: string }[] }
    const made = tools.find(({ loginUrl }) => loginUrl === `${tool.origin}/login`)
    await tool.know(new URL(address).origin, made?.clientId ?? '')

    const teacher = await contextOf(browser, 'teacher', 'ru', { serviceWorkers: 'block' })
    const student = await contextOf(browser, 'student', 'ru', { serviceWorkers: 'block', viewport: { width: 360, height: 740 } })
    const offeringId = await sharedOffering(teacher, student)
    const post = async (path: string, data: unknown): Promise<string> =>
      ((await (await teacher.request.post(path, { data, headers })).json()) as { id: string }).id
    const section = await post(`/api/offerings/${offeringId}/sections`, { title: { ky: 'Сырткы курал' } })
    const itemId = await post(`/api/sections/${section}/items`, { kind: 'tool', title: { ky: 'Көнүгүү', ru: 'Упражнение' } })
    await teacher.request.patch(`/api/items/${itemId}`, { data: { hidden: false }, headers })

    // the teacher sets the tool and chooses an exercise inside it
    const desk = await teacher.newPage()
    await desk.goto(`/courses/${offeringId}/items/${itemId}`)
    await desk.getByLabel('Инструмент', { exact: true }).selectOption(made?.id ?? '')
    await desk.getByRole('button', { name: 'Привязать этот инструмент' }).click()
    await desk.getByRole('button', { name: 'Выбрать материал в инструменте' }).click()
    await desk.getByRole('button', { name: 'Согласен(на), открыть' }).click()
    await desk.frameLocator('main iframe').frameLocator('iframe').getByRole('button', { name: 'Choose' }).click()
    await expect(desk.getByText(`${tool.origin}/`)).toBeVisible()

    // the student reads what goes where, works, and sees the mark
    const page = await student.newPage()
    await page.goto(`/courses/${offeringId}/items/${itemId}`)
    await page.getByRole('button', { name: 'Открыть инструмент' }).click()
    await expect(page.getByText('Пример, Бишкек (localhost')).toBeVisible()
    await expect(page.getByText('фамилия и имя')).toBeVisible()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.getByRole('button', { name: 'Согласен(на), открыть' }).click()
    const inside = page.frameLocator('main iframe').frameLocator('iframe')
    await expect(inside.locator('#what')).toHaveText('kinematics')
    await inside.getByRole('button', { name: 'Grade' }).click()
    await expect(inside.locator('#graded')).toBeVisible()
    await page.getByRole('button', { name: 'Закрыть инструмент' }).click()
    await expect(page.getByText('8 из 10')).toBeVisible()
    await expect
      .poll(async () => {
        const progress = await (await student.request.get(`/api/offerings/${offeringId}/progress`)).text()
        return JSON.stringify(JSON.parse(progress)).match(new RegExp(`"itemId":"${itemId}"[^}]*"completedAt":"[^"]+"`)) !== null
      })
      .toBe(true)
    await desk.goto(`/courses/${offeringId}/items/${itemId}/tool-results`)
    await expect(desk.getByText('8 из 10')).toBeVisible()

    // the tool's frame can neither read the portal nor lead it away
    await page.getByRole('button', { name: 'Открыть инструмент' }).click()
    await expect(inside.locator('#what')).toBeVisible()
    const frame = page.frames().find((one) => one.url().startsWith(tool.origin))
    expect(
      await frame?.evaluate(() => {
        const caught = (act: () => unknown): boolean => {
          try {
            act()
            return false
          } catch {
            return true
          }
        }
        return [caught(() => top?.document.cookie), caught(() => (top as Window).location.assign('https://example.org/'))]
      }),
    ).toEqual([true, true])
    await teacher.request.delete(`/api/sections/${section}`, { headers })
    await admin.request.patch(`/api/tools/${made?.id}`, { data: { closed: true }, headers })
    await Promise.all([admin.close(), teacher.close(), student.close()])
  })
})
