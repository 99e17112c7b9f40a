/** Two cases with a type: CX-10482 before its hearing, and one about overtime of which the sum is still worked out. */
import type { Sheet } from '../../../domain/case-types/sheet.ts'
import type { DemoCase } from './cases.ts'
import { later } from './chance.ts'

export const sheets = (now: string, matters: readonly DemoCase[]): Sheet[] => {
  const sheetOn = (number: number, sheet: Omit<Sheet, 'caseId' | 'stageSince'>, daysAgo: number): Sheet[] => {
    const matter = matters.find(({ record }) => record.number === number)
    return matter === undefined
      ? []
      : [{ caseId: matter.record.id, ...sheet, stageSince: later(now, -daysAgo * 24 * 60) }]
  }
  return [
    ...sheetOn(
      10_482,
      {
        typeId: 'discipline',
        stageKey: 'discipline-s3',
        answers: {
          'discipline-f1': 'A wrong dose on ward 7. She was on leave on that day.',
          'discipline-f2': 'Conduct',
          'discipline-f3': 'no',
          'discipline-f4': '2026-10-08',
        },
        onPaper: ['discipline-d1', 'discipline-d3'],
      },
      5,
    ),
    ...sheetOn(
      10_445,
      {
        typeId: 'pay',
        stageKey: 'pay-s2',
        answers: { 'pay-f1': 'Hours', 'pay-f2': '2026-08-28', 'pay-f3': '2026-09-25' },
        onPaper: ['pay-d1'],
      },
      2,
    ),
  ]
}
