// Make elements. Words are set as text, never as markup.

export function element(name, className = "", words = "") {
  const it = document.createElement(name);
  if (className) it.className = className;
  if (words) it.textContent = words;
  return it;
}

export function button(words, act) {
  const it = element("button", "", words);
  it.type = "button";
  it.addEventListener("click", act);
  return it;
}
