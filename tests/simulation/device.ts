import { gzipSync } from 'node:zlib'
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb'
import type { UnitId } from '#domain/ids.ts'
import type { Actor, Grant } from '#domain/organisation/roles.ts'
import { DatabaseIsNewer, databaseName, WRITER_SCHEMA } from '#storage/db.ts'
import type { Locks } from '#sync/deps.ts'
import type { RawDatabase, RawTransaction } from '#tests/support/commits.ts'
import { createEnvironment, openTab, type Tab } from '#tests/support/phone.ts'
import type { Random } from '#tests/support/random.ts'
import type { VirtualTime } from '#tests/support/virtual-time.ts'
import { diskWith, growSchema, type Image, rawIn, takeImage } from './images.ts'
import type { Network } from './network.ts'
import { leastWriterOf } from './old-images.ts'
import { ofLater } from './versions.ts'

interface DeviceDeps {
  /** by which a trace calls it */
  label: string
  actor: Actor
  unitId: UnitId
  tabs: number
  /** the device's clock minus the true one, ms */
  skewMs: number
  /** minutes east of UTC that it is set to */
  zoneMinutes: number
  /** bodies leave it compressed */
  compresses: boolean
  /** its browser has Web Locks; without them each tab does its own work */
  hasLocks: boolean
  /** remembers what its disk held after each of its last commits */
  keepsImages: boolean
  time: VirtualTime
  random: Random
  network: Network
  onError: (error: unknown) => void
  /** for a while a later version of the app may run on it */
  mayBeLater: boolean
}

/** One tab of a device: it can be killed between any two of its steps, or stand still with whatever it holds. */
interface Life {
  tab: Tab
  isAlive(): boolean
  isFrozen(): boolean
  end(): void
  freeze(): void
  thaw(): void
}

/** So many of the last commits can be taken back; besides, one in so many is kept for long. */
const STORE_ERRORS = new Set(['AbortError', 'DatabaseClosedError', 'InvalidStateError', 'TransactionInactiveError'])
const IMAGES = 8
const OLD_EVERY = 25

