import { type Highs, type ModelData } from "highs";

/** A linear model under construction: columns first, then rows over them. */
export class SparseModel {
  columns = 0;
  rows = 0;
  readonly #cost: number[] = [];
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #whole: number[] = [];
  readonly #rowLower: number[] = [];
  readonly #rowUpper: number[] = [];
  readonly #starts: number[] = [0];
  readonly #indices: number[] = [];
  readonly #values: number[] = [];

  addColumn({ cost, lower, upper, whole }: { cost: number; lower: number; upper: number; whole: boolean }): number {
    this.#cost.push(cost);
    this.#lower.push(lower);
    this.#upper.push(upper);
    this.#whole.push(Number(whole));
    return this.columns++;
  }

  addRow({
    columns,
    values,
    lower,
    upper,
  }: {
    columns: readonly number[];
    values: readonly number[];
    lower: number;
    upper: number;
  }): void {
    for (const column of columns) this.#indices.push(column);
    for (const value of values) this.#values.push(value);
    this.#starts.push(this.#indices.length);
    this.#rowLower.push(lower);
    this.#rowUpper.push(upper);
    this.rows++;
  }

  setCost(column: number, cost: number): void {
    this.#cost[column] = cost;
  }

  /** Turns the objective into a row that must reach `least`, so that something else can be asked for within it. */
  holdObjective(least: number): void {
    const columns = this.#cost.flatMap((cost, column) => (cost === 0 ? [] : [column]));
    this.addRow({ columns, values: columns.map((column) => this.#cost[column]!), lower: least, upper: Infinity });
    this.#cost.fill(0);
  }

  data(highs: Highs): ModelData {
    const bounded = (values: readonly number[]) =>
      Float64Array.from(values, (value) => (Number.isFinite(value) ? value : Math.sign(value) * highs.infinity));
    return {
      numCols: this.columns,
      numRows: this.rows,
      sense: highs.constants.objectiveSense.maximize,
      colCost: Float64Array.from(this.#cost),
      colLower: Float64Array.from(this.#lower),
      colUpper: bounded(this.#upper),
      rowLower: bounded(this.#rowLower),
      rowUpper: bounded(this.#rowUpper),
      integrality: Int32Array.from(this.#whole),
      matrix: {
        format: "csr",
        numRows: this.rows,
        numCols: this.columns,
        starts: Int32Array.from(this.#starts),
        indices: Int32Array.from(this.#indices),
        values: Float64Array.from(this.#values),
      },
    };
  }
}
