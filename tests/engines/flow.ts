import { join } from 'node:path'
import { readDevice } from '#tests/e2e/on-device.ts'
import type { World } from '#tests/e2e/world.ts'
import type { Driver, FoundEngine } from './driver.ts'
import { createHands, until } from './hands.ts'

/** One step that held, with what it showed. */
export type Told = (step: string, fact?: string) => void

const SAVED = 'Đã lưu trên máy này'
const TEXT = 'Một học sinh ngã ở sân, đã sơ cứu, đã báo gia đình (minh họa).'

/**
 * The officer's main job in one engine: sign in, start without a server, report an incident with a photo, lose the
 * whole browser when it says that the report is saved, start again, send, hold a receipt that is true. [PR1]
 * @throws at the first step that does not hold
 */
export async function mainFlow(engine: FoundEngine, world: World, told: Told): Promise<void> {
  const profile = join(world.folder, 'profile')
  const { username, password } = world.server.account('dm.saomai')
  const withBrowser = async (work: (driver: Driver) => Promise<'killed' | 'open'>) => {
    const driver = await engine.open(profile)
    try {
      if ((await work(driver)) === 'open') await driver.close()
    } catch (error) {
      throw new FlowStopped(error, await driver.screenshot().catch(() => null), () => driver.kill())
    }
  }

  await withBrowser(async (driver) => {
    const { press, write, see } = createHands(driver)
    await driver.goto(`${world.origin}/`)
    told('opened', await driver.evaluate(() => navigator.userAgent))
    await write('Tên đăng nhập', username)
    await write('Mật khẩu', password)
    await press('Đăng nhập')
    await see('Cập nhật lúc', 'Đã gửi hết')
    await driver.evaluate(async () => {
      await navigator.serviceWorker.ready
    })
    told('signed in, synced, worker ready')
    return 'open'
  })

  await world.server.stop()
  await world.proxy.down()
  await withBrowser(async (driver) => {
    const { press, write, choosePhoto, see } = createHands(driver)
    await driver.goto(`${world.origin}/`)
    await see('Hôm nay')
    told('started with the server stopped')
    await press('Báo sự cố')
    await press('Tai nạn thương tích')
    await press('Đáng chú ý')
    await press('Trong trường')
    await press('1 người')
    await write(null, TEXT)
    await choosePhoto('anh-1.jpg')
    await see('Che mặt')
    await press('Kiểm tra')
    await press('Gửi báo cáo')
    await see(SAVED)
    const said = Date.now()
    const killed = await driver.kill()
    told(`killed after "${SAVED}"`, `${killed - said} ms after it was read`)
    return 'killed'
  })

  await world.server.start()
  await world.proxy.up()
  await withBrowser(async (driver) => {
    const { see } = createHands(driver)
    await driver.goto(`${world.origin}/`)
    await until('send everything', async () => {
      const { outbox, photosWaiting } = await driver.evaluate(readDevice)
      return outbox === 0 && photosWaiting === 0
    })
    const found = await world.office.findBy(TEXT)
    if (found.length !== 1) throw new Error(`${found.length} incidents at the office`)
    const id = found[0]?.id ?? ''
    const verified = await world.office.verify(id)
    if (verified.reports !== 1 || verified.photos !== 1) throw new Error(`receipts: ${JSON.stringify(verified)}`)
    told('started again, sent', 'one incident; receipts of the report and the photo hold, bytes as declared')
    await driver.goto(`${world.origin}/bao-cao/${id}`)
    await see('Biên nhận hợp lệ')
    told('the phone itself says "Biên nhận hợp lệ"')
    return 'open'
  })
}

/** Where the flow stopped, with what the window showed. */
export class FlowStopped extends Error {
  readonly picture: Buffer | null
  readonly end: () => Promise<unknown>
  constructor(cause: unknown, picture: Buffer | null, end: () => Promise<unknown>) {
    super('the flow stopped', { cause })
    this.picture = picture
    this.end = end
  }
}
