/** Three people's hours, with the hour they share. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path
        className="mark-each"
        d="M2 4.5a2.5 2.5 0 0 1 5 0V8H2zM9.5 15h5v4.5a2.5 2.5 0 0 1-5 0zM17 7a2.5 2.5 0 0 1 5 0v1h-5zM17 15h5v1.5a2.5 2.5 0 0 1-5 0z"
      />
      <path className="mark-shared" d="M2 8h5v4.5a2.5 2.5 0 0 1-5 0zM9.5 10.5a2.5 2.5 0 0 1 5 0V15h-5zM17 8h5v7h-5z" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <svg className="word" viewBox="0 0 72 16" aria-hidden="true">
      <path d="M1.5 4v10M1.5 8a4 4 0 0 1 8 0v6M9.5 8a4 4 0 0 1 8 0v6M22 4v6a4 4 0 0 0 8 0V4M30 4v10M40.2 5.7C39.5 4.6 38.3 4 36.9 4c-1.9 0-3.2 1-3.2 2.4 0 3.5 6.9 1.6 6.9 5 0 1.6-1.5 2.6-3.5 2.6-1.7 0-3-.7-3.7-1.9M45.5 1v9.5A3.5 3.5 0 0 0 49 14M43 4h6M52.3 9h9A4.6 4.9 0 1 0 59.8 12.6M65 4v10M65 8a4 4 0 0 1 4-4" />
    </svg>
  );
}
