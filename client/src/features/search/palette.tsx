/** Ctrl K: one box over members, cases, numbers and places. Arrow keys choose, Enter opens. */
import { Folder, Hash, MoveRight, User } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { problemWords } from '../../api.ts'
import { useMe } from '../../frame/me.ts'
import { placesFor } from '../../frame/places.ts'
import { useSearch } from '../../queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useSettled } from '../../ui/settled.ts'
import { type PaletteRow, paletteRows } from './palette-view.ts'
import './palette.css'

const marks: Record<PaletteRow['group'], React.JSX.Element> = {
  'Go to': <MoveRight aria-hidden="true" />,
  Members: <User aria-hidden="true" />,
  Cases: <Folder aria-hidden="true" />,
  Numbers: <Hash aria-hidden="true" />,
}

export function Palette({ onClose }: { onClose: () => void }) {
  const { permissions } = useMe()
  const navigate = useNavigate()
  const listId = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const asked = useSettled(query.trim(), 120)
  const search = useSearch(asked)
  const rows = paletteRows(query, placesFor(permissions), search.data)
  const chosen = rows[Math.min(at, rows.length - 1)]
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen?.id])
  const open = (row: PaletteRow) => {
    onClose()
    void navigate(row.path)
  }
  const groups = [...new Set(rows.map(({ group }) => group))]
  const isAnswered = asked.length > 1 && asked === query.trim() && !search.isFetching
  const status = search.isError
    ? problemWords(search.error).words
    : isAnswered
      ? rows.length === 0
        ? 'Nothing found. Try a surname, a membership number, a case reference or a phone number.'
        : `${rows.length} found`
      : ''
  return (
    <Dialog title="Search" onClose={onClose} shape="top">
      <input
        className="input palette-input"
        type="search"
        role="combobox"
        aria-label="Search members, cases, numbers"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={chosen === undefined ? undefined : `${listId}-${chosen.id}`}
        aria-autocomplete="list"
        placeholder="Name, number, CX-…"
        autoComplete="off"
        data-autofocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            const step = event.key === 'ArrowDown' ? 1 : -1
            if (rows.length > 0) setAt((Math.min(at, rows.length - 1) + step + rows.length) % rows.length)
          } else if (event.key === 'Enter' && chosen !== undefined) {
            event.preventDefault()
            open(chosen)
          }
        }}
      />
      <p role="status" className="palette-status">
        {status}
      </p>
      <div id={listId} role="listbox" aria-label="Results" className="palette-list" ref={list}>
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <p className="menu-title" aria-hidden="true">
              {group}
            </p>
            {rows
              .filter((row) => row.group === group)
              .map((row) => (
                <div
                  key={row.id}
                  id={`${listId}-${row.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={row.id === chosen?.id}
                  className="palette-row"
                  onPointerMove={() => setAt(rows.indexOf(row))}
                  onClick={() => open(row)}
                >
                  {marks[group]}
                  <span className="palette-words">
                    <span className="palette-title">{row.title}</span>
                    <span className="palette-line">{row.line}</span>
                  </span>
                </div>
              ))}
          </div>
        ))}
      </div>
    </Dialog>
  )
}
