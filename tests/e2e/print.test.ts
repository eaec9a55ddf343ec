import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { instantOf } from '#domain/time.ts'
import { monthsBack } from '#server/cli/demo/demo-months.ts'
import { PHONE } from '#tests/support/browser/launch.ts'
import { inWorld } from './in-world.ts'

const here = inWorld()
afterEach(() => here.world.proxy.heal())

/** Of an A4 sheet at 96 dots an inch between the margins of the decree: 160 by 257 mm. */
const SHEET = { width: (160 / 25.4) * 96, height: (257 / 25.4) * 96 }
/** A4 in points, as a PDF tells it. */
const A4 = [595, 842]

const { of } = monthsBack(instantOf(Date.now()), 2)
const year = new Date().getUTCFullYear()

const PAPERS: readonly {
  name: string
  who: string
  kind: string
  open(page: Page): Promise<unknown>
}[] = [
  {
    name: 'an incident’s quick report',
    who: 'dm.saomai',
    kind: 'BÁO CÁO NHANH',
    async open(page) {
      await page.goto(`${here.world.origin}/bao-cao`)
      await page
        .getByRole('link', { name: /Nghi rối loạn tiêu hóa/ })
        .first()
        .click()
      await page.getByRole('link', { name: 'Văn bản để in, gửi' }).click()
    },
  },
  {
    name: 'a month’s report',
    who: 'dm.binhminh',
    kind: 'BÁO CÁO',
    open: (page) => page.goto(`${here.world.origin}/van-ban/thang/${of}`),
  },
  {
    name: 'a month’s draft',
    who: 'dm.binhminh',
    kind: 'BÁO CÁO',
    open: (page) => page.goto(`${here.world.origin}/van-ban/thang/${monthsBack(instantOf(Date.now()), 0).of}`),
  },
  {
    name: 'a unit’s plan',
    who: 'xa.saomai',
    kind: 'KẾ HOẠCH',
    open: (page) => page.goto(`${here.world.origin}/van-ban/ke-hoach/${year}`),
  },
  {
    name: 'the year book',
    who: 'dm.binhminh',
    kind: 'SỔ THEO DÕI',
    open: (page) => page.goto(`${here.world.origin}/so-nam`),
  },
]

/** What would come out of the printer: words beside the paper, controls, the paper's words and what does not fit its width. */
const printed = (page: Page) =>
  page.evaluate(() => {
    const paper = document.querySelector('.paper') as HTMLElement
    const isSeen = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect()
      const words = { checkOpacity: true, checkVisibilityCSS: true }
      // what only a screen reader gets has one dot of room
      return element.checkVisibility(words) && width > 1 && height > 1
    }
    const beside: string[] = []
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const parent = node.parentElement as HTMLElement
      const text = node.nodeValue?.trim() ?? ''
      if (text !== '' && !paper.contains(parent) && isSeen(parent)) beside.push(text)
    }
    const paperTexts = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT)
    const hidden: string[] = []
    for (let node = paperTexts.nextNode(); node; node = paperTexts.nextNode())
      if (node.nodeValue?.trim() && !isSeen(node.parentElement as HTMLElement)) hidden.push(node.nodeValue)
    const { right } = paper.getBoundingClientRect()
    return {
      beside,
      controls: [...document.querySelectorAll('a, button, input, select, textarea, summary, svg, img')]
        .filter(isSeen)
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
      hidden,
      cut: [...paper.querySelectorAll('*')]
        .filter((element) => element.getBoundingClientRect().right > right + 1)
        .map(({ textContent }) => (textContent ?? '').slice(0, 60)),
      words: paper.innerText.replaceAll(/\s+/g, ' ').trim(),
      top: paper.getBoundingClientRect().top + scrollY,
      height: paper.getBoundingClientRect().height,
      ink: getComputedStyle(paper).color,
      font: getComputedStyle(paper).fontFamily.split(',')[0],
    }
  })

/** Of each page of a PDF its size in points; a browser writes these objects as plain text. */
function pagesOf(pdf: Buffer): number[][] {
  const text = pdf.toString('latin1')
  expect(text.startsWith('%PDF-')).toBe(true)
  const objects = text.split('endobj')
  const boxes = objects
    .filter((object) => /\/Type\s*\/Page\b/.test(object))
    .map((object) => /\/MediaBox\s*\[([^\]]+)\]/.exec(object)?.[1] ?? '')
  const tree = objects.find((object) => /\/Type\s*\/Pages\b/.test(object)) ?? ''
  expect(boxes.length).toBe(Number(/\/Count\s+(\d+)/.exec(tree)?.[1]))
  return boxes.map((box) => box.trim().split(/\s+/).map(Number))
}

test.each(PAPERS)('[DC2] $name is printed alone and whole, on sheets of A4', async ({ who, kind, open }) => {
  const page = await here.aPerson(who)
  await open(page)
  const paper = page.locator('.paper')
  await paper.getByText(kind, { exact: true }).first().waitFor()
  // from here on nothing comes that would change what stands on it, such as when the server was last heard
  here.world.proxy.fault('*', /^\/api/, { kind: 'drop-request' })
  await page.getByRole('button', { name: 'In', exact: true }).waitFor()

  // as a phone is wide and as a sheet is, which is how a browser lays out what it prints; also where the app is dark
  for (const size of [PHONE, { width: Math.floor(SHEET.width), height: Math.floor(SHEET.height) }]) {
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize(size)
    await paper.getByText(kind, { exact: true }).first().waitFor()
    const onScreen = (await paper.innerText()).replaceAll(/\s+/g, ' ').trim()
    expect(onScreen.length).toBeGreaterThan(400)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ media: 'print', colorScheme })
      expect(await printed(page)).toMatchObject({
        beside: [],
        controls: [],
        hidden: [],
        words: onScreen,
        ink: 'rgb(0, 0, 0)',
        font: '"Times New Roman"',
      })
    }
  }

  // as wide as a sheet is between its margins
  await page.setViewportSize({
    width: Math.floor(SHEET.width),
    height: Math.floor(SHEET.height),
  })
  await page.waitForTimeout(300)
  await paper.getByText(kind, { exact: true }).first().waitFor()
  const sheet = await printed(page)
  expect(sheet.cut).toEqual([])
  const pages = pagesOf(await page.pdf({ preferCSSPageSize: true }))
  for (const box of pages) expect(box.map(Math.round)).toEqual([0, 0, ...A4])
  // no sheet without words before or behind it: breaks that keep a table's row together cost at most one
  const least = Math.ceil(sheet.height / SHEET.height)
  expect(pages.length).toBeGreaterThanOrEqual(least)
  expect(pages.length).toBeLessThanOrEqual(least + 1)
  await page.context().close()
})
