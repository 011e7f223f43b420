const DAYS = [0, 1, 2, 3, 4, 5, 6];
/** As many as an evening's worth of half hours, which is what most groups show. */
const ROWS = Array.from({ length: 16 }, (_, row) => row);

/** The week of a group before its hours are known: the same table, empty, so that nothing jumps once they are. */
export function HeatSkeleton() {
  return (
    <div className="heatbox" role="status" aria-label="Reading the hours of its members">
      <div className="morebar" aria-hidden="true">
        &nbsp;
      </div>
      <table className="heat group-heat heat-skeleton" aria-hidden="true">
        <colgroup>
          <col className="t" />
        </colgroup>
        <thead>
          <tr>
            <th className="zone">&nbsp;</th>
            {DAYS.map((day) => (
              <th key={day}>&nbsp;</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row}>
              <th>&nbsp;</th>
              {DAYS.map((day) => (
                <td key={day}>&nbsp;</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="morebar" aria-hidden="true">
        &nbsp;
      </div>
      <div className="legend-room" />
    </div>
  );
}
