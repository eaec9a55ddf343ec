import { useParams } from 'wouter'
import { usePieceTexts } from '#i18n/piece-texts.ts'
import { DeskRoot, Panes } from '../panes.tsx'
import { useRefetchOnNews } from '../queries.ts'
import { PieceDetail } from './piece-detail.tsx'
import { PieceList } from './piece-list.tsx'

/** `/ban-dieu-hanh/tin-bai`: the pieces that were sent here and one of them beside each other. [AC8] */
export function DeskPiecesPage() {
  return (
    <DeskRoot>
      <Pieces />
    </DeskRoot>
  )
}

function Pieces() {
  const { pieceId } = useParams<{ pieceId?: string }>()
  const { desk: t } = usePieceTexts()
  useRefetchOnNews()
  return (
    <Panes
      list={<PieceList chosen={pieceId} />}
      detail={pieceId ? <PieceDetail key={pieceId} id={pieceId} /> : null}
      empty={{ title: t.chooseOne, text: t.chooseOneHint }}
    />
  )
}
