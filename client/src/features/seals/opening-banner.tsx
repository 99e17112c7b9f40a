import { ShieldX } from 'lucide-react'
import { Link } from 'react-router'
import { useMay } from '../../frame/me.ts'
import { useOpenings } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { useSeen } from './use-seals.ts'
import './seals.css'

/** On every page of data protection until it is seen. */
export function OpeningBanner() {
  return useMay('watch-openings') ? <Banner /> : null
}

function Banner() {
  const unseen = useOpenings().data?.openings.filter(({ seen }) => seen === null) ?? []
  const seen = useSeen()
  const [first] = unseen
  return (
    <section className="alert-banner" aria-label="Sealed cases">
      <p role="alert" className={first === undefined ? 'visually-hidden' : 'alert-words'}>
        {first === undefined ? null : (
          <>
            <ShieldX aria-hidden="true" />
            <span>
              <strong>
                {first.by} opened the sealed case {first.reference}.
              </strong>{' '}
              {first.why}
            </span>
          </>
        )}
      </p>
      {first === undefined ? null : (
        <div className="alert-actions">
          <Link className="button button-plain" to="/openings">
            Look at it
          </Link>
          <Button isPending={seen.isPending} onClick={() => seen.mutate(first.id)}>
            Seen
          </Button>
        </div>
      )}
    </section>
  )
}
