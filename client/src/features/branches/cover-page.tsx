/** Reps and officials as a tree of regions, branches and workplaces: who is there, who is away, who covers (F91). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CalendarOff, Plus, Upload, UserX } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import type { CoverImportView, CoverTreeView, PostView } from '../../../../server/contract/cover-api.ts'
import { type PostRoleWord, postRoleWords } from '../../../../server/contract/cover-words.ts'
import { call, problemWords, RefusedError, sendCoverFile } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { keys, useCoverTree } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { localDay } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { dayWritten } from './cover-words.ts'
import './branches.css'

type Branch = CoverTreeView['branches'][number]
type Place = { kind: 'branch'; branch: Branch } | { kind: 'region'; region: string }

const useChanged = () => {
  const cache = useQueryClient()
  return () => {
    void cache.invalidateQueries({ queryKey: keys.coverTree })
    void cache.invalidateQueries({ queryKey: keys.allMemberCover })
  }
}
const fieldsOf = (error: unknown) =>
  new Map(error instanceof RefusedError ? error.fields.map(({ field, words }) => [field, words]) : [])

function AddForm({ place, close }: { place: Place; close: () => void }) {
  const changed = useChanged()
  const [today] = useState(() => localDay(Date.now()))
  const [name, setName] = useState('')
  const [role, setRole] = useState<PostRoleWord>(place.kind === 'region' ? 'organiser' : 'steward')
  const [workplaceId, setWorkplace] = useState('')
  const [number, setNumber] = useState('')
  const [email, setEmail] = useState('')
  const [fromDay, setFrom] = useState(today)
  const [untilDay, setUntil] = useState('')
  const add = useMutation({
    mutationFn: () =>
      call('POST /api/cover/posts', {
        body: {
          level: place.kind === 'region' ? 'region' : workplaceId === '' ? 'branch' : 'workplace',
          region: place.kind === 'region' ? place.region : '',
          branchId: place.kind === 'branch' ? place.branch.id : '',
          workplaceId,
          role,
          name,
          number,
          email,
          fromDay,
          untilDay,
        },
      }),
    onSuccess: () => {
      changed()
      close()
    },
  })
  const errors = fieldsOf(add.error)
  const isRole = (word: string): word is PostRoleWord => word in postRoleWords
  return (
    <Dialog
      title={`Add somebody: ${place.kind === 'region' ? place.region : place.branch.name}`}
      onClose={close}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <TextField
          label="Name"
          value={name}
          maxLength={100}
          autoComplete="off"
          data-autofocus
          error={errors.get('name') ?? null}
          onChange={({ target }) => setName(target.value)}
        />
        <Select
          label="As"
          value={role}
          options={Object.entries(postRoleWords).map(([value, words]) => ({ value, words }))}
          onChange={({ target }) => {
            if (isRole(target.value)) setRole(target.value)
          }}
        />
        {place.kind === 'branch' ? (
          <Select
            label="Where"
            value={workplaceId}
            error={errors.get('place') ?? null}
            options={[
              { value: '', words: 'The whole branch' },
              ...place.branch.workplaces.map((one) => ({ value: one.id, words: one.name })),
            ]}
            onChange={({ target }) => setWorkplace(target.value)}
          />
        ) : null}
        <TextField
          label="Phone number"
          value={number}
          maxLength={30}
          inputMode="tel"
          autoComplete="off"
          error={errors.get('number') ?? null}
          onChange={({ target }) => setNumber(target.value)}
        />
        <TextField
          label="Email"
          hint="That of somebody who signs in here: people who want to join where they cover are given to them."
          value={email}
          maxLength={200}
          autoComplete="off"
          onChange={({ target }) => setEmail(target.value)}
        />
        <TextField
          type="date"
          label="From"
          value={fromDay}
          error={errors.get('fromDay') ?? null}
          onChange={({ target }) => setFrom(target.value)}
        />
        <TextField
          type="date"
          label="Until, where that is known"
          value={untilDay}
          error={errors.get('untilDay') ?? null}
          onChange={({ target }) => setUntil(target.value)}
        />
        {add.error && errors.size === 0 ? (
          <p className="field-error" role="alert">
            {problemWords(add.error).words}
          </p>
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={add.isPending}>
            Add
          </Button>
          <Button onClick={close}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

function AwayForm({ post, others, close }: { post: PostView; others: PostView[]; close: () => void }) {
  const changed = useChanged()
  const [today] = useState(() => localDay(Date.now()))
  const [fromDay, setFrom] = useState(today)
  const [untilDay, setUntil] = useState(today)
  const [coverId, setCover] = useState('')
  const away = useMutation({
    mutationFn: () =>
      call('POST /api/cover/posts/:id/away', {
        params: { id: post.id },
        body: { fromDay, untilDay, coverId: coverId === '' ? null : coverId },
      }),
    onSuccess: () => {
      changed()
      close()
    },
  })
  const errors = fieldsOf(away.error)
  return (
    <Dialog title={`${post.name} is away`} onClose={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          away.mutate()
        }}
      >
        <TextField
          type="date"
          label="From"
          value={fromDay}
          data-autofocus
          error={errors.get('fromDay') ?? null}
          onChange={({ target }) => setFrom(target.value)}
        />
        <TextField
          type="date"
          label="Until, that day included"
          value={untilDay}
          error={errors.get('untilDay') ?? null}
          onChange={({ target }) => setUntil(target.value)}
        />
        <Select
          label="Who covers"
          hint="Without anybody the branch does, and after it the region."
          value={coverId}
          error={errors.get('coverId') ?? null}
          options={[
            { value: '', words: 'Nobody is named' },
            ...others.map((one) => ({
              value: one.id,
              words: [one.name, postRoleWords[one.role].toLowerCase(), one.workplace]
                .filter(Boolean)
                .join(', '),
            })),
          ]}
          onChange={({ target }) => setCover(target.value)}
        />
        {away.error && errors.size === 0 ? (
          <p className="field-error" role="alert">
            {problemWords(away.error).words}
          </p>
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={away.isPending}>
            Keep this
          </Button>
          <Button onClick={close}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

function PostRow({ post, onAway, mayEnd }: { post: PostView; onAway: () => void; mayEnd: boolean }) {
  const changed = useChanged()
  const onError = (error: unknown) => showToast(problemWords(error).words, { tone: 'problem' })
  const end = useMutation({
    mutationFn: () =>
      call('POST /api/cover/posts/:id/end', { params: { id: post.id }, body: { version: post.version } }),
    onSuccess: changed,
    onError,
  })
  const back = useMutation({
    mutationFn: (id: string) => call('POST /api/cover/absences/:id/back', { params: { id } }),
    onSuccess: changed,
    onError,
  })
  return (
    <li className="cover-post">
      <div>
        <p>
          <strong>{post.name}</strong>, {postRoleWords[post.role].toLowerCase()}
          {post.workplace === null ? '' : ` · ${post.workplace}`}
        </p>
        <p className="entry-meta">
          {[post.number, post.email, post.untilDay === null ? null : `until ${dayWritten(post.untilDay)}`]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {post.absences.map((one) => (
          <p key={one.id} className="cover-away">
            <Chip tone={one.isNow ? 'warn' : 'info'} icon={<CalendarOff aria-hidden="true" />}>
              {one.isNow ? 'Away' : `Away from ${dayWritten(one.fromDay)}`} until {dayWritten(one.untilDay)}
            </Chip>{' '}
            {one.coverName === null ? 'nobody is named' : `${one.coverName} covers`}
            <Button
              tone="quiet"
              aria-label={`${post.name} is not away`}
              isPending={back.isPending}
              onClick={() => back.mutate(one.id)}
            >
              Not away
            </Button>
          </p>
        ))}
      </div>
      <div className="cover-acts">
        <Button tone="quiet" aria-label={`${post.name} is away`} onClick={onAway}>
          Away
        </Button>
        {mayEnd ? (
          <Button
            tone="quiet"
            aria-label={`Take ${post.name} off as ${postRoleWords[post.role].toLowerCase()}`}
            isPending={end.isPending}
            onClick={() => end.mutate()}
          >
            Take off
          </Button>
        ) : null}
      </div>
    </li>
  )
}

function Posts({ posts, others, mayEnd }: { posts: PostView[]; others: PostView[]; mayEnd: boolean }) {
  const [away, setAway] = useState<PostView | null>(null)
  return (
    <>
      {posts.length === 0 ? <p className="entry-meta">Nobody.</p> : null}
      <ul className="cover-posts">
        {posts.map((post) => (
          <PostRow key={post.id} post={post} mayEnd={mayEnd} onAway={() => setAway(post)} />
        ))}
      </ul>
      {away === null ? null : (
        <AwayForm
          post={away}
          others={others.filter(({ id }) => id !== away.id)}
          close={() => setAway(null)}
        />
      )}
    </>
  )
}

function FileButton() {
  const changed = useChanged()
  const input = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState<CoverImportView | null>(null)
  const send = useMutation({
    mutationFn: sendCoverFile,
    onSuccess: (answer) => {
      setSaid(answer)
      changed()
    },
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        className="visually-hidden"
        tabIndex={-1}
        aria-label="File of reps"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) send.mutate(file)
          target.value = ''
        }}
      />
      <Button
        icon={<Upload aria-hidden="true" />}
        isPending={send.isPending}
        onClick={() => input.current?.click()}
      >
        Read a CSV file
      </Button>
      {said === null ? null : (
        <Dialog title="The file of reps" onClose={() => setSaid(null)}>
          {said.problems.length === 0 ? (
            <p>
              {said.added} added, {said.changed} changed, {said.same} as they were
              {said.branchesMade === 0 ? '' : `, ${said.branchesMade} branches made`}.
            </p>
          ) : (
            <>
              <p>
                Nothing was kept: {said.problems.length} {said.problems.length === 1 ? 'row' : 'rows'} cannot
                be read. Put them right and send the file again.
              </p>
              <ul className="cover-posts">
                {said.problems.slice(0, 50).map((one) => (
                  <li key={`${one.row} ${one.words}`}>
                    Row {one.row}: {one.words}
                  </li>
                ))}
              </ul>
            </>
          )}
        </Dialog>
      )}
    </>
  )
}

function Tree() {
  const administers = useMay('administer')
  const [words, setWords] = useState('')
  const [region, setRegion] = useState('')
  const q = useDeferredValue(words)
  const found = useCoverTree(q, region)
  const [adding, setAdding] = useState<Place | null>(null)
  if (found.data === undefined)
    return found.isError ? (
      <ErrorState
        what="We could not load who covers"
        problem={problemWords(found.error)}
        onRetry={() => void found.refetch()}
      />
    ) : (
      <SkeletonRows label="branches" rows={6} height={56} />
    )
  const { branches, regions, count } = found.data
  const regionPosts = regions.filter(({ name }) => region === '' || name === region)
  const everybody = [...branches, ...regions].flatMap(({ posts }) => posts)
  return (
    <>
      <div className="page-head">
        <h1>Who covers</h1>
        <p className="page-count" role="status">
          {count} {count === 1 ? 'branch' : 'branches'}
          {count > branches.length ? `, the first ${branches.length} are shown` : ''}
        </p>
        <TextField
          label="Branch, workplace or name"
          value={words}
          maxLength={100}
          onChange={({ target }) => setWords(target.value)}
        />
        <Select
          label="Region"
          value={region}
          options={[
            { value: '', words: 'All regions' },
            ...regions.map(({ name }) => ({ value: name, words: name })),
          ]}
          onChange={({ target }) => setRegion(target.value)}
        />
        {administers ? <FileButton /> : null}
      </div>
      <p className="branches-about">
        Somebody at the workplace covers first, then the branch, then the region. It is shown on the member’s
        page and when a case is passed to a branch; people who want to join are given to the organiser who
        covers where they work.
      </p>
      <div className="cover-tree">
        {regionPosts.map((one) => (
          <Panel
            key={one.name}
            title={`Region ${one.name}`}
            aside={
              administers ? (
                <Button
                  tone="quiet"
                  icon={<Plus aria-hidden="true" />}
                  aria-label={`Add somebody to ${one.name}`}
                  onClick={() => setAdding({ kind: 'region', region: one.name })}
                >
                  Add
                </Button>
              ) : null
            }
          >
            <div className="panel-body">
              <Posts posts={one.posts} others={everybody} mayEnd={administers} />
            </div>
          </Panel>
        ))}
        {branches.map((branch) => (
          <Panel
            key={branch.id}
            title={`${branch.name} ${branch.code}`}
            aside={
              <>
                {branch.isUncovered ? (
                  <Chip tone="warn" icon={<UserX aria-hidden="true" />}>
                    Nobody today
                  </Chip>
                ) : null}
                {administers ? (
                  <Button
                    tone="quiet"
                    icon={<Plus aria-hidden="true" />}
                    aria-label={`Add somebody to ${branch.name}`}
                    onClick={() => setAdding({ kind: 'branch', branch })}
                  >
                    Add
                  </Button>
                ) : null}
              </>
            }
          >
            <div className="panel-body">
              <p className="entry-meta">{branch.region}</p>
              <Posts posts={branch.posts} others={everybody} mayEnd={administers} />
            </div>
          </Panel>
        ))}
      </div>
      {adding === null ? null : <AddForm place={adding} close={() => setAdding(null)} />}
    </>
  )
}

export function CoverPage() {
  usePageTitle('Who covers')
  return (
    <Need any={['read-branches']} name="Who covers">
      <main id="main" className="page" data-region tabIndex={-1}>
        <Tree />
      </main>
    </Need>
  )
}
