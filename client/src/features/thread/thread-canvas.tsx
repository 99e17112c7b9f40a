/** One text conversation with a member. */
export function ThreadCanvas({ id }: { id: string }) {
  return <section className="thread" aria-label="Conversation" data-thread={id} />
}
