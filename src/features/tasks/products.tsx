import { useState } from 'react'
import { isLink } from '#domain/links.ts'
import { type ListedProduct, productsOf } from '#domain/tasks/task.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { Notice } from '#ui/notice.tsx'
import type { PictureParts } from './pictures.ts'
import { ProductPictures } from './product-pictures.tsx'
import type { TaskOnDevice } from './read-task.ts'
import { keyOf } from './use-task.ts'

interface Props {
  task: TaskOnDevice
  mayChange: boolean
  view: PictureParts['view']
}

/** What was made for the task, each to be taken out again while the task is open. */
export function Products({ task, mayChange, view }: Props) {
  const { tasks: t } = useTaskTexts()
  const [removing, setRemoving] = useState<ListedProduct | null>(null)
  const products = productsOf(task.due.task)
  return (
    <section className="stack-small" aria-labelledby="task-products">
      <h2 id="task-products">{`${t.products} (${products.length})`}</h2>
      {products.length === 0 && <p className="small">{t.noProducts}</p>}
      {products.map((product) => (
        <Card key={product.id} as="article">
          <ProductWords product={product} />
          <ProductPictures photos={product.photos} task={task} view={view} />
          {mayChange && (
            <Button
              kind="quiet"
              icon="trash"
              aria-label={`${t.removeProduct}: ${product.title}`}
              onClick={() => setRemoving(product)}
            >
              {t.removeProduct}
            </Button>
          )}
        </Card>
      ))}
      {mayChange && task.due.state !== 'reported' && (
        <ButtonLink kind="ghost" icon="plus" href={`/nhiem-vu/${task.due.key}/san-pham`} wide>
          {t.acts.product}
        </ButtonLink>
      )}
      {removing && <Remove task={task} product={removing} onClose={() => setRemoving(null)} />}
    </section>
  )
}

function ProductWords({ product }: { product: ListedProduct }) {
  const { tasks: t } = useTaskTexts()
  const { kind, title, channel, publishedAt, link, qty } = product
  const facts = [
    t.product.kind[kind],
    ...(channel === null ? [] : [t.product.channel[channel]]),
    ...(qty === 1 ? [] : [t.qty(qty)]),
    ...(publishedAt === null ? [] : [t.publishedOn(fullDay(publishedAt))]),
  ]
  return (
    <>
      <p className="strong">{title}</p>
      <p className="small">{facts.join(' · ')}</p>
      {isLink(link) && (
        <a className="task-link" href={link} target="_blank" rel="noreferrer">
          {link}
        </a>
      )}
    </>
  )
}

function Remove({ task, product, onClose }: { task: TaskOnDevice; product: ListedProduct; onClose(): void }) {
  const { mutate } = useServices()
  const { tasks: t } = useTaskTexts()
  const { common, refusals } = useTexts()
  const [problem, setProblem] = useState<string | null>(null)
  const remove = async () => {
    try {
      const args = { ...keyOf(task.due.card), productId: product.id }
      const result = await mutate({ name: 'task.removeProduct', args })
      if (result.ok) onClose()
      else setProblem(refusals[result.error.code](result.error.details))
    } catch (error) {
      console.warn('removal not saved', error instanceof Error ? error.name : error)
      setProblem(t.saveFailed)
    }
  }
  return (
    <AskDialog
      open
      title={t.removeProduct}
      confirm={t.removeProduct}
      cancel={common.cancel}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{t.removeSure(product.title)}</p>
      {product.photos.length > 0 && <p>{t.removePictures}</p>}
      {problem && <Notice tone="alarm" title={problem} />}
    </AskDialog>
  )
}
