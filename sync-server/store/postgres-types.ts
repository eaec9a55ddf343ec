import {
  type ColumnDefinitionNode,
  DataTypeNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  RawNode,
  type RootOperationNode,
} from 'kysely'
import { types } from 'pg'

/** OIDs of bigint and of what sums give: counters stay far below 2^53, so they are numbers as on SQLite. */
const NUMBERS: ReadonlySet<number> = new Set([20, 1700])

/** How values come out of PostgreSQL: rows are as `Schema` says on every engine. JSON and instants are text. */
export const asOnEveryEngine = {
  getTypeParser: ((oid: number, format?: 'text') =>
    NUMBERS.has(oid) ? Number : types.getTypeParser(oid, format)) as typeof types.getTypeParser,
}

/** What a migration calls a type, where PostgreSQL calls it otherwise. Text sorts by its bytes, as on SQLite. */
const NAMES: Readonly<Record<string, string>> = { text: 'text collate "C"', blob: 'bytea' }

class Renamed extends OperationNodeTransformer {
  protected override transformColumnDefinition(node: ColumnDefinitionNode): ColumnDefinitionNode {
    const column = super.transformColumnDefinition(node)
    const { dataType } = column
    const name = DataTypeNode.is(dataType) ? NAMES[dataType.dataType] : undefined
    return name === undefined ? column : { ...column, dataType: RawNode.createWithSql(name) }
  }
}

/** Lets the same migrations run on PostgreSQL. */
export function portableTypes(): KyselyPlugin {
  const renamed = new Renamed()
  return {
    transformQuery: ({ node }): RootOperationNode => renamed.transformNode(node),
    transformResult: async ({ result }) => result,
  }
}
