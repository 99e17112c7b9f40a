import type { ChangeView } from './admin-views.ts'

export interface AdminTemplateView {
  id: string
  version: number
  name: string
  body: string
  /** Its fields, in their order. */
  fields: string[]
}
export interface AdminTemplatesView {
  templates: AdminTemplateView[]
  /** Every field there is, with what it stands for. */
  fields: { field: string; words: string }[]
  history: ChangeView[]
}
/** A template as it reads in one conversation. What is not known stays in braces. */
export interface FilledTemplateView {
  id: string
  name: string
  text: string
  missing: string[]
}
export interface FilledTemplatesView {
  templates: FilledTemplateView[]
}
