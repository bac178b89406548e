/** Goes to a place by a full load, so that nothing of the organization that was looked at stays in this window. */
export function loadAnew(place: "/overview" | "/settings/people" | "/sign-in"): void {
  window.location.href = place;
}
