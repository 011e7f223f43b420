/** A wish to the simulator itself that cannot be granted, with the sentence that says why. */
export class Clumsy extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
