import type { Texts } from '../texts.ts'

const counted = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`

export const session: Texts['session'] = {
  signIn: {
    title: 'Sign in',
    username: 'User name',
    password: 'Password',
    shared: 'Shared computer',
    sharedHint: 'After you sign out, nothing stays on this device. It locks after 5 minutes without use.',
    submit: 'Sign in',
    staying: (n) =>
      `The earlier user has ${counted(n, 'unsent item')}. They stay on this computer and wait for that person to sign in.`,
    goOn: 'Sign in anyway',
    activate: 'I have an activation code',
    forgot: 'Forgotten it? Ask the Department’s administrator for a new activation code.',
    checkReceipt: 'Check a receipt',
    offline: 'The first sign-in on this device needs a network. After that it works without one, too.',
  },
  activate: {
    title: 'Activate the account',
    intro: 'With the code from the Department’s administrator you choose a password of your own.',
    code: 'Activation code',
    password: 'New password',
    passwordHint: (min) => `At least ${min} characters. A short sentence that you can remember is best.`,
    again: 'New password once more',
    submit: 'Activate and sign in',
    toSignIn: 'You have a password? Sign in',
  },
  errors: {
    title: 'Could not sign in',
    username: 'Please enter the user name.',
    password: 'Please enter the password.',
    code: 'Please enter the activation code.',
    short: (min) => `The password needs at least ${min} characters.`,
    differ: 'The two passwords are not the same.',
    noNetwork: 'The server could not be reached. Check the network and try again.',
    wait: (seconds) =>
      seconds < 90
        ? `Please wait ${counted(seconds, 'second')} and try again.`
        : `Please wait ${counted(Math.ceil(seconds / 60), 'minute')} and try again.`,
  },
  ended: {
    title: 'Sign in again to send. Your reports are still on this device',
    text: 'You can read and write as usual.',
    button: 'Sign in again',
  },
  disabled: {
    title: 'This account is locked',
    text: 'Your reports are still on this device. Please contact the Department’s administrator.',
  },
  outdated:
    'This device holds data of a newer version. All that was written is still there. Reload to get the new version.',
  locked: {
    title: 'Locked',
    text: 'This shared computer was not used for 5 minutes, so it asks for the password again. Your work is still here.',
  },
  again: {
    title: 'Sign in again',
    text: (name) => `The account of ${name} is open.`,
  },
  signOut: {
    title: 'Sign out',
    button: 'Sign out',
    checking: 'Looking for what is not sent yet…',
    nothingLeft: 'Everything has reached the server. Sign out of this device?',
    unsent: (n) => `${counted(n, 'report')} ${n === 1 ? 'has' : 'have'} not reached the server`,
    drafts: (n) => counted(n, 'draft'),
    waiting: (n) => `${counted(n, 'report')} waiting to send`,
    photos: (n) => `${counted(n, 'photo')} waiting to send`,
    sendNow: 'Send now',
    sending: 'Sending…',
    seeDrafts: 'See the drafts',
    toFile: 'Save to a file and sign out',
    stillWaiting: 'Not everything could be sent. You can try again when the network is better.',
    keep: 'Leave it on this device',
    keepHint: 'It will all be here when you sign in to the same account on this device.',
    discard: 'Discard for good',
    discardTitle: (n) => `Discard ${counted(n, 'unsent item')} for good?`,
    discardText: (n) =>
      `${n === 1 ? 'It exists' : 'They exist'} on this device only and will be lost for ever. Nobody can bring ${n === 1 ? 'it' : 'them'} back, not even the Department Office.`,
    discardConfirm: (n) => `Yes, discard ${counted(n, 'item')}`,
    sharedNote: 'Reports cannot stay on a shared computer. Please send everything before you sign out.',
    offlineNote:
      'There is no network: the server ends this session as soon as this device has one again and the app is opened.',
    stay: 'Stay',
  },
  devices: {
    title: 'Devices signed in',
    intro: 'If you see a device you do not know, or have lost one, sign it out here.',
    current: 'This device',
    shared: 'Shared computer',
    seen: (when) => `Last used ${when}`,
    since: (when) => `Signed in on ${when}`,
    revoke: 'Sign that device out',
    revokeTitle: 'Sign this device out?',
    revokeText: (device) => `${device} will have to sign in again. Unsent reports on that device stay on that device.`,
    revoked: 'That device was signed out.',
    failed: 'The list of devices could not be seen. It needs a network.',
    empty: 'There are no other devices.',
    loading: 'Asking the server…',
  },
}
