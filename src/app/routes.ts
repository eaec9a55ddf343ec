import { type ComponentType, createElement, Fragment, lazy } from 'react'
import { learnMutations, mutationNames } from '#domain/mutations.ts'
import { SignInPage } from '#features/session/sign-in-page.tsx'
import { TodayPage } from '#features/today/today-page.tsx'
import { type Part, part } from '#ui/part.tsx'
import { afterFirstPicture } from './first-picture.ts'
import { givenRoutes } from './given-routes.ts'
import { pieceRoutes } from './piece-routes.ts'

export interface AppRoute {
  path: string
  name: string
  /** a page of the first route as it is, any other as a part that can be fetched ahead */
  component: ComponentType | Part<object>
  access: 'public' | 'signed-in' | 'desk'
  /** `tabs` everywhere; `page` beside the rail only, a phone gives its bottom to the page; `bare` never */
  chrome: 'tabs' | 'page' | 'bare'
  /** a wide window shows this list beside it */
  pane?: 'reports' | 'tasks' | 'deadlines' | 'settings'
}

/** Pages with several addresses: the same part, so that a step or a selection does not make the page anew. */
export const IncidentForm = part(async () => (await import('#features/incident/incident-form.tsx')).IncidentForm)
export const IncidentPage = part(async () => (await import('#features/incident/incident-page.tsx')).IncidentPage)
const DeskPage = lazy(async () => {
  // what the desk shows has its own acts on top, decided while it is drawn
  const [{ DeskPage }] = await Promise.all([import('#features/office/desk-page.tsx'), learnMutations(mutationNames)])
  return { default: DeskPage }
})
const DeskDutiesPage = lazy(async () => {
  const [{ DeskDutiesPage }] = await Promise.all([
    import('#features/office/duties/desk-duties-page.tsx'),
    learnMutations(mutationNames.filter((name) => name.startsWith('duty.'))),
  ])
  return { default: DeskDutiesPage }
})

const MonthlyPart = part(async () => (await import('#features/unit-forms/monthly/part-page.tsx')).PartPage)
const PlanPart = part(async () => (await import('#features/unit-forms/plan/part-page.tsx')).PartPage)

/** What is due is reckoned and drawn by a part of its own, which the first picture does not wait for. */
const later = (load: () => Promise<ComponentType>) =>
  lazy(async () => {
    await afterFirstPicture()
    try {
      return { default: await load() }
    } catch (error) {
      // without a network and without the worker: the rest of the page is worth more than this part
      console.warn('part not loaded', error instanceof Error ? error.name : error)
      return { default: () => null }
    }
  })
const NextDeadlines = later(async () => (await import('#features/deadlines/next-deadlines.tsx')).NextDeadlines)
const TodayReminder = later(async () => (await import('#features/reminders/today-reminder.tsx')).TodayReminder)
const OtherNews = later(async () => (await import('#features/today/other-news.tsx')).OtherNews)
const DeviceTrouble = later(async () => (await import('#features/trouble/device-trouble.tsx')).DeviceTrouble)
const Today = () =>
  createElement(TodayPage, {
    trouble: createElement(DeviceTrouble),
    ahead: createElement(Fragment, null, createElement(TodayReminder), createElement(NextDeadlines)),
    otherNews: createElement(OtherNews),
  })

/** Pictures are taken and shown by the parts of the incident; a task is given them. */
const pictures = {
  field: part(async () => (await import('#features/incident/photos/photo-part.tsx')).PhotoPart),
  view: part(async () => (await import('#features/incident/photos/photo-view.tsx')).PhotoView),
}
const withPictures = (load: () => Promise<ComponentType<{ pictures: typeof pictures }>>) =>
  part(async () => {
    const page = await load()
    return () => createElement(page, { pictures })
  })
export type WithPictures = typeof withPictures

