/** Five nodes' ring and the leader in it. */
export function Logo() {
  return (
    <svg width="18" height="18" viewBox="0 0 32 32" aria-hidden style={{ flex: 'none' }}>
      <path
        d="M16 3.5 29 13 24 28.5H8L3 13Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="17" r="5" fill="currentColor" />
    </svg>
  );
}
