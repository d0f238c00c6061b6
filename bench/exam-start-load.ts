import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { LeanClient } from './lean-client.ts'

/** What the thread that plays the students is told. */
export interface StartPlan {
  address: string
  itemId: string
  cookies: string[]
  /** Within which everybody begins. */
  seconds: number
}

export interface StartResult {
  seconds: number
  loadCpuSeconds: number
  errors: number
  p50Ms: number
  p99Ms: number
}

if (parentPort) parentPort.postMessage(await run(workerData as StartPlan))

/** Each student has a connection of their own and a moment of their own; measured from «begin» to the paper. */
async function run(plan: StartPlan): Promise<StartResult> {
  const times: number[] = []
  let errors = 0
  const cpuBefore = process.threadCpuUsage()
  const begun = performance.now()
  await Promise.all(
    plan.cookies.map(async (cookie) => {
      await wait(Math.random() * plan.seconds * 1000)
      const client = await LeanClient.open(plan.address)
      const page = await client.send('GET', `/api/items/${plan.itemId}/test`, cookie)
      const sent = performance.now()
      const paper = await client.send('POST', `/api/items/${plan.itemId}/attempts`, cookie)
      times.push(performance.now() - sent)
      if (page.status !== 200 || paper.status !== 200 || !paper.body.includes('"questions":[{')) errors++
      client.close()
    }),
  )
  const seconds = (performance.now() - begun) / 1000
  const cpu = process.threadCpuUsage(cpuBefore)
  const ordered = Float64Array.from(times).toSorted()
  const place = (share: number): number => ordered[Math.floor(ordered.length * share)] ?? 0
  return { seconds, loadCpuSeconds: (cpu.user + cpu.system) / 1e6, errors, p50Ms: place(0.5), p99Ms: place(0.99) }
}
