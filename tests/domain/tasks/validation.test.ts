import { describe, expect, it } from 'vitest'
import { isLink } from '#domain/links.ts'
import { PRODUCT_KINDS } from '#domain/tasks/product.ts'
import { TASK_ISSUE_CODES, validateProduct } from '#domain/tasks/validation.ts'
import { taskScreens as tasks } from '#i18n/vi/task-screens.ts'
import { aProduct } from '#tests/support/tasks.ts'

describe('a link', () => {
  it.each([
    'https://vi-du.example',
    'http://vi-du.example/a/b?c=d#e',
    'HTTPS://Vi-Du.Example/Tin-1',
    'https://giáo-dục.vn/bài-viết/tuyển sinh'.replace(' ', '-'),
    'https://sub.vi-du.example:8443/',
    'https://facebook.com/permalink.php?story_fbid=1&id=2',
  ])('[V39] %s is one', (link) => expect(isLink(link)).toBe(true))

  it.each([
    'vi-du.example',
    'www.vi-du.example/a',
    'https://',
    'https://localhost/x',
    'https:// vi-du.example',
    'https://vi-du.example/a b',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://vi-du.example/a',
    'https://ai:mat-khau@vi-du.example/',
    'https://vi-du.example/"onclick=',
    'https://vi-du.example/<b>',
    'https:\\\\vi-du.example',
    'https://-a.example/',
    'https://vi-du.example:999999/',
    `https://vi-du.example/${'a'.repeat(500)}`,
    'xem https://vi-du.example/',
  ])('[V39] %s is none', (link) => expect(isLink(link)).toBe(false))

  it('[V39] is judged at once, however it was made', () => {
    const started = performance.now()
    for (const link of [`https://${'a.'.repeat(240)}`, `https://${'a-'.repeat(240)}`, `https://${'a'.repeat(480)}`])
      expect(isLink(link)).toBe(false)
    expect(performance.now() - started).toBeLessThan(200)
  })
})

describe('a product', () => {
  it('is told everything at once; what is optional may be empty', () => {
    expect(validateProduct(aProduct({ link: '', channel: null, publishedAt: null }))).toEqual([])
    const wrong = validateProduct({ ...aProduct(), kind: null, title: '', link: 'x', qty: null })
    expect(wrong.map(({ code, path }) => `${code} ${path}`)).toEqual(['V01 kind', 'V01 title', 'V39 link', 'V01 qty'])
  })

  it.each([0, -1, 1.5, 1_000_001, Number.NaN])('[V32] %s of them is no number of products', (qty) => {
    expect(validateProduct(aProduct({ qty })).map(({ code }) => code)).toEqual(['V32'])
  })

  it('has a word for every kind and a sentence for every rule', () => {
    for (const kind of PRODUCT_KINDS) expect(tasks.product.kind[kind]).toMatch(/^\p{Lu}/u)
    for (const code of TASK_ISSUE_CODES) expect(tasks.issues[code]('Tên')).toMatch(/[.…]$/)
  })
})
