import type { Knex } from 'knex'

/**
 * The eight case types that every union begins with (F69); from here on they are the union's own, changed under Admin.
 * What they ask follows what union case forms record (UNISON's CASE form), as read on 22 November 2026. Days that a legal
 * limit runs from are asked with the legal date itself, not here.
 */
type Kind = 'text' | 'long-text' | 'number' | 'money' | 'date' | 'choice' | 'yes-no'
/** Label, kind, the number of the stage (from 0) that cannot be reached without it, choices. */
type Asked = readonly [label: string, kind: Kind, neededFrom?: number | null, choices?: readonly string[]]
interface Shipped {
  id: string
  name: string
  proposedFor: string
  stages: readonly string[]
  fields: readonly Asked[]
  documents: readonly string[]
}

const shipped: readonly Shipped[] = [
  {
    id: 'discipline',
    name: 'Discipline',
    proposedFor: 'discipline',
    stages: ['Facts', 'Investigation', 'Hearing', 'Appeal', 'After the appeal'],
    fields: [
      ['What is alleged', 'long-text', 1],
      ['Reason given', 'choice', 1, ['Conduct', 'Capability', 'Probation', 'Fitness to practise', 'Other']],
      ['Suspended', 'yes-no'],
      ['Hearing on', 'date', 2],
      ['Who hears it', 'text'],
      ['Decision', 'choice', 3, ['No action', 'Warning', 'Final warning', 'Dismissal', 'Other']],
      ['Appeal to be in by', 'date', 3],
      ['Professional body', 'text'],
    ],
    documents: [
      'Invitation to the hearing',
      'Investigation report',
      'Disciplinary procedure',
      'Decision',
      'Appeal',
    ],
  },
  {
    id: 'grievance',
    name: 'Grievance',
    proposedFor: 'grievance',
    stages: ['Facts', 'Informal', 'Grievance', 'Appeal', 'After the appeal'],
    fields: [
      ['What it is about', 'long-text', 1],
      ['Latest of what happened', 'date', 1],
      ['Against whom', 'text', 2],
      ['Handed in on', 'date', 2],
      ['Meeting on', 'date'],
      ['Upheld', 'choice', 3, ['Upheld', 'In part', 'Not upheld']],
      ['Appeal to be in by', 'date', 3],
    ],
    documents: ['Grievance', 'Grievance procedure', 'Diary of what happened', 'Decision', 'Appeal'],
  },
  {
    id: 'redundancy',
    name: 'Redundancy',
    proposedFor: 'redundancy',
    stages: ['At risk', 'Consultation', 'Notice', 'Appeal', 'Left or redeployed'],
    fields: [
      ['Told on', 'date', 1],
      ['Posts at risk', 'number'],
      ['Selection by', 'choice', null, ['Criteria', 'Interview', 'Volunteers', 'Not known']],
      ['Employment began on', 'date', 2],
      ['Weekly pay', 'money', 2],
      ['Notice ends on', 'date', 2],
      ['Redundancy pay offered', 'money', 2],
      ['Other work offered', 'yes-no', 2],
    ],
    documents: [
      'Notice of risk',
      'Selection criteria and scores',
      'Contract',
      'Notice',
      'Calculation of the pay',
    ],
  },
  {
    id: 'sickness',
    name: 'Sickness',
    proposedFor: 'sickness',
    stages: ['Facts', 'Absence meetings', 'Occupational health', 'Hearing', 'Appeal'],
    fields: [
      ['Absent since', 'date', 1],
      ['Days absent in twelve months', 'number'],
      ['Related to work', 'yes-no', 1],
      ['Likely a disability', 'choice', 2, ['Yes', 'No', 'Not known']],
      ['Adjustments asked for', 'long-text', 2],
      ['Full sick pay ends on', 'date'],
      ['Hearing on', 'date', 3],
    ],
    documents: [
      'Fit notes',
      'Sickness procedure',
      'Occupational health report',
      'Letters of absence meetings',
    ],
  },
  {
    id: 'health-and-safety',
    name: 'Health and safety',
    proposedFor: 'health-and-safety',
    stages: ['Reported', 'With the safety rep', 'With the employer', 'With the authority', 'Made safe'],
    fields: [
      ['What is dangerous', 'long-text', 1],
      ['Where', 'text', 1],
      ['Happened or seen on', 'date', 1],
      ['Anybody hurt', 'yes-no', 1],
      ['In the accident book', 'yes-no', 2],
      ['Reported under RIDDOR', 'choice', 3, ['Yes', 'No', 'Need not be', 'Not known']],
      ['What was done', 'long-text', 4],
    ],
    documents: ['Accident book entry', 'Photos', 'Risk assessment', 'Letter to the employer'],
  },
  {
    id: 'discrimination',
    name: 'Discrimination',
    proposedFor: 'discrimination',
    stages: ['Facts', 'Questions to the employer', 'Grievance', 'Conciliation', 'Tribunal'],
    fields: [
      [
        'Characteristic',
        'choice',
        1,
        [
          'Age',
          'Disability',
          'Gender reassignment',
          'Marriage or civil partnership',
          'Pregnancy or maternity',
          'Race',
          'Religion or belief',
          'Sex',
          'Sexual orientation',
          'Several',
        ],
      ],
      [
        'What sort',
        'choice',
        1,
        ['Direct', 'Indirect', 'Harassment', 'Victimisation', 'Adjustments not made', 'Several'],
      ],
      ['What happened', 'long-text', 1],
      ['Latest of what happened', 'date', 1],
      ['Treated better than whom', 'text'],
      ['Witnesses', 'long-text'],
      ['Acas told by', 'choice', 3, ['The union', 'The member', 'Nobody yet']],
    ],
    documents: [
      'Diary of what happened',
      'Statements of witnesses',
      'Equality policy',
      'Answers of the employer',
      'Acas certificate',
    ],
  },
  {
    id: 'pay',
    name: 'Pay',
    proposedFor: 'pay-and-hours',
    stages: ['Facts', 'Sum worked out', 'Asked of the employer', 'Grievance', 'Claim'],
    fields: [
      [
        'What is owed',
        'choice',
        1,
        ['Wages', 'Holiday pay', 'Deduction', 'Grading', 'Hours', 'Expenses', 'Other'],
      ],
      ['First short on', 'date', 1],
      ['Last short on', 'date', 1],
      ['Amount owed', 'money', 2],
      ['How it was worked out', 'long-text', 2],
      ['Asked of the employer on', 'date', 3],
    ],
    documents: ['Payslips', 'Contract', 'Rota or timesheets', 'Letter to the employer'],
  },
  {
    id: 'joining',
    name: 'Joining',
    proposedFor: 'joining',
    stages: ['Asked', 'Rung by an organiser', 'Form sent', 'Joined'],
    fields: [
      ['Workplace', 'text', 1],
      ['Job', 'text'],
      ['Union rep there', 'choice', 1, ['Yes', 'No', 'Not known']],
      ['In a dispute already', 'yes-no', 1],
      ['Joined on', 'date', 3],
    ],
    documents: ['Membership form'],
  },
]

export async function up(knex: Knex): Promise<void> {
  const key = (type: Shipped, part: string, at: number) => `${type.id}-${part}${at + 1}`
  await knex('case_types').insert(
    shipped.map((type) => ({
      id: type.id,
      version: 1,
      name: type.name,
      proposed_for: type.proposedFor,
      stages: JSON.stringify(type.stages.map((name, at) => ({ key: key(type, 's', at), name }))),
      fields: JSON.stringify(
        type.fields.map(([label, kind, neededFrom = null, choices = []], at) => ({
          key: key(type, 'f', at),
          label,
          kind,
          choices,
          neededFrom: neededFrom === null ? null : key(type, 's', neededFrom),
        })),
      ),
      documents: JSON.stringify(type.documents.map((name, at) => ({ key: key(type, 'd', at), name }))),
      retired_at: null,
    })),
  )
}

/** Cases lose their sheets: without its type none of them can be read. */
export async function down(knex: Knex): Promise<void> {
  await knex('case_sheets').delete()
  await knex('case_types')
    .whereIn(
      'id',
      shipped.map(({ id }) => id),
    )
    .delete()
}
