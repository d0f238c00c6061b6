import { deviceStore, type DeviceStore } from '../../../../foundation/web/api/device-store.ts'

/** What the device knows of a recording that is not a video of the course yet. */
export interface Recording {
  id: string
  itemId: string
  name: string
  /** As the browser recorded it: `video/webm;codecs=vp8,opus`. */
  type: string
  startedAt: string
  seconds: number
  hasPicture: boolean
  /** Where it is being sent; null before the first piece was. */
  href: string | null
  /** Bytes at its beginning that the server has and that this device had to give up for room. */
  base: number
}

const recordings = (): DeviceStore<Recording> => deviceStore<Recording>('portal-studio-recordings')
const pieces = (): DeviceStore<Blob> => deviceStore<Blob>('portal-studio-pieces')
const keyOf = (id: string, number: number): string => `${id} ${String(number).padStart(6, '0')}`
const lockOf = (id: string): string => `portal-studio ${id}`

/** For the way out: every recording that was not sent is asked about; its pieces go with it. */
export const keptOnDevice = [
  { unsent: async () => (await recordings().list()).length, wipe: () => recordings().wipe() },
  { unsent: async () => 0, wipe: () => pieces().wipe() },
]

/** Keeps what is known of a recording. */
export async function keepRecording(recording: Recording): Promise<void> {
  await recordings().put(recording.id, recording)
}

/** Recordings of this account that no open page is at work with: a page that broke off left them. */
export async function listRecordings(): Promise<Recording[]> {
  const held = await heldElsewhere()
  return (await recordings().list()).map(([, recording]) => recording).filter(({ id }) => !held.has(lockOf(id)))
}

/** Removes a recording from the device. */
export async function dropRecording(id: string): Promise<void> {
  for (const [key] of await pieces().list(`${id} `)) await pieces().remove(key)
  await recordings().remove(id)
}

/** Holds a recording for this page until the answer is called; another tab does not offer it meanwhile. */
export function holdRecording(id: string): () => void {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  void navigator.locks?.request(lockOf(id), () => held).catch(() => undefined)
  return release
}

async function heldElsewhere(): Promise<Set<string>> {
  const found = await navigator.locks?.query().catch(() => null)
  return new Set(found?.held?.map(({ name }) => name ?? ''))
}

/** The pieces of one recording, in the order in which they were recorded. */
export interface PieceStore {
  put: (number: number, piece: Blob) => Promise<boolean>
  get: (number: number) => Promise<Blob | undefined>
  remove: (number: number) => Promise<void>
}

export function pieceStore(id: string): PieceStore {
  return {
    put: (number, piece) => pieces().put(keyOf(id, number), piece),
    get: (number) => pieces().get(keyOf(id, number)),
    remove: (number) => pieces().remove(keyOf(id, number)),
  }
}

/** The numbers and sizes of the pieces that a page which broke off left. */
export async function piecesOf(id: string): Promise<{ number: number; bytes: number }[]> {
  const found = await pieces().list(`${id} `)
  return found
    .map(([key, piece]) => ({ number: Number(key.slice(id.length + 1)), bytes: piece.size }))
    .toSorted((left, right) => left.number - right.number)
}
