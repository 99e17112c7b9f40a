import type { TextTemplate } from '../domain/text-template.ts'

export interface TemplateStores {
  templates: {
    /** Removed ones too. */
    find(id: string): Promise<TextTemplate | null>
    /** Those in use, by name. */
    all(): Promise<TextTemplate[]>
    insert(template: TextTemplate): Promise<void>
    /** Replaces the row whose version is one lower; false when somebody else was quicker. */
    save(template: TextTemplate): Promise<boolean>
  }
}
