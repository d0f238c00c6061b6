import { expect, test } from '@playwright/test'
import { contextOf } from './signed-in.ts'

test('a registrar brings groups from a file: faults first, then written, then nothing to do', async ({ browser }) => {
  const context = await contextOf(browser, 'registrar', 'ky', { viewport: { width: 360, height: 780 }, serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto('/groups')
  await page.getByRole('button', { name: 'Файлдан жүктөө' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Топторду файлдан жүктөө' })).toBeVisible()
  const file = (rows: string) => ({
    name: 'топтор.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Топ;Программа;Кабыл алуу жылы;Окутуу тили\n${rows}`),
  })
  await page.locator('input[type=file]').setInputFiles(file('ТС-1-26;ЖОК;2026;кыргызча\n'))
  await expect(page.getByText('«ЖОК» коддуу программа жок').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Жазуу' })).toHaveCount(0)
  await page.locator('input[type=file]').setInputFiles(file('ТС-1-26;B-SE;2026;кыргызча\nТС-2-26;B-SE;2026;орусча\n'))
  await expect(page.getByText('Ката жок. Жаңы: 2', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Жазуу' }).click()
  await expect(page.getByText('Жазылды. Жаңы: 2', { exact: false })).toBeVisible()
  await page.locator('input[type=file]').setInputFiles(file('ТС-1-26;B-SE;2026;кыргызча\n'))
  await expect(page.getByText('эч нерсе өзгөрбөйт', { exact: false })).toBeVisible()
  await page.goto('/groups?q=ТС-')
  await expect(page.getByRole('link', { name: 'ТС-2-26' })).toBeVisible()
  await context.close()
})
