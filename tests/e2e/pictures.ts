import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DESKTOP, launchBrowser, PHONE, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { peopleOf, VISITS } from './screens.ts'
import { openWorld } from './world.ts'

/** `npm run pictures` (after a build): the pictures of the README, of the real app on the demo's data. */
const FOLDER = join(import.meta.dirname, 'pictures')
const LARGEST = 60 * 1024

const WANTED = [
  { file: 'hom-nay.png', route: 'today', state: 'filled', size: PHONE },
  { file: 'loai-su-co.png', route: 'incident-new', state: 'filled', size: PHONE },
  { file: 'kiem-tra.png', route: 'incident-form', state: 'review', size: PHONE },
  { file: 'cho-gui.png', route: 'incident', state: 'waiting', size: PHONE },
  { file: 'bao-cao.png', route: 'incident', state: 'filled', size: PHONE },
  { file: 'ban-dieu-hanh.jpg', route: 'desk-incident', state: 'filled', size: DESKTOP },
]

mkdirSync(FOLDER, { recursive: true })
const world = await openWorld()
const browser = await launchBrowser()
try {
  const people = await peopleOf(world, () => browser.newContext(PHONE_CONTEXT))
  for (const { file, route, state, size } of WANTED) {
    const visit = VISITS.find((one) => one.route === route && one.state === state)
    const page = await (visit && people.get(visit.who))?.newPage()
    if (!visit || !page) throw new Error(`no screen ${route}, ${state}`)
    await page.setViewportSize(size)
    await visit.open(page, world)
    await page.waitForTimeout(300)
    const path = join(FOLDER, file)
    // a desktop has too many words for a small PNG
    await page.screenshot(file.endsWith('.jpg') ? { path, type: 'jpeg', quality: 50 } : { path })
    const bytes = statSync(path).size
    process.stdout.write(`${file} ${Math.ceil(bytes / 1024)} KB${bytes > LARGEST ? ', larger than 60 KB' : ''}\n`)
    world.proxy.heal()
    await page.close()
  }
} finally {
  await browser.close()
  await world.close()
}
