// Graphic passages stay blurred until somebody asks for them, by a click or a key; asked again, they are blurred again.

const toggle = (one) => one.setAttribute("aria-pressed", String(one.classList.toggle("shown")));

for (const one of document.querySelectorAll("[data-blur]")) {
  one.setAttribute("aria-pressed", "false");
  one.addEventListener("click", () => toggle(one));
  one.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    toggle(one);
  });
}
