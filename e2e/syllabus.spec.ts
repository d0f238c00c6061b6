import { expect, test } from '@playwright/test'
import { contextOf } from './signed-in.ts'

test('a teacher writes the syllabus through a dropped line and a reload; nothing typed is lost, and students read it', async ({ browser }) => {
  const teacher = await contextOf(browser, 'teacher', 'ky', { viewport: { width: 360, height: 780 } })
  const page = await teacher.newPage()
  const mine = (await (await teacher.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
  // its students are those of the demonstration's student
  const offering = mine.teaches.find(({ code }) => code.startsWith('PROG1-B-SE-2026'))
  expect(offering).toBeDefined()
  await page.goto(`/courses/${offering?.id}`)
  await page.getByRole('button', { name: 'Силлабус', exact: true }).click()
  await page.getByRole('button', { name: 'Силлабусту түзөтүү' }).click()
  await page.getByLabel('кыргызча', { exact: true }).check()

  const aims = page.getByLabel('Дисциплинанын максаттары (кыргызча)')
  const before = page.getByLabel('Алдын ала талаптар (кыргызча)')
  await aims.fill('Программа түзүүгө үйрөтүү')
  await page.getByRole('button', { name: 'Сактоо', exact: true }).click()
  await expect(page.getByText(/^Сакталды/)).toBeVisible()

  // the line drops while one writes; the page is closed and opened again
  await page.route('**/api/offerings/*/syllabus', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()))
  await before.fill('Мектеп математикасы')
  await page.getByRole('button', { name: 'Сактоо', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: /линия|байланыш|интернет/i })).toBeVisible()
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(before).toHaveValue('Мектеп математикасы')
  await expect(page.getByText('Бул түзмөктө сакталган текст кайра ачылды')).toBeVisible()
  await page.unroute('**/api/offerings/*/syllabus')
  await page.getByRole('button', { name: 'Сактоо', exact: true }).click()
  await expect(page.getByText(/^Сакталды/)).toBeVisible()
  await teacher.close()

  const student = await contextOf(browser, 'student', 'ky', { viewport: { width: 360, height: 780 } })
  const reader = await student.newPage()
  await reader.goto(`/courses/${offering?.id}/syllabus`)
  await expect(reader.getByText('Мектеп математикасы')).toBeVisible()
  await expect(reader.getByRole('button', { name: 'Силлабусту түзөтүү' })).toHaveCount(0)
  await student.close()
})
