import type { Transport } from './transport.ts'

interface PokeDeps {
  transport: Transport
  /** something may be new */
  onPoke(): void
  /** the session has ended: one's next request will say so */
  onBye(): void
}

/** Keeps the stream of pokes open while it is wanted, and only then. */
export function createPokes({ transport, onPoke, onBye }: PokeDeps) {
  let close: (() => void) | null = null
  let standing = false
  const drop = () => {
    close?.()
    close = null
    standing = false
  }
  const open = () => {
    let wasOpen = false
    close = transport.openPokes({
      poke: onPoke,
      standing(isOpen) {
        // what happened while it was down was not told
        if (isOpen && wasOpen) onPoke()
        wasOpen ||= isOpen
        standing = isOpen
      },
      gone: drop,
      bye() {
        drop()
        onBye()
      },
    })
  }
  return {
    /** Whether news announce themselves. */
    standing: () => standing,
    want(wanted: boolean): void {
      if (wanted && !close) open()
      if (!wanted) drop()
    },
  }
}
