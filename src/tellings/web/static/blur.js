// Graphic passages stay blurred until somebody asks for them, by a click or Enter; asked again, they are blurred again.
//
// In:    passages in `[data-blur]`, which may have the focus.
// Out:   the class `shown`.
// Holds: a passage that is only passed by with the Tab key stays blurred. Without scripts it is shown while it has the focus.

for (const one of document.querySelectorAll("[data-blur]")) {
  const turn = () => one.classList.toggle("shown");
  one.classList.add("turns");
  one.addEventListener("click", () => {
    if (document.getSelection().isCollapsed) turn();
  });
  one.addEventListener("keydown", (event) => {
    if (event.target !== one || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    turn();
  });
}
