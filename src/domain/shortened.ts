/** Cut at a whole character, since half of one is no text. @param room in UTF-16 units */
export function shortened(text: string, room: number): string {
  if (text.length <= room) return text
  const letters = [...text.normalize('NFC')]
  while (letters.join('').length > Math.max(0, room - 1)) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

/** Of a text for a chat, in UTF-16 units. [SX1] */
export const SHORT_TEXT_MAX = 300
