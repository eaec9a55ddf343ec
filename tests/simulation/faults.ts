import { createRandom, type Random } from '#tests/support/random.ts'

/** What can become of one request, with the weight of its chance. */
const NETWORK = {
  'request-lost': 5,
  'answer-lost': 9,
  doubled: 5,
  'doubled-at-once': 4,
  late: 4,
  slow: 5,
  reordered: 4,
  'request-cut': 3,
  'answer-cut': 4,
  'byte-flipped': 4,
  stalled: 3,
  'html-200': 3,
  'json-200': 3,
  'stale-200': 4,
  'foreign-4xx': 6,
  'foreign-5xx': 4,
  'ours-4xx': 7,
  'ours-5xx': 5,
  redirect: 2,
  'signed-out': 2,
  'before-commit': 6,
  'after-commit': 6,
  'photo-kept': 2,
} as const
export type NetworkFault = keyof typeof NETWORK

/** What can happen to a device, a person or the server, each at moments of its own. */
const WORLD = [
  'phone-crash',
  'phone-crash-midway',
  'phone-crash-at-commit',
  'hidden',
  'tab-reloaded',
  'tab-frozen',
  'schema-grown',
  'commit-aborted',
  'quota-exceeded',
  'connection-lost',
  'commits-taken-back',
  'everything-evicted',
  'older-image',
  'cloned',
  'clock-forward',
  'clock-backward',
  'zone-changed',
  'post-lost',
  'account-disabled',
  'second-server',
  'server-restored',
] as const
/** The same, found missing later: drawn from a stream of their own, so that the seeds of before keep their worlds. */
const LATER = ['tab-killed-midway', 'tab-killed-at-commit', 'schema-old', 'writer-newer', 'schema-unread'] as const
export type Fault = NetworkFault | (typeof WORLD)[number] | (typeof LATER)[number]

/** The store forgets what was durable, or two devices remember the same. */
const FORGETTING: readonly Fault[] = ['commits-taken-back', 'everything-evicted', 'older-image', 'cloned']

/** Every kind, as it is counted; those that strike at moments of their own come last. */
const EARLIER: readonly Fault[] = [...(Object.keys(NETWORK) as NetworkFault[]), ...WORLD]
export const FAULTS: readonly Fault[] = [...EARLIER, ...LATER]

/** The faults that one seed may meet, and how often a request meets one. */
export interface Mask {
  has(fault: Fault): boolean
  /** forms go on on another device */
  carries: boolean
  /** the fate of one request */
  draw(): NetworkFault | null
}

/**
 * Each seed has a mask of its own: some meet almost everything, some almost nothing.
 * @param apart for what was added later
 */
export function drawMask(random: Random, apart: Random): Mask {
  const share = 0.25 + random.next() * 0.65
  const faults = new Set<Fault>(EARLIER.filter(() => random.chance(share)))
  for (const fault of LATER) if (apart.chance(0.4)) faults.add(fault)
  // what a phone and the server both forgot is nowhere: the ledger reckons the losses of one side at a time. [SIM2]
  // a form that was carried to another phone, of which one then forgets: nobody can say what its officer would do
  const theme = random.pick(['carries', 'carries', 'forgets', 'forgets', 'restores'])
  const carries = theme === 'carries'
  if (theme !== 'forgets') for (const fault of FORGETTING) faults.delete(fault)
  if (theme !== 'restores') faults.delete('server-restored')
  else faults.add('server-restored')
  const weighted = (Object.entries(NETWORK) as [NetworkFault, number][]).filter(([fault]) => faults.has(fault))
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0)
  const trouble = 0.1 + random.next() * 0.4
  return {
    has: (fault) => faults.has(fault),
    carries,
    draw() {
      if (!random.chance(trouble)) return null
      let at = random.next() * total
      for (const [fault, weight] of weighted) {
        at -= weight
        if (at < 0) return fault
      }
      return null
    },
  }
}

/** The stream of what was added later; another than the world's own one. */
export const apartOf = (seed: number): Random => createRandom(seed ^ 0x5eed1a7e)

/** The mask of a seed, without a world. */
export const maskOf = (seed: number): Mask => drawMask(createRandom(seed), apartOf(seed))

/** Counts what truly struck. */
export function createFired() {
  const counts = new Map<string, number>()
  return {
    counts,
    note(kind: string): void {
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
    },
  }
}
export type Fired = ReturnType<typeof createFired>
