import './dock.css'

/** The phone, on every page, always in the same 60 px. */
export function Dock() {
  return (
    <section className="dock" aria-label="Phone">
      <p className="dock-title">Getting your phone ready…</p>
    </section>
  )
}
