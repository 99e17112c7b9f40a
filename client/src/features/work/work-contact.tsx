import { useParams } from 'react-router'
import { usePageTitle } from '../../frame/page-title.ts'
import { useContact } from '../../queries.ts'
import { ContactCanvas } from '../contact/contact-canvas.tsx'

/** One contact by its address; a fresh canvas for each, so that no words pass from one member to another. */
export function WorkContact() {
  const { id = '' } = useParams()
  const contact = useContact(id)
  usePageTitle(contact.data?.caller.title ?? 'Contact')
  return <ContactCanvas key={id} id={id} />
}
