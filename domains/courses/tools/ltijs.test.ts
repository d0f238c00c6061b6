import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statement } from '../../../foundation/server/trace/tables.ts'
import { itemProgress } from '../../learning/tables.ts'
import { wholeCartridge, writeZip } from '../import-course/cartridge.fixture.ts'
import { importCourseFile } from '../import-course/import-course.ts'
import { startTool } from './ltijs.fixture.ts'
import { given, toolId, portal, real, offeringId, clientId, who, send, makeItem, fieldsOf, begin, launch, setUp, tearDown } from './test-launches.ts'

beforeAll(setUp, 120_000)
afterAll(tearDown)

describe('with a real tool (ltijs)', () => {
  test('a student reads what goes to the tool, opens it, and the tool knows as much as it may', async () => {
    const itemId = await makeItem()
    const shown = await send('GET', `/api/items/${itemId}/tool`, who.student)
    expect(shown.body).toMatchObject({
      agreed: false,
      tool: { sends: ['pseudonym', 'role', 'name'], keeper: 'Example, Бишкек', roster: true },
      choices: [],
    })
    const early = await send('POST', `/api/items/${itemId}/tool-launches`, who.student, {})
    expect(early).toMatchObject({ status: 409 })
    const { page, sent } = await launch(itemId, who.student)
    expect(page, page.text).toMatchObject({ status: 200 })
    expect(page.text).toContain('id="who"')
    const token = real.last()
    expect(token).toMatchObject({
      iss: portal,
      platformContext: {
        resource: { id: itemId },
        context: { id: offeringId },
        roles: [expect.stringMatching(/#Learner$/)],
        targetLinkUri: `${real.origin}/`,
      },
    })
    expect(token.userInfo.name).toBeTruthy()
    expect(token.userInfo.email).toBeUndefined()
    expect(token.user).not.toContain(who.student)
    const said = decodeJwt(sent['id_token'] ?? '')
    expect(said).toMatchObject({ aud: clientId, azp: clientId, iss: portal })
    expect((said.exp ?? 0) - (said.iat ?? 0)).toBe(300)
    expect((await send('GET', `/api/items/${itemId}/tool`, who.student)).body.agreed).toBe(true)
    const verbs = await given.portal.database.read.select({ verb: statement.verb }).from(statement).where(eq(statement.actor, who.student))
    expect(verbs.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['tool.agreed', 'tool.launched']))
  })

  test('the page between frames this tool alone; the portal’s other pages none', async () => {
    const { page } = await begin(await makeItem(), who.student)
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain(`frame-src ${real.origin} ${portal}/api/lti/`)
    expect(policy).toContain("default-src 'none'")
    expect(page.text).not.toMatch(/allow-top-navigation/)
    expect((await send('GET', '/api/lti/jwks')).headers.get('content-security-policy')).not.toContain(real.origin)
  })

  test('a teacher chooses in the tool; the item opens what was chosen', async () => {
    const itemId = await makeItem()
    expect((await send('POST', `/api/items/${itemId}/tool-launches`, who.student, { purpose: 'choose', agreed: true })).status).toBe(403)
    const { browser, page } = await launch(itemId, who.teacher, 'choose')
    expect(page.text).toContain('Choose')
    const token = real.last()
    const answer = await browser.go('POST', `${real.origin}${/action="(\/choose[^"]*)"/.exec(page.text)?.[1]}`, {})
    const { action, fields } = fieldsOf(answer.text)
    expect(action).toBe(`${portal}/api/lti/content`)
    const taken = await browser.go('POST', action, fields)
    expect(taken, taken.text).toMatchObject({ status: 200 })
    expect(taken.text).toContain('BroadcastChannel')
    // the same answer again
    expect((await browser.go('POST', action, fields)).status).toBe(400)
    await launch(itemId, who.student)
    expect(real.last().platformContext.custom).toMatchObject({ exercise: 'kinematics' })
    const lines = await real.provider.Grade.getLineItems(real.last(), { resourceLinkId: itemId })
    expect(lines.lineItems).toMatchObject([{ scoreMaximum: 10, label: 'Кинематика' }])
    expect(token.platformContext.deepLinkingSettings).toMatchObject({ accept_multiple: true })
  })

  test('the tool reads who is in the course, page by page, with names and without e-mails', async () => {
    await launch(await makeItem(), who.teacher)
    const first = await real.provider.NamesAndRoles.getMembers(real.last(), { limit: 2, pages: 1 })
    expect(first.members).toHaveLength(2)
    expect(first.next).toBeTruthy()
    const { members } = await real.provider.NamesAndRoles.getMembers(real.last(), { limit: 2, pages: false })
    expect(members).toHaveLength(3)
    expect(new Set(members.map((one) => one['user_id'])).size).toBe(3)
    expect(members.every((one) => one['name'] && !one['email'])).toBe(true)
    const teachers = await real.provider.NamesAndRoles.getMembers(real.last(), { role: 'Instructor' })
    expect(teachers.members).toHaveLength(1)
  })

  test('the tool reports a score: progress, the teacher’s page and the trace have it', async () => {
    const itemId = await makeItem()
    const { browser, page } = await launch(itemId, who.student)
    const graded = await browser.go('POST', `${real.origin}${/action="(\/grade[^"]*)"/.exec(page.text)?.[1]}`, {})
    expect(graded.text).toContain('8/10')
    await given.drain()
    const [progress] = await given.portal.database.read
      .select()
      .from(itemProgress)
      .where(and(eq(itemProgress.itemId, itemId), eq(itemProgress.personId, who.student)))
    expect(progress?.completedAt).toBeTruthy()
    expect((await send('GET', `/api/items/${itemId}/tool`, who.student)).body.score).toMatchObject({ given: 8, maximum: 10, activity: 'Completed' })
    const seen = await send('GET', `/api/items/${itemId}/tool-scores`, who.teacher)
    expect(seen.body.people).toMatchObject([{ person: { id: who.student }, score: { given: 8 } }])
    expect((await send('GET', `/api/items/${itemId}/tool-scores`, who.student)).status).toBe(403)
    const line = real.last().platformContext.endpoint?.lineitem ?? ''
    const results = await real.provider.Grade.getScores(real.last(), line)
    expect(results.scores).toMatchObject([{ resultScore: 80, resultMaximum: 100, userId: real.last().user }])
    // what a student did is kept: the item is not deleted
    expect((await send('DELETE', `/api/items/${itemId}`, who.teacher)).status).toBe(409)
  })

  test('the tool keeps columns of its own', async () => {
    await launch(await makeItem(), who.teacher)
    const made = await real.provider.Grade.createLineItem(real.last(), { label: 'Эсеп', scoreMaximum: 20, tag: 'extra' })
    await real.provider.Grade.updateLineItemById(real.last(), made.id, { label: 'Эсептер', scoreMaximum: 20, tag: 'extra' })
    const { lineItems } = await real.provider.Grade.getLineItems(real.last(), { tag: 'extra' })
    expect(lineItems).toMatchObject([{ label: 'Эсептер' }])
    await real.provider.Grade.deleteLineItemById(real.last(), made.id)
    expect((await real.provider.Grade.getLineItems(real.last(), { tag: 'extra' })).lineItems).toEqual([])
  })

  test('the tool registers itself by an invitation, once, and stays closed until it is looked at', async () => {
    const other = await startTool('Өзү катталган')
    const { body } = await send('POST', '/api/tools/invitations', who.admin, { address: `${other.origin}/register` })
    const page = await send('GET', body.address)
    expect(page, page.text).toMatchObject({ status: 200 })
    const list = await send('GET', '/api/tools', who.admin)
    const made = list.body.tools.find((one: { name: string }) => one.name === 'Өзү катталган')
    expect(made).toMatchObject({ closed: true, sendName: false, loginUrl: `${other.origin}/login`, choiceUrl: other.origin, mayRoster: true })
    expect((await send('GET', body.address)).status).not.toBe(200)
    expect((await send('PATCH', `/api/tools/${made.id}`, who.admin, { closed: false, keeper: 'Бишкек' })).status).toBe(204)
    const opened = (await send('GET', '/api/tools', who.admin)).body.tools.find((one: { id: string }) => one.id === made.id)
    expect(opened).toMatchObject({ closed: false, keeper: 'Бишкек', choiceUrl: other.origin, mayRoster: true })
    await other.close()
  })

  test('a Basic LTI link of a course file becomes an item of the tool of its host; one of another host is reported', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portal-lti-'))
    const link = (address: string): string =>
      `<cartridge_basiclti_link xmlns:blti="b" xmlns:lticm="c"><blti:title>Курал</blti:title><blti:custom><lticm:property name="exercise">dynamics</lticm:property></blti:custom><blti:launch_url>${address}</blti:launch_url></cartridge_basiclti_link>`
    const file = (address: string) => wholeCartridge('1.3').map((one) => (one.name === 'lti.xml' ? { name: one.name, content: link(address) } : one))
    const known = await importCourseFile(await given.ctx(who.teacher), await writeZip(join(folder, '1.imscc'), file(`${real.origin}/unit/1`)), {
      offeringId,
      mode: 'append',
    })
    const line = known.lines.find(({ title }) => title === 'Курал')
    expect(line).toMatchObject({ kind: 'tool', state: 'brought' })
    const shown = await send('GET', `/api/items/${line?.itemId}/tool`, who.teacher)
    expect(shown.body.tool).toMatchObject({ id: toolId, url: `${real.origin}/unit/1` })
    const unknown = await importCourseFile(
      await given.ctx(who.teacher),
      await writeZip(join(folder, '2.imscc'), file('https://elsewhere.example/')),
      {
        offeringId,
        mode: 'append',
      },
    )
    expect(unknown.lines.find(({ title }) => title === 'Курал')).toMatchObject({ kind: 'lti', state: 'left-out', notes: [{ key: 'outside-tool' }] })
    await rm(folder, { recursive: true })
  })
})
