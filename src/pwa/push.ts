const REFUSED_KEY = 'dau-moi:push-refused'

type Given = { kind: 'given'; subscription: PushSubscriptionJSON } | { kind: 'refused' } | { kind: 'failed' }

/**
 * Asks the system, and only after a tap, whether it may show reminders, and the browser for an address to which the
 * server can send them. [RM9]
 * @param publicKey the department's VAPID key, base64url
 */
export async function startPush(publicKey: string): Promise<Given> {
  if ((await Notification.requestPermission()) !== 'granted') return { kind: 'refused' }
  try {
    const { pushManager } = await navigator.serviceWorker.ready
    // one that was made for another key takes no messages of ours
    await (await pushManager.getSubscription())?.unsubscribe()
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
    return { kind: 'given', subscription: subscription.toJSON() }
  } catch (error) {
    console.warn('no push service', error instanceof Error ? error.name : error)
    return { kind: 'failed' }
  }
}

/** This browser takes no more reminders, whoever sends them. */
export async function stopPush(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  await (await registration?.pushManager?.getSubscription())?.unsubscribe()
}

/** A refusal is remembered: nobody is asked again unless they tap. */
export const wasPushRefused = (storage: Storage) => storage.getItem(REFUSED_KEY) !== null
export const refusePush = (storage: Storage) => storage.setItem(REFUSED_KEY, '1')
