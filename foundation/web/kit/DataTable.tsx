import { useState, type ReactNode } from 'react'
import { compareText } from '../../i18n/format.ts'
import { useLocale, useText } from '../i18n/use-text.ts'
import { AppLink } from '../navigation/AppLink.tsx'
import { EmptyState } from './EmptyState.tsx'
import { Icon } from './Icon.tsx'
import { SkeletonTable } from './Skeletons.tsx'
import styles from './DataTable.module.css'

export interface Column<Row> {
  key: string
  title: string
  render: (row: Row) => ReactNode
  /** By what the column is sorted on this page; without it the column is not sortable (unless `onSort` is given). */
  sortBy?: (row: Row) => string | number | null | undefined
  align?: 'start' | 'end' | 'center'
  /** On a phone: the card's title, a line with its heading (default), the whole width without it (nothing when empty), or left out. */
  phone?: 'title' | 'line' | 'wide' | 'hide'
  /** Left out on paper: a column of buttons. */
  printed?: false
  /** Never broken: dates, numbers. */
  nowrap?: boolean
}

export interface SortOrder {
  key: string
  descending: boolean
}

export interface DataTableProps<Row> {
  /** What the table holds; read to those who listen, and printed. */
  caption: string
  captionShown?: boolean
  columns: Column<Row>[]
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** The address a row leads to; its title cell becomes the link. */
  rowTo?: (row: Row) => string
  loading?: boolean
  empty?: ReactNode
  initialSort?: SortOrder
  /** Sorting on the server: the order is told, the rows are left as they are. */
  sort?: SortOrder
  onSort?: (sort: SortOrder) => void
}

function ordered<Row>(rows: readonly Row[], columns: Column<Row>[], sort: SortOrder | undefined, locale: 'ky' | 'ru' | 'en'): readonly Row[] {
  const by = columns.find(({ key }) => key === sort?.key)?.sortBy
  if (!by || !sort) return rows
  const turn = sort.descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)]
    if (x === y) return 0
    if (x === null || x === undefined) return 1
    if (y === null || y === undefined) return -1
    return turn * (typeof x === 'number' && typeof y === 'number' ? x - y : compareText(String(x), String(y), locale))
  })
}

/** A table on wide screens, cards on phones; headings stay in sight, columns sort, everything by keyboard. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { caption, captionShown, columns, rows, rowKey, rowTo, loading, empty, onSort } = props
  const t = useText('foundation')
  const locale = useLocale()
  const [own, setOwn] = useState<SortOrder | undefined>(props.initialSort)
  const sort = props.sort ?? own
  if (rows === undefined || loading) return <SkeletonTable />
  if (rows.length === 0) return empty ?? <EmptyState title={t('table.empty')} />
  const turn = (key: string): void => {
    const next = { key, descending: sort?.key === key && !sort.descending }
    setOwn(next)
    onSort?.(next)
  }
  const titleKey = (columns.find(({ phone }) => phone === 'title') ?? columns[0])?.key
  const shown = onSort ? rows : ordered(rows, columns, sort, locale)
  return (
    <div className={styles['frame']} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles['table']}>
        <caption className={captionShown ? styles['caption'] : 'unseen'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const sortable = Boolean(column.sortBy)
              const state = sort?.key === column.key ? (sort.descending ? 'descending' : 'ascending') : 'none'
              return (
                <th
                  key={column.key}
                  scope="col"
                  data-align={column.align}
                  className={column.printed === false ? 'not-printed' : undefined}
                  {...(sortable ? { 'aria-sort': state } : {})}
                >
                  {sortable ? (
                    <button type="button" className={styles['sort']} onClick={() => turn(column.key)}>
                      {column.title}
                      <Icon name={state === 'descending' ? 'down' : 'up'} size={14} className={state === 'none' ? styles['unsorted'] : undefined} />
                    </button>
                  ) : (
                    column.title
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={rowKey(row)} className={rowTo ? styles['leading'] : undefined}>
              {columns.map((column) => {
                const title = column.key === titleKey
                const content = column.render(row)
                const bare = content === null || content === undefined || content === false || content === ''
                const inner =
                  title && rowTo ? (
                    <AppLink to={rowTo(row)} className={styles['link']}>
                      {content}
                    </AppLink>
                  ) : (
                    content
                  )
                const common = {
                  ...(column.printed === false ? { className: 'not-printed' } : {}),
                  'data-align': column.align,
                  'data-phone': title ? 'title' : bare ? 'hide' : (column.phone ?? 'line'),
                  'data-nowrap': column.nowrap,
                }
                return title ? (
                  <th key={column.key} scope="row" {...common}>
                    {inner}
                  </th>
                ) : (
                  <td key={column.key} data-heading={column.title} {...common}>
                    <div className={styles['cell']}>{inner}</div>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
