/** Numbers about the server's work, never about people. Prometheus text at /metrics. */
export interface Counters {
  /** @param labels a closed set each: routes, codes and kinds, never ids */
  add(name: string, labels?: Readonly<Record<string, string>>, by?: number): void
  /** read when they are asked for */
  gauge(name: string, help: string, read: () => number): void
  text(): string
}

const HELP: Readonly<Record<string, string>> = {
  daumoi_requests_total: 'Requests by route, status and error code',
  daumoi_request_milliseconds_total: 'Time spent on requests, by route',
  daumoi_verdicts_total: 'Verdicts on pushed mutations by kind',
  daumoi_stumbles_total: 'Exceptions inside one mutation',
  daumoi_stuck_told_total: 'Changes that phones told of as waiting although the server answers, once a pull each',
  daumoi_photo_bytes_total: 'Bytes of photos received',
}

export function createCounters(): Counters {
  const counts = new Map<string, Map<string, number>>()
  const gauges: { name: string; help: string; read: () => number }[] = []
  return {
    add(name, labels = {}, by = 1) {
      const series = counts.get(name) ?? new Map<string, number>()
      counts.set(name, series)
      const key = Object.entries(labels)
        .map(([label, value]) => `${label}="${value.replaceAll(/["\\\n]/g, '')}"`)
        .join(',')
      series.set(key, (series.get(key) ?? 0) + by)
    },
    gauge: (name, help, read) => gauges.push({ name, help, read }),
    text() {
      const lines: string[] = []
      for (const [name, series] of counts) {
        lines.push(`# HELP ${name} ${HELP[name] ?? name}`, `# TYPE ${name} counter`)
        for (const [labels, value] of series) lines.push(labels ? `${name}{${labels}} ${value}` : `${name} ${value}`)
      }
      for (const { name, help, read } of gauges)
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${read()}`)
      return `${lines.join('\n')}\n`
    },
  }
}
