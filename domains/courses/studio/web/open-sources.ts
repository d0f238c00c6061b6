import { composePicture } from './compose-picture.ts'

export const modes = ['screen-camera', 'screen', 'camera', 'sound'] as const
export type Mode = (typeof modes)[number]

/** Why nothing can be recorded; each has words in the texts (`fault.…`). */
export type Fault = 'insecure' | 'no-recorder' | 'no-screen' | 'screen-refused' | 'refused' | 'no-camera' | 'no-microphone' | 'busy' | 'unknown'

export class CannotRecord extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault)
    this.name = 'CannotRecord'
    this.fault = fault
  }
}

export interface Devices {
  /** '' : whichever the browser takes; for the microphone 'none' leaves it out. */
  camera: string
  microphone: string
}

/** What is being looked at and listened to; `stream` is what gets recorded. */
export interface Sources {
  stream: MediaStream
  /** The sound, for the level meter; null where there is none. */
  sound: MediaStream | null
  hasPicture: boolean
  /** Hears that a source has ended by itself: the screen is no longer shared, the camera was pulled out. */
  onEnded: (hear: () => void) => void
  close: () => void
}

/** Whether this browser can show its screen; phones cannot. */
export function canShowScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === 'function'
}

/** The browser's kinds of refusal → ours. */
export function faultOf(error: unknown, asked: 'screen' | 'camera' | 'microphone'): Fault {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return asked === 'screen' ? 'screen-refused' : 'refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return asked === 'microphone' ? 'no-microphone' : asked === 'camera' ? 'no-camera' : 'no-screen'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  if (name === 'NotSupportedError' || name === 'TypeError') return asked === 'screen' ? 'no-screen' : 'unknown'
  return 'unknown'
}

/** Opens what a mode needs; the browser asks for permission. @throws CannotRecord */
export async function openSources(mode: Mode, devices: Devices): Promise<Sources> {
  if (!window.isSecureContext || !navigator.mediaDevices) throw new CannotRecord('insecure')
  if (typeof MediaRecorder !== 'function') throw new CannotRecord('no-recorder')
  if (mode.startsWith('screen') && !canShowScreen()) throw new CannotRecord('no-screen')
  const opened: MediaStream[] = []
  const closers: (() => void)[] = []
  const close = (): void => {
    for (const one of closers) one()
    for (const stream of opened) for (const track of stream.getTracks()) track.stop()
  }
  const open = async (asked: 'screen' | 'camera' | 'microphone', ask: () => Promise<MediaStream>): Promise<MediaStream> => {
    const stream = await ask().catch((error: unknown) => {
      throw new CannotRecord(faultOf(error, asked))
    })
    opened.push(stream)
    return stream
  }
  try {
    // the screen first: a browser lets a page ask for it only right after a press
    const screen = mode.startsWith('screen')
      ? await open('screen', () => navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 20, width: { max: 1920 } }, audio: true }))
      : null
    const camera = mode.endsWith('camera')
      ? await open('camera', () => navigator.mediaDevices.getUserMedia({ video: cameraWish(devices.camera) }))
      : null
    const microphone =
      devices.microphone === 'none' && mode !== 'sound'
        ? null
        : await open('microphone', () => navigator.mediaDevices.getUserMedia({ audio: soundWish(devices.microphone) }))
    const composed = screen && camera ? await composePicture(screen, camera) : null
    if (composed) closers.push(composed.stop)
    const sound = mixSounds([microphone, screen], closers)
    const picture = composed?.stream ?? screen ?? camera
    const tracks = [...(picture?.getVideoTracks() ?? []), ...(sound?.getAudioTracks() ?? [])]
    const own = opened.flatMap((stream) => stream.getTracks())
    return {
      stream: new MediaStream(tracks),
      sound,
      hasPicture: picture !== null,
      onEnded: (hear) => {
        for (const track of own) track.addEventListener('ended', hear)
      },
      close,
    }
  } catch (error) {
    close()
    throw error instanceof CannotRecord ? error : new CannotRecord('unknown')
  }
}

// `ideal`: one that was pulled out since is replaced by another and does not stop the lecture
function cameraWish(id: string): MediaTrackConstraints {
  return { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 }, ...(id ? { deviceId: { ideal: id } } : {}) }
}

function soundWish(id: string): MediaTrackConstraints {
  return { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...(id ? { deviceId: { ideal: id } } : {}) }
}

/** The voice and the sound of what is shown, as one; a single one is left as it is. */
function mixSounds(streams: (MediaStream | null)[], closers: (() => void)[]): MediaStream | null {
  const heard = streams.filter((stream): stream is MediaStream => stream !== null && stream.getAudioTracks().length > 0)
  const [only] = heard
  if (!only) return null
  if (heard.length === 1) return new MediaStream(only.getAudioTracks())
  const room = new AudioContext()
  const mixed = room.createMediaStreamDestination()
  for (const stream of heard) room.createMediaStreamSource(new MediaStream(stream.getAudioTracks())).connect(mixed)
  void room.resume()
  closers.push(() => void room.close())
  return mixed.stream
}

const filmTypes = ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4']
const soundTypes = ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4']

/** What this browser records in, best first. */
export function recordingType(hasPicture: boolean): string {
  return (hasPicture ? filmTypes : soundTypes).find((type) => MediaRecorder.isTypeSupported(type)) ?? ''
}
