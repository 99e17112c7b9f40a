/** The read side as adapters and worker see it: every view of server/views bound to the reading connection. */
import type * as v from '../contract/views.ts'

export interface Screens {
  phone(personId: string): Promise<v.PhoneView | null>
  work(personId: string): Promise<v.WorkView>
  contact(id: string): Promise<v.ContactView | null>
  thread(id: string, page: { before: string | null }): Promise<v.ThreadView | null>
  message(id: string): Promise<v.MessageView | null>
  cases(ask: {
    view: 'mine' | 'open' | 'unowned' | 'closed'
    q: string
    cursor: string | null
    personId: string
  }): Promise<v.Page<v.CaseListItem>>
  case(id: string): Promise<v.CaseView | null>
  members(ask: { q: string; cursor: string | null }): Promise<v.Page<v.MemberListItem>>
  member(id: string): Promise<v.MemberView | null>
  search(q: string): Promise<v.SearchView>
  live(): Promise<v.LiveView>
  wall(): Promise<v.WallView>
}
