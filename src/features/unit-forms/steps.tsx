import { lazy } from 'react'
import type { FormPage } from './form-page.ts'

const CheckPage = lazy(async () => ({ default: (await import('./check-page.tsx')).CheckPage }))
const ReviewPage = lazy(async () => ({ default: (await import('./review-page.tsx')).ReviewPage }))
const BothPage = lazy(async () => ({ default: (await import('./both-page.tsx')).BothPage }))
const VersionPage = lazy(async () => ({ default: (await import('./version-page.tsx')).VersionPage }))

/** The steps that every form takes, by the last part of their address; the last look before sending for any other. */
export function Step({ page, at }: { page: FormPage; at: string }) {
  switch (at) {
    case 'duyet':
      return <ReviewPage page={page} />
    case 'hai-ban':
      return <BothPage page={page} />
    case 'da-gui':
      return <VersionPage page={page} />
    default:
      return <CheckPage page={page} />
  }
}
