// Says that nothing was saved when the network is away.
export function offlineBar() {
  const bar = document.getElementById("offline");
  if (!bar) return;
  const show = () => { bar.hidden = false; };
  const hide = () => { bar.hidden = true; };
  for (const name of ["htmx:error", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, show);
  for (const name of ["htmx:after:request", "htmx:afterOnLoad"]) document.addEventListener(name, hide);
  window.addEventListener("online", hide);
}
