import type { ReactNode } from 'react'
import { Card, type CardProps } from './Card.tsx'

/** A part of a page without a frame. */
export function Section(props: Omit<CardProps, 'tone' | 'flush'>): ReactNode {
  return <Card {...props} tone="plain" />
}
