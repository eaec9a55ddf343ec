import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** @returns a line for each thing that axe finds on the page as it stands */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(`if (!globalThis.axe) { ${AXE} }`)
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          where: Document,
          how: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>
      }
    }
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} (${failureSummary.split('\n')[1]?.trim()})`,
      ),
    )
  }, TAGS)
}

/** @returns what sticks out sideways or is cut off */
export const layoutFindings = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth > width + 1)
      found.push(`scrolls sideways: ${document.documentElement.scrollWidth} > ${width}`)
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className}: ${(element.textContent ?? '').slice(0, 60)}`
    for (const element of document.querySelectorAll('body *')) {
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      const isSeen =
        box.width > 1 &&
        box.height > 1 &&
        style.visibility !== 'hidden' &&
        style.clipPath === 'none' &&
        !element.closest('.unseen, .skip, svg')
      if (!isSeen) continue
      if (box.right > width + 1 || box.left < -1) {
        const scrolls = element.closest('[data-scrolls], table, .scrolls, .table-scroll')
        if (!scrolls) found.push(`outside: ${name(element)}`)
      }
      const hidden = ['hidden', 'clip'].includes(style.overflowX) || ['hidden', 'clip'].includes(style.overflowY)
      const hasWords = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
      if (
        hidden &&
        hasWords &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      )
        found.push(`cut: ${name(element)}`)
    }
    return [...new Set(found)].slice(0, 10)
  })

/** Walks with Tab and compares with what can be used. @returns controls that the keyboard does not reach, or not visibly */
export async function keyboardFindings(page: Page): Promise<string[]> {
  const names = await page.evaluate(() => {
    const usable = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
    const groups = new Set<string>()
    const names: string[] = []
    const modal = document.querySelector('dialog[open]')
    for (const element of (modal ?? document).querySelectorAll<HTMLElement>(usable)) {
      const isOff = element.matches(':disabled') || element.closest('[inert]')
      if (isOff || !element.checkVisibility({ visibilityProperty: true })) continue
      // of a group of radio buttons, Tab reaches one and the arrows the others
      if (element instanceof HTMLInputElement && element.type === 'radio') {
        if (groups.has(element.name)) continue
        groups.add(element.name)
        for (const one of document.querySelectorAll<HTMLElement>(`input[name="${CSS.escape(element.name)}"]`))
          one.dataset.walk = `${names.length}`
      } else element.dataset.walk = `${names.length}`
      names.push(
        `${element.tagName.toLowerCase()} ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 50)}`,
      )
    }
    const active = document.activeElement
    if (active instanceof HTMLElement) active.blur()
    return names
  })
  const reached = new Set<number>()
  const unseen: string[] = []
  for (let n = 0; n < names.length * 2 + 8 && reached.size < names.length; n += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement | null
      if (!active?.dataset.walk) return null
      const looks = () =>
        [active, active.closest('label'), active.nextElementSibling].map((element) => {
          if (!element) return ''
          const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element)
          return `${outlineStyle === 'none' ? '' : `${outlineStyle} ${outlineWidth} ${outlineColor}`}; ${boxShadow}`
        })
      // a sheet made by script: the page's policy takes no inline style
      const unmoved = new CSSStyleSheet()
      unmoved.replaceSync('*, *::before, *::after { transition: none !important }')
      document.adoptedStyleSheets.push(unmoved)
      const focused = looks()
      // what stands in a shadow anyway says nothing of the focus: the look must go with it.
      // The page hears nothing of that, and Tab goes on from here
      const still = (event: Event) => event.stopImmediatePropagation()
      const heard = ['blur', 'focus', 'focusin', 'focusout', 'change']
      for (const type of heard) globalThis.addEventListener(type, still, true)
      active.blur()
      const plain = looks()
      active.focus({ preventScroll: true })
      for (const type of heard) globalThis.removeEventListener(type, still, true)
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== unmoved)
      const shown = focused.some((look, n) => look !== plain[n])
      return { walk: Number(active.dataset.walk), shown }
    })
    if (!at) continue
    reached.add(at.walk)
    if (!at.shown) unseen.push(`focus not seen: ${names[at.walk]}`)
  }
  // the way past the tabs covers what lies below it while it has the focus: nothing is looked at in that moment
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  return [...names.filter((_, n) => !reached.has(n)).map((name) => `not reached: ${name}`), ...new Set(unseen)]
}

/** Controls smaller than a fingertip can find. 24 px fails; links within a sentence are exempt. */
export const smallFindings = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'button, a[href], input:not([type=radio]):not([type=checkbox]):not([type=file]), select, textarea',
      ),
    ]
      .filter(
        (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen, .skip, p, dd'),
      )
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect()
        return width > 1 && (width < 24 || height < 24)
      })
      .map((element) => `small: ${element.outerHTML.slice(0, 100)}`),
  )
