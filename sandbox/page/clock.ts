// The sandbox's clock as the page moves it: one move at a time, with how far it has come.
import { PageError, type Playground } from './playground.ts';

/** A move under way. */
export interface Move {
  readonly to: Date;
  /** From 0 to 1. */
  readonly progress: number;
}

/** Moves the clock. */
export class Clock {
  readonly #ground: Playground;
  #move: { readonly from: Date; readonly to: Date } | undefined;
  /** Whether it has ever been moved here. */
  hasMoved = false;

  constructor(ground: Playground) {
    this.#ground = ground;
  }

  /** The move under way, if any. */
  get move(): Move | undefined {
    if (!this.#move) return undefined;
    const { from, to } = this.#move;
    const done = (this.#ground.now().getTime() - from.getTime()) / (to.getTime() - from.getTime());
    return { to, progress: Math.min(Math.max(done, 0), 1) };
  }

  /** Moves forward and resolves when all that was due has happened. Throws `PageError` while another move is under way. */
  async forward(hours: number): Promise<void> {
    if (this.#move) throw new PageError('The clock is being moved already. Wait until it stands still.');
    const from = this.#ground.now();
    const to = new Date(from.getTime() + hours * 3_600_000);
    this.#move = { from, to };
    this.hasMoved = true;
    try {
      await this.#ground.moveTo(to);
    } finally {
      this.#move = undefined;
    }
  }
}
