import {
  Folder,
  Inbox,
  Landmark,
  LayoutDashboard,
  type LucideIcon,
  PhoneOutgoing,
  Scale,
  Settings,
  User,
  Users,
} from 'lucide-react'
import { NavLink } from 'react-router'
import { useMe } from './me.ts'
import { type Place, placesFor } from './places.ts'

const marks: Record<Place['id'], LucideIcon> = {
  work: Inbox,
  callbacks: PhoneOutgoing,
  cases: Folder,
  deadlines: Scale,
  members: User,
  branch: Users,
  branches: Landmark,
  live: LayoutDashboard,
  admin: Settings,
}

export function Rail() {
  const me = useMe()
  return (
    <nav className="rail" aria-label="Main" data-region tabIndex={-1}>
      <ul>
        {placesFor(me.permissions).map((place) => {
          const Mark = marks[place.id]
          return (
            <li key={place.id}>
              <NavLink to={place.path} className="rail-link">
                <Mark aria-hidden="true" />
                {place.name}
              </NavLink>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
