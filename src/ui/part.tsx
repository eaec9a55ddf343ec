import { type ComponentType, createElement, lazy, useState } from 'react'

/** A page or a piece of one whose code comes when it is wanted. */
export interface Part<P> {
  (props: P): React.ReactNode
  /** Fetches the code before it is wanted; then the part is drawn at once. */
  ahead(): Promise<unknown>
}

/**
 * Like `lazy`, but a part whose code is there already is drawn without a placeholder: React keeps a placeholder
 * for 300 ms once it has shown it, and the seven taps of a report would pay for that twice.
 */
export function part<P extends object>(load: () => Promise<ComponentType<P>>): Part<P> {
  let there: ComponentType<P> | null = null
  const ahead = async () => {
    there = await load()
    return { default: there }
  }
  const Later = lazy(ahead)
  // chosen once: changing from one to the other would make the page anew and forget its state
  const Chosen = (props: P) => createElement(useState(() => there ?? Later)[0] as ComponentType<P>, props)
  return Object.assign(Chosen, { ahead })
}
