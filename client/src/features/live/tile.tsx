import type { ReactNode } from 'react'
import { Link } from 'react-router'

/** One figure in its box. With `to`, the tile opens the list behind the number. */
export function Tile({
  name,
  figure,
  to,
  children,
}: {
  name: string
  figure: string
  to?: string
  children: ReactNode
}) {
  return (
    <li className="tile">
      <p className="tile-name">{name}</p>
      <p className="tile-figure figures">
        {to === undefined ? (
          figure
        ) : (
          <Link to={to} aria-label={`${name}: ${figure}. Show the list`}>
            {figure}
          </Link>
        )}
      </p>
      <p className="tile-line figures">{children}</p>
    </li>
  )
}
