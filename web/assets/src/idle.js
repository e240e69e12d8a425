// Warns two minutes before the session ends for want of use, and keeps it on request.
const WARNING = 2 * 60 * 1000;

export function stayAwake() {
  const minutes = Number(document.querySelector('meta[name="idle"]')?.content ?? 0);
  const bar = document.getElementById("idle");
  const button = document.getElementById("idle-stay");
  if (!minutes || !bar || !button) return;
  let timer = 0;
  let opener = null;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      opener = document.activeElement;
      bar.hidden = false;
      button.focus();
    }, Math.max(minutes * 60 * 1000 - WARNING, 0));
  };
  button.addEventListener("click", async () => {
    const answer = await fetch("/account/stay", {
      method: "POST",
      headers: { "X-CSRF": document.querySelector('meta[name="csrf"]').content },
    });
    if (!answer.ok || answer.redirected) return location.reload();
    bar.hidden = true;
    opener?.focus();
    wait();
  });
  document.addEventListener("htmx:after:request", wait);
  document.addEventListener("htmx:afterRequest", wait);
  wait();
}
