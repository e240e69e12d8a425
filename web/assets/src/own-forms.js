// What htmx sends carries the session's own token, so that the server knows the form is ours.
const token = () => document.querySelector('meta[name="csrf"]')?.content ?? "";

export function ownForms() {
  document.addEventListener("htmx:config:request", (event) => {
    event.detail.ctx.request.headers["X-CSRF"] = token();
  });
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRF"] = token();
  });
}
