import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser/launch.ts'
import { keyboardFindings } from './screen-checks.ts'

let browser: Awaited<ReturnType<typeof launchBrowser>>
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('[UX13] a shadow that is always there is no sign of focus; one that comes with it is, and so is an outline', async () => {
  const page = await browser.newPage()
  await page.setContent(`
    <style>
      :focus { outline: none }
      .shadow, .own { box-shadow: 0 0 0 1px red; transition: box-shadow 1s }
      .lined:focus-visible { outline: 3px solid blue }
      input:focus-visible + .drawn { box-shadow: 0 0 0 3px blue }
    </style>
    <div><button>beside a card</button><p class="shadow">card</p></div>
    <div><button class="own">in a shadow</button></div>
    <div><button class="lined">lined</button><p class="shadow">card</p></div>
    <div><input type="checkbox" aria-label="box"><span class="shadow drawn">drawn</span></div>`)
  expect(await keyboardFindings(page)).toEqual([
    'focus not seen: button beside a card',
    'focus not seen: button in a shadow',
  ])
  await page.close()
})
