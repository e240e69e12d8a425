// Only a script can open the print dialog, so the button is there only with one.
export function printButtons() {
  for (const button of document.querySelectorAll("button.print")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
