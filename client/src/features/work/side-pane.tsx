/** The right pane of Work: the ringing caller first, then whoever the open page is about, else today. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMatch } from 'react-router'
import { call, problemWords } from '../../api.ts'
import { useContactDrafts } from '../../drafts/contact-draft.ts'
import { useMay } from '../../frame/me.ts'
import { keys, useContact, useMyQueues, usePhone, useThread, useWork } from '../../queries.ts'
import { refusedWords } from '../../recordings/recording-words.ts'
import { useNow } from '../../ui/clock.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { longDate } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { KnowledgePanel } from '../knowledge/knowledge-panel.tsx'
import { MemberPane } from '../member/member-pane.tsx'
import { firstPromise, linesWords, promiseWords } from './work-view.ts'

function Today() {
  const work = useWork()
  const now = useNow(60_000)
  const mine = useMyQueues().data
  const promise = work.data === undefined ? null : promiseWords(firstPromise(work.data), now)
  const lines = mine === undefined ? null : linesWords(mine, now)
  return (
    <section className="member-part" aria-label="Today">
      <h2>Today</h2>
      <p>{longDate(now)}</p>
      {lines === null ? null : <p>{lines}</p>}
      {promise === null ? null : <p>{promise}.</p>}
    </section>
  )
}

function AboutContact({ id }: { id: string }) {
  const contact = useContact(id)
  const draft = useContactDrafts((drafts) => drafts[id] ?? null)
  const cache = useQueryClient()
  const worksCases = useMay('work-cases')
  const takesCalls = useMay('take-calls')
  const identify = useMutation({
    mutationFn: (memberId: string) =>
      call('POST /api/contacts/:id/member', { params: { id }, body: { memberId } }),
    onSuccess: (next) => {
      cache.setQueryData(keys.contact(id), next)
      const words = refusedWords(next)
      if (words !== '') showToast(words)
    },
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  if (contact.data === undefined)
    return contact.isError ? <Today /> : <SkeletonRows label="member" rows={5} height={48} />
  const { caller, member, before, reason } = contact.data
  return (
    <MemberPane
      caller={caller}
      member={member}
      before={before}
      {...((worksCases || takesCalls) && member === null
        ? { onIdentify: (memberId: string) => identify.mutate(memberId) }
        : {})}
    >
      <KnowledgePanel reason={draft?.reason ?? reason} />
    </MemberPane>
  )
}

function AboutThread({ id }: { id: string }) {
  const thread = useThread(id)
  if (thread.data === undefined)
    return thread.isError ? <Today /> : <SkeletonRows label="member" rows={5} height={48} />
  return <MemberPane caller={thread.data.caller} />
}

export function SidePane() {
  const phone = usePhone(useMay('take-calls'))
  const contact = useMatch('/work/contact/:id')?.params.id
  const thread = useMatch('/work/text/:id')?.params.id
  const offer = phone.data?.offer ?? null
  if (offer !== null) return <MemberPane caller={offer.caller} />
  if (contact !== undefined) return <AboutContact id={contact} />
  if (thread !== undefined) return <AboutThread id={thread} />
  const current = phone.data?.call ?? null
  if (current !== null) return <AboutContact id={current.contactId} />
  return <Today />
}
