import type { Params } from './params.ts'

/** One page of a list in the 2010-04-01 shape, under `key`. Page sizes 1-1000, 50 unless asked. */
export function pageOf(
  items: readonly unknown[],
  options: { key: string; path: string; params: Params },
): Record<string, unknown> {
  const { key, path, params } = options
  const size = Math.min(1000, Math.max(1, Number(params.one('PageSize')) || 50))
  const page = Math.max(0, Number(params.one('Page')) || 0)
  const filters = Object.entries(params.entries()).filter(
    ([name]) => !['Page', 'PageSize', 'PageToken'].includes(name),
  )
  const uri = (number: number) => {
    const query = new URLSearchParams()
    for (const [name, value] of filters) for (const one of [value].flat()) query.append(name, one)
    query.set('PageSize', String(size))
    query.set('Page', String(number))
    return `${path}?${query.toString()}`
  }
  const start = page * size
  const shown = items.slice(start, start + size)
  return {
    [key]: shown,
    page,
    page_size: size,
    start,
    end: Math.max(start, start + shown.length - 1),
    uri: uri(page),
    first_page_uri: uri(0),
    next_page_uri: start + size < items.length ? uri(page + 1) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
  }
}
