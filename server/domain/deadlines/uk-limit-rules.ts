/**
 * Time limits of employment tribunals in the UK, as known on 22 November 2026. Data: see limit-rules.ts before you add.
 *
 * Employment Rights Act 2025 s.152 and Schedule 12 (read) make three months six in Great Britain. Commencement on 1 October
 * 2026 by the day of the trigger (SI 2026/954, SI 2026/758 reg. 10), and breach of contract (England and Wales SI
 * 2026/759; Scotland from 9 November 2026) are known second-hand: nobody here has compared these rows with the
 * instruments, which is why no row says `verifiedBy`.
 */
import type { Span } from './counting.ts'
import type { Claim, LimitNation, LimitRule, TriggerKind } from './limit-rules.ts'

const months = (n: number): Span => ({ n, unit: 'months', count: 'beginning-with' })
const gb = ['EW', 'S'] as const
const act2025 =
  'https://www.legislation.gov.uk/ukpga/2025/36/schedule/12; https://www.acas.org.uk/employment-rights-act-2025'

type Row = Pick<LimitRule, 'claim' | 'trigger' | 'late' | 'source'> & Partial<LimitRule>
const row = (id: string, nations: readonly LimitNation[], n: number, rest: Row): LimitRule => ({
  id,
  nations,
  from: null,
  until: null,
  span: months(n),
  fromKnowledge: null,
  conciliation: true,
  status: 'in-force',
  confidence: 'read',
  checkedOn: '2026-11-22',
  verifiedBy: null,
  ...rest,
})

/** Three months to the end of September 2026, six from October, in Great Britain; three in Northern Ireland. */
const fromOctober = (
  claim: Claim,
  trigger: TriggerKind,
  late: LimitRule['late'],
  statute: string,
  six: Partial<LimitRule> = {},
): LimitRule[] => [
  row(`${claim}-gb-3m`, gb, 3, { claim, trigger, late, source: statute, until: '2026-09-30' }),
  row(`${claim}-gb-6m`, gb, 6, {
    claim,
    trigger,
    late,
    source: `${statute}; ${act2025}`,
    from: '2026-10-01',
    confidence: 'second-hand',
    ...six,
  }),
  row(`${claim}-ni-3m`, ['NI'], 3, {
    claim,
    trigger,
    late,
    source: 'Northern Ireland: its own legislation, not changed by the Employment Rights Act 2025',
    confidence: 'general',
  }),
]

/** Six months before and after October 2026, in all of the UK. */
const sixAlways = (
  claim: Claim,
  trigger: TriggerKind,
  late: LimitRule['late'],
  statute: string,
): LimitRule[] => [
  row(`${claim}-gb-6m`, gb, 6, { claim, trigger, late, source: statute }),
  row(`${claim}-ni-6m`, ['NI'], 6, {
    claim,
    trigger,
    late,
    source: 'Northern Ireland: its own legislation',
    confidence: 'general',
  }),
]

const contract = { claim: 'breach-of-contract', trigger: 'edt', late: 'not-reasonably-practicable' } as const
const orders = 'Employment Tribunals Extension of Jurisdiction Orders 1994 art. 7'

