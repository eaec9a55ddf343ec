/** So long the network belongs to the page itself. */
const CALM_MS = 400

/**
 * When the page has been drawn and all that it came with has arrived. Where the worker has every part on the
 * device, at once: nothing then competes for the network.
 */
export async function afterFirstPicture(): Promise<void> {
  if (navigator.serviceWorker?.controller) return
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done, { once: true }))
  await new Promise((done) => setTimeout(done, CALM_MS))
}
