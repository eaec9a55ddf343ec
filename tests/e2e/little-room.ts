import type { Page } from 'playwright-core'

/**
 * A browser that tells that little room is left, as Firefox and Safari do. Chromium tells everybody ten gibibytes,
 * whatever the device has and whatever quota its own tools set.
 */
export const tellsLittleRoom = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    StorageManager.prototype.estimate = async () => ({ usage: 30e6, quota: 50e6 })
  })
