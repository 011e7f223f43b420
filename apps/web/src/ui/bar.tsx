interface BarProps {
  /** What is counted: "21 of 41 steps done". */
  label: string;
  total: number;
  done: number;
  /** Under way: hatched. */
  doing?: number;
  failed?: number;
}

const share = (part: number, total: number) => `${total > 0 ? Math.min(100, (100 * part) / total) : 0}%`;

/** Progress: solid is done, hatched is under way. */
export function Bar({ label, total, done, doing = 0, failed = 0 }: BarProps) {
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={done}
    >
      <i style={{ width: share(done, total) }} />
      {failed > 0 && <i className="bad" style={{ width: share(failed, total) }} />}
      {doing > 0 && <i className="doing" style={{ width: share(doing, total) }} />}
    </div>
  );
}
