/** Pixels of the long side, and bytes, of a photo that leaves the phone. */
const LONG_SIDE = 1600
export const TARGET_BYTES = 300_000

/** The size that fits into a square of `LONG_SIDE`; small pictures stay as they are. */
export function reducedSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

const BEST = 0.85
const LEAST = 0.35
const TRIES = 5

/**
 * The best quality whose bytes stay within the target, by halving; below `LEAST` nobody could read a sign on it,
 * so that one is taken even when it is larger.
 * @param encode bytes of the picture at a quality of 0 … 1
 */
export async function bestWithin<T extends { size: number }>(
  encode: (quality: number) => Promise<T>,
  target = TARGET_BYTES,
): Promise<T> {
  let best = await encode(BEST)
  if (best.size <= target) return best
  let low = LEAST
  let high = BEST
  best = await encode(LEAST)
  for (let n = 0; n < TRIES && best.size <= target; n += 1) {
    const quality = (low + high) / 2
    const tried = await encode(quality)
    if (tried.size <= target) {
      best = tried
      low = quality
      if (tried.size > target * 0.9) break
    } else high = quality
  }
  return best
}
