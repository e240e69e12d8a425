// Menus are <details> and open without a script; with one they also close: on Escape, and when one looks elsewhere.
export function menus() {
  const open = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// The navigation scrolls sideways on a narrow screen: where one is stands in the middle.
export function showWhereWeAre() {
  const row = document.querySelector(".tabs ul");
  const link = row?.querySelector("[aria-current]");
  if (link) row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
}
