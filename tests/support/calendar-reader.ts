/** One property of an iCalendar file. */
export interface Property {
  name: string
  parameters: Readonly<Record<string, string>>
  value: string
}

export interface Component {
  name: string
  properties: Property[]
  children: Component[]
}

/**
 * A strict reader of RFC 5545, for tests alone: line ends, folding, length of lines, nesting.
 * @throws with the line that breaks the rules
 */
export function readCalendar(text: string): Component {
  if (!text.endsWith('\r\n')) throw new Error('the last line has no end')
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error('a line ends otherwise than by CRLF')
  for (const line of text.split('\r\n'))
    if (Buffer.byteLength(line) > 75) throw new Error(`a line of ${Buffer.byteLength(line)} bytes: ${line}`)
  const root: Component = { name: '', properties: [], children: [] }
  const open = [root]
  for (const line of text.slice(0, -2).replaceAll('\r\n ', '').split('\r\n')) {
    const found = /^([A-Z-]+)((?:;[A-Z-]+=[^;:,"]+)*):(.*)$/.exec(line)
    if (!found) throw new Error(`no property: ${line}`)
    const [, name = '', parameters = '', value = ''] = found
    const inner = open.at(-1)
    if (!inner) throw new Error(`after the end: ${line}`)
    if (name === 'BEGIN') {
      const child: Component = { name: value, properties: [], children: [] }
      inner.children.push(child)
      open.push(child)
    } else if (name === 'END') {
      if (inner.name !== value) throw new Error(`${inner.name} ends as ${value}`)
      open.pop()
    } else {
      const pairs = parameters
        .split(';')
        .slice(1)
        .map((pair) => pair.split('='))
      inner.properties.push({
        name,
        parameters: Object.fromEntries(pairs),
        value: unescaped(value),
      })
    }
  }
  if (open.length !== 1) throw new Error(`${open.at(-1)?.name} has no end`)
  const [calendar, ...more] = root.children
  if (calendar?.name !== 'VCALENDAR' || more.length > 0 || root.properties.length > 0)
    throw new Error('not one calendar')
  return calendar
}

/** A property that stands exactly once. */
export function only(component: Component, name: string): Property {
  const found = component.properties.filter((property) => property.name === name)
  if (found.length !== 1 || !found[0]) throw new Error(`${name} stands ${found.length} times in ${component.name}`)
  return found[0]
}

function unescaped(value: string): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value.replaceAll(/\\[\\;,nN]/g, ''))) throw new Error(`not escaped: ${value}`)
  return value.replaceAll(/\\([\\;,nN])/g, (_, of: string) => (of.toLowerCase() === 'n' ? '\n' : of))
}
