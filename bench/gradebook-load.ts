import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'

/** What the thread that opens the grade book is told. */
export interface BookPlan {
  url: string
  cookie: string
  times: number
}

export interface BookResult {
  loadCpuSeconds: number
  p50Ms: number
  /** Of one answer, packed as a browser asks for it. */
  bytes: number
}

if (parentPort) parentPort.postMessage(await run(workerData as BookPlan))

async function run({ url, cookie, times }: BookPlan): Promise<BookResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const cpuBefore = process.threadCpuUsage()
  const took: number[] = []
  let bytes = 0
  for (let at = 0; at < times; at++) {
    const sent = performance.now()
    bytes = await get(agent, url, cookie)
    took.push(performance.now() - sent)
  }
  const cpu = process.threadCpuUsage(cpuBefore)
  agent.destroy()
  return { loadCpuSeconds: (cpu.user + cpu.system) / 1e6, p50Ms: Float64Array.from(took).toSorted()[Math.floor(times / 2)] ?? 0, bytes }
}

function get(agent: Agent, url: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { cookie, 'accept-encoding': 'gzip, deflate, br, zstd' } }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => (bytes += part.length))
      answer.on('end', () => (answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`the grade book answered ${answer.statusCode}`))))
    })
    sent.on('error', reject)
    sent.end()
  })
}
