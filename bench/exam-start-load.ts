import { createDecipheriv } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { LeanClient } from './lean-client.ts'

/** What the thread that plays the students is told. */
export interface StartPlan {
  address: string
  itemId: string
  cookies: string[]
  /** Within which everybody comes into the waiting room. */
  seconds: number
  startsAt: number
  /** Within which everybody asks for the key from the start on. */
  spreadSeconds: number
}

export interface StartResult {
  loadCpuSeconds: number
  errors: number
  roomP50Ms: number
  roomP99Ms: number
  p50Ms: number
  p99Ms: number
}

if (parentPort) parentPort.postMessage(await run(workerData as StartPlan))

/** Each student has a connection of their own, which the waiting room keeps; measured from asking for the key to the paper's questions. */
async function run(plan: StartPlan): Promise<StartResult> {
  const [room, keys]: [number[], number[]] = [[], []]
  let errors = 0
  const cpuBefore = process.threadCpuUsage()
  await Promise.all(
    plan.cookies.map(async (cookie) => {
      await wait(Math.random() * plan.seconds * 1000)
      const client = await LeanClient.open(plan.address)
      const page = await client.send('GET', `/api/items/${plan.itemId}/test`, cookie)
      const came = performance.now()
      const given = await client.send('POST', `/api/items/${plan.itemId}/attempts`, cookie)
      room.push(performance.now() - came)
      if (page.status !== 200 || given.status !== 200) {
        errors++
        return client.close()
      }
      const { attemptId, sealed, questions } = JSON.parse(given.body.toString()) as Sealed
      await wait(plan.startsAt - Date.now() + Math.random() * plan.spreadSeconds * 1000)
      const asked = performance.now()
      const key = await client.send('GET', `/api/attempts/${attemptId}/key`, cookie)
      const opened = key.status === 200 ? open(sealed, (JSON.parse(key.body.toString()) as { key: string }).key) : ''
      keys.push(performance.now() - asked)
      if (questions.length > 0 || !opened.includes('"questions":[{')) errors++
      client.close()
    }),
  )
  const cpu = process.threadCpuUsage(cpuBefore)
  const place = (times: number[], share: number): number => Float64Array.from(times).toSorted()[Math.floor(times.length * share)] ?? 0
  return {
    loadCpuSeconds: (cpu.user + cpu.system) / 1e6,
    errors,
    roomP50Ms: place(room, 0.5),
    roomP99Ms: place(room, 0.99),
    p50Ms: place(keys, 0.5),
    p99Ms: place(keys, 0.99),
  }
}

interface Sealed {
  attemptId: string
  sealed: { iv: string; data: string }
  questions: unknown[]
}

function open({ iv, data }: Sealed['sealed'], key: string): string {
  const whole = Buffer.from(data, 'base64')
  const cipher = createDecipheriv('aes-256-gcm', Buffer.from(key, 'base64'), Buffer.from(iv, 'base64'))
  cipher.setAuthTag(whole.subarray(-16))
  return Buffer.concat([cipher.update(whole.subarray(0, -16)), cipher.final()]).toString()
}
