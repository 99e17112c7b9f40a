/** One contact: notes while it lasts, wrap-up after it, and a reading view once it is done. */
export function ContactCanvas({ id }: { id: string }) {
  return <section className="contact" aria-label="Contact" data-contact={id} />
}