/** A phone or a desk: its store outlives its tabs, which can die at any moment. */
export function createDevice(deps: DeviceDeps) {
  const { tabs: count, time, random, network, onError } = deps
  const name = databaseName(deps.actor.accountId)
  let { actor, skewMs, zoneMinutes } = deps
  let inherited: readonly Grant[] = actor.grants.filter((grant) => grant.inherited)
  let factory = new IDBFactory()
  let environment = createEnvironment()
  let lives: Life[] = []
  let troubles = 0
  let failing: { left: number; name: string } | null = null
  const images: Image[] = []
  const oldImages: Image[] = []
  const abandoned = new Set<string>()
  const copies = new Set<string>()
  let commits = 0
  let storeFailed = false
  let asked = 0
  let isLater = false
  let isNewer = false
  const holders = new Map<string, Life>()
  const clock = () => time.now() + skewMs

  /** A store that failed is told of; the engine goes on trying. */
  const isOfStore = (error: unknown) => storeFailed && STORE_ERRORS.has((error as Error).name)

  /** Whoever asks by hand hears that a later version has to come first; the state that the screen shows is looked at. */
  const isRefusal = (error: unknown) => isNewer && error instanceof DatabaseIsNewer

  function locksFor(life: () => Life): Locks {
    return {
      async tryHold(lock, work) {
        if (!deps.hasLocks) {
          await work()
          return 'done'
        }
        if (holders.get(lock)?.isAlive()) return 'busy'
        const me = life()
        holders.set(lock, me)
        try {
          await work()
        } finally {
          if (holders.get(lock) === me) holders.delete(lock)
        }
        return 'done'
      },
    }
  }

  function openLife(): Life {
    let alive = true
    /** what a frozen tab will find when it goes on */
    let held: (() => void)[] | null = null
    const pass = (work: () => void) => () => {
      if (!alive) return
      if (held) held.push(work)
      else work()
    }
    const ask = network.fetchFor(actor.accountId, deps.label)
    const tab = openTab({
      factory,
      actor,
      fetch: (url, init) =>
        new Promise((resolve, reject) => {
          if (!alive) return
          asked += 1
          ask(url, init).then(
            (response) => pass(() => resolve(response))(),
            (error) => pass(() => reject(error))(),
          )
        }),
      timers: { after: (ms, work) => time.after(ms, pass(work)) },
      clock,
      random: random.next,
      newId: random.uuid,
      locks: locksFor(() => life),
      environment,
      onError: (error) => (alive && !isOfStore(error) && !isRefusal(error) ? onError(error) : undefined),
      zoneMinutes: () => zoneMinutes,
      ...(deps.compresses ? { compress: async (text: string) => new Uint8Array(gzipSync(text)) } : {}),
    })
    // what a later version writes keeps its shape, also when that version is gone again
    if (deps.mayBeLater)
      tab.db.outbox.hook('creating', (_mid, row) => {
        if (isLater) row.schema = ofLater(row.schema)
      })
    const life: Life = {
      tab,
      isAlive: () => alive,
      isFrozen: () => held !== null,
      end() {
        alive = false
        troubles += 1
        const connection = tab.db.backendDB() as unknown as RawTransaction['db'] | null
        // what was not committed when its tab died never will be
        for (const tx of [...(connection?._rawDatabase.transactions ?? [])])
          if (tx.db === connection && tx.mode !== 'versionchange' && tx._state !== 'finished') tx._abort('AbortError')
        tab.close()
      },
      freeze() {
        held ??= []
      },
      thaw() {
        const waiting = held ?? []
        held = null
        for (const work of waiting) pass(work)()
      },
    }
    return life
  }

  function open(): void {
    die()
    environment = createEnvironment()
    lives = Array.from({ length: count }, openLife)
    for (const { tab } of lives) tab.engine.start()
  }

  function die(): void {
    for (const life of lives) life.end()
    lives = []
    holders.clear()
  }

  const awake = () => lives.filter((life) => !life.isFrozen())
  const isWriting = ({ tab }: Life) => {
    const connection = tab.db.backendDB() as unknown as RawTransaction['db'] | null
    return connection?._rawDatabase.transactions.some(
      (tx) => tx.db === connection && tx.mode === 'readwrite' && tx._state !== 'finished',
    )
  }
  /** Ends this tab alone. @returns whether it held the lock; null where nobody would be left */
  const killAlone = (life: Life | undefined): { heldLock: boolean } | null => {
    if (!life || awake().every((one) => one === life)) return null
    const heldLock = [...holders.values()].includes(life)
    life.end()
    lives = lives.filter((one) => one !== life)
    return { heldLock }
  }

  return {
    get actor() {
      return actor
    },
    get unitId() {
      return deps.unitId
    },
    label: deps.label,
    clock,
    open,
    die,
    /** dies in the middle of whatever it does, and is opened again */
    crash() {
      die()
      open()
    },
    /** one tab is gone and opened anew, the others never hear of it */
    reloadTab() {
      const n = random.int(lives.length)
      lives[n]?.end()
      const life = openLife()
      lives[n] = life
      life.tab.engine.start()
    },
    /** one tab dies inside a transaction, or while it holds the lock; the others live on and never hear of it */
    killTabMidway: () => killAlone(awake().find(isWriting) ?? [...holders.values()].find((life) => life.isAlive())),
    /** the same for the tab that this connection is of */
    killTabOf: (connection: unknown) => killAlone(lives.find(({ tab }) => tab.db.backendDB() === connection)),
    /** tabs that died alone are opened anew */
    reopenTabs() {
      while (lives.length > 0 && lives.length < count) {
        const life = openLife()
        lives.push(life)
        life.tab.engine.start()
      }
    },
    /** stands still, with the lock in its hands when it has it. @returns null when there is no tab to freeze */
    freeze(): { life: Life; heldLock: boolean } | null {
      const holder = [...holders.values()].find((life) => life.isAlive() && !life.isFrozen())
      const life = holder ?? awake()[0]
      if (!life) return null
      life.freeze()
      return { life, heldLock: holder !== undefined }
    },
    thawAll() {
      for (const life of lives) life.thaw()
    },
    anyTab: (): Tab => random.pick(awake()).tab,
    isOpen: () => lives.length > 0,
    tabs: () => awake().map(({ tab }) => tab),
    /** how often its tabs asked the server for anything */
    asked: () => asked,
    /** a later version of the app wrote here and is gone: this one may only read */
    isNewer: () => isNewer,
    /** from now on it runs a later version of the app, or the one of before again */
    runLater(is: boolean) {
      isLater = is
    },
    /** grows with every death and every trouble of the store: what a tab says across one is heard by nobody */
    troubles: () => troubles,
    look: (visible: boolean) => environment.setVisible(visible),
    jump(ms: number) {
      // no phone goes back further than its own beginning of time
      skewMs = Math.max(skewMs + ms, -time.now())
    },
    travel(zone: number) {
      zoneMinutes = zone
    },
    /** the posts that the next start will believe in; what was inherited comes and goes with them */
    learn(grants: Actor['grants']) {
      actor = { ...actor, grants: grants.length > 0 ? [...grants, ...inherited] : [] }
    },
    inherit(grant: Grant) {
      const own = actor.grants.filter((one) => !inherited.includes(one))
      inherited = [grant]
      this.learn(own)
    },

    owns: (raw: RawDatabase) => rawIn(factory, name) === raw,
    noteCommit(raw: RawDatabase) {
      if (!deps.keepsImages) return
      const image = takeImage(raw)
      if (!image) return
      commits += 1
      images.push(image)
      if (images.length > IMAGES) images.shift()
      if (commits % OLD_EVERY === 0) oldImages.push(image)
    },
    images,
    oldImages,
    /** forms that came back to life here after they were sent */
    abandoned,
    /** forms that a clone brought with it: they go on where they were begun */
    copies,
    /** the next commits of this disk are refused with an error of this name */
    failNext(left: number, name: string) {
      failing = left > 0 ? { left, name } : null
    },
    refusesCommit(): string | null {
      if (!failing) return null
      const { name } = failing
      failing.left -= 1
      if (failing.left <= 0) failing = null
      storeFailed = true
      troubles += 1
      return name
    },
    /** the browser closes the database under one of its tabs. @returns whether there was a connection */
    loseConnection(): boolean {
      const connections = lives.flatMap(({ tab }) => tab.db.backendDB() ?? [])
      if (connections.length === 0) return false
      storeFailed = true
      troubles += 1
      // its own types ask for the class and mean one of it
      forceCloseDatabase(random.pick(connections) as unknown as Parameters<typeof forceCloseDatabase>[0])
      return true
    },
    /** Its disk holds this and nothing else from now on; its tabs are gone. */
    async become(image: Image | null): Promise<void> {
      die()
      factory = new IDBFactory()
      images.length = 0
      oldImages.length = 0
      factory = await diskWith(name, image)
      isNewer = image !== null && leastWriterOf(image) > WRITER_SCHEMA
    },
    /** Its disk as another version of the app leaves it: nothing of it is forgotten. */
    async rewrite(image: Image): Promise<void> {
      die()
      factory = await diskWith(name, image)
      isNewer = leastWriterOf(image) > WRITER_SCHEMA
    },
    grow(): Promise<void> {
      die()
      return growSchema(factory, name)
    },
    /** everything that is committed now */
    image: (): Image | null => {
      const raw = rawIn(factory, name)
      return raw ? takeImage(raw) : null
    },
  }
}
export type Device = ReturnType<typeof createDevice>
