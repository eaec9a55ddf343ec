import { useEffect, useRef } from 'react'
import { Notice } from '#ui/notice.tsx'

/** Why it did not work; takes the focus, so that it is neither below nor above the window. */
export function Problem({ text }: { text: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} role="alert" tabIndex={-1}>
      <Notice tone="alarm" title={text} />
    </div>
  )
}
