// Transactions of several processes at once.
import { type Database, isDuplicate, type Transaction, transaction } from '../../storage/client.ts';

/** Like `transaction`; runs `work` again when another process was the first to make the same row. */
export async function alongside<T>(database: Database, work: (rows: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(database, work);
    } catch (error) {
      if (attempt === 5 || !isDuplicate(error)) throw error;
    }
  }
}
