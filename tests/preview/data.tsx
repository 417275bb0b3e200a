import { call, isGiven, listOf, objectOf, textOf, type Given } from './plain.ts';
import { stripesWords } from './stripes-words.ts';

/** The components that show lists of data: tables, lists, charts. */

/** A table that pages, with a status as a badge; a row can be pressed. */
export function DataTable(props: Given) {
  const columns = listOf(props, 'columns');
  const items = listOf(props, 'items');
  const isPressable = typeof props['onRowClick'] === 'function';
  if (items.length === 0) return <div className="empty">{textOf(props, 'emptyMessage')}</div>;
  return (
    <div>
      <div className="scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={textOf(column, 'key')} scope="col">
                  {textOf(column, 'label')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr
                key={textOf(item, 'id')}
                className={isPressable ? 'pressable' : ''}
                tabIndex={isPressable ? 0 : undefined}
                onClick={() => call(props, 'onRowClick', item)}
                onKeyDown={({ key }) => key === 'Enter' && call(props, 'onRowClick', item)}
              >
                {columns.map((column) => (
                  <td key={textOf(column, 'key')}>
                    <Cell
                      cell={objectOf(column, 'cell')}
                      text={textOf(item, textOf(column, 'key'))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Paging {...objectOf(props, 'pagination')} />
    </div>
  );
}

function Cell({ cell, text }: { readonly cell: Given; readonly text: string }) {
  if (cell['type'] !== 'status') return <>{text}</>;
  return <span className={`badge ${textOf(objectOf(cell, 'statusMap'), text)}`}>{text}</span>;
}

function Paging(props: Given) {
  const page = props['currentPage'];
  if (typeof page !== 'number') return null;
  const hasMore = props['hasMore'] === true;
  if (page === 1 && !hasMore) return null;
  return (
    <div className="paging">
      <button
        type="button"
        className="button"
        disabled={page === 1}
        onClick={() => call(props, 'onPageChange', page - 1)}
      >
        {stripesWords().previous}
      </button>
      <button
        type="button"
        className="button"
        disabled={!hasMore}
        onClick={() => call(props, 'onPageChange', page + 1)}
      >
        {stripesWords().next}
      </button>
    </div>
  );
}

const CHART_HEIGHT_PX = 110;

/** Bars with their labels. */
export function BarChart(props: Given) {
  const bars = listOf(props, 'data');
  const heights = bars.map(({ y }) => (typeof y === 'number' ? y : 0));
  const highest = Math.max(1, ...heights);
  const words = bars.map((bar, index) => `${textOf(bar, 'x')}: ${heights[index] ?? 0}`).join(', ');
  return (
    <div className="chart" role="img" aria-label={words}>
      {bars.map((bar, index) => (
        <div key={index} className="bar">
          <div
            style={{ height: Math.max(1, ((heights[index] ?? 0) / highest) * CHART_HEIGHT_PX) }}
          />
          <span>{textOf(bar, 'x')}</span>
        </div>
      ))}
    </div>
  );
}

/** The steps of setting up. */
export function Tasks({ tasks }: { readonly tasks: readonly Given[] }) {
  return (
    <ol className="tasks">
      {tasks.map((task, index) => {
        const status = textOf(task, 'status') || 'not-started';
        return (
          <li key={index} className={status}>
            <button type="button" onClick={() => call(task, 'onPress', { type: 'press' })}>
              <span className="mark" aria-hidden="true">
                {status === 'complete' ? '✓' : status === 'blocked' ? '!' : index + 1}
              </span>
              <span>{textOf(task, 'title')}</span>
              <span className="status">{stripesWords().statuses[status] ?? status}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** Whether a prop is a route of the Dashboard. */
export function isRoute(value: unknown): value is Given {
  return isGiven(value) && typeof value['name'] === 'string';
}
