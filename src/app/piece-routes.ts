import { type ComponentType, lazy } from 'react'
import { learnMutations, mutationNames } from '#domain/mutations.ts'
import { part } from '#ui/part.tsx'
import type { AppRoute, WithPictures } from './routes.ts'

const DeskPiecesPage: ComponentType = lazy(async () => {
  // what the desk shows has its own acts on top, decided while it is drawn
  const [{ DeskPiecesPage }] = await Promise.all([
    import('#features/office/pieces/desk-pieces-page.tsx'),
    learnMutations(mutationNames.filter((name) => name.startsWith('piece.'))),
  ])
  return { default: DeskPiecesPage }
})

/** Articles and role models: the unit's pages, and the desk of the places that they go to. */
export const pieceRoutes = (withPictures: WithPictures): AppRoute[] => [
  {
    path: '/tin-bai',
    name: 'pieces',
    component: part(async () => (await import('#features/pieces/pieces-page.tsx')).PiecesPage),
    access: 'signed-in',
    chrome: 'tabs',
  },
  {
    path: '/tin-bai/:pieceId',
    name: 'piece',
    component: withPictures(async () => (await import('#features/pieces/piece-page.tsx')).PiecePage),
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/tin-bai/:pieceId/:form',
    name: 'piece-form',
    component: withPictures(async () => (await import('#features/pieces/piece-form-page.tsx')).PieceFormPage),
    access: 'signed-in',
    chrome: 'bare',
  },
  {
    path: '/ban-dieu-hanh/tin-bai',
    name: 'desk-pieces',
    component: DeskPiecesPage,
    access: 'desk',
    chrome: 'tabs',
  },
  {
    path: '/ban-dieu-hanh/tin-bai/:pieceId',
    name: 'desk-piece',
    component: DeskPiecesPage,
    access: 'desk',
    chrome: 'page',
  },
]
