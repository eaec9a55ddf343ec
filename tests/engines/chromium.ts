import { findBrowser } from '#tests/support/browser/find.ts'
import { openProfile } from '#tests/support/browser/launch.ts'
import type { Driver, Engine } from './driver.ts'

export const chromiumEngine: Engine = {
  name: 'Chromium',
  async find() {
    const found = await findBrowser().catch(() => null) // its sentence is for those who need this one
    return found && { path: found.executablePath, gestures: 'real mouse and keyboard (CDP)', open }
  },
}

async function open(folder: string): Promise<Driver> {
  const { page, kill, close } = await openProfile(folder)
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: (work, ...args) => page.evaluate(`(${work})(...${JSON.stringify(args)})`),
    click: ({ x, y }) => page.mouse.click(x, y),
    type: (text) => page.keyboard.insertText(text),
    screenshot: () => page.screenshot(),
    kill,
    close,
  }
}
