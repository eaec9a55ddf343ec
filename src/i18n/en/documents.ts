import type { DocumentTexts } from '../document-texts.ts'

export const documents: DocumentTexts = {
  title: 'Report as a document',
  intro:
    'Set out as Decree 30/2020/ND-CP asks, in Vietnamese. Number and place are left open: fill them in when it is issued.',
  save: 'Download a Word file (.docx)',
  saving: 'Making the file…',
  saved: (name: string) => `The file ${name} is on this device.`,
  print: 'Print',
  failed: 'The file could not be made. Try again; if that does not help, use Print.',
  restricted: 'Only certain people may see this matter. Keep the file and the print as you keep confidential papers.',
  notFound: 'This device does not have that report.',
  loading: 'Opening the document…',
  preview: 'Preview',
  monthly: {
    title: 'Monthly report as a document',
    notFound: 'This device does not have the report of that month.',
  },
  unitPlan: {
    title: 'Plan as a document',
    notFound: 'This device does not have the plan of that year.',
  },
  form: {
    which: 'Version',
    draft: 'Draft',
    version: (no: number) => `Version ${no}, sent`,
    draftNote:
      'This draft is neither sent nor signed: it is for reading only. The file and the print are marked as a draft.',
    copyShort: 'Copy the short text',
    copied: 'Copied. Paste it into a message.',
    copyFailed: 'This device does not allow copying. Select the words below.',
  },
  yearBook: {
    title: 'Year book',
    unit: 'Unit',
    year: 'Year',
  },
}
