import { Agent, request } from 'node:http'
import { parentPort, workerData } from 'node:worker_threads'
import { newId } from '../foundation/server/database/ids.ts'

/** What the thread of `watch.ts` that makes the load is told. */
export interface LoadPlan {
  address: string
  videoId: string
  cookies: string[]
  rounds: number
  beatSeconds: number
  filmSeconds: number
}

export interface LoadResult {
  seconds: number
  p95Ms: number
  failed: number
}

const concurrency = 32

if (parentPort) parentPort.postMessage(await run(workerData as LoadPlan))

async function run(plan: LoadPlan): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const viewers = plan.cookies.map((cookie, at) => ({ cookie, player: newId(), number: 0, place: at % 60 }))
  const times: number[] = []
  let failed = 0
  let seconds = 0
  for (let round = 0; round < plan.rounds; round++) {
    await setClock(round)
    const begun = performance.now()
    let next = 0
    const one = async (): Promise<void> => {
      for (let viewer = viewers[next++]; viewer; viewer = viewers[next++]) {
        // Now and then somebody jumps; at the end they begin anew.
        if ((viewer.number * 7 + viewer.player.charCodeAt(30)) % 23 === 0) viewer.place += 40
        if (viewer.place + plan.beatSeconds > plan.filmSeconds) viewer.place = 0
        const [from, to] = [viewer.place * 10, (viewer.place + plan.beatSeconds) * 10]
        viewer.place += plan.beatSeconds
        const played = viewer.number === 0 ? [] : [{ from, to, speed: 1, how: 'seen' }]
        const sent = performance.now()
        const body = { player: viewer.player, number: viewer.number++, place: to, at: new Date().toISOString(), played }
        if ((await post(agent, plan, viewer.cookie, JSON.stringify(body))) !== 200) failed++
        times.push(performance.now() - sent)
      }
    }
    await Promise.all(Array.from({ length: concurrency }, one))
    seconds += (performance.now() - begun) / 1000
  }
  agent.destroy()
  const ordered = Float64Array.from(times).toSorted()
  return { seconds, p95Ms: ordered[Math.floor(ordered.length * 0.95)] ?? 0, failed }
}

function setClock(round: number): Promise<void> {
  return new Promise((resolve) => {
    parentPort?.once('message', () => resolve())
    parentPort?.postMessage({ round })
  })
}

function post(agent: Agent, { address, videoId }: LoadPlan, cookie: string, body: string): Promise<number> {
  const headers = { cookie, 'x-portal-csrf': '1', 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const sent = request(`${address}/api/videos/${videoId}/watching`, { agent, method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
