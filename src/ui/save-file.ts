/** Offers a file to the browser's downloads. Its bytes stay until even a slow phone has taken them. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** @param content anything that JSON holds */
export const saveJson = (content: object, name: string): void =>
  saveFile(new Blob([JSON.stringify(content)], { type: 'application/json' }), name)
