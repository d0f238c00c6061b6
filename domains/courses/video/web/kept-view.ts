import type { ComponentType } from 'react'
import type { Localized } from '../../../../foundation/i18n/localized.ts'
import type { VideoView } from '../contract.ts'

type Loader = () => Promise<{ default: ComponentType<{ video: VideoView; title: Localized }> }>

let view: Loader | null = null

/** The domain that measures watching gives what plays a kept film, so that study without a line is measured like any other. */
export function registerKeptView(load: Loader): void {
  view = load
}

export function keptView(): Loader | null {
  return view
}
