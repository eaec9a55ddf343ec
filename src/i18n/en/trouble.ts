import type { TroubleTexts } from '../trouble-texts.ts'

export const trouble: TroubleTexts = {
  stuck: {
    title: (n) => `${n} item${n === 1 ? '' : 's'} waiting for long without an answer`,
    text: 'This device has reached the server many times, and these still did not get through. What you wrote is still whole on this device. Please call the Department Office, and save it as a file or copy it to send it another way.',
    file: 'Save as a file',
    copy: 'Copy what it says',
  },
  aside: {
    title: (n) => `${n} item${n === 1 ? '' : 's'} on this device broke`,
    text: 'The device’s storage damaged these, so the app cannot open them. They lie apart and disturb nothing else. Copy them and send them to the administrator if you need what is in them.',
    copy: 'Copy the broken part',
    drop: 'Throw these away',
    sure: 'Throw the broken items away? There is no way back.',
    keep: 'Keep them',
  },
  copied: 'Copied.',
  copyFailed: 'Could not be copied. The content is below for you to select.',
}
