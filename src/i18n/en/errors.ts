import type { Texts } from '../texts.ts'

export const errors: Texts['errors'] = {
  'request-malformed': 'The server did not understand this request. Please update the app and try again.',
  'json-forbidden-key': 'The server did not take this request. Please update the app and try again.',
  'photo-offset': 'The photo was interrupted on its way. The app carries on by itself.',
  'photo-hash': 'The photo did not arrive in one piece. The app sends it again from the start.',
  'photo-empty': 'This photo is empty. Please choose another one.',
  'photo-type': 'This file is not a JPEG, PNG or WebP picture. Please choose another one.',
  'photo-broken': 'This photo is damaged and cannot be opened. Please choose another one.',
  'photo-pixels': 'This photo is too large. Please choose another one.',
  'photo-size': 'This photo is heavier than allowed. Please choose another one.',
  'credentials-wrong': 'The user name or the password is not right. Check the Vietnamese keyboard and Caps Lock.',
  'signed-out': 'You have been signed out. Please sign in again; your reports are still on this device.',
  'code-wrong': 'The user name or the activation code is not right.',
  'code-expired': 'The activation code has expired. Please ask the Department’s administrator for a new one.',
  'account-disabled': 'This account is locked. Please contact the Department’s administrator.',
  'origin-foreign': 'The request came from another page and was not taken. Please open the app again.',
  'not-allowed': 'This account may not do that.',
  'not-found': 'Not found, or you may not see it.',
  'record-not-yet': 'The photo waits until its report has reached the server.',
  'account-mismatch': 'The browser is signed in to another account. Please sign in to this one again.',
  'epoch-other': 'The server has just been restored from a backup. This device will send again what it still holds.',
  'replica-foreign': 'This device must sign in again before it can go on sending.',
  'replica-forked': 'This device is a copy of another. The app numbers its work anew and goes on sending.',
  'push-endpoint':
    'This browser gave an address for reminders that the department does not send to. Use the device’s calendar.',
  'password-weak': 'This password is short or easy to guess. Please choose a longer one.',
  'protocol-unknown':
    'This app is too old or too new for the server. Please update; your reports are still on this device.',
  'too-large': 'Too much was sent at once.',
  'encoding-unknown': 'The server could not read how this request was packed. Please update the app.',
  throttled: 'Too many tries.',
  'server-error': 'The server has a problem. Your reports are still on this device; the app tries again by itself.',
  'server-busy': 'The server is busy. The app tries again by itself.',
  'storage-full':
    'The server has no room left. The Department Office must see to it; your reports are still on this device.',
}
