/** What the sandbox answered instead of doing it, beside the button that was pressed. */
export function Refused({ why }: { readonly why: string | null }) {
  return why === null ? null : (
    <p className="refused" role="alert">
      {why}
    </p>
  );
}
