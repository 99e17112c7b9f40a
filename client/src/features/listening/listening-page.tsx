/** Who listened to my calls: for everybody who takes calls their own, for the agents' rep all of them (F44). */
import type {
  AgreementView,
  ListeningEntry,
  ListeningLogView,
} from '../../../../server/contract/listening-views.ts'
import { listeningModeInLog, listeningWhyWords } from '../../../../server/contract/words.ts'
import { problemWords } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useListeningLog } from '../../queries.ts'
import { useNow } from '../../ui/clock.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { clockSeconds, dayAndTime, durationWords, longDate } from '../../ui/times.ts'
import { agreementWords } from '../../words/agreement-words.ts'
import '../tables.css'

function Agreement({ agreement }: { agreement: AgreementView }) {
  return (
    <p>
      {agreementWords(agreement)}
      {agreement.agreedOn === null
        ? ''
        : ` Agreed by ${agreement.agreedBy ?? ''} on ${longDate(`${agreement.agreedOn}T12:00:00Z`)}.`}{' '}
      Whoever is listened to sees it in their phone for as long as it lasts. There is no other way.
    </p>
  )
}

/** One mode says itself; several are told with their times. */
const modesInWords = ({ modes }: ListeningEntry): string =>
  modes.length === 1
    ? modes.map(({ mode }) => listeningModeInLog[mode]).join('')
    : modes.map(({ mode, at }) => `${clockSeconds(at)} ${listeningModeInLog[mode]}`).join(' · ')

const lasted = ({ seconds }: ListeningEntry): string =>
  seconds === null ? 'Now' : seconds === 0 ? 'Never came in' : durationWords(seconds)

function Log({ view }: { view: ListeningLogView }) {
  const now = useNow(60_000)
  const title = view.scope === 'all' ? 'Who listened to calls' : 'Who listened to my calls'
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
      </div>
      <Agreement agreement={view.agreement} />
      {view.entries.length === 0 ? (
        <EmptyState title="Nobody has">
          Every time that somebody does stands here from its first second.
        </EmptyState>
      ) : (
        <section className="table-wrap" aria-label={title}>
          <table className="table">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">Who</th>
                <th scope="col">Whose call</th>
                <th scope="col">When</th>
                <th scope="col">How long</th>
                <th scope="col">How</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {view.entries.map((entry) => (
                <tr key={entry.id}>
                  <th scope="row">{entry.listener}</th>
                  <td data-label="Whose call">{entry.agent}</td>
                  <td data-label="When">{dayAndTime(entry.startedAt, now)}</td>
                  <td data-label="How long">{lasted(entry)}</td>
                  <td data-label="How">{modesInWords(entry)}</td>
                  <td data-label="Why">{listeningWhyWords[entry.why]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  )
}

export function ListeningPage() {
  usePageTitle('Who listened')
  const log = useListeningLog()
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      {log.data !== undefined ? (
        <Log view={log.data} />
      ) : log.isError ? (
        <>
          <h1 className="visually-hidden">Who listened</h1>
          <ErrorState
            what="We could not load who listened"
            problem={problemWords(log.error)}
            onRetry={() => void log.refetch()}
          />
        </>
      ) : (
        <SkeletonRows label="who listened" rows={6} height={48} />
      )}
    </main>
  )
}
