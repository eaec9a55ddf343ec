import { useEffect, useState } from 'react'
import { useServices, useSyncState } from './services.tsx'

const MINUTE = 60_000

/** The server's time as this device can know it, ms, moving on by itself: what is due does not hang on a wrong clock. [DL15] */
export function useServerNow(): number {
  const { clock } = useServices()
  const { skewMs } = useSyncState()
  const [now, setNow] = useState(clock)
  useEffect(() => {
    const move = () => setNow(clock())
    const timer = setInterval(move, MINUTE)
    document.addEventListener('visibilitychange', move)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', move)
    }
  }, [clock])
  return now + (skewMs ?? 0)
}
