import { expect, test } from 'vitest'
import { routes } from '#app/routes.ts'

test('[UI1] every screen has a name and an address of its own', () => {
  expect(new Set(routes.map(({ path }) => path)).size).toBe(routes.length)
  expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length)
  expect(routes.length).toBeGreaterThanOrEqual(17)
  for (const { path } of routes) expect(path).toMatch(/^\/[a-z0-9-]*(\/(:[a-zA-Z]+|[a-z-]+))*$/)
})

test('[UI1] only signing in, activation and receipts are for everybody; the desk is for its roles', () => {
  const of = (access: string) => routes.filter((route) => route.access === access).map(({ path }) => path)
  expect(of('public')).toEqual(['/dang-nhap', '/kich-hoat', '/bien-nhan'])
  const desk = of('desk')
  expect(desk).toContain('/ban-dieu-hanh/giao-viec/:givingId')
  expect(desk).toEqual(routes.map(({ path }) => path).filter((path) => /^\/ban-dieu-hanh(\/|$)/.test(path)))
})

test('[UI2] a form has no tabs below it, so that nobody leaves it by mistake', () => {
  const bare = routes.filter(({ chrome }) => chrome === 'bare').map(({ path }) => path)
  expect(bare).toContain('/su-co/moi')
  expect(bare).toContain('/su-co/:draftId/:step')
  expect(bare).toContain('/nhiem-vu/:taskId/:act')
})
