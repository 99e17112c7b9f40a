import { expect } from 'chai'
import { isWrittenByMachine } from '../../server/domain/auto-reply.ts'

describe('a text that a machine wrote', () => {
  for (const body of [
    'I’m driving with Focus turned on. I’ll see your message when I get where I’m going.',
    "I'm driving right now - I'll get back to you later.",
    'This is an automated message. Please do not reply to this text.',
    'AUTO-REPLY: thanks for getting in touch',
    'Automatic reply: Out of office until Monday',
    'This number is not monitored.',
    'Your verification code is 402913. Do not share it.',
    'Sent from noreply',
  ])
    it(`"${body.slice(0, 40)}" is one`, () => expect(isWrittenByMachine(body)).to.equal(true))

  for (const body of [
    'My manager has put me on nights without asking',
    'I am driving home, ring me after 6',
    'They gave me a code of conduct with 1234 pages',
    'Can I reply to this letter from HR?',
    'The automatic doors at work trapped my hand',
    'I was out of work for 3 weeks',
    'The automated rota put me on nights again',
    '',
  ])
    it(`"${body}" is a person's`, () => expect(isWrittenByMachine(body)).to.equal(false))
})
