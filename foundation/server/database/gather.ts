import type { Ctx, Portal } from '../context.ts'

interface Waiting<Input, Output> {
  ctx: Ctx
  input: Input
  resolve: (output: Output) => void
  reject: (reason: unknown) => void
}

interface Line<Input, Output> {
  waiting: Waiting<Input, Output>[]
  underWay: number
  planned: boolean
}

/** Writes of one commit at most, and commits under way at once: while one is being written, the next one gathers. */
const usual = { most: 400, commits: 2 }

/**
 * Writes that many people make at one moment, in few commits: what comes in the same turn of the event loop, or while earlier commits
 * are under way, goes into one transaction. Each promise is kept only after its own commit. Alone on the portal a write waits for nothing; the
 * more come at once, the fewer commits each costs.
 * @param write does all of them in one `change()` and answers in their order. A batch that fails is tried again one by one, so one
 *   cannot spoil another; `write` must therefore leave nothing behind when it throws
 */
export function gather<Input, Output>(
  write: (ctx: Ctx, inputs: Input[]) => Promise<Output[]>,
  { most, commits }: { most: number; commits: number } = usual,
): (ctx: Ctx, input: Input) => Promise<Output> {
  const lines = new WeakMap<Portal, Line<Input, Output>>()
  const send = async (batch: Waiting<Input, Output>[]): Promise<void> => {
    const [first] = batch
    if (!first) return
    try {
      const outputs = await write(
        first.ctx,
        batch.map(({ input }) => input),
      )
      for (const [at, one] of batch.entries()) one.resolve(outputs[at] as Output)
    } catch (error) {
      if (batch.length === 1) return first.reject(error)
      for (const one of batch) await send([one])
    }
  }
  const plan = (line: Line<Input, Output>): void => {
    if (line.planned || line.underWay >= commits || line.waiting.length === 0) return
    line.planned = true
    // what arrives in the same turn of the event loop goes along
    setImmediate(() => {
      line.planned = false
      const batch = line.waiting.splice(0, most)
      line.underWay++
      void send(batch).finally(() => {
        line.underWay--
        plan(line)
      })
      plan(line)
    })
  }
  return (ctx, input) => {
    let line = lines.get(ctx.portal)
    if (!line) lines.set(ctx.portal, (line = { waiting: [], underWay: 0, planned: false }))
    const own = line
    return new Promise((resolve, reject) => {
      own.waiting.push({ ctx, input, resolve, reject })
      plan(own)
    })
  }
}
