/** Open cases in columns by status. A card is moved by its list, or dragged: both do the same (F81). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseListItem } from '../../../../server/contract/case-views.ts'
import { type CaseFilterView, openStatusNames } from '../../../../server/contract/saved-view-api.ts'
import { caseStatusWords, contactReasons } from '../../../../server/contract/words.ts'
import { call, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { casePath } from '../../paths.ts'
import { keys, useCases } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Due } from '../../ui/clock.tsx'
import { Select } from '../../ui/field.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import './cases-board.css'

type Column = (typeof openStatusNames)[number]
type Move = (item: CaseListItem, to: Column) => void
const isColumn = (text: string): text is Column => openStatusNames.some((one) => one === text)
/** Once somebody worked on a case it is not new again. */
const canMove = (from: string, to: Column): boolean => from !== to && to !== 'new'

const useMove = (): Move => {
  const cache = useQueryClient()
  const move = useMutation({
    mutationFn: ({ item, to }: { item: CaseListItem; to: Column }) =>
      call('PATCH /api/cases/:id', { params: { id: item.id }, body: { version: item.version, status: to } }),
    onSuccess: (after, { item, to }) => {
      const back = isColumn(item.status) && canMove(to, item.status) ? item.status : null
      showToast(`${item.reference} is now ${caseStatusWords[to]}`, {
        undo:
          back === null
            ? null
            : () => move.mutate({ item: { ...item, status: to, version: after.version }, to: back }),
      })
    },
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.allCases }),
  })
  return (item, to) => {
    if (canMove(item.status, to)) move.mutate({ item, to })
  }
}

function Card({ item, onMove }: { item: CaseListItem; onMove: Move | null }) {
  return (
    <li
      className="board-card"
      draggable={onMove !== null}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', item.id)
        event.dataTransfer.effectAllowed = 'move'
      }}
    >
      <Link to={casePath(item.id)}>
        <span className="figures">{item.reference}</span> · {item.title}
      </Link>
      <p className="entry-meta">
        {item.memberName ?? 'Not matched'} · {contactReasons[item.kind]} · {item.owner?.name ?? 'No owner'}
      </p>
      {item.nextStep === null ? null : (
        <p className="entry-meta" title={item.nextStep.what}>
          Next: <Due at={item.nextStep.due} />
        </p>
      )}
      {onMove === null ? null : (
        <Select
          label={`Move ${item.reference}`}
          hideLabel
          value={item.status}
          options={openStatusNames
            .filter((one) => one === item.status || canMove(item.status, one))
            .map((value) => ({ value, words: caseStatusWords[value] }))}
          onChange={({ target }) => {
            if (isColumn(target.value)) onMove(item, target.value)
          }}
        />
      )}
    </li>
  )
}

function BoardColumn({
  status,
  filter,
  dragged,
  onMove,
}: {
  status: Column
  filter: CaseFilterView
  /** Finds a dragged card, in whichever column it stands. */
  dragged: { remember: (items: readonly CaseListItem[]) => void; find: (id: string) => CaseListItem | null }
  onMove: Move | null
}) {
  const found = useCases({ ...filter, status })
  const [isOver, setOver] = useState(false)
  const items = found.data?.pages.flatMap((one) => one.items) ?? []
  dragged.remember(items)
  const takes = onMove !== null && status !== 'new'
  const headId = `board-${status}`
  return (
    <section
      aria-labelledby={headId}
      className={isOver ? 'board-column is-over' : 'board-column'}
      onDragOver={(event) => {
        if (!takes) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const item = dragged.find(event.dataTransfer.getData('text/plain'))
        if (item !== null) onMove?.(item, status)
      }}
    >
      <h2 id={headId}>
        {caseStatusWords[status]} <span className="figures">{found.data?.pages[0]?.count ?? ''}</span>
      </h2>
      {found.data === undefined ? (
        found.isError ? (
          <ErrorState
            what="We could not load these cases"
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        ) : (
          <SkeletonRows label="cases" rows={4} height={84} />
        )
      ) : items.length === 0 ? (
        <p className="entry-meta">None.</p>
      ) : (
        <ul className="board-cards">
          {items.map((item) => (
            <Card key={item.id} item={item} onMove={onMove} />
          ))}
        </ul>
      )}
      {found.hasNextPage ? (
        <Button isPending={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </section>
  )
}

export function CasesBoard({ filter }: { filter: CaseFilterView }) {
  const move = useMove()
  const works = useMay('work-cases')
  const [cards] = useState(() => new Map<string, CaseListItem>())
  const dragged = {
    remember: (items: readonly CaseListItem[]) => {
      for (const item of items) cards.set(item.id, item)
    },
    find: (id: string) => cards.get(id) ?? null,
  }
  return (
    <div className="cases-board">
      {openStatusNames.map((status) => (
        <BoardColumn
          key={status}
          status={status}
          filter={filter}
          dragged={dragged}
          onMove={works ? move : null}
        />
      ))}
    </div>
  )
}