/** Every screen of the app has a line here, and every line an address. */
export const routes: readonly AppRoute[] = [
  { path: '/', name: 'today', component: Today, access: 'signed-in', chrome: 'tabs' },
  {
    path: '/bao-cao',
    name: 'reports',
    component: part(async () => (await import('#features/reports/reports-page.tsx')).ReportsPage),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'reports',
  },
  {
    path: '/bao-cao/:incidentId',
    name: 'incident',
    component: IncidentPage,
    access: 'signed-in',
    chrome: 'page',
    pane: 'reports',
  },
  {
    path: '/van-ban/su-co/:incidentId',
    name: 'incident-document',
    component: part(async () => (await import('#features/documents/incident-document-page.tsx')).IncidentDocumentPage),
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/van-ban/thang/:of',
    name: 'monthly-document',
    component: lazy(async () => ({
      default: (await import('#features/documents/monthly-document-page.tsx')).MonthlyDocumentPage,
    })),
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/van-ban/ke-hoach/:of',
    name: 'unit-plan-document',
    component: lazy(async () => ({
      default: (await import('#features/documents/unit-plan-document-page.tsx')).UnitPlanDocumentPage,
    })),
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/so-nam',
    name: 'year-book',
    component: part(async () => (await import('#features/documents/year-book-page.tsx')).YearBookPage),
    access: 'signed-in',
    chrome: 'page',
    pane: 'settings',
  },
  {
    path: '/bao-cao-thang/:of',
    name: 'monthly',
    component: part(async () => (await import('#features/unit-forms/monthly/monthly-page.tsx')).MonthlyPage),
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/bao-cao-thang/:of/:part',
    name: 'monthly-part',
    component: MonthlyPart,
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/bao-cao-thang/:of/:part/:item',
    name: 'monthly-item',
    component: MonthlyPart,
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/ke-hoach/:of',
    name: 'plan',
    component: part(async () => (await import('#features/unit-forms/plan/plan-page.tsx')).PlanPage),
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/ke-hoach/:of/:part',
    name: 'plan-part',
    component: PlanPart,
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/ke-hoach/:of/:part/:item',
    name: 'plan-item',
    component: PlanPart,
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/minh-chung/moi',
    name: 'evidence',
    component: part(async () => (await import('#features/unit-forms/monthly/evidence-page.tsx')).EvidencePage),
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/han-nop',
    name: 'deadlines',
    component: part(async () => (await import('#features/deadlines/deadlines-page.tsx')).DeadlinesPage),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'deadlines',
  },
  {
    path: '/han-nop/thang',
    name: 'deadlines-month',
    component: part(async () => (await import('#features/deadlines/month-page.tsx')).MonthPage),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'deadlines',
  },
  {
    path: '/han-nop/cach-gui/:duty',
    name: 'duty-how',
    component: part(async () => (await import('#features/deadlines/how-page.tsx')).HowPage),
    access: 'signed-in',
    chrome: 'page',
    pane: 'deadlines',
  },
  {
    path: '/nhiem-vu',
    name: 'tasks',
    component: part(async () => (await import('#features/tasks/tasks-page.tsx')).TasksPage),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'tasks',
  },
  {
    path: '/nhiem-vu/:taskId',
    name: 'task',
    component: withPictures(async () => (await import('#features/tasks/task-page.tsx')).TaskPage),
    access: 'signed-in',
    chrome: 'page',
    pane: 'tasks',
  },
  {
    path: '/nhiem-vu/:taskId/:act',
    name: 'task-form',
    component: withPictures(async () => (await import('#features/tasks/task-form-page.tsx')).TaskFormPage),
    access: 'signed-in',
    chrome: 'bare',
  },
  ...pieceRoutes(withPictures),
  {
    path: '/su-co/moi',
    name: 'incident-new',
    component: IncidentForm,
    access: 'signed-in',
    chrome: 'bare',
  },
  {
    path: '/su-co/:draftId/:step',
    name: 'incident-form',
    component: IncidentForm,
    access: 'signed-in',
    chrome: 'bare',
  },
  {
    path: '/can-sua',
    name: 'attention',
    component: part(async () => (await import('#features/attention/attention-page.tsx')).AttentionPage),
    access: 'signed-in',
    chrome: 'page',
  },
  {
    path: '/dong-bo',
    name: 'sync-status',
    component: part(async () => {
      const { SyncStatusPage } = await import('#features/sync-status/sync-status-page.tsx')
      return () => createElement(SyncStatusPage, { trouble: createElement(DeviceTrouble) })
    }),
    access: 'signed-in',
    chrome: 'page',
    pane: 'settings',
  },
  {
    path: '/them',
    name: 'settings',
    component: part(async () => (await import('#features/settings/settings-page.tsx')).SettingsPage),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'settings',
  },
  {
    path: '/nhac-viec',
    name: 'reminders',
    component: lazy(async () => ({ default: (await import('#features/reminders/reminders-page.tsx')).RemindersPage })),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'settings',
  },
  {
    path: '/bo-nho',
    name: 'storage',
    component: part(async () => (await import('#features/settings/storage-page.tsx')).StoragePage),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'settings',
  },
  {
    path: '/hien-thi',
    name: 'display',
    component: part(async () => (await import('#features/settings/display-page.tsx')).DisplayPage),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'settings',
  },
  {
    path: '/huong-dan',
    name: 'help',
    component: part(async () => (await import('#features/settings/help-page.tsx')).HelpPage),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'settings',
  },
  {
    path: '/may-da-dang-nhap',
    name: 'devices',
    component: part(async () => (await import('#features/session/devices-page.tsx')).DevicesPage),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'settings',
  },
  {
    path: '/doi-may',
    name: 'handover',
    component: part(async () => (await import('#features/handover/handover-page.tsx')).HandoverPage),
    access: 'signed-in',
    chrome: 'tabs',
    pane: 'settings',
  },
  {
    path: '/dang-xuat',
    name: 'sign-out',
    component: part(async () => (await import('#features/session/sign-out-page.tsx')).SignOutPage),
    access: 'signed-in',
    chrome: 'page',
    pane: 'settings',
  },
  {
    path: '/ban-dieu-hanh',
    name: 'desk',
    component: DeskPage,
    access: 'desk',
    chrome: 'tabs',
  },
  {
    path: '/ban-dieu-hanh/su-co/:incidentId',
    name: 'desk-incident',
    component: DeskPage,
    access: 'desk',
    chrome: 'page',
  },
  {
    path: '/ban-dieu-hanh/nhiem-vu',
    name: 'desk-tasks',
    component: DeskPage,
    access: 'desk',
    chrome: 'tabs',
  },
  {
    path: '/ban-dieu-hanh/nhiem-vu/:taskId',
    name: 'desk-task',
    component: DeskPage,
    access: 'desk',
    chrome: 'page',
  },
  {
    path: '/ban-dieu-hanh/han',
    name: 'desk-duties',
    component: DeskDutiesPage,
    access: 'desk',
    chrome: 'tabs',
  },
  {
    path: '/ban-dieu-hanh/han/:duty',
    name: 'desk-duty',
    component: DeskDutiesPage,
    access: 'desk',
    chrome: 'page',
  },
  ...givenRoutes,
  { path: '/dang-nhap', name: 'sign-in', component: SignInPage, access: 'public', chrome: 'bare' },
  {
    path: '/kich-hoat',
    name: 'activate',
    component: part(async () => (await import('#features/session/activate-page.tsx')).ActivatePage),
    access: 'public',
    chrome: 'bare',
  },
  {
    path: '/bien-nhan',
    name: 'receipt-check',
    component: part(async () => (await import('#features/receipt/receipt-check-page.tsx')).ReceiptCheckPage),
    access: 'public',
    chrome: 'bare',
  },
]
