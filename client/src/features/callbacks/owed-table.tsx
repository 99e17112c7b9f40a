import type { ReactNode } from 'react'
import { useSteadyList } from '../../ui/steady-list.ts'

/** A table of people who are owed a call: rows stay where they are while somebody points at them, and the last column acts. */
export function OwedTable<Item extends { id: string }>({
  title,
  items,
  columns,
  cells,
}: {
  title: string
  items: Item[]
  columns: { words: string; isNumber?: boolean }[]
  /** The cells of one row, the buttons last. */
  cells: (item: Item) => ReactNode
}) {
  const { rows, hold } = useSteadyList(items)
  return (
    <div className="table-wrap" {...hold}>
      <table className="table">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {columns.map(({ words, isNumber = false }) => (
              <th key={words} scope="col" className={isNumber ? 'number' : undefined}>
                {words}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ item, isGone }) => (
            <tr key={item.id} data-owed className={isGone ? 'is-gone' : undefined}>
              {cells(item)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
