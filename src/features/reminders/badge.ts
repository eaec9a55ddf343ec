/** The number on the app's icon, where the system has one; 0 takes it away. [RM8] */
export function setBadge(count: number): void {
  if (!('setAppBadge' in navigator)) return
  // a system may refuse it, for an app that is not installed; nothing hangs on it
  navigator.setAppBadge(count).catch((error: unknown) => console.warn('no badge', error))
}
