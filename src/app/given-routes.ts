import { lazy } from 'react'
import { learnMutations, mutationNames } from '#domain/mutations.ts'
import type { AppRoute } from './routes.ts'

const DeskGivenPage = lazy(async () => {
  // what the desk shows has its own acts on top, decided while it is drawn
  const [{ DeskGivenPage }] = await Promise.all([
    import('#features/office/given/desk-given-page.tsx'),
    learnMutations(mutationNames.filter((name) => name.startsWith('task.'))),
  ])
  return { default: DeskGivenPage }
})

const AREA = '/ban-dieu-hanh/giao-viec'
const shared = { component: DeskGivenPage, access: 'desk' } as const

/** Key events and briefs at the desk. */
export const givenRoutes: readonly AppRoute[] = [
  { ...shared, path: AREA, name: 'desk-given', chrome: 'tabs' },
  { ...shared, path: `${AREA}/:givingId`, name: 'desk-giving', chrome: 'page' },
  { ...shared, path: `${AREA}/:givingId/:part`, name: 'desk-giving-part', chrome: 'page' },
]
