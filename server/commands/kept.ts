/** A table kept by id. `find` locks the row for the rest of the transaction on PostgreSQL (FOR UPDATE); SQLite has one writer. */
export interface Kept<T, Key extends keyof T> {
  find(id: T[Key]): Promise<T | null>
  insert(record: T): Promise<void>
  /** Replaces the whole row by its key. */
  save(record: T): Promise<void>
}
