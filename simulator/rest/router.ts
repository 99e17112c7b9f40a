import type { Route } from './route.ts'

export type Match = { route: Route; at: (name: string) => string }

/** Finds the route for a method and path; `known` tells a wrong method (405) from a wrong path (404). */
export function createRouter(routes: readonly Route[]) {
  const compiled = routes.map((route) => ({ route, segments: route.pattern.split('/').slice(1) }))
  return (method: string, path: string): Match | { known: boolean } => {
    const parts = path.split('/').slice(1).map(decodeURIComponent)
    let known = false
    for (const { route, segments } of compiled) {
      const found = match(segments, parts)
      if (!found) continue
      known = true
      if (route.method === method) return { route, at: (name) => found.get(name) ?? '' }
    }
    return { known }
  }
}

function match(segments: readonly string[], parts: readonly string[]): Map<string, string> | null {
  if (segments.length !== parts.length) return null
  const found = new Map<string, string>()
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? ''
    if (segment.startsWith(':')) found.set(segment.slice(1), part)
    else if (segment !== part) return null
  }
  return found
}
