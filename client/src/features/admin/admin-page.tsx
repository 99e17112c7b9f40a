/** Lines, hours, menus, queues and people: the frame around the pages of Admin. */
import { NavLink, Outlet } from 'react-router'
import { Need } from '../../frame/need.tsx'
import './admin.css'
import '../tables.css'

const pages = [
  { path: '/admin/lines', words: 'Lines and numbers' },
  { path: '/admin/hours', words: 'Opening hours' },
  { path: '/admin/menu', words: 'Call menu' },
  { path: '/admin/queues', words: 'Queues' },
  { path: '/admin/people', words: 'People and skills' },
  { path: '/admin/case-types', words: 'Case types' },
  { path: '/admin/templates', words: 'Templates' },
  { path: '/admin/terms', words: 'Terms' },
  { path: '/admin/answers', words: 'Answers' },
  { path: '/admin/members', words: 'Members’ file' },
]

export function AdminPage() {
  return (
    <Need any={['administer']} name="Admin">
      <main id="main" className="page admin" data-region tabIndex={-1}>
        <nav aria-label="Admin">
          <ul className="view-tabs">
            {pages.map(({ path, words }) => (
              <li key={path}>
                <NavLink to={path} className="view-tab">
                  {words}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <Outlet />
      </main>
    </Need>
  )
}
