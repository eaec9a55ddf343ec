import type { PageTexts } from '../page-texts.ts'

export const handover: PageTexts['handover'] = {
  carry: {
    button: 'Go on with it on another device',
    again: 'Take the new version to the other device',
    buttonOf: (button, title) => `${button}: ${title}`,
    hint: 'This draft appears under Reports on your own other devices. Nobody else can see it. Its photos stay on this device.',
    chip: 'From another device',
    from: (when) => `Begun on another device of yours. Saved ${when}`,
    photosStay: (n) => (n === 1 ? '1 photo is still on that device' : `${n} photos are still on that device`),
    open: 'Open here',
    carried: 'Taken to another device, not opened there yet. This copy is still on this device',
    taken: 'Being written on another device. This copy is still on this device',
    failed: 'This device could not save it. The draft is still here.',
    sent: 'This draft has been sent.',
  },
}
