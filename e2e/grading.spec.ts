import { expect, test } from '@playwright/test'
import { contextOf } from './signed-in.ts'

test('a teacher publishes how the grade is made, after seeing what it changes; a student reads it and how the own grade came', async ({
  browser,
}) => {
  const teacher = await contextOf(browser, 'teacher', 'ru', { viewport: { width: 1440, height: 900 } })
  const page = await teacher.newPage()
  const mine = (await (await teacher.request.get('/api/my/offerings')).json()) as { teaches: { id: string; code: string }[] }
  const offering = mine.teaches.find(({ code }) => code.startsWith('PROG1-B-SE-2026'))
  await page.goto(`/courses/${offering?.id}/gradebook`)
  await page.getByRole('button', { name: 'Как складывается оценка' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Как складывается оценка')
  await page.getByRole('button', { name: 'Изменить' }).click()
  const shares = page.getByLabel('Доля')
  const [first, last] = (await shares.first().inputValue()) === '34' ? ['54', '10'] : ['34', '30']
  await shares.first().fill('50')
  await expect(page.getByText('а должна быть 100 %')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Посмотреть, что изменится' })).toBeDisabled()
  await shares.first().fill(first)
  await shares.last().fill(last)
  await expect(page.getByText('Сумма долей: 100 %.')).toBeVisible()
  await page.getByLabel('Лабораторная работа 3. Анализ журнала группы').selectOption({ label: 'Не учитывается' })
  const reason = `Решение кафедры ${Date.now()}`
  await page.getByLabel('Причина изменения').fill(reason)
  await page.getByRole('button', { name: 'Посмотреть, что изменится' }).click()
  const preview = page.getByRole('dialog')
  await expect(preview.getByText(/Меняется процент/)).toBeVisible()
  await preview.getByRole('button', { name: 'Опубликовать версию' }).click()
  await expect(page.getByRole('cell', { name: reason })).toBeVisible()
  await expect(page.getByText('Эти работы в оценку не входят.')).toBeVisible()
  await teacher.close()

  const student = await contextOf(browser, 'student', 'ky', { viewport: { width: 360, height: 780 } })
  const reader = await student.newPage()
  await reader.goto(`/courses/${offering?.id}`)
  await reader.getByRole('button', { name: 'Баа кандай чыгат' }).click()
  await expect(reader.getByText(reason)).toBeVisible()
  await expect(reader.getByRole('button', { name: 'Өзгөртүү' })).toHaveCount(0)
  await reader.goto('/record')
  await reader.getByRole('button', { name: 'Программалоо негиздери: баа эмнеден түзүлдү' }).click()
  const steps = reader.getByRole('dialog').getByRole('listitem')
  await expect(steps.first()).toContainText('Тесттер')
  await expect(steps.filter({ hasText: `Үлүшү ${first}` })).toHaveCount(1)
  await expect(steps.last()).toContainText('Шкала боюнча')
  await student.close()
})
