export function RegistryPage() {
  return <></>;
}
