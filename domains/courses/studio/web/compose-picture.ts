export interface Composed {
  stream: MediaStream
  stop: () => void
}

const widest = 1280
const cornerShare = 0.24

/** The screen with the camera in its lower right corner, drawn on a canvas, also while the studio's own tab is hidden. */
export async function composePicture(screen: MediaStream, camera: MediaStream): Promise<Composed> {
  const [screenFilm, cameraFilm] = await Promise.all([filmOf(screen), filmOf(camera)])
  const canvas = document.createElement('canvas')
  const size = (): void => {
    const scale = Math.min(1, widest / (screenFilm.videoWidth || widest))
    canvas.width = even((screenFilm.videoWidth || widest) * scale)
    canvas.height = even((screenFilm.videoHeight || 720) * scale)
  }
  size()
  const paper = canvas.getContext('2d', { alpha: false })
  const draw = (): void => {
    if (!paper) return
    const { width, height } = canvas
    // a window that is resized keeps its shape within the size that was begun with
    const scale = Math.min(width / (screenFilm.videoWidth || width), height / (screenFilm.videoHeight || height))
    const [w, h] = [screenFilm.videoWidth * scale, screenFilm.videoHeight * scale]
    paper.fillStyle = '#000'
    paper.fillRect(0, 0, width, height)
    paper.drawImage(screenFilm, (width - w) / 2, (height - h) / 2, w, h)
    const inWidth = width * cornerShare
    const inHeight = (inWidth * (cameraFilm.videoHeight || 3)) / (cameraFilm.videoWidth || 4)
    const [x, y] = [width - inWidth - width * 0.02, height - inHeight - width * 0.02]
    paper.save()
    paper.beginPath()
    paper.roundRect(x, y, inWidth, inHeight, width * 0.012)
    paper.clip()
    paper.drawImage(cameraFilm, x, y, inWidth, inHeight)
    paper.restore()
  }
  draw()
  const ticks = new Worker(new URL('./ticks.worker.ts', import.meta.url), { type: 'module' })
  ticks.onmessage = draw
  const stream = canvas.captureStream(20)
  return {
    stream,
    stop: () => {
      ticks.terminate()
      for (const track of stream.getTracks()) track.stop()
      for (const film of [screenFilm, cameraFilm]) film.srcObject = null
    },
  }
}

async function filmOf(stream: MediaStream): Promise<HTMLVideoElement> {
  const film = document.createElement('video')
  film.muted = true
  film.playsInline = true
  film.srcObject = stream
  await film.play().catch(() => undefined)
  return film
}

function even(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2)
}
