/** What a question sends up when it has been answered, to whoever keeps or counts answers. */

/** Sent up from a question with each answer that could be read. */
export const ANSWERED = "mlcalc-answered";

export interface Answered {
  readonly numbers: Readonly<Record<string, number>>;
  /** A number, a list of numbers or of rows, or the words of a choice. */
  readonly given: unknown;
  readonly right: boolean;
  readonly said: string;
  /** The kinds of slip that explain it, where a derivative was asked for. */
  readonly slip?: string;
}
