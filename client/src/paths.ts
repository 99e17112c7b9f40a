/** Where things open in the console. Routes, links and the phone read these; ids are opaque and name nobody. */
export const contactPath = (id: string): string => `/work/contact/${encodeURIComponent(id)}`
export const threadPath = (id: string): string => `/work/text/${encodeURIComponent(id)}`
export const casePath = (id: string): string => `/cases/${encodeURIComponent(id)}`
export const timelinePath = (id: string): string => `${casePath(id)}/timeline`
export const briefPath = (id: string): string => `${casePath(id)}/brief`
export const cohortPath = '/texts/many'
/** After the `#`, which is never sent: a case's title is nobody's to read in a log. */
export const cohortPathOf = (group: { id: string; name: string }): string =>
  `${cohortPath}#${new URLSearchParams({ group: group.id, name: group.name })}`
export const memberPath = (id: string): string => `/members/${encodeURIComponent(id)}`

/** Two records beside each other; `other` is an id or a membership number. */
export const mergePath = (id: string, other: string): string =>
  `${memberPath(id)}/merge/${encodeURIComponent(other)}`
