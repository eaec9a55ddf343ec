import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, PHONE_CONTEXT } from '#tests/support/browser/launch.ts'
import { signIn, waitForSync } from './officer.ts'
import { openWorld, type World } from './world.ts'

let world: World
let browser: Awaited<ReturnType<typeof launchBrowser>>
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  world = await openWorld()
  browser = await launchBrowser()
  phone = await browser.newContext(PHONE_CONTEXT)
  page = await phone.newPage()
  page.setDefaultTimeout(10_000)
  await signIn(page, world.origin, world.server.account('dm.saomai'))
  await waitForSync(page)
})
afterAll(async () => {
  await browser.close()
  await world.close()
})

const SENTENCE = 'Học sinh bị ngã ở sân trường'

/** The page of words of a new report. */
async function toWords(): Promise<void> {
  await page.goto(`${world.origin}/su-co/moi`)
  await page.getByRole('button', { name: 'Tai nạn thương tích' }).click()
  await page.getByRole('button', { name: /^Đáng chú ý/ }).click()
  await page.getByRole('button', { name: 'Trong trường' }).click()
  await page.getByRole('button', { name: '1 người', exact: true }).click()
  await page.locator('textarea').first().focus()
}

/** As an input method writes: every letter of a word is tried and replaced until the word is taken. */
async function compose(text: string): Promise<void> {
  const session = await phone.newCDPSession(page)
  for (const word of text.split(/(?<= )/)) {
    for (let n = 1; n <= word.length; n += 1) {
      const tried = word.slice(0, n)
      await session.send('Input.imeSetComposition', { text: tried, selectionStart: n, selectionEnd: n })
    }
    await session.send('Input.insertText', { text: word })
  }
}

/** The words of the newest draft, once they are on the disk. */
async function stored(): Promise<string | undefined> {
  await page.waitForTimeout(900)
  return page.evaluate(async () => {
    const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('dau-moi:'))?.name ?? ''
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const drafts = await new Promise<{ savedAt: string; body: { whatHappened: string } }[]>((resolve, reject) => {
      const request = db.transaction('drafts').objectStore('drafts').getAll()
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    db.close()
    return drafts.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))[0]?.body.whatHappened
  })
}

describe('[TX1] what is typed', () => {
  test('by an input method, key by key, decomposed or pasted, is stored alike', async () => {
    const ways: (() => Promise<void>)[] = [
      () => compose(SENTENCE),
      () => page.keyboard.insertText(SENTENCE),
      () => page.keyboard.insertText(SENTENCE.normalize('NFD')),
      () => page.keyboard.type(SENTENCE),
    ]
    const texts: (string | undefined)[] = []
    for (const write of ways) {
      await toWords()
      await write()
      texts.push(await stored())
    }
    expect(texts).toEqual(ways.map(() => SENTENCE))
  })

  test('stays where the caret is, while it is being stored', async () => {
    await toWords()
    await page.keyboard.insertText(SENTENCE)
    const box = page.locator('textarea').first()
    await box.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(8, 8))
    await page.keyboard.type(' lớp')
    await page.waitForTimeout(900)
    await page.keyboard.type(' bảy')
    const [text, caret] = await box.evaluate((field: HTMLTextAreaElement) => [field.value, field.selectionStart])
    expect([text, caret]).toEqual(['Học sinh lớp bảy bị ngã ở sân trường', 16])
    expect(await stored()).toBe(text)
  })
})

describe('[IN6] what holds a report up', () => {
  test('is told on sending and not before, in a summary that has the focus and leads to the field', async () => {
    await toWords()
    await page.locator('textarea').first().blur()
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.getByRole('button', { name: 'Kiểm tra' }).click()
    await page.locator('.summary').waitFor()
    expect(await page.title()).toMatch(/^Lỗi: /)
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('summary')
    await page.locator('.summary a').first().click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-whatHappened')
  })
})