export const ukLimitRules: readonly LimitRule[] = [
  ...fromOctober('unfair-dismissal', 'edt', 'not-reasonably-practicable', 'Employment Rights Act 1996 s.111'),
  ...fromOctober('discrimination', 'act', 'just-and-equitable', 'Equality Act 2010 s.123'),
  ...fromOctober('detriment', 'act', 'not-reasonably-practicable', 'Employment Rights Act 1996 s.48'),
  ...fromOctober('wages', 'due-date', 'not-reasonably-practicable', 'Employment Rights Act 1996 s.23'),
  ...fromOctober(
    'working-time',
    'due-date',
    'not-reasonably-practicable',
    'Working Time Regulations 1998 reg. 30',
  ),
  row('breach-of-contract-ew-3m', ['EW'], 3, { ...contract, source: orders, until: '2026-09-30' }),
  row('breach-of-contract-ew-6m', ['EW'], 6, {
    ...contract,
    source: `${orders}; reported SI 2026/759`,
    from: '2026-10-01',
    status: 'reported',
    confidence: 'second-hand',
  }),
  row('breach-of-contract-s-3m', ['S'], 3, { ...contract, source: orders, until: '2026-11-08' }),
  row('breach-of-contract-s-6m', ['S'], 6, {
    ...contract,
    source: `${orders}; reported order of the Scottish Ministers`,
    from: '2026-11-09',
    status: 'reported',
    confidence: 'second-hand',
  }),
  row('breach-of-contract-ni-3m', ['NI'], 3, {
    ...contract,
    source: 'Northern Ireland: its own legislation, not changed by the Employment Rights Act 2025',
    confidence: 'general',
  }),
  ...sixAlways('redundancy-pay', 'edt', 'just-and-equitable', 'Employment Rights Act 1996 s.164'),
  ...sixAlways('equal-pay', 'last-day', 'none', 'Equality Act 2010 s.129'),
  ...sixAlways(
    'industrial-action-dismissal',
    'edt',
    'not-reasonably-practicable',
    'Trade Union and Labour Relations (Consolidation) Act 1992 s.239',
  ),
  ...fromOctober(
    'union-detriment',
    'act',
    'not-reasonably-practicable',
    'Trade Union and Labour Relations (Consolidation) Act 1992 ss.139, 145C, 147, 171',
  ),
  ...fromOctober(
    'union-discipline',
    'decision',
    'not-reasonably-practicable',
    'Trade Union and Labour Relations (Consolidation) Act 1992 ss.66, 68A',
  ),
  ...fromOctober(
    'protective-award',
    'dismissals',
    'not-reasonably-practicable',
    'Trade Union and Labour Relations (Consolidation) Act 1992 ss.189, 192',
  ),
  ...fromOctober(
    'tupe',
    'transfer',
    'not-reasonably-practicable',
    'Transfer of Undertakings (Protection of Employment) Regulations 2006 regs 12, 15',
  ),
  ...fromOctober(
    'time-off',
    'act',
    'not-reasonably-practicable',
    'Employment Rights Act 1996 and regulations on leave, time off and flexible working',
  ),
  ...fromOctober(
    'part-time-fixed-term',
    'act',
    'just-and-equitable',
    'Part-time Workers Regulations 2000; Fixed-term Employees Regulations 2002',
    { status: 'reported', source: 'reported SI 2026/758; whether it names these regulations is not known' },
  ),
  row('fair-employment-ni-6m', ['NI'], 6, {
    claim: 'fair-employment',
    trigger: 'act',
    late: 'just-and-equitable',
    fromKnowledge: months(3),
    source: 'Fair Employment and Treatment (Northern Ireland) Order 1998 art. 46',
    confidence: 'general',
  }),
]

/** "7 days immediately following the effective date of termination": no extension and no early conciliation. */
export const interimReliefRule = {
  id: 'interim-relief-7d',
  span: { n: 7, unit: 'days', count: 'following' },
  source:
    'Employment Rights Act 1996 s.128; Trade Union and Labour Relations (Consolidation) Act 1992 s.161 (https://legislation.gov.uk/ukpga/1992/52/section/161)',
} as const satisfies { id: string; span: Span; source: string }

/** How long conciliation may take, by day A. For information: either side may end it sooner, so nothing is predicted from it. */
export const conciliationLengths = [
  { nation: 'GB', from: '2014-04-06', words: 'one month and 14 days' },
  { nation: 'GB', from: '2020-12-01', words: '6 weeks' },
  { nation: 'GB', from: '2025-12-01', words: '12 weeks' },
  { nation: 'NI', from: '2020-01-27', words: 'one month and 14 days' },
] as const
