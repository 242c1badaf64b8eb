const response = await fetch("/languages");
const languages = await response.json();

document.querySelector("#languages").replaceChildren(
  ...languages.map(({ name }) => {
    const item = document.createElement("li");
    item.textContent = name;
    return item;
  }),
);
