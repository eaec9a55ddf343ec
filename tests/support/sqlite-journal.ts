/** SQLite empties its journal into the database when it has so many pages; the file stays as large as it grew. */
export const CHECKPOINT_BYTES = 1000 * 4096
