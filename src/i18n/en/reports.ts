import type { Texts } from '../texts.ts'

export const reports: Texts['reports'] = {
  title: 'Reports',
  search: 'Search reports',
  searchShort: 'Search…',
  noteEvidence: 'Note evidence for the monthly report',
  pieces: 'Articles and role models',
  filterLegend: 'Filter by state',
  filter: {
    all: 'All',
    draft: 'Drafts',
    queued: 'Waiting to send',
    arrived: 'Reached the server',
    refused: 'Needs mending',
  },
  reportedAt: (when) => `Reported ${when}`,
  listLabel: 'List of reports',
  draftOf: { initial: 'Draft', update: 'Draft supplement', final: 'Draft final report' },
  refusedItem: 'Report that needs mending',
  count: (n) => (n === 1 ? '1 report' : `${n} reports`),
  loading: 'Opening the list…',
  empty: { title: 'No reports yet', text: 'Incidents that you report are listed here, also without a network.' },
  noneHere: { title: 'Nothing here', text: 'Choose All to see the other reports.' },
  noneFound: (query) => `“${query}” was not found`,
  noneFoundText: 'Try fewer words. Words without Vietnamese marks are found, too.',
  pick: 'Choose a report in the list on the left',
  pickText: 'What it says, its photos and each of its versions appear here.',
}
