import { Component, type ReactNode, Suspense } from 'react'

interface Props {
  /** shown while its code is on its way */
  loading: string
  /** shown where that code cannot be had */
  unloaded: string
  children: ReactNode
}

/** A piece of a page with code of its own: the page stands whether that code can be had or not. */
export function OptionalPart({ loading, unloaded, children }: Props) {
  return (
    <Without words={unloaded}>
      <Suspense fallback={<p className="small">{loading}</p>}>{children}</Suspense>
    </Without>
  )
}

class Without extends Component<{ words: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? <p role="alert">{this.props.words}</p> : this.props.children
  }
}
