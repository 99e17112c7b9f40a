import { useMe } from '../../frame/me.ts'

/** Rings a line from the simulator's telephones; nothing where calls go through a real network. */
export function CallIt({ number }: { number: string }) {
  const { simulatorUrl } = useMe()
  if (simulatorUrl === null) return null
  const to = new URL(simulatorUrl)
  to.searchParams.set('line', number)
  return (
    <a className="button button-plain" href={to.href} target="_blank" rel="noopener noreferrer">
      Call it now in the simulator
    </a>
  )
}
