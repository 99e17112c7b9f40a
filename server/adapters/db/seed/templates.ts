/** Templates that colleagues choose from; none names the union or a matter. */
import type { TextTemplate } from '../../../domain/text-template.ts'

const template = (id: string, name: string, body: string): TextTemplate => ({
  id: `demo-template-${id}`,
  version: 1,
  name,
  body,
  removedAt: null,
})

export const textTemplates: readonly TextTemplate[] = [
  template(
    'next',
    'What happens next',
    'Hello {first name}. Ref {case number}: {owner} will be in touch by {promised date}. {my name}',
  ),
  template(
    'photo',
    'Ask for a photo',
    'Hello {first name}, could you send us a photo of the letter here? {my name}',
  ),
  template(
    'ring',
    'Could not reach you',
    'We tried to ring you. Please ring {our number} when it suits you, and quote {case number}.',
  ),
]
