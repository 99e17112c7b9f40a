/** The demo union's numbers, opening hours, menu and queues. */
import { defaultAlertLimits } from '../../../domain/alerts.ts'
import { type Menu, standardMenu } from '../../../domain/menu.ts'
import type { OpeningHours } from '../../../domain/opening-hours.ts'
import type { Line, Queue } from '../../../domain/records.ts'

const queue = (key: string, name: string, skill: string, promise: [number, number]) => ({
  id: `demo-queue-${key}`,
  key,
  name,
  skills: [skill],
  skillLevels: skill === 'casework' ? { casework: 2 } : {},
  promisePercent: promise[0],
  promiseSeconds: promise[1],
  maxWaiting: null,
  maxWaitSeconds: key === 'advice' ? 45 * 60 : null,
  alertLimits: defaultAlertLimits,
  twilioQueueName: key,
  version: 1,
  removedAt: null,
})

export const queues: readonly Queue[] = [
  queue('advice', 'Advice', 'advice', [80, 180]),
  queue('urgent', 'Urgent', 'advice', [90, 60]),
  queue('casework', 'Existing cases', 'casework', [80, 180]),
  queue('joining', 'Membership', 'membership', [80, 300]),
].map((each, index) => ({ ...each, position: index + 1 }))

const menu: Menu = {
  ...standardMenu,
  options: {
    ...standardMenu.options,
    '2': { kind: 'queue', need: 'urgent-today', queueKey: 'urgent', words: 'something urgent today' },
  },
}

/** Monday to Friday 08:30 to 19:00, closed on the nation's bank holidays; or, to try it at any hour, always open. */
const hours = (division: OpeningHours['division'], alwaysOpen: boolean): OpeningHours => ({
  zone: 'Europe/London',
  periods: alwaysOpen
    ? [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' }))
    : [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:30', closes: '19:00' })),
  division: alwaysOpen ? null : division,
  overrides: [
    { date: '2026-12-24', periods: [{ opens: '08:30', closes: '15:00' }], reason: 'Christmas Eve' },
  ],
})

export const serviceLine = 'demo-line-service'
export const textLine = 'demo-line-text'
export const textNumber = '+447700900900'

const fresh = {
  version: 1,
  closedMessage: 'Our lines are closed now.',
  closure: null,
  menuDraft: null,
  removedAt: null,
  replacedBy: null,
  keepDays: 180,
  transcribeVoicemail: false,
  purpose: 'case',
} as const

/** Being edited, unheard by callers: a second level, and a way back from it. */
const draft: Menu = {
  ...menu,
  options: {
    ...menu.options,
    '5': {
      kind: 'menu',
      words: 'pay and hours',
      menu: {
        key: 'pay',
        prompt: 'About pay and hours.',
        options: {
          '1': { kind: 'queue', need: 'other', queueKey: 'advice', words: 'wages that were not paid' },
          '2': { kind: 'queue', need: 'other', queueKey: 'advice', words: 'a change of your hours' },
          '3': { kind: 'go', to: 'start', words: 'the first menu again' },
        },
      },
    },
  },
}

export const lines = (alwaysOpen: boolean): readonly Line[] => [
  {
    id: serviceLine,
    number: '+442079460900',
    name: 'Service line',
    kind: 'voice',
    greeting: 'Thank you for calling your union.',
    hours: hours('england-and-wales', alwaysOpen),
    menu,
    defaultQueueId: 'demo-queue-advice',
    drain: '15',
    ...fresh,
  },
  {
    id: 'demo-line-scotland',
    number: '+441314960900',
    name: 'Scottish line',
    kind: 'voice',
    greeting: 'Thank you for calling your union in Scotland.',
    hours: hours('scotland', alwaysOpen),
    menu,
    defaultQueueId: 'demo-queue-advice',
    drain: '15',
    ...fresh,
    menuDraft: draft,
  },
  {
    id: textLine,
    number: textNumber,
    name: 'Text line',
    kind: 'text',
    greeting: '',
    hours: hours('england-and-wales', alwaysOpen),
    menu: null,
    defaultQueueId: 'demo-queue-advice',
    drain: '15',
    ...fresh,
  },
]
